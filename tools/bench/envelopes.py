"""Envelopes sealed and opened a second by one core, beside the primitives that each of them cannot do without.

Ours and the bare primitives take turns, so that both meet the same machine; each is given by its best turn, in time of
the processor. Peers encrypt the same text for as many recipients; neither signs, commits to anything or binds a header.
"""

import hashlib
import hmac
import io
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pyrage
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from jwcrypto import jwe, jwk

from samakki.sealing.chunks import CHUNK_BYTES, open_chunks, seal_file_in_chunks
from samakki.sealing.content_keys import ContentKey
from samakki.sealing.desks import DeskKey, DeskKeys, new_desk_key
from samakki.sealing.envelopes import open_envelope, seal
from samakki.sealing.senders import SenderKey
from samakki.sealing.signing import SigningKey, new_signing_key, verify
from samakki.sealing.suites import Suite, unwrap, wrap
from tools.bench.figure import Figure

BODY = bytes(range(256)) * 16
RECIPIENTS = (1, 3, 10)
SENT = datetime(2026, 11, 22, 6, tzinfo=UTC)
LEAST = 0.6
"""Of the primitives' rate; what an envelope's own work may cost stands in the target of the software."""
HEADER: Mapping[str, object] = {
    "id": "019aa700-0000-7000-8000-000000000001",
    "from": "KH/POL/AHTJPD/duty",
    "type": "disclosure.offer@1.0",
    "thread": "KH-2026-000412",
    "actor": "kh:7f3a",
    "refs": ["hit:9c1e"],
    "created": "2026-11-22T06:00:00Z",
    "expires": "2026-12-22T06:00:00Z",
    "reply_by": "2026-11-25T06:00:00Z",
    "handling": {
        "codes": ["H1", "H2"],
        "info": "2",
        "purpose": "trafficking_in_persons",
        "review_by": "2027-11-21",
        "source": "B",
        "victim": True,
    },
    "urgency": "normal",
    "pair_seq": {"TH/POL": 88213},
    "tl": {"root": 3, "ts": "2026-11-20T00:00:00Z"},
}


@dataclass(frozen=True, slots=True)
class Known:
    """A trust list with one key."""

    key: SenderKey

    def node_key(self, desk: str, key_id: str) -> SenderKey | None:
        """As SenderKeys has it."""
        return self.key if (desk, key_id) == (HEADER["from"], self.key.key_id) else None

    def officer_key(self, desk: str, key_id: str) -> SenderKey | None:
        """As SenderKeys has it."""
        return None

    def was_seen_before(self, digest: str, moment: datetime) -> bool:
        """As SenderKeys has it."""
        return False


def run(short: bool) -> Iterator[Figure]:
    """Measure every suite and number of recipients, then peers, then attachments."""
    turns = 5 if short else 100
    for suite, name in ((Suite.X25519, "x25519"), (Suite.MLKEM768_X25519, "hybrid")):
        for count in RECIPIENTS:
            yield from envelopes(suite, f"{name}.{count}", count, turns)
    yield from chunks(turns)


