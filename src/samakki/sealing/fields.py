"""One sealed value in one column of one row.

A sealed value is: format byte 0x01, key id (8 bytes), nonce (12), then AES-256-GCM of the content with its tag (16).
Table, row, column and key id are bound to it, so a value copied to another place does not open there. Its length shows
how long the content is. Nothing here says who may open a value: the policy of ``access`` is asked before.
"""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from samakki.sealing.errors import SealBroken
from samakki.sealing.keyring import ID_BYTES, FieldKey, Keyring

_FORMAT = b"\x01"
_NONCE_BYTES = 12
_HEAD_BYTES = 1 + ID_BYTES
_LEAST_BYTES = _HEAD_BYTES + _NONCE_BYTES + 16


def seal_field(plain: bytes, *, keyring: Keyring, table: str, row: str, column: str) -> bytes:
    """Seal `plain` with the ring's active key, for this place only.

    Args:
        plain: the content; may be empty.
        keyring: whose active key seals.
        table: of the row: "access_breakglass".
        row: the row's primary key or reference; one that never changes, or the value cannot be opened again.
        column: name of the field.

    Returns:
        37 bytes more than `plain`. Two seals of the same content differ.
    """
    key = keyring.active
    head = _FORMAT + bytes.fromhex(key.id)
    nonce = secrets.token_bytes(_NONCE_BYTES)
    place = _place(head, table, row, column)
    return head + nonce + AESGCM(key.secret).encrypt(nonce, plain, place)


def open_field(sealed: bytes, *, keyring: Keyring, table: str, row: str, column: str) -> bytes:
    """The content sealed for this place.

    Raises:
        KeyMissing: sealed with a key that is not on the ring.
        SealBroken: changed, cut short, or sealed for another place.
    """
    key, head = _key_of(sealed, keyring)
    nonce = sealed[_HEAD_BYTES : _HEAD_BYTES + _NONCE_BYTES]
    place = _place(head, table, row, column)
    try:
        return AESGCM(key.secret).decrypt(nonce, sealed[_HEAD_BYTES + _NONCE_BYTES :], place)
    except InvalidTag:
        raise _broken() from None


def reseal_field(sealed: bytes, *, keyring: Keyring, table: str, row: str, column: str) -> bytes:
    """The same content under the ring's active key; `sealed` itself if it is under that key already.

    Raises:
        KeyMissing, SealBroken: as ``open_field``.
    """
    plain = open_field(sealed, keyring=keyring, table=table, row=row, column=column)
    if key_id_of(sealed) == keyring.active.id:
        return sealed
    return seal_field(plain, keyring=keyring, table=table, row=row, column=column)


def seal_text(plain: str, *, keyring: Keyring, table: str, row: str, column: str) -> bytes:
    """``seal_field`` of a text in UTF-8."""
    return seal_field(plain.encode("utf-8"), keyring=keyring, table=table, row=row, column=column)


def open_text(sealed: bytes, *, keyring: Keyring, table: str, row: str, column: str) -> str:
    """``open_field`` of a text in UTF-8."""
    return open_field(sealed, keyring=keyring, table=table, row=row, column=column).decode("utf-8")


def key_id_of(sealed: bytes) -> str:
    """Id of the key a value says it was sealed with; proved only by opening it."""
    return bytes(sealed[1:_HEAD_BYTES]).hex()


def _key_of(sealed: bytes, keyring: Keyring) -> tuple[FieldKey, bytes]:
    if len(sealed) < _LEAST_BYTES or sealed[:1] != _FORMAT:
        raise _broken()
    return keyring.key(key_id_of(sealed)), bytes(sealed[:_HEAD_BYTES])


def _place(head: bytes, *parts: str) -> bytes:
    # Lengths go before the parts, so that ("ab", "c") and ("a", "bc") are two places.
    encoded = [part.encode("utf-8") for part in parts]
    return head + b"".join(len(part).to_bytes(4, "big") + part for part in encoded)


def _broken() -> SealBroken:
    return SealBroken("A sealed field does not open here: it was changed, cut short, or moved from another place.")
