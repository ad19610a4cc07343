"""HPKE by other people: pyhpke for X25519, kyber-py for ML-KEM. What vectors are made with and our own is held against.

Written from RFC 9180, draft-ietf-hpke-pq and draft-connolly-cfrg-xwing-kem, not from ``samakki.sealing``. ML-KEM, the
combiner and the key schedule are not the code that ours runs; X25519 and ChaCha20-Poly1305 come from ``cryptography``
on both sides, because nothing else that installs has them.
"""

import hashlib
import hmac

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from kyber_py.ml_kem import ML_KEM_768
from pyhpke import AEADId, CipherSuite, KDFId, KEMId, KEMKey, KEMKeyInterface, KEMKeyPair

XWING_LABEL = b"\\./" + b"/^\\"
MLKEM_PUBLIC, MLKEM_CIPHERTEXT, X25519_BYTES = 1184, 1088, 32
KEM_HYBRID, KDF_HKDF_SHA256, AEAD_CHACHA = 0x647A, 0x0001, 0x0003

_X25519 = CipherSuite.new(KEMId.DHKEM_X25519_HKDF_SHA256, KDFId.HKDF_SHA256, AEADId.CHACHA20_POLY1305)


def wrap_x25519(secret: bytes, *, public: bytes, info: bytes, seed: bytes) -> bytes:
    """Encapsulated key and ciphertext for an X25519 key; `seed` (32 bytes) is the ephemeral private key."""
    ephemeral = X25519PrivateKey.from_private_bytes(seed)
    pair = KEMKeyPair(_as_key(ephemeral), _as_key(ephemeral.public_key()))
    recipient = _as_key(X25519PublicKey.from_public_bytes(public))
    encapsulated, sender = _X25519.create_sender_context(recipient, info=info, eks=pair)
    return bytes(encapsulated + sender.seal(secret))


def unwrap_x25519(wrapped: bytes, *, private: bytes, info: bytes) -> bytes:
    """What was wrapped for this X25519 private key."""
    key = _as_key(X25519PrivateKey.from_private_bytes(private))
    recipient = _X25519.create_recipient_context(wrapped[:X25519_BYTES], key, info=info)
    return recipient.open(wrapped[X25519_BYTES:])


def hybrid_public(seed: bytes) -> bytes:
    """Public key of a hybrid seed of 32 bytes: ML-KEM-768, then X25519."""
    mlkem, x25519 = _stretched(seed)
    public: bytes = ML_KEM_768.key_derive(mlkem)[0]
    return public + X25519PrivateKey.from_private_bytes(x25519).public_key().public_bytes_raw()


def encapsulate_hybrid(public: bytes, seed: bytes) -> tuple[bytes, bytes]:
    """X-Wing, EncapsulateDerand: shared secret, and what travels; `seed` (64 bytes): for ML-KEM, then for X25519."""
    mlkem_public, x25519_public = public[:MLKEM_PUBLIC], public[MLKEM_PUBLIC:]
    mlkem_shared, mlkem_ciphertext = ML_KEM_768._encaps_internal(mlkem_public, seed[:32])  # noqa: SLF001 (the only form that takes its randomness)
    ephemeral = X25519PrivateKey.from_private_bytes(seed[32:])
    x25519_ciphertext = ephemeral.public_key().public_bytes_raw()
    x25519_shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(x25519_public))
    shared = _combined(mlkem_shared, x25519_shared, x25519_ciphertext, x25519_public)
    return shared, bytes(mlkem_ciphertext) + x25519_ciphertext


def wrap_hybrid(secret: bytes, *, public: bytes, info: bytes, seed: bytes) -> bytes:
    """Encapsulated key and ciphertext for a hybrid key; `seed` as for ``encapsulate_hybrid``."""
    shared, encapsulated = encapsulate_hybrid(public, seed)
    key, nonce = _schedule(shared, info)
    return encapsulated + ChaCha20Poly1305(key).encrypt(nonce, secret, b"")


def unwrap_hybrid(wrapped: bytes, *, private: bytes, info: bytes) -> bytes:
    """What was wrapped for this hybrid seed of 32 bytes."""
    mlkem_seed, x25519_seed = _stretched(private)
    own = X25519PrivateKey.from_private_bytes(x25519_seed)
    mlkem_ciphertext, rest = wrapped[:MLKEM_CIPHERTEXT], wrapped[MLKEM_CIPHERTEXT:]
    x25519_ciphertext, ciphertext = rest[:X25519_BYTES], rest[X25519_BYTES:]
    shared = _combined(
        ML_KEM_768.decaps(ML_KEM_768.key_derive(mlkem_seed)[1], mlkem_ciphertext),
        own.exchange(X25519PublicKey.from_public_bytes(x25519_ciphertext)),
        x25519_ciphertext,
        own.public_key().public_bytes_raw(),
    )
    key, nonce = _schedule(shared, info)
    return ChaCha20Poly1305(key).decrypt(nonce, ciphertext, b"")


def _as_key(key: X25519PrivateKey | X25519PublicKey) -> KEMKeyInterface:
    return KEMKey.from_pyca_cryptography_key(key)


def _stretched(seed: bytes) -> tuple[bytes, bytes]:
    """X-Wing, GenerateKeyPairDerand: 64 bytes for ML-KEM (d, z), 32 for X25519."""
    stretched = hashlib.shake_256(seed).digest(96)
    return stretched[:64], stretched[64:]


def _combined(mlkem_shared: bytes, x25519_shared: bytes, x25519_ciphertext: bytes, x25519_public: bytes) -> bytes:
    """X-Wing, Combiner."""
    return hashlib.sha3_256(mlkem_shared + x25519_shared + x25519_ciphertext + x25519_public + XWING_LABEL).digest()


def _schedule(shared: bytes, info: bytes) -> tuple[bytes, bytes]:
    """RFC 9180, KeySchedule of mode 0: key and base nonce."""
    context = b"\x00" + _extract(b"", b"psk_id_hash", b"") + _extract(b"", b"info_hash", info)
    secret = _extract(shared, b"secret", b"")
    return _expand(secret, b"key", context, 32), _expand(secret, b"base_nonce", context, 12)


def _suite_id() -> bytes:
    return b"HPKE" + b"".join(number.to_bytes(2, "big") for number in (KEM_HYBRID, KDF_HKDF_SHA256, AEAD_CHACHA))


def _extract(salt: bytes, label: bytes, content: bytes) -> bytes:
    """RFC 9180, LabeledExtract with HKDF-SHA256."""
    return hmac.digest(salt or bytes(32), b"HPKE-v1" + _suite_id() + label + content, "sha256")


def _expand(secret: bytes, label: bytes, content: bytes, length: int) -> bytes:
    """RFC 9180, LabeledExpand with HKDF-SHA256, of at most 32 bytes."""
    labelled = length.to_bytes(2, "big") + b"HPKE-v1" + _suite_id() + label + content
    return hmac.digest(secret, labelled + b"\x01", "sha256")[:length]
