"""A node's Ed25519 keys: one that signs, and earlier ones that still prove.

They sign checkpoints of the audit log and, as keys of their own, envelopes and receipts. What is signed begins with a
line or a header that says what it is, so that no signature passes for one of another kind. The key file has one line
for each key, ``ed25519 base64(seed)``; the last line signs. Earlier lines stay, because what they signed stays.
What an earlier key signs after a later one has begun is not to be believed: whoever reads a row of signatures sees to
it.
"""

import base64
import hashlib
import hmac
import secrets
from functools import lru_cache
from pathlib import Path
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from samakki.sealing.errors import KeyFileBroken, SealBroken
from samakki.sealing.fields import open_field, seal_field
from samakki.sealing.keyfiles import change_key_file, create_key_file, read_key_file
from samakki.sealing.keyring import Keyring

SEED_BYTES = 32
STAMP_BYTES = 32
PUBLIC_BYTES = 32
SIGNATURE_BYTES = 64
_KIND = "ed25519"
_STORED = {"table": "signing-keys", "column": "seed"}


class SigningKey:
    """An Ed25519 key pair. It signs for everybody, and it stamps for the node that holds it."""

    def __init__(self, seed: bytes) -> None:
        self._seed = seed
        self._private = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = self._private.public_key().public_bytes_raw()
        self.id = signing_key_id(self.public)
        # The seed is 32 random bytes, so HMAC is all the derivation that a second key needs (NIST SP 800-108).
        stamp_key = hmac.digest(seed, b"samakki stamp 1", "sha256")
        self._stamps = hmac.new(stamp_key, digestmod="sha256")

    @classmethod
    def create(cls, path: Path) -> Self:
        """Make a new key and the file that holds it.

        Raises:
            FileExistsError: there is one already.
        """
        key = cls(secrets.token_bytes(SEED_BYTES))
        create_key_file(path, key._line())
        return key

    @classmethod
    def load(cls, path: Path) -> Self:
        """The key that signs now.

        Raises:
            KeyMissing, KeyExposed, KeyFileBroken: as ``load_all``.
        """
        return cls.load_all(path)[-1]

    @classmethod
    def load_all(cls, path: Path) -> tuple[Self, ...]:
        """Every key of the file, the one that signs now last.

        Raises:
            KeyMissing: no such file.
            KeyExposed: others on this machine can reach it.
            KeyFileBroken: it is not a file of signing keys.
        """
        return cls._read(read_key_file(path), path)

    @classmethod
    def rotate(cls, path: Path) -> Self:
        """Add a new key, which signs from now on.

        Raises:
            KeyFileBusy: another rotation is under way.
        """
        key = cls(secrets.token_bytes(SEED_BYTES))

        def change(content: bytes) -> bytes:
            cls._read(content, path)  # nothing is added to a broken file
            return content + key._line()

        change_key_file(path, change)
        return key

    def sign(self, content: bytes) -> bytes:
        """64 bytes that prove to anybody who has the public key that its owner signed `content`."""
        return self._private.sign(content)

    def stamp(self, content: bytes) -> bytes:
        """32 bytes (HMAC-SHA256) that prove to the holder of this key, and to nobody else, that it stamped `content`.

        Some twenty times faster than a signature; the key is derived, so a stamp says nothing about signatures.
        """
        stamp = self._stamps.copy()
        stamp.update(content)
        return stamp.digest()

    def _line(self) -> bytes:
        return f"{_KIND} {base64.b64encode(self._seed).decode('ascii')}\n".encode("ascii")

    @classmethod
    def _read(cls, content: bytes, path: Path) -> tuple[Self, ...]:
        try:
            lines = [line.split(" ") for line in content.decode("ascii").splitlines()]
            seeds = [base64.b64decode(encoded, validate=True) for kind, encoded in lines if kind == _KIND]
            if not lines or len(seeds) != len(lines) or any(len(seed) != SEED_BYTES for seed in seeds):
                raise ValueError(path)
        except ValueError as error:
            message = f"{path} is not a file of signing keys. Put it back from a backup."
            raise KeyFileBroken(message, file=path.name) from error
        return tuple(cls(seed) for seed in seeds)


def new_signing_key() -> SigningKey:
    """A key pair that is nowhere yet; ``seal_signing_key`` makes it fit to be stored."""
    return SigningKey(secrets.token_bytes(SEED_BYTES))


@lru_cache(maxsize=1024)  # asked for every message
def signing_key_id(public: bytes) -> str:
    """What a signature calls its key: 32 hexadecimal digits that follow from the public half.

    Whoever looks a key up under its id proves that the two belong together by asking this again.
    """
    return hashlib.sha256(b"samakki signing key 1\n" + public).hexdigest()[:32]


def verify(public: bytes, content: bytes, signature: bytes) -> bool:
    """Whether the owner of this public key signed `content`; False too where key or signature are none at all."""
    if len(public) != PUBLIC_BYTES or len(signature) != SIGNATURE_BYTES:
        return False
    try:
        _public_key(public).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True


@lru_cache(maxsize=1024)  # the same few nodes write again and again
def _public_key(public: bytes) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(public)


def seal_signing_key(key: SigningKey, keyring: Keyring) -> bytes:
    """Both halves, sealed by the node's ring, to be stored in a row or a file."""
    return seal_field(key._seed, keyring=keyring, row=key.id, **_STORED)  # noqa: SLF001 (same module)


def open_signing_key(sealed: bytes, keyring: Keyring, *, key_id: str) -> SigningKey:
    """The key pair that ``seal_signing_key`` sealed.

    Raises:
        KeyMissing: sealed with a key that is not on the ring.
        SealBroken: changed, or another key than `key_id`.
    """
    seed = open_field(sealed, keyring=keyring, row=key_id, **_STORED)
    if len(seed) != SEED_BYTES:
        message = "A sealed signing key holds something else."
        raise SealBroken(message)
    return SigningKey(seed)
