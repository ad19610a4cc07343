"""Bring database and static files to this version of the software. The node must be stopped."""

import argparse
from pathlib import Path

from django.conf import settings

from samakki.access import audit
from samakki.node import schema
from samakki.node.backups.making import make_backup
from samakki.node.beginning import CONSOLE
from samakki.node.commands.console import Stopped, say
from samakki.node.config import NodeConfig
from samakki.node.serving.family import AlreadyLocked, lock


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--without-backup", action="store_true", help="do not make a backup before tables change")


def run(given: argparse.Namespace, home: Path) -> int:
    """Back up, change tables, renew static files."""
    config: NodeConfig = settings.CONFIG
    try:
        held = lock(config.state / "node.lock")
    except AlreadyLocked as error:
        raise Stopped(
            "Nothing was changed.", "The node is running.", "Stop it, then run this command again."
        ) from error
    with held:
        state = schema.state()
        if state.unknown:
            raise Stopped(
                "Nothing was changed.",
                "The database was used by a newer version of this software.",
                "Install that version, or restore a backup made with this one.",
            )
        if state.missing and state.applied and not given.without_backup:
            say(f"Backup before the change: {make_backup(config)}")
        schema.migrate()
        schema.collect_static(config)
        if state.missing:
            audit.record(CONSOLE, "upgrade_node", facts={"count": len(state.missing)})
    say(f"Done: {len(state.missing)} steps. The node can be started.")
    return 0
