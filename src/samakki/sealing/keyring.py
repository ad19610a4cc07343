"""The ring of keys that seals fields and files: one active key seals, every key opens.

Keys are 256 bits. Each sealed field takes a random 96-bit nonce, so one key may seal 2**32 fields before the chance of
a repeated nonce passes 2**-32 (NIST SP 800-38D, 8.3). Rotation answers that, and a key that may have leaked: ``rotate``
makes a new active key, ``reseal_field`` moves values over, and the old key stays to open what was not moved yet.
"""

import base64
import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from samakki.sealing.errors import KeyFileBroken, KeyMissing
from samakki.sealing.keyfiles import change_key_file, create_key_file, read_key_file

KEY_BYTES = 32
ID_BYTES = 8
SEALS_PER_KEY = 2**32
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class FieldKey:
    """One key of a ring. Its id is derived from the key, so that a key under another's id is noticed."""

    secret: bytes = field(repr=False)
    made_at: datetime

    @property
    def id(self) -> str:
        """Sixteen hexadecimal digits; stands in every sealed value."""
        return hashlib.sha256(b"samakki field key\n" + self.secret).digest()[:ID_BYTES].hex()


@dataclass(frozen=True, slots=True)
class Keyring:
    """Keys by id, and the one that seals."""

    active: FieldKey
    keys: Mapping[str, FieldKey]

    def key(self, key_id: str) -> FieldKey:
        """The key with this id.

        Raises:
            KeyMissing: it is not on this ring; the text says where it may be found.
        """
        try:
            return self.keys[key_id]
        except KeyError:
            message = (
                f"The key {key_id} is not in the node's key file. A backup made while that key was in use holds it: "
                "put its keys/fields.json back, or add the key to the present one."
            )
            raise KeyMissing(message, key=key_id) from None


def create_keyring(path: Path) -> Keyring:
    """Make a ring with one new key and write it.

    Raises:
        FileExistsError: there is one already.
    """
    first = _new_key()
    ring = Keyring(first, {first.id: first})
    create_key_file(path, _written(ring))
    return ring


def load_keyring(path: Path) -> Keyring:
    """Read a ring.

    Raises:
        KeyMissing: no such file.
        KeyExposed: others on this machine can reach it.
        KeyFileBroken: it is not a key ring, or a key stands under a wrong id.
    """
    return _read(read_key_file(path), path)


def rotate(path: Path) -> Keyring:
    """Add a new key, which seals from now on; the older ones still open.

    A process that loaded the ring before goes on sealing with the old key until it loads again. Nothing breaks by it.

    Raises:
        KeyFileBusy: another rotation is under way.
    """
    rotated: list[Keyring] = []

    def change(content: bytes) -> bytes:
        ring = _read(content, path)
        new = _new_key()
        rotated.append(Keyring(new, {**ring.keys, new.id: new}))
        return _written(rotated[0])

    change_key_file(path, change)
    return rotated[0]


def _new_key() -> FieldKey:
    return FieldKey(secrets.token_bytes(KEY_BYTES), datetime.now(UTC).replace(microsecond=0))


def _written(ring: Keyring) -> bytes:
    keys = [
        {
            "id": key.id,
            "key": base64.b64encode(key.secret).decode("ascii"),
            "made_at": key.made_at.isoformat(),
            "state": "active" if key is ring.active else "retired",
        }
        for key in ring.keys.values()
    ]
    return (json.dumps({"format": _FORMAT, "keys": keys}, indent=2) + "\n").encode("ascii")


def _read(content: bytes, path: Path) -> Keyring:
    try:
        data = json.loads(content)
        if data["format"] != _FORMAT:
            raise ValueError(data["format"])
        read = [(_read_key(item), item["id"], item["state"] == "active") for item in data["keys"]]
        (active,) = (key for key, _, is_active in read if is_active)
        if any(key.id != written_id for key, written_id, _ in read):
            raise ValueError(path)
    except (ValueError, TypeError, KeyError) as error:
        message = f"{path} is not a key ring that this version can read. Put it back from a backup."
        raise KeyFileBroken(message, file=path.name) from error
    return Keyring(active, {key.id: key for key, _, _ in read})


def _read_key(item: dict[str, Any]) -> FieldKey:
    secret = base64.b64decode(item["key"], validate=True)
    if len(secret) != KEY_BYTES:
        raise ValueError(item["id"])
    return FieldKey(secret, datetime.fromisoformat(item["made_at"]))
