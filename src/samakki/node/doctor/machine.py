"""The machine: versions, free space, who runs the node, whether the clock can be right."""

import os
import platform
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from datetime import UTC, datetime

from samakki.node.config import NodeConfig
from samakki.node.doctor.finding import Finding, fail, ok, warn

OLDEST_PYTHON = (3, 11)
OLDEST_SQLITE = (3, 37, 0)
FULL_BYTES = 200_000_000
SCARCE_BYTES = 2_000_000_000
WRITTEN_IN = datetime(2026, 11, 1, tzinfo=UTC)  # no right clock is behind the day this was written


def versions(_config: NodeConfig) -> Iterator[Finding]:
    """Python and SQLite are new enough."""
    found = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    if sys.version_info < OLDEST_PYTHON or sqlite3.sqlite_version_info < OLDEST_SQLITE:
        yield fail(f"{found}: too old.", "Install Python 3.11 or newer with SQLite 3.37 or newer.")
    else:
        yield ok(found)


def disk_space(config: NodeConfig) -> Iterator[Finding]:
    """There is room for the database, its log and a backup."""
    free = shutil.disk_usage(config.home).free
    found = f"{free / 1e9:.1f} GB free at {config.home}"
    if free < FULL_BYTES:
        yield fail(found, "Make room now: a full disk stops every writer. Old backups and logs are the first to go.")
    elif free < SCARCE_BYTES:
        yield warn(found, "Make room soon, or move the backups folder to another disk (backups.folder).")
    else:
        yield ok(found)


def user(config: NodeConfig) -> Iterator[Finding]:
    """The node does not run as the user who may do everything."""
    if os.geteuid() == 0 and not config.is_demo:
        yield warn(
            "This command runs as root.",
            "Run the node and its commands as a user of its own, such as samakki; deploy/ has a unit file that does.",
        )


def clock(_config: NodeConfig) -> Iterator[Finding]:
    """The clock is not far behind; the audit inspection compares it with the newest entry."""
    now = datetime.now(UTC)
    if now < WRITTEN_IN:
        yield fail(f"The clock says {now:%Y-%m-%d}.", "Set the clock; install chrony or systemd-timesyncd.")
    else:
        yield ok(f"The clock says {now:%Y-%m-%d %H:%M} UTC")
