"""How often, and after which pauses, processes that answer pages are started again, and what the doctor reads of it."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

PAUSES: Final = (0.0, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0)
"""Seconds before each next start; the last one stays."""
MOST: Final = 10  # failures without a well minute between them
WELL_SECONDS: Final = 60.0
REPORT_FILE: Final = "pages.json"


class Patience:
    """Counts failures. A minute in which every process served makes it forget them."""

    def __init__(self, *, most: int = MOST, well: float = WELL_SECONDS, pauses: tuple[float, ...] = PAUSES) -> None:
        self._most, self._well, self._pauses = most, well, pauses
        self._serving_since: float | None = None
        self.failures = 0

    def serves(self, now: float) -> None:
        """Every process was started; `now` in seconds of a clock that is never set."""
        self._serving_since = now

    def failed(self, now: float) -> float | None:
        """A process ended that nobody told to: seconds until it is started again, None to give up."""
        if self._serving_since is not None and now - self._serving_since >= self._well:
            self.failures = 0
        self._serving_since = None
        self.failures += 1
        if self.failures >= self._most:
            return None
        return self._pauses[min(self.failures, len(self._pauses)) - 1]


@dataclass(frozen=True, slots=True)
class PagesReport:
    """The newest failure.

    Attributes:
        failures: how many came without a well minute, this one included.
        exit_code: of the process; below zero the signal that ended it.
        has_given_up: the node ended for it.
    """

    at: datetime
    failures: int
    exit_code: int
    has_given_up: bool


def write_pages_report(folder: Path, report: PagesReport) -> None:
    """Replace the report in one step."""
    draft = folder / f"{REPORT_FILE}.new"
    draft.write_text(json.dumps(asdict(report) | {"at": report.at.isoformat()}), "ascii")
    draft.replace(folder / REPORT_FILE)


def read_pages_report(folder: Path) -> PagesReport | None:
    """The newest failure, None where there was none or the file is spoiled."""
    try:
        given = json.loads((folder / REPORT_FILE).read_text("ascii"))
        return PagesReport(
            datetime.fromisoformat(given["at"]),
            int(given["failures"]),
            int(given["exit_code"]),
            given["has_given_up"] is True,
        )
    except (OSError, ValueError, TypeError, KeyError):
        return None
