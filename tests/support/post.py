"""Two nodes that write to each other: keys made from fixed seeds, a trust list in memory, and envelopes gone wrong."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from samakki.sealing.canonical import b64, canonical
from samakki.sealing.content_keys import ContentKey
from samakki.sealing.desks import DeskKey, DeskKeys
from samakki.sealing.envelopes import Verified, open_envelope, seal
from samakki.sealing.frames import digests_line_of, signatures_line_of, signed_bytes
from samakki.sealing.senders import SenderKey
from samakki.sealing.signatures import sign_detached
from samakki.sealing.signing import SigningKey
from samakki.sealing.suites import Suite, wrap

SENT = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
KHMER_DESK, THAI_DESK = "KH/POL/AHTJPD/duty", "TH/POL/AHTD/duty"


def seed(*words: object) -> bytes:
    """32 bytes that are the same on every run."""
    return hashlib.sha256(" ".join(map(str, words)).encode()).digest()


def desk_key(desk: str = THAI_DESK, suite: Suite = Suite.X25519, epoch: int = 1) -> DeskKey:
    """A desk's key of one epoch, the first of which has begun three weeks ago."""
    begun = SENT + timedelta(days=90 * (epoch - 1) - 21)
    return DeskKey(desk, suite, begun, begun + timedelta(days=90), seed(desk, suite.value, epoch))


NODE, OFFICER = SigningKey(seed("node")), SigningKey(seed("officer"))
KEY = desk_key()
HYBRID = desk_key(suite=Suite.MLKEM768_X25519)


@dataclass
class Listed:
    """A trust list: keys by the desk they sign for."""

    nodes: dict[tuple[str, str], SenderKey] = field(default_factory=dict)
    officers: dict[tuple[str, str], SenderKey] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)

    def node_key(self, desk: str, key_id: str) -> SenderKey | None:
        """As SenderKeys has it."""
        return self.nodes.get((desk, key_id))

    def officer_key(self, desk: str, key_id: str) -> SenderKey | None:
        """As SenderKeys has it."""
        return self.officers.get((desk, key_id))

    def was_seen_before(self, digest: str, moment: datetime) -> bool:
        """As SenderKeys has it."""
        return digest in self.seen

    def changed(self, **facts: Any) -> "Listed":  # noqa: ANN401 (fields of SenderKey)
        """The same list with these facts of the node's key."""
        (place, key) = next(iter(self.nodes.items()))
        return Listed({place: replace(key, **facts)}, self.officers, self.seen)


def listed() -> Listed:
    """The Khmer node as its country lists it."""
    begun = SENT - timedelta(days=30)
    node = SenderKey("KH/POL", NODE.id, NODE.public, begun, begun + timedelta(days=400))
    officer = SenderKey("KH/POL", OFFICER.id, OFFICER.public, begun)
    return Listed({(KHMER_DESK, NODE.id): node}, {(KHMER_DESK, OFFICER.id): officer})


def header(*desks: str, **more: object) -> dict[str, object]:
    """What a Khmer officer says to these desks, the Thai one unless others are given."""
    return {
        "from": KHMER_DESK,
        "to": list(desks or (THAI_DESK,)),
        "created": "2026-11-22T06:00:00Z",
        "type": "disclosure.answer@1.0",
        "urgency": "normal",
        **more,
    }


def sent(body: bytes = b"answer", *, key: DeskKey = KEY, **more: object) -> bytes:
    """An envelope to one desk."""
    return seal(header(key.desk, **more), body, to=[key.recipient], sign=NODE)


def opened(raw: bytes, *keys: DeskKey, senders: Listed | None = None) -> Verified:
    """The message, with the keys of the Thai desk unless others are given."""
    return open_envelope(raw, desk_keys=DeskKeys(keys or (KEY, HYBRID)), senders=senders or listed())


def lines(raw: bytes) -> list[bytes]:
    """The five lines of an envelope and its ciphertext."""
    return raw.split(b"\n", 5)


def with_line(raw: bytes, number: int, change: Callable[[bytes], bytes] | bytes) -> bytes:
    """The envelope with one of its lines changed or another in its place, everything else as it was signed."""
    parts = lines(raw)
    parts[number] = change if isinstance(change, bytes) else change(parts[number])
    return b"\n".join(parts)


@dataclass
class Forger:
    """A sender with a true key and no manners: signs whatever it puts together."""

    content_key: ContentKey = field(default_factory=lambda: ContentKey(seed("content")))
    header: Mapping[str, object] = field(default_factory=dict)
    wraps: list[dict[str, str]] | None = None
    body: bytes = b"answer"
    ciphertext: bytes | None = None
    key: SigningKey = NODE

    def sends(self) -> bytes:
        """The envelope, rightly signed."""
        whole = {
            **header(),
            "v": 1,
            "suite": "c20p-hkdf256",
            "signer": self.key.id,
            "cek_commit": self.content_key.commitment(),
            "pt_commit": self.content_key.commitment_to(self.body),
            **self.header,
        }
        header_line = canonical(whole)
        wraps_line = canonical(self.wraps if self.wraps is not None else [self.wrapped(header_line)])
        ciphertext = self.ciphertext
        if ciphertext is None:
            ciphertext = self.content_key.seal_body(self.body, header=header_line)
        signed = signed_bytes(header_line, digests_line_of(wraps_line, ciphertext))
        signatures = [sign_detached(signed, kind="samakki-envelope", key=self.key)]
        return b"%b%b\n%b\n%b" % (signed, signatures_line_of(signatures), wraps_line, ciphertext)

    def wrapped(self, header_line: bytes, *, key: DeskKey = KEY, secret: bytes | None = None) -> dict[str, str]:
        """A wrap beside this header."""
        info = hashlib.sha256(header_line).digest()
        secret = self.content_key.secret_for_wrapping() if secret is None else secret
        made = wrap(secret, suite=key.suite, public=key.public, info=info)
        return {"kid": key.id, "suite": key.suite.value, "to": key.desk, "w": b64(made)}


def from_vector(vector: Mapping[str, Any]) -> tuple[DeskKeys, Listed]:
    """Keys of the receiving desks and the trust list that a vector describes."""
    keys = [
        DeskKey(it["desk"], Suite(it["suite"]), SENT, SENT + timedelta(days=90), bytes.fromhex(it["seed"]))
        for it in vector["desks"]
    ]
    signers = [SigningKey(bytes.fromhex(it["seed"])) for it in (vector["node"], vector["officer"]) if it]
    entries = [SenderKey("KH/POL", it.id, it.public, SENT - timedelta(days=30)) for it in signers]
    assert [it.id for it in signers] == [it["kid"] for it in (vector["node"], vector["officer"]) if it]
    places = [(KHMER_DESK, it.key_id) for it in entries]
    return DeskKeys(keys), Listed({places[0]: entries[0]}, dict(zip(places[1:], entries[1:], strict=True)))
