"""A second implementation of reading, written from docs/reference/protocol.md and from nothing of ``samakki``.

HPKE, JWS and canonical JSON are other people's; SHA-256, HMAC and ChaCha20-Poly1305 come from the libraries everybody
has. It reads what is right; it is not a fortress against what is wrong.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import rfc8785
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from jwcrypto import jwk, jws

from tools import other_hpke

CHUNK = 1024 * 1024


class Unreadable(Exception):
    """Something does not hold."""


@dataclass
class Read:
    """What an envelope holds."""

    header: Mapping[str, Any]
    body: bytes
    digest: str
    content_key: bytes


def read(raw: bytes, *, desk: str, key_id: str, seed: bytes, signers: Mapping[str, bytes]) -> Read:
    """Open an envelope as the protocol page says.

    Args:
        raw: as received.
        desk: own address.
        key_id: of the own key.
        seed: 32 bytes of the own key.
        signers: public keys by id.
    """
    first, header_line, digests_line, signature_line, wraps_line, ciphertext = raw.split(b"\n", 5)
    expect(first == b"samakki-envelope 1")
    header, digests = canonical(header_line), canonical(digests_line)
    signed = b"\n".join([first, header_line, digests_line]) + b"\n"
    wanted = [header["signer"], *([header["cosigner"]] if "cosigner" in header else [])]
    signatures = canonical(signature_line)
    expect(len(signatures) == len(wanted))
    for token, signer in zip(signatures, wanted, strict=True):
        expect(signer == hashlib.sha256(b"samakki signing key 1\n" + signers[signer]).hexdigest()[:32])
        verify(token, signed, signer, signers[signer], kind="samakki-envelope")
    expect(digests == {"body": sha(ciphertext), "size": len(ciphertext), "wraps": sha(wraps_line)})
    wraps = canonical(wraps_line)
    expect(list(dict.fromkeys(wrap["to"] for wrap in wraps)) == header["to"])
    own = next(wrap for wrap in wraps if (wrap["to"], wrap["kid"]) == (desk, key_id))
    unwrap = {
        "x25519-hkdf256-c20p": other_hpke.unwrap_x25519,
        "mlkem768x25519-hkdf256-c20p": other_hpke.unwrap_hybrid,
    }[own["suite"]]
    content_key = unwrap(decoded(own["w"]), private=seed, info=hashlib.sha256(header_line).digest())
    expect(header["cek_commit"] == derived(content_key, b"samakki cek 1").hex())
    body = ChaCha20Poly1305(derived(content_key, b"samakki body 1")).decrypt(bytes(12), ciphertext, header_line)
    commitment = hmac.new(derived(content_key, b"samakki text 1"), body, "sha256").hexdigest()
    expect(header["pt_commit"] == commitment)
    return Read(header, body, sha(signed), content_key)


def read_chunk(sealed: bytes, *, content_key: bytes, attachment: int, index: int) -> bytes:
    """A piece of an attachment."""
    label = b"samakki chunk 1" + attachment.to_bytes(4, "big") + index.to_bytes(4, "big")
    return ChaCha20Poly1305(derived(content_key, label)).decrypt(bytes(12), sealed, None)


def read_document(raw: bytes, *, kind: str, key_id: str, public: bytes) -> Mapping[str, Any]:
    """A signed document."""
    line, token, rest = raw.split(b"\n")
    expect(rest == b"")
    verify(token.decode(), line + b"\n", key_id, public, kind=f"samakki-{kind}")
    content: Mapping[str, Any] = canonical(line)
    return content


def verify(token: str, content: bytes, key_id: str, public: bytes, *, kind: str) -> None:
    """A detached signature, by jwcrypto."""
    key = jwk.JWK(kty="OKP", crv="Ed25519", x=base64.urlsafe_b64encode(public).rstrip(b"=").decode())
    parsed = jws.JWS()
    parsed.deserialize(token)
    parsed.verify(key, detached_payload=content)
    expect(parsed.jose_header == {"alg": "Ed25519", "b64": False, "crit": ["b64"], "kid": key_id, "typ": kind})


def canonical(line: bytes) -> Any:  # noqa: ANN401 (whatever JSON can hold)
    """JSON that is in canonical form, by the package rfc8785."""
    value = json.loads(line)
    expect(rfc8785.dumps(value) == line)
    return value


def derived(key: bytes, label: bytes) -> bytes:
    """HKDF-Expand with SHA-256 to 32 bytes (RFC 5869)."""
    return hmac.new(key, label + b"\x01", "sha256").digest()


def sha(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def decoded(text: str) -> bytes:
    """Base64url without padding."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def expect(holds: bool) -> None:
    """Stop where something does not hold."""
    if not holds:
        raise Unreadable
