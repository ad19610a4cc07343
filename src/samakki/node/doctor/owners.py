"""Whether what the node needs belongs to the node's user."""

import pwd
from collections.abc import Iterator
from pathlib import Path

from samakki.node.config import NodeConfig
from samakki.node.doctor.finding import Finding, fail, ok

NAMED = 5  # of many, so many are named


def owners(config: NodeConfig) -> Iterator[Finding]:
    """Keys, settings, database, state and logs belong to the owner of the folder: a command run as root made others."""
    owner = config.home.stat().st_uid
    strangers = [path for path in _guarded(config) if path.exists() and path.lstat().st_uid != owner]
    if strangers:
        more = f" and {len(strangers) - NAMED} more" if len(strangers) > NAMED else ""
        yield fail(
            f"{', '.join(map(str, strangers[:NAMED]))}{more} do not belong to {_name(owner)}, who owns {config.home}.",
            f"`chown -R {_name(owner)}: {config.home}`, and run commands of the node as {_name(owner)} from now on.",
        )
    else:
        yield ok(f"Everything in {config.home} that was looked at belongs to {_name(owner)}")


def _guarded(config: NodeConfig) -> Iterator[Path]:
    yield config.file
    for folder in (
        config.keys,
        config.home / "data",
        config.state,
        config.home / "logs",
        config.path("backups.folder"),
    ):
        yield folder
        yield from sorted(folder.glob("*"))


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
