"""Bring a node back from a backup, into an empty folder or, with --replace, over the present node."""

import argparse
import os
import shutil
import subprocess
import sys
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from samakki.node.backups.manifest import BackupError
from samakki.node.commands.console import Stopped, say
from samakki.node.config import HOME_VARIABLE
from samakki.node.restoring.mark import clear_mark, interrupted_restore
from samakki.node.serving.family import AlreadyLocked, lock
from samakki.node.starting import start_django
from samakki.sealing.errors import SealingError

HALF_WAY = "The restore stopped half-way. The node does not start before it is done."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("backup", type=Path, help="file that `samakki backup` wrote")
    parser.add_argument("--recovery-key", type=Path, required=True, metavar="FILE", help="file with the secret half")
    parser.add_argument(
        "--replace", action="store_true", help="put the present node aside, inside its folder, and take its place"
    )
    parser.add_argument(
        "--database", default="", metavar="ADDRESS", help="another PostgreSQL database than the backup names"
    )
    parser.add_argument("--finish", action="store_true", help=argparse.SUPPRESS)  # second half, in a process of its own


def run(given: argparse.Namespace, home: Path) -> int:
    """Prove the backup, put the present node aside, put the backup in its place."""
    if given.finish:
        return _finish(given, home)
    secret = _secret(given.recovery_key)
    _require_room(home, is_replacing=given.replace)
    backup = given.backup.absolute()
    if not backup.is_file():
        raise Stopped("Nothing was restored.", f"There is no file {backup}.", "Give the path of a backup.")
    _start_without_node(home)
    from samakki.node.restoring import place  # noqa: PLC0415  (needs Django, started just now)

    was_empty = not home.exists() or not any(home.iterdir())
    with ExitStack() as stack:
        _lock(stack, home)
        try:
            folder, manifest = stack.enter_context(place.opened(backup, home, secret=secret, database=given.database))
            place.require_room(folder, home)
        except (BackupError, SealingError) as error:
            if was_empty:
                shutil.rmtree(home / "state", ignore_errors=True)
            raise Stopped("Nothing was restored.", f"{backup}: {error}", "The present node is as it was.") from error
        aside = place.put_aside(home, datetime.now(UTC))
        place.put_in_place(folder, home)
        ended = subprocess.run(  # noqa: S603  (our own program; settings are read anew)
            [sys.executable, "-m", "samakki.node.cli", "--home", home, "restore", backup,
             "--recovery-key", given.recovery_key, "--finish"],
            check=False,
        )  # fmt: skip
        mark = interrupted_restore(home)
        if ended.returncode not in (0, 1):
            raise Stopped(HALF_WAY, "The lines above say why.", mark.now if mark else "Run `samakki doctor`.")
        clear_mark(home)
    say(f"The node of {manifest.made_at:%Y-%m-%d %H:%M} UTC is back in {home}. Everybody signs in again.")
    if aside:
        say(f"What was here before is in {home / aside}. Delete it when it is no longer needed.")
    return ended.returncode


def _finish(_given: argparse.Namespace, home: Path) -> int:
    """Fill the database and verify the audit log, with the settings that are in place now."""
    start_django(home)
    from samakki.node.restoring.finish import finish  # noqa: PLC0415  (needs Django, started just now)

    return finish(home)


def _secret(file: Path) -> str:
    try:
        return file.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise Stopped(
            "Nothing was restored.",
            f"{file} cannot be read.",
            "Give the file with the secret half of the recovery key; it begins with AGE-SECRET-KEY-1.",
        ) from error


def _require_room(home: Path, *, is_replacing: bool) -> None:
    if home.exists() and any(home.iterdir()) and not is_replacing:
        raise Stopped(
            "Nothing was restored.",
            f"{home} is not empty.",
            "Name an empty folder with --home, or add --replace: the present node is then put aside, not deleted.",
        )


def _start_without_node(home: Path) -> None:
    """Load the software with default settings: the ones here may be of another node, or spoiled."""
    os.environ[HOME_VARIABLE] = str(home / "no-node-yet")
    import django  # noqa: PLC0415  (reads the variable above)

    django.setup()
    os.environ[HOME_VARIABLE] = str(home)


def _lock(stack: ExitStack, home: Path) -> None:
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        stack.enter_context(lock(home / "state" / "node.lock"))
    except AlreadyLocked as error:
        raise Stopped(
            "Nothing was restored.", f"The node in {home} is running.", "Stop it, then run this command again."
        ) from error
