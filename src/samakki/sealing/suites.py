"""How a content key is wrapped for one desk: HPKE (RFC 9180), base mode, in one of the suites that have a name.

Every node opens X25519. The hybrid adds ML-KEM-768, so that what is recorded today cannot be read with a quantum
computer later; it stays safe if either half does. A suite is a property of the receiving desk's key, never a choice of
a message: a sender cannot be talked down to a weaker one.

Source:
    RFC 9180; draft-ietf-hpke-pq (KEM 0x647A, MLKEM768-X25519) and draft-connolly-cfrg-xwing-kem, the same construction.
"""

import hashlib
from enum import Enum
from functools import lru_cache
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from samakki.sealing.errors import KeyFileBroken

SEED_BYTES: Final = 32
_MLKEM_PUBLIC: Final = 1184
_MLKEM_SEED: Final = 64
_X25519: Final = 32
_TAG: Final = 16

_PublicKey = X25519PublicKey | hpke.MLKEM768X25519PublicKey
PrivateKey = X25519PrivateKey | hpke.MLKEM768X25519PrivateKey


class Suite(Enum):
    """KEM, key derivation and cipher of a wrap, by the name that stands beside it on the wire."""

    X25519 = "x25519-hkdf256-c20p"
    MLKEM768_X25519 = "mlkem768x25519-hkdf256-c20p"

    @property
    def public_bytes(self) -> int:
        """Length of a public key."""
        return _X25519 if self is Suite.X25519 else _MLKEM_PUBLIC + _X25519

    @property
    def wrap_bytes(self) -> int:
        """Length of a wrapped content key."""
        return _HPKE[self][1] + 32 + _TAG


_HPKE: Final = {
    suite: (hpke.Suite(kem, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305), kem.enc_length())
    for suite, kem in {Suite.X25519: hpke.KEM.X25519, Suite.MLKEM768_X25519: hpke.KEM.MLKEM768_X25519}.items()
}


def private_key(suite: Suite, seed: bytes) -> PrivateKey:
    """The private key that 32 random bytes stand for.

    X25519: the bytes themselves. Hybrid: SHAKE256 stretches them to the 64 bytes of an ML-KEM seed and an X25519 key,
    as X-Wing has it.
    """
    if suite is Suite.X25519:
        return X25519PrivateKey.from_private_bytes(seed)
    stretched = hashlib.shake_256(seed).digest(_MLKEM_SEED + _X25519)
    return hpke.MLKEM768X25519PrivateKey(
        MLKEM768PrivateKey.from_seed_bytes(stretched[:_MLKEM_SEED]),
        X25519PrivateKey.from_private_bytes(stretched[_MLKEM_SEED:]),
    )


def public_bytes(suite: Suite, seed: bytes) -> bytes:
    """Public half of ``private_key``: X25519, or ML-KEM-768 and then X25519."""
    if suite is Suite.X25519:
        return X25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
    stretched = hashlib.shake_256(seed).digest(_MLKEM_SEED + _X25519)
    return (
        MLKEM768PrivateKey.from_seed_bytes(stretched[:_MLKEM_SEED]).public_key().public_bytes_raw()
        + X25519PrivateKey.from_private_bytes(stretched[_MLKEM_SEED:]).public_key().public_bytes_raw()
    )


@lru_cache(maxsize=1024)  # a node writes to the same few hundred desks; reading an ML-KEM key costs a fifth of a wrap
def public_key(suite: Suite, public: bytes) -> _PublicKey:
    """The public key that these bytes are.

    Raises:
        KeyFileBroken: they are none of this suite.
    """
    try:
        if suite is Suite.X25519:
            return X25519PublicKey.from_public_bytes(public)
        return hpke.MLKEM768X25519PublicKey(
            MLKEM768PublicKey.from_public_bytes(public[:_MLKEM_PUBLIC]),
            X25519PublicKey.from_public_bytes(public[_MLKEM_PUBLIC:]),
        )
    except ValueError as error:
        message = f"This is not a public key of the suite {suite.value}."
        raise KeyFileBroken(message, suite=suite.value) from error


def wrap(secret: bytes, *, suite: Suite, public: bytes, info: bytes) -> bytes:
    """`secret`, readable to the holder of the key alone, and only beside the same `info`.

    Raises:
        KeyFileBroken: `public` is no key of this suite, or one that no honest party has.
    """
    key = public_key(suite, public)
    try:
        return _HPKE[suite][0].encrypt(secret, key, info=info)
    except ValueError as error:  # X25519 with a point of small order
        message = f"This is not a public key of the suite {suite.value}."
        raise KeyFileBroken(message, suite=suite.value) from error


def unwrap(wrapped: bytes, *, suite: Suite, private: PrivateKey, info: bytes) -> bytes | None:
    """What ``wrap`` wrapped; None where it does not open with this key beside this `info`."""
    if len(wrapped) != suite.wrap_bytes:
        return None
    try:
        return _HPKE[suite][0].decrypt(wrapped, private, info=info)
    except (InvalidTag, ValueError):
        return None
