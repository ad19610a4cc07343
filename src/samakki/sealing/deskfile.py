"""The file ``keys/desks.json``: the desk keys of this node, each sealed by the field ring, and ids of destroyed ones.

It is a key file like the others: for the owner alone, written whole, in every backup. Without the ring it opens
nothing.
"""

import base64
import json
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from samakki.sealing.desks import DeskKey, DeskKeys, open_desk_key, seal_desk_key
from samakki.sealing.errors import KeyFileBroken
from samakki.sealing.keyfiles import change_key_file, create_key_file, read_key_file
from samakki.sealing.keyring import Keyring

_FORMAT = 1


def create_desk_file(path: Path) -> None:
    """Write a file without any key yet.

    Raises:
        FileExistsError: there is one already.
    """
    create_key_file(path, _written([], []))


def load_desk_keys(path: Path, keyring: Keyring) -> tuple[tuple[DeskKey, ...], DeskKeys]:
    """All keys, the oldest first, and the same as ``open_envelope`` takes them.

    Raises:
        KeyMissing: no such file, or the ring lacks the key that sealed an entry.
        KeyExposed: others on this machine can reach it.
        KeyFileBroken: it is not a file of desk keys.
        SealBroken: an entry was changed.
    """
    entries, closed = _read(read_key_file(path), path)
    keys = tuple(
        open_desk_key(base64.b64decode(one["sealed"]), keyring, desk=one["desk"], key_id=one["id"]) for one in entries
    )
    ordered = tuple(sorted(keys, key=lambda key: (key.desk, key.valid_from)))
    return ordered, DeskKeys(ordered, closed=[(one["desk"], one["id"]) for one in closed])


def add_desk_keys(path: Path, keys: Iterable[DeskKey], keyring: Keyring) -> None:
    """Add keys to the file.

    Raises:
        KeyMissing, KeyExposed, KeyFileBroken: as ``load_desk_keys``.
        KeyFileBusy: another program is changing it.
    """
    new = [
        {"desk": key.desk, "id": key.id, "sealed": base64.b64encode(seal_desk_key(key, keyring)).decode("ascii")}
        for key in keys
    ]
    _change(path, lambda entries, closed: (entries + new, closed))


def destroy_desk_keys(path: Path, ended: Iterable[tuple[str, str]]) -> None:
    """Forget the private halves of these (desk, key id); the ids stay, so that what is sealed to them is explained.

    A backup made before still holds them: they are gone once backups of that time are.
    """
    gone = set(ended)
    _change(
        path,
        lambda entries, closed: (
            [one for one in entries if (one["desk"], one["id"]) not in gone],
            closed + [{"desk": desk, "id": key_id} for desk, key_id in sorted(gone)],
        ),
    )


def seal_desk_file_again(path: Path, keyring: Keyring) -> int:
    """Seal every entry with the ring's present key; the answer is how many."""
    keys, _ = load_desk_keys(path, keyring)
    sealed = {key.id: base64.b64encode(seal_desk_key(key, keyring)).decode("ascii") for key in keys}
    _change(path, lambda entries, closed: ([one | {"sealed": sealed[one["id"]]} for one in entries], closed))
    return len(keys)


def newest_end(keys: Iterable[DeskKey], desk: str) -> datetime | None:
    """Until when the newest key of a desk is meant to be sealed to; None where it has none."""
    return max((key.valid_to for key in keys if key.desk == desk), default=None)


_Entries = list[dict[str, str]]


def _change(path: Path, change: Callable[[_Entries, _Entries], tuple[_Entries, _Entries]]) -> None:
    change_key_file(path, lambda content: _written(*change(*_read(content, path))))


def _written(entries: _Entries, closed: _Entries) -> bytes:
    return (json.dumps({"format": _FORMAT, "keys": entries, "closed": closed}, indent=1) + "\n").encode("ascii")


def _read(content: bytes, path: Path) -> tuple[_Entries, _Entries]:
    try:
        data: dict[str, Any] = json.loads(content)
        if data["format"] != _FORMAT or any(one.keys() != {"desk", "id", "sealed"} for one in data["keys"]):
            raise ValueError(data["format"])
        return list(data["keys"]), [{"desk": one["desk"], "id": one["id"]} for one in data["closed"]]
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        message = f"{path} is not a file of desk keys that this version can read. Put it back from a backup."
        raise KeyFileBroken(message, file=path.name) from error
