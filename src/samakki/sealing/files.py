"""Sealed files of any length, read and written in pieces of 64 KiB: memory use does not grow with the file.

A sealed file is: the line ``samakki-file 1``, key id (8 bytes), salt (32), then pieces. Each file has a key of its own,
derived from the ring's key, the salt and the file's name, so that a piece of another file, or the whole of one under
another name, does not open. Pieces are AES-256-GCM with a counter and a last-piece mark as nonce (the STREAM
construction): pieces left out, doubled or put in another order, and a file cut short, do not open.

Source:
    Hoang, Reyhanitabar, Rogaway, Vizar: Online Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance, 2015.
"""

import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from samakki.sealing.drafts import appearing
from samakki.sealing.errors import SealBroken
from samakki.sealing.keyring import ID_BYTES, FieldKey, Keyring

PIECE_BYTES = 64 * 1024
_TAG_BYTES = 16
_MAGIC = b"samakki-file 1\n"
_SALT_BYTES = 32


def seal_file(source: Path, target: Path, *, keyring: Keyring, name: str) -> None:
    """Seal the file at `source` into `target`, which appears whole or not at all.

    Args:
        source: any file; it stays as it is.
        target: written with mode 0600; one that is there is replaced.
        keyring: whose active key seals.
        name: what the file is, such as "X-7K3Q/original"; the same is needed to open it.
    """
    with source.open("rb") as plain, appearing(target) as sealed:
        seal_stream(plain, sealed, keyring=keyring, name=name)


def open_file(source: Path, target: Path, *, keyring: Keyring, name: str) -> None:
    """Open the sealed file at `source` into `target`, which appears only once all of it has proved whole.

    Raises:
        KeyMissing: sealed with a key that is not on the ring.
        SealBroken: changed, cut short, reordered, or another file than `name`.
    """
    with source.open("rb") as sealed, appearing(target) as plain:
        for piece in open_stream(sealed, keyring=keyring, name=name):
            plain.write(piece)


def seal_stream(source: BinaryIO, target: BinaryIO, *, keyring: Keyring, name: str) -> None:
    """Seal all that `source` gives into `target`; see ``seal_file``."""
    salt = secrets.token_bytes(_SALT_BYTES)
    key = keyring.active
    target.write(_MAGIC + bytes.fromhex(key.id) + salt)
    aead = AESGCM(_file_key(key, salt, name))
    for counter, (piece, is_last) in enumerate(_pieces(source, PIECE_BYTES)):
        target.write(aead.encrypt(_nonce(counter, is_last=is_last), piece, None))


def open_stream(source: BinaryIO, *, keyring: Keyring, name: str) -> Iterator[bytes]:
    """Pieces of the content, in order, each proved genuine before it is given.

    That nothing is missing at the end is known only when the iterator ends without an error: do not act on a piece
    before that. ``open_file`` holds to it.

    Raises:
        KeyMissing, SealBroken: as ``open_file``; SealBroken also in the middle, after genuine pieces.
    """
    head = source.read(len(_MAGIC) + ID_BYTES + _SALT_BYTES)
    if len(head) != len(_MAGIC) + ID_BYTES + _SALT_BYTES or not head.startswith(_MAGIC):
        raise _broken(name)
    key = keyring.key(head[len(_MAGIC) : len(_MAGIC) + ID_BYTES].hex())
    aead = AESGCM(_file_key(key, head[-_SALT_BYTES:], name))
    for counter, (piece, is_last) in enumerate(_pieces(source, PIECE_BYTES + _TAG_BYTES)):
        try:
            yield aead.decrypt(_nonce(counter, is_last=is_last), piece, None)
        except (InvalidTag, ValueError):  # ValueError: too short to hold a tag
            raise _broken(name) from None


def sealed_bytes(size: int) -> int:
    """Length of the sealed file of a content of `size` bytes."""
    pieces = max(1, -(-size // PIECE_BYTES))
    return len(_MAGIC) + ID_BYTES + _SALT_BYTES + size + pieces * _TAG_BYTES


def _pieces(source: BinaryIO, size: int) -> Iterator[tuple[bytes, bool]]:
    # One piece ahead, because the last one is marked; an empty source is one empty last piece.
    piece = _read_full(source, size)
    while len(piece) == size and (following := _read_full(source, size)):
        yield piece, False
        piece = following
    yield piece, True


def _read_full(source: BinaryIO, size: int) -> bytes:
    # A pipe or socket may give less than asked before its end.
    piece = source.read(size)
    while 0 < len(piece) < size and (more := source.read(size - len(piece))):
        piece += more
    return piece


def _file_key(key: FieldKey, salt: bytes, name: str) -> bytes:
    info = _MAGIC + name.encode("utf-8")
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=info).derive(key.secret)


def _nonce(counter: int, *, is_last: bool) -> bytes:
    return counter.to_bytes(11, "big") + bytes([is_last])


def _broken(name: str) -> SealBroken:
    return SealBroken(
        f"The sealed file {name} does not open: it was changed, cut short, or is another file.", file=name
    )
