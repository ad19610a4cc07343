"""A throw-away node home, made when this module is first imported and removed when the process ends.

A process that was killed removes nothing, so what is older than a day is removed by the next one.
"""

import atexit
import os
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from samakki.sealing.keyring import create_keyring
from samakki.sealing.signing import SigningKey

PREFIX = "samakki-test-"
LONGEST_RUN_SECONDS = 24 * 60 * 60
SECRET = "tests-only-0123456789-abcdefghijklmnopqrstuvwxyz-tests-only"


def _make() -> Path:
    home = Path(tempfile.mkdtemp(prefix=PREFIX))
    for folder in ("keys", "data", "static"):
        (home / folder).mkdir(mode=0o700)
    (home / "keys" / "django.key").write_text(SECRET, "ascii")
    create_keyring(home / "keys" / "fields.json")
    SigningKey.create(home / "keys" / "checkpoint.key")
    database = os.environ.get("SAMAKKI_TEST_DB", "sqlite")
    (home / "node.toml").write_text(
        f'name = "test.samakki.example"\ntitle = "Test node"\ncountry = "KH"\ndatabase = "{database}"\n', "utf-8"
    )
    return home


def _remove_what_was_left() -> None:
    for left in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError):  # another process may be quicker, or its owner somebody else
            if left.stat().st_mtime < time.time() - LONGEST_RUN_SECONDS:
                shutil.rmtree(left)


def _remove(home: Path, maker: int) -> None:
    if os.getpid() == maker:  # a forked child leaves through here too
        shutil.rmtree(home, ignore_errors=True)


_remove_what_was_left()
HOME = _make()
os.environ["SAMAKKI_HOME"] = str(HOME)
atexit.register(_remove, HOME, os.getpid())
