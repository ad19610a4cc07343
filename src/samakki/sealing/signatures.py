"""Detached signatures as compact JWS over bytes that stay readable beside them (RFC 7515, RFC 7797, RFC 9864).

Written here in a few lines and not taken from a JOSE library: such a library reads from the message which algorithm and
which options to use, and must then be told not to. Here there is one protected header for each kind of thing signed,
compared as bytes. Tests prove every signature with jwcrypto.
"""

from functools import lru_cache

from samakki.sealing.canonical import b64, canonical, malformed, unb64
from samakki.sealing.signing import SigningKey, verify

MOST_JWS = 512
_KEY_ID = frozenset("0123456789abcdef")


def sign_detached(content: bytes, *, kind: str, key: SigningKey) -> str:
    """``header..signature`` over `content`.

    Args:
        content: any bytes.
        kind: what is signed: "samakki-envelope". A signature of one kind never passes for one of another.
        key: of the signer.
    """
    protected = _protected(kind, key.id)
    return f"{protected}..{b64(key.sign(protected.encode('ascii') + b'.' + content))}"


def key_id_of(jws: object) -> str:
    """Id of the key that a signature says it was made with; proved only by verifying it.

    Raises:
        EnvelopeMalformed: not a detached signature of any kind of ours.
    """
    if not isinstance(jws, str) or len(jws) > MOST_JWS:
        raise malformed("signature")
    protected = unb64(jws.partition(".")[0])
    _, found, rest = protected.partition(b'"kid":"')
    key_id = rest[:32].decode("ascii", "replace")
    if not found or not _KEY_ID.issuperset(key_id):
        raise malformed("signature")
    return key_id


def is_signed(jws: str, content: bytes, *, kind: str, key_id: str, public: bytes) -> bool:
    """Whether `jws` is the signature of this kind over `content` by this key and no other."""
    protected, dots, signature = jws.partition("..")
    if not dots or protected != _protected(kind, key_id):
        return False
    return verify(public, protected.encode("ascii") + b"." + content, unb64(signature))


@lru_cache(maxsize=1024)  # one for each kind and key
def _protected(kind: str, key_id: str) -> str:
    return b64(canonical({"alg": "Ed25519", "b64": False, "crit": ["b64"], "kid": key_id, "typ": kind}))
