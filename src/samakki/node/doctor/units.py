"""Whether systemd starts the node and its backups with the machine."""

from collections.abc import Iterator
from pathlib import Path

from samakki.node.config import NodeConfig
from samakki.node.doctor.finding import Finding, ok, warn

RUNNING = Path("/run/systemd/system")  # there where systemd is the first process; sd_booted(3) looks at it too
FOLDER = Path("/etc/systemd/system")
WANTED = {
    "samakki.service": "multi-user.target.wants",
    "samakki-backup.timer": "timers.target.wants",
}


def units(config: NodeConfig) -> Iterator[Finding]:
    """Service and timer are enabled. Says nothing where another program starts the node."""
    if config.is_demo or not RUNNING.is_dir():
        return
    missing = [name for name, target in WANTED.items() if not (FOLDER / target / name).is_symlink()]
    if missing:
        yield warn(
            f"systemd does not start {' and '.join(missing)} with the machine.",
            f"`systemctl enable --now {' '.join(missing)}`, after the files of deploy/systemd/ are in {FOLDER}.",
        )
    else:
        yield ok("systemd starts the node and its backups with the machine")
