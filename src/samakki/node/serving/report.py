"""What the keeper last said of itself, in ``state/keeper.json``; read by the doctor and the health page."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

REPORT_FILE = "keeper.json"
SILENT_AFTER = timedelta(seconds=60)  # the keeper reports every 5 seconds; a long task may hold it up


@dataclass(frozen=True, slots=True)
class KeeperReport:
    """One report."""

    at: datetime
    pid: int
    failing: tuple[str, ...] = ()  # names of tasks whose last try failed


def write_report(folder: Path, report: KeeperReport) -> None:
    """Replace the report in one step, so that a reader never sees half of one."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = folder / f"{REPORT_FILE}.new"
    draft.write_text(json.dumps(asdict(report) | {"at": report.at.isoformat()}), "ascii")
    draft.replace(folder / REPORT_FILE)


def read_report(folder: Path) -> KeeperReport | None:
    """The newest report, ``None`` where there never was one or the file is spoiled."""
    try:
        given = json.loads((folder / REPORT_FILE).read_text("ascii"))
        return KeeperReport(datetime.fromisoformat(given["at"]), int(given["pid"]), tuple(given["failing"]))
    except (OSError, ValueError, TypeError, KeyError):
        return None
