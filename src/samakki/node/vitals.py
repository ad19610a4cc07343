"""How the running node is, in a few quick looks; the page for its administrator puts it into words."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version

from samakki.access.audit.summary import LogSummary, summary
from samakki.node.backups.report import last_backup
from samakki.node.config import NodeConfig
from samakki.node.serving.report import SILENT_AFTER, read_report


@dataclass(frozen=True, slots=True)
class Vitals:
    """What the administrator of a node looks at.

    Attributes:
        version: of the software.
        is_sqlite: where records are kept.
        log: how the audit log stands.
        is_keeper_working: it reported within the last minute.
        failing: its tasks whose last try failed.
        backup_at: when the newest backup was made; ``None`` if there never was one.
        is_backup_late: it is older than ``backups.warn_after_hours``, or there is none.
        free_bytes: on the disk of the home folder.
    """

    version: str
    is_sqlite: bool
    log: LogSummary
    is_keeper_working: bool
    failing: tuple[str, ...]
    backup_at: datetime | None
    is_backup_late: bool
    free_bytes: int


def vitals(config: NodeConfig) -> Vitals:
    """Look now."""
    now = datetime.now(UTC)
    report = read_report(config.state)
    backup = last_backup(config)
    hours = (now - backup[0]).total_seconds() / 3600 if backup else None
    return Vitals(
        version=version("samakki"),
        is_sqlite=config.is_sqlite,
        log=summary(),
        is_keeper_working=report is not None and now - report.at <= SILENT_AFTER,
        failing=report.failing if report else (),
        backup_at=backup[0] if backup else None,
        is_backup_late=hours is None or hours > config.number("backups.warn_after_hours"),
        free_bytes=shutil.disk_usage(config.home).free,
    )
