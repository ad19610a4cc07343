"""The clock: whether it can be right, whether something keeps it right, and the zones it is told in."""

import ctypes
import ctypes.util
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from samakki.node.config import NodeConfig
from samakki.node.doctor.finding import Finding, fail, ok, warn

WRITTEN_IN = datetime(2026, 11, 1, tzinfo=UTC)  # no right clock is behind the day this was written
UNSYNCHRONISED = 5  # TIME_ERROR of adjtimex(2)
TIMEX_BYTES = 512  # more than struct timex has anywhere; the first field is zero: change nothing
ZONE_FILE = Path("/usr/share/zoneinfo/tzdata.zi")


def clock(_config: NodeConfig) -> Iterator[Finding]:
    """The clock is not far behind; the audit inspection compares it with the newest entry."""
    now = datetime.now(UTC)
    if now < WRITTEN_IN:
        yield fail(f"The clock says {now:%Y-%m-%d}.", "Set the clock; install chrony or systemd-timesyncd.")
    else:
        yield ok(f"The clock says {now:%Y-%m-%d %H:%M} UTC")


def kept(config: NodeConfig) -> Iterator[Finding]:
    """Something keeps the clock right; asked of the kernel, which a time service tells."""
    if config.is_demo:
        return
    state = kernel_state()
    if state is None:
        return
    if state == UNSYNCHRONISED:
        yield warn(
            "Nothing keeps this machine's clock right: no time service has told the kernel that it does.",
            "`apt-get install chrony`, then look with `chronyc tracking`. Without a network, set it once a week.",
        )
    else:
        yield ok("A time service keeps the clock right")


def kernel_state() -> int | None:
    """What the kernel says of its clock, ``TIME_OK`` to ``TIME_ERROR``; None where it cannot be asked."""
    try:
        asked = ctypes.CDLL(None).adjtimex(ctypes.create_string_buffer(TIMEX_BYTES))
    except (OSError, AttributeError):
        return None
    return None if asked < 0 else int(asked)


def zones(config: NodeConfig) -> Iterator[Finding]:
    """The node's zone is there, and of which year the data is."""
    name = config.text("time_zone")
    try:
        ZoneInfo(name)
    except ZoneInfoNotFoundError:
        yield fail(f"The time zone {name} is not on this machine.", "`apt-get install tzdata`, then restart the node.")
        return
    yield ok(f"Time zone {name}{_of_year()}")


def _of_year() -> str:
    try:
        with ZONE_FILE.open(encoding="ascii", errors="replace") as file:
            return f", data of {file.readline().removeprefix('# version').strip()}"
    except OSError:
        return ""
