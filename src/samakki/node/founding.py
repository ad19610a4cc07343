"""Makes a node's home folder: settings, keys and the folders everything else is written to."""

import json
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path

from samakki.node.config import FILE, parse
from samakki.node.security import KEY_FILE
from samakki.node.setting import Value
from samakki.sealing.backups import create_recovery_key
from samakki.sealing.keyfiles import create_key_file
from samakki.sealing.keyring import create_keyring
from samakki.sealing.signing import SigningKey

FOLDERS = ("keys", "data", "files", "state", "logs", "backups")
RECOVERY_FILE = "recovery.pub"  # under keys/
HEAD = """\
# Settings of this node. docs/reference/settings.md explains every key; `samakki doctor` checks the installation.
# Restart the node after a change.

"""


def settings_text(values: Mapping[str, Value]) -> str:
    """A ``node.toml`` with these settings; those left out keep their defaults."""
    top = [f"{key} = {_toml(value)}" for key, value in values.items() if "." not in key]
    tables: dict[str, list[str]] = {}
    for key, value in values.items():
        table, dot, name = key.partition(".")
        if dot:
            tables.setdefault(table, []).append(f"{name} = {_toml(value)}")
    parts = ["\n".join(top), *(f"[{table}]\n" + "\n".join(lines) for table, lines in tables.items())]
    return HEAD + "\n\n".join(parts) + "\n"


def make_home(home: Path, values: Mapping[str, Value]) -> str:
    """Fill an empty folder with settings and keys.

    Returns:
        The secret half of the recovery key. It is nowhere else: show it or write it away from the node.

    Raises:
        NodeFileError: one of `values` is not allowed; nothing was made.
        FileExistsError: a key exists already; it is never overwritten.
    """
    text = settings_text(values)
    parse(text, home / FILE)
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    home.chmod(0o700)
    for folder in FOLDERS:
        (home / folder).mkdir(mode=0o700, exist_ok=True)
    keys = home / "keys"
    create_key_file(home / FILE, text.encode("utf-8"))  # the address of a database may hold a password
    create_key_file(keys / KEY_FILE, secrets.token_urlsafe(64).encode("ascii"))
    create_keyring(keys / "fields.json")
    SigningKey.create(keys / "checkpoint.key")
    public, secret = create_recovery_key()
    create_key_file(keys / RECOVERY_FILE, f"{public}\n".encode("ascii"))
    return secret


def unmake_home(home: Path) -> None:
    """Take away what ``make_home`` made in a folder that was empty before."""
    for folder in (*FOLDERS, "static"):
        shutil.rmtree(home / folder, ignore_errors=True)
    (home / FILE).unlink(missing_ok=True)


def _toml(value: Value) -> str:
    # A JSON string is a TOML string; lists and truth values are written alike too.
    return json.dumps(value, ensure_ascii=False)
