"""What the node remembers of its newest backup: when, and where it was written."""

import json
from datetime import datetime
from pathlib import Path

from samakki.node.config import NodeConfig

REPORT_FILE = "backup.json"


def note_backup(config: NodeConfig, made_at: datetime, target: Path) -> None:
    """Remember a backup that was made."""
    report = {"at": made_at.isoformat(), "file": str(target)}
    (config.state / REPORT_FILE).write_text(json.dumps(report), "utf-8")


def last_backup(config: NodeConfig) -> tuple[datetime, Path] | None:
    """When the newest backup was made and where it was written, ``None`` if there never was one."""
    try:
        given = json.loads((config.state / REPORT_FILE).read_text("utf-8"))
        return datetime.fromisoformat(given["at"]), Path(given["file"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
