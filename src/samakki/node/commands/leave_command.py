"""leave status, leave close, leave destroy: a node leaves the network, and ends if that is decided.

Nothing of it is done by one person alone: `close` and `destroy` ask for the secret half of the recovery key, which
another person keeps. docs/how-to/install.md goes through all of it.
"""

import argparse
from pathlib import Path
from typing import IO

from django.conf import settings

from samakki.exchange.actions import own_keys
from samakki.node import closing
from samakki.node.backups.making import make_backup
from samakki.node.commands.console import Stopped, say
from samakki.node.config import NodeConfig
from samakki.node.founding import RECOVERY_FILE
from samakki.node.serving.family import AlreadyLocked, lock
from samakki.sealing.backups import is_secret_of

NOT_CLOSED, NOT_DESTROYED = "Nothing was closed.", "Nothing was destroyed."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the acts and their options."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    acts.add_parser("status", help="say what is left to do; the exit code is 1 while something is in the way")
    close = acts.add_parser("close", help="destroy this node's keys of the exchange")
    _second_person(close)
    close.add_argument(
        "--although",
        action="append",
        default=[],
        choices=["listed", "under-way", "new-messages"],
        help="go on although this is in the way; what was under way is lost",
    )
    destroy = acts.add_parser("destroy", help="destroy everything this node holds, after a last backup or without one")
    _second_person(destroy)
    destroy.add_argument("--name", required=True, metavar="NODE", help="name of the node, typed anew")
    last = destroy.add_mutually_exclusive_group(required=True)
    last.add_argument("--last-backup", type=Path, metavar="FILE", help="write a sealed backup there first")
    last.add_argument("--without-backup", action="store_true", help="nothing is to be left anywhere")


def run(given: argparse.Namespace, _home: Path) -> int:
    """Do one step."""
    config: NodeConfig = settings.CONFIG
    return {"status": _status, "close": _close, "destroy": _destroy}[given.act](given, config)


def _status(_given: argparse.Namespace, config: NodeConfig) -> int:
    left = list(closing.what_is_left(config))
    for one in left:
        say(f"{'in the way' if one.is_in_the_way else 'to decide'}: {one.what} ({one.code})")
        say(f"      {one.now}")
    if not left:
        say("This node takes no part in the exchange: nothing is under way, and it has no keys for it.")
    return int(any(one.is_in_the_way for one in left))


def _close(given: argparse.Namespace, config: NodeConfig) -> int:
    if not own_keys.has_keys():
        raise Stopped(NOT_CLOSED, "This node has no keys of the exchange.", "Nothing has to be done.")
    blocking = [one for one in closing.what_is_left(config) if one.is_in_the_way and one.code not in given.although]
    if blocking:
        raise Stopped(NOT_CLOSED, blocking[0].what, blocking[0].now)
    _require_second(given.recovery_key, config, NOT_CLOSED)
    with _stopped(config, NOT_CLOSED):
        count = closing.close_exchange()
    say(f"{count} key files of the exchange were destroyed. Nobody can write to this node any more.")
    say("Backups made before still hold these keys: delete them, or lock them away with what was decided for them.")
    say("Next: take `name`, `trust` and `leaving` out of [exchange] in node.toml, start the node, and make a backup.")
    return 0


def _destroy(given: argparse.Namespace, config: NodeConfig) -> int:
    if given.name != config.text("name"):
        raise Stopped(NOT_DESTROYED, f"This node is {config.text('name')}.", "Type its name as it stands there.")
    if own_keys.has_keys():
        raise Stopped(NOT_DESTROYED, "It still has keys of the exchange.", "`samakki leave close` comes first.")
    target = given.last_backup.absolute() if given.last_backup else None
    if target and (target.exists() or target.is_relative_to(config.home)):
        raise Stopped(
            NOT_DESTROYED, f"{target} is there already, or lies in the node's own folder.", "Name a new file elsewhere."
        )
    _require_second(given.recovery_key, config, NOT_DESTROYED)
    with _stopped(config, NOT_DESTROYED):
        closing.note_the_end()
        if target:
            say(f"Last backup: {make_backup(config, target)}")
        note = closing.destroy(config)
    say(f"Everything this node held is destroyed; {note} says so.")
    say("What is left: backups elsewhere, what disks keep of deleted files, paper, and what others were given.")
    return 0


def _second_person(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--recovery-key",
        type=Path,
        required=True,
        metavar="FILE",
        help="secret half of the recovery key, brought by whoever keeps it",
    )


def _require_second(file: Path, config: NodeConfig, what: str) -> None:
    try:
        secret = file.read_text("ascii")
        public = (config.keys / RECOVERY_FILE).read_text("ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise Stopped(what, f"The recovery key cannot be read: {error}.", "Ask whoever keeps it to come.") from error
    if not is_secret_of(secret, recipient=public):
        raise Stopped(
            what,
            f"{file} does not hold the secret half of this node's recovery key.",
            "Ask whoever keeps it to come: this takes two people.",
        )


def _stopped(config: NodeConfig, what: str) -> IO[str]:
    try:
        return lock(config.state / "node.lock")
    except AlreadyLocked as error:
        raise Stopped(what, "The node is running.", "Stop it, then run this command again.") from error
