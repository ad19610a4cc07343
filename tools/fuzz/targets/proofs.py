"""Proofs of receipts: files that somebody outside hands over, as they are and with every signature in them right."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from samakki.access.domain.merkle import is_included, leaf_hash, node_hash
from samakki.exchange.domain.receipt_proofs import CANNOT_BE_SAID, DOCUMENT, MOST_PATH, Proof, content_of, judge
from samakki.exchange.domain.receipts import DOCUMENT as RECEIPT
from samakki.sealing.canonical import canonical
from samakki.sealing.documents import sign_document
from samakki.sealing.errors import EnvelopeError
from samakki.sealing.notes import checkpoint_text, parse_checkpoint, sign_note
from tests.support.post import NODE
from tools.fuzz.target import Target
from tools.fuzz.targets.calls import members

LOG, BY = "th.samakki.example/log", "TH/POL"
LEAVES = tuple(leaf_hash(bytes((one,))) for one in range(5))
"""Of a log of five lines; the receipt names the fourth."""
LINE, SIZE = 3, 5
SAYS = {
    "v": 1,
    "kind": "R3",
    "of": "0" * 64,
    "id": "0199f0c2-0000-7000-8000-000000000001",
    "to": "KH/POL",
    "by": BY,
    "desk": "TH/POL/AHTD/duty",
    "verdict": "opened",
    "code": "",
    "first_seen": "2026-03-01T03:00:00Z",
    "log": LEAVES[LINE].hex(),
}


def path() -> tuple[tuple[bytes, ...], bytes]:
    """Hashes beside the way of the fourth line, and the root."""
    first, second = node_hash(LEAVES[0], LEAVES[1]), node_hash(LEAVES[2], LEAVES[3])
    return (LEAVES[2], first, LEAVES[4]), node_hash(node_hash(first, second), LEAVES[4])


def made(outer: Mapping[str, Any], receipt: Mapping[str, Any], note: Mapping[str, Any]) -> bytes:
    """A proof in which somebody with true keys says what they like, in each of its three signed parts."""
    beside, root = path()
    text = checkpoint_text(LOG, SIZE, root)
    if isinstance(note.get("text"), str):
        text = note["text"]
    said = {name: value for name, value in {**SAYS, **receipt}.items() if value is not None}
    checkpoint = sign_note(text, name=LOG, key=NODE)
    proof = Proof(
        BY, sign_document(said, kind=RECEIPT, key=NODE), LEAVES[LINE], LINE, SIZE, beside, checkpoint, LOG, NODE.public
    )
    return sign_document({**content_of(proof), **outer}, kind=DOCUMENT, key=NODE)


def read_proof(data: bytes) -> None:
    """A file as it is; then three lines of JSON as changes of a right one's outside, receipt and checkpoint."""
    assert judge(data, lambda _node, _key: None).wrong in CANNOT_BE_SAID
    judge(data, lambda _node, _key: NODE.public)
    changes = [members(line) or {} for line in [*data[1:].split(b"\n"), b"", b"", b""][:3]]
    try:
        raw = made(*changes)
    except (ValueError, EnvelopeError):  # nobody can sign that
        return
    found = judge(raw, lambda node, _key: NODE.public if node == BY else None)
    assert found.wrong is not None or found.receipt is not None
    if found.wrong is None and found.receipt is not None:
        said = json.loads(raw.partition(b"\n")[0])
        ways = tuple(map(bytes.fromhex, said["path"]))
        assert parse_checkpoint(said["checkpoint"].rpartition("\n\n")[0] + "\n").root == found.root
        assert (found.by, found.receipt.by, found.receipt.log) == (BY, BY, said["entry"])
        assert len(ways) <= MOST_PATH
        assert is_included(bytes.fromhex(said["entry"]), found.position, found.size, ways, found.root)
    spoilt = bytearray(raw)
    at = (data[0] if data else 0) % len(raw)
    spoilt[at] ^= 1
    assert judge(bytes(spoilt), lambda _node, _key: NODE.public).wrong is not None


def proofs() -> Iterator[bytes]:
    """A right one, and each way in which one is wrong."""
    yield made({}, {}, {})
    beside, root = path()
    changes: tuple[tuple[dict[str, object], ...], ...] = (
        ({}, {}, {}),
        ({"by": "KH/POL"}, {}, {}),
        ({"entry": LEAVES[0].hex()}, {}, {}),
        ({"entry": LEAVES[0].hex()}, {"log": LEAVES[0].hex()}, {}),
        ({}, {"log": None}, {}),
        ({}, {"by": "KH/POL"}, {}),
        ({}, {"kind": "R9"}, {}),
        ({"position": 2}, {}, {}),
        ({"size": 4}, {}, {}),
        ({"path": []}, {}, {}),
        ({"path": [beside[0].hex()] * 64}, {}, {}),
        ({"position": 1 << 52, "size": (1 << 53) - 1}, {}, {"text": checkpoint_text(LOG, (1 << 53) - 1, root)}),
        ({"checkpoint": "x"}, {}, {}),
        ({"log": "other.example/log"}, {}, {}),
        ({"log_key": "00" * 32}, {}, {}),
        ({"v": 2}, {}, {}),
        ({"receipt": "ខ"}, {}, {}),
        ({}, {}, {"text": checkpoint_text("other.example/log", SIZE, root)}),
        ({}, {}, {"text": "no checkpoint\n"}),
        ({"size": 1, "position": 0, "path": []}, {}, {"text": checkpoint_text(LOG, 1, LEAVES[LINE])}),
    )
    for three in changes:
        yield b"\x10" + b"\n".join(canonical(one) for one in three)
    yield b'\x00{"by":"TH/POL"}'
    yield b'{"by":["TH/POL"]}\n'


WORDS = tuple(f'"{one}"'.encode() for one in (*SAYS, "receipt", "entry", "position", "size", "path", "checkpoint"))
TARGETS = (
    Target(
        "receipt-proof",
        "proofs of receipts that somebody hands over",
        read_proof,
        (),
        proofs,
        ("samakki.exchange.domain.receipt_proofs", "samakki.access.domain.merkle", "samakki.sealing.notes"),
        words=(*WORDS, LEAVES[LINE].hex().encode(), b"TH/POL"),
        longest=8 * 1024,
        is_json=True,
    ),
)