def envelopes(suite: Suite, name: str, count: int, turns: int) -> Iterator[Figure]:
    """Sealed and opened, for `count` desks."""
    node = new_signing_key()
    keys = [new_desk_key(f"TH/POL/AHTD/desk{number}", suite=suite, valid_from=SENT) for number in range(count)]
    header = {**HEADER, "to": [key.desk for key in keys]}
    to = [key.recipient for key in keys]
    raw = seal(header, BODY, to=to, sign=node)
    known = Known(SenderKey("KH/POL", node.id, node.public, SENT - timedelta(days=9)))
    own = DeskKeys(keys[-1:])
    rates = best_rates(
        [
            lambda: seal(header, BODY, to=to, sign=node),
            bare_sealing(raw, keys, node),
            lambda: open_envelope(raw, desk_keys=own, senders=known),
            bare_opening(raw, keys[-1], node),
        ],
        turns,
    )
    size = f"4 KiB of text and {len(raw) - len(BODY):,} bytes more, {count} desks"
    bare = "the bare primitives"
    yield figure(f"sealed.{name}", rates[0], bare, rates[1], f"{size}; limit: HPKE, Ed25519, cipher, hashes")
    yield figure(f"opened.{name}", rates[2], bare, rates[3], f"{size}; limit: as for sealing, for one desk")
    if suite is Suite.X25519:
        unsigned = "which does not sign, commit or bind a header"
        others = best_rates(peers(count), turns // 5)
        for place, peer in enumerate(("age by pyrage", "JWE by jwcrypto")):
            short = peer.partition(" ")[0].lower()
            yield compared(f"sealed.{name}.{short}", rates[0], peer, others[2 * place], unsigned)
            yield compared(f"opened.{name}.{short}", rates[2], peer, others[2 * place + 1], unsigned)


def bare_sealing(raw: bytes, keys: Sequence[DeskKey], node: SigningKey) -> Callable[[], object]:
    """The primitives of one sealing, on bytes of the same lengths, and nothing between them."""
    _, header, digests, _, wraps, _ = raw.split(b"\n", 5)
    signed, secret, info = header + digests, bytes(32), bytes(32)
    recipients = [(key.suite, key.public) for key in keys]

    def work() -> None:
        for suite, public in recipients:
            wrap(secret, suite=suite, public=public, info=info)
        hashes(header, wraps)
        ChaCha20Poly1305(secret).encrypt(bytes(12), BODY, header)
        node.sign(signed)

    return work


def bare_opening(raw: bytes, key: DeskKey, node: SigningKey) -> Callable[[], object]:
    """The primitives of one opening."""
    _, header, digests, _, wraps, _ = raw.split(b"\n", 5)
    signed, secret, info = header + digests, bytes(32), bytes(32)
    wrapped = wrap(secret, suite=key.suite, public=key.public, info=info)
    sealed = ChaCha20Poly1305(secret).encrypt(bytes(12), BODY, header)
    signature = node.sign(signed)

    def work() -> None:
        verify(node.public, signed, signature)
        unwrap(wrapped, suite=key.suite, private=key.private, info=info)
        hashes(header, wraps)
        ChaCha20Poly1305(secret).decrypt(bytes(12), sealed, header)

    return work


def hashes(header: bytes, wraps: bytes) -> None:
    """Digests of header, wraps, body and envelope; two commitments and the key of the body."""
    for part in (header, wraps, BODY, header):
        hashlib.sha256(part).digest()
    for part in (b"label", b"label", b"label", BODY):
        hmac.digest(bytes(32), part, "sha256")


def peers(count: int) -> tuple[Callable[[], object], ...]:
    """Sealing and opening by age, then by JWE, for as many recipients."""
    identities = [pyrage.x25519.Identity.generate() for _ in range(count)]
    recipients = [identity.to_public() for identity in identities]
    age = pyrage.encrypt(BODY, recipients)
    keys = [jwk.JWK.generate(kty="OKP", crv="X25519") for _ in range(count)]
    protected = '{"enc":"A256GCM"}'
    shared = '{"alg":"ECDH-ES+A256KW"}'

    def seal_jwe() -> str:
        token = jwe.JWE(BODY, protected=protected)
        for key in keys:
            token.add_recipient(key, header=shared)
        return str(token.serialize())

    sealed = seal_jwe()

    def open_jwe() -> bytes:
        token = jwe.JWE()
        token.deserialize(sealed, keys[-1])
        return bytes(token.payload)

    return (
        lambda: pyrage.encrypt(BODY, recipients),
        lambda: pyrage.decrypt(age, identities[-1:]),
        seal_jwe,
        open_jwe,
    )


def chunks(turns: int) -> Iterator[Figure]:
    """Pieces of an attachment sealed and opened, 8 MiB a turn."""
    content, stored, key = bytes(8 * CHUNK_BYTES), dict[str, bytes](), ContentKey(bytes(32))
    pieces = len(content) // CHUNK_BYTES
    attachment = seal_file_in_chunks(io.BytesIO(content), key=key, number=0, store=stored.__setitem__).attachment
    piece = content[:CHUNK_BYTES]
    sealed = ChaCha20Poly1305(bytes(32)).encrypt(bytes(12), piece, None)

    def bare_seal() -> None:
        for _ in range(pieces):
            hashlib.sha256(piece).digest()
            hashlib.sha256(ChaCha20Poly1305(bytes(32)).encrypt(bytes(12), piece, None)).digest()

    def bare_open() -> None:
        for _ in range(pieces):
            hashlib.sha256(sealed).digest()
            ChaCha20Poly1305(bytes(32)).decrypt(bytes(12), sealed, None)

    rates = best_rates(
        [
            lambda: seal_file_in_chunks(io.BytesIO(content), key=key, number=0, store=lambda _name, _piece: None),
            bare_seal,
            lambda: [None for _ in open_chunks(attachment, key=key, fetch=stored.__getitem__)],
            bare_open,
        ],
        turns,
        least=1,
    )
    words = "pieces of 1 MiB from memory; limit: cipher and hashes"
    yield figure("chunks.sealed", rates[0] * pieces, "the bare primitives", rates[1] * pieces, words)
    yield figure("chunks.opened", rates[2] * pieces, "the bare primitives", rates[3] * pieces, words)


def best_rates(works: Sequence[Callable[[], object]], turns: int, least: int = 25) -> list[float]:
    """How often a second each can be done, by its best turn of `least`; all of them in turn, `turns` times."""
    best = [float("inf")] * len(works)
    for _ in range(turns):
        for place, work in enumerate(works):
            begun = time.process_time()
            for _ in range(least):
                work()
            best[place] = min(best[place], (time.process_time() - begun) / least)
    return [1 / seconds for seconds in best]


def figure(name: str, rate: float, peer: str, limit: float, note: str) -> Figure:
    """A rate beside the primitives, which are its limit."""
    return Figure(
        f"envelopes.{name}", rate, "1/s", peer=peer, peer_value=limit, target=(LEAST, None), limit=limit, note=note
    )


def compared(name: str, rate: float, peer: str, other: float, note: str) -> Figure:
    """A rate beside another format."""
    return Figure(f"envelopes.{name}", rate, "1/s", peer=peer, peer_value=other, note=note)
