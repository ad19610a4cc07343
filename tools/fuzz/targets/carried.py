"""Volumes that are carried by hand, under a passphrase: as somebody brought them, and made here and then spoilt."""

import base64
import hashlib
import hmac
import re
from collections.abc import Iterator

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from samakki.sealing.carrying import GROUPS, LETTERS, MOST_WORK, new_passphrase, open_carried
from samakki.sealing.errors import SealingError
from tools.fuzz.target import Target

PASSPHRASE = "rice and river water"  # noqa: S105  (of volumes that hold nothing)
QUICK = 12
"""Highest work factor that is tried: what is above takes its time and memory by nature, up to the one refused."""


def read_carried(data: bytes) -> None:
    """A volume that somebody brought; one that begins with a zero is made here: work factor, spoilt places, content."""
    if not data:
        assert len(new_passphrase()) == GROUPS * (LETTERS + 1) - 1
    if data[:1] == b"\0":
        work, spoils, content = (data[1:2] or b"\1")[0], data[2:10], data[10:]
        data = volume(content, work=work % QUICK)
        for at in range(0, len(spoils) - 1, 2):
            place = spoils[at] * len(data) // 256
            data = data[:place] + bytes((data[place] ^ spoils[at + 1],)) + data[place + 1 :]
        if not any(spoils[1::2]):
            assert open_carried(data, passphrase=PASSPHRASE) == content
    factor = re.search(rb"\n-> scrypt \S+ (\d+)\n", data)
    if factor is None or not QUICK < int(factor[1]) <= MOST_WORK:
        open_carried(data, passphrase=PASSPHRASE)


def volume(content: bytes, *, work: int) -> bytes:
    """What the ``age`` program would write under the passphrase, with any work factor. Source: c2sp.org/age."""
    salt, key = bytes(16), b"k" * 16
    seal = b"age-encryption.org/v1/scrypt" + salt
    wrapping = hashlib.scrypt(PASSPHRASE.encode(), salt=seal, n=1 << max(work, 1), r=8, p=1, dklen=32)
    wrapped = ChaCha20Poly1305(wrapping).encrypt(bytes(12), key, None)
    head = b"age-encryption.org/v1\n-> scrypt %b %d\n%b\n---" % (plain64(salt), max(work, 1), plain64(wrapped))
    mark = hmac.digest(derived(key, b"", b"header"), head, "sha256")
    sealed = ChaCha20Poly1305(derived(key, bytes(16), b"payload")).encrypt(bytes(11) + b"\1", content, None)
    return head + b" " + plain64(mark) + b"\n" + bytes(16) + sealed


def derived(key: bytes, salt: bytes, use: bytes) -> bytes:
    """A key of 32 bytes for one use."""
    return HKDF(SHA256(), 32, salt, use).derive(key)


def plain64(data: bytes) -> bytes:
    """Base64 without the signs at its end."""
    return base64.b64encode(data).rstrip(b"=")


def volumes() -> Iterator[bytes]:
    """Volumes as the ``age`` program writes them, made cheap to open; some spoilt, and one that asks for a gigabyte."""
    yield b""
    yield volume(b"content", work=1)
    yield volume(b"content", work=1)[:-1]
    for work in (1, 4, 10):
        yield bytes((0, work)) + bytes(8) + b"content"
        yield bytes((0, work, work * 20, 1, 200, 0, 0, 0)) + b"xxcontent"
    yield volume(b"", work=1).replace(b" 1\n", b" 30\n")


TARGETS = (
    Target(
        "carried",
        "volumes under a passphrase",
        read_carried,
        (SealingError,),
        volumes,
        ("samakki.sealing.carrying",),
        words=(b"-> scrypt ", b"-> X25519 ", b" 22\n", b"\n--- "),
        longest=1024,
    ),
)
