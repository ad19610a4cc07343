"""Write one encrypted file with everything the node needs. The node may run meanwhile."""

import argparse
from pathlib import Path

from django.conf import settings

from samakki.access import audit
from samakki.node.backups.making import make_backup, remove_older
from samakki.node.beginning import CONSOLE
from samakki.node.commands.console import Stopped, say
from samakki.node.config import NodeConfig
from samakki.node.restoring.mark import interrupted_restore


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--to", type=Path, metavar="FILE", help="write this file; by default a new one in the backups folder"
    )
    parser.add_argument(
        "--keep", type=int, metavar="N", help="afterwards delete all but the newest N in the backups folder"
    )


def run(given: argparse.Namespace, home: Path) -> int:
    """Make the backup and say where it is."""
    config: NodeConfig = settings.CONFIG
    if mark := interrupted_restore(home):
        raise Stopped("No backup was made.", mark.what(home), mark.now)
    if given.keep is not None and given.keep < 1:
        raise Stopped("No backup was made.", "--keep needs a number from 1 on.", "Leave it out to keep every backup.")
    try:
        path = make_backup(config, given.to.absolute() if given.to else None)
    except OSError as error:
        raise Stopped(
            "No backup was made.",
            f"A file could not be written or read: {error.strerror or error}.",
            "Look at the free space and the rights of the backups folder; `samakki doctor` does both.",
        ) from error
    audit.record(CONSOLE, "backup_node", facts={"size": path.stat().st_size})
    say(f"{path}  ({path.stat().st_size:,} bytes)")
    if given.keep is not None and (removed := remove_older(config.path("backups.folder"), keep=given.keep)):
        say(f"{removed} older backups were deleted.")
    return 0
