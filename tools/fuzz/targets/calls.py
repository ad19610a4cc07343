"""What a node is called with: frames of calls, receipts, signed documents, notes of logs, pieces of attachments."""

import base64
import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

from samakki.exchange.domain.frames import (
    MAGIC,
    Bad,
    Head,
    NotAFrame,
    Part,
    Want,
    content_of,
    frame,
    head_size,
    open_head,
    parts_of,
)
from samakki.exchange.domain.ranges import is_whole, joined, missing
from samakki.exchange.domain.receipts import DOCUMENT, Kind, NotAReceipt, Receipt, node_of, read_receipt
from samakki.exchange.domain.receipts import content_of as receipt_content
from samakki.sealing.canonical import MOST_NUMBER, canonical, read_canonical, unb64
from samakki.sealing.documents import sign_document, verify_document
from samakki.sealing.errors import EnvelopeError, SealBroken
from samakki.sealing.notes import checkpoint_text, open_note, parse_checkpoint, sign_note
from tests.support.post import NODE
from tools.fuzz.target import Target

DIGESTS = ("0" * 64, "1" * 64)
LONGEST = 32 * 1024  # a line that is signed here; nobody signs a longer one
SIGNER = "kh.samakki.example"


def read_frame(data: bytes) -> None:
    """A call; where the first bytes are not those of one, they are put before it: heads are reached at once."""
    head, _, rest = data.partition(b"\0")
    raw = data if data.startswith(MAGIC) else frame(head, (Part("trust", rest),))
    opened = open_head(raw)
    assert head_size(raw) == opened.parts_at
    whole, broken = parts_of(opened, raw)
    assert len(whole) + len(broken) <= len(opened.listed)
    said = replace(opened.head, bad=tuple(replace(one, after=0) for one in opened.head.bad))  # written without
    assert open_head(frame(canonical(content_of(said, whole)) + b"\n", whole)).head == said


def frames() -> Iterator[bytes]:
    """Calls as nodes make them."""
    parts = (
        Part("envelope", b"abc"),
        Part("receipt", b"r"),
        Part("chunk", b"defg", DIGESTS[0], 7),
        Part("trust", b"t"),
    )
    said = Head(sender="KH/POL", receiver="TH/POL", call="c", wants=(Want(DIGESTS[0], 5, 10),), got=DIGESTS[1:])
    refuses = Head(
        sender="TH/POL",
        receiver="KH/POL",
        call="d",
        answers="c",
        challenge="x",
        time="2026-11-22T06:00:00Z",
        trust="7",
        bad=(Bad(DIGESTS[0], "seal-broken"),),
        later=(Bad(DIGESTS[1], "quota", 3600),),
        has_more=True,
        code="challenge",
    )
    for head, carried in ((said, parts), (refuses, ())):
        document = canonical(content_of(head, carried)) + b"\nsignature\n"
        yield frame(document, carried)
        yield document.partition(b"\n")[0]
    yield b'{"v":1,"from":"","to":"","call":"","answers":"","challenge":"","time":"","trust":""}'


def read_any_receipt(data: bytes) -> None:
    """A receipt, as it comes and as its content once its signature was found right."""
    with suppress(NotAReceipt):
        node_of(data)
    said = verify_document(sign_document_bytes(data), kind=DOCUMENT, key_of=lambda _: NODE.public).content
    receipt = read_receipt(said)
    assert read_receipt(receipt_content(receipt)) == receipt


def sign_document_bytes(content: bytes) -> bytes:
    """A document of whatever content, rightly signed: what somebody with a true key can send."""
    line = content.partition(b"\n")[0]
    said = members(line)
    if said is None or len(line) > LONGEST:
        return line + b"\n"
    return sign_document(said, kind=DOCUMENT, key=NODE)


def members(line: bytes) -> Mapping[str, Any] | None:
    """What a line of JSON says, in whatever form; None where nothing that can be signed."""
    try:
        said = json.loads(line)
        canonical(said)
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None


def receipts() -> Iterator[bytes]:
    """One of each kind, and what is beside the form."""
    for kind, verdict, code in (
        (Kind.R1, "accepted", ""),
        (Kind.R2, "rejected", "type-unknown"),
        (Kind.R3, "opened", ""),
        (Kind.R4, "refused", "not-ours"),
        (Kind.RX, "rejected", "seal-broken"),
    ):
        receipt = Receipt(
            kind=kind,
            of=DIGESTS[0],
            message_id="0199f0c2-0000-7000-8000-000000000001",
            to="KH/POL",
            by="TH/POL",
            desk="" if kind in {Kind.R1, Kind.RX} else "TH/POL/AHTD/duty",
            verdict=verdict,
            code=code,
            first_seen="2026-03-01T03:00:00Z",
            log=DIGESTS[1] if kind is Kind.R3 else "",
        )
        yield canonical(receipt_content(receipt))


def read_document(data: bytes) -> None:
    """A signed document, signature and all."""
    found = verify_document(data, kind="any", key_of=lambda _: NODE.public)
    assert canonical(found.content) == data.partition(b"\n")[0]


def documents() -> Iterator[bytes]:
    """Signed ones, of this kind and another."""
    yield sign_document({"a": 1, "b": ["ខ្មែរ"]}, kind="any", key=NODE)
    yield sign_document({}, kind="other", key=NODE)


def read_json(data: bytes) -> None:
    """Canonical JSON; the base64url of it too, which headers are full of."""
    with suppress(EnvelopeError):
        unb64(data.decode("latin-1"))
    assert canonical(read_canonical(data, most=1_000_000)) == data


def canonicals() -> Iterator[bytes]:
    """Every kind of value, and what nearly is one."""
    yield canonical({"a": [1, -2, None, True, "\u0000\u2028ខ\U0001f600"], "b": {"c": {}}, "n": MOST_NUMBER})
    yield b'{"a":1,"a":1}'
    yield b'{"a":1e5}'
    yield b'{"a":"\\ud800"}'
    yield b'{"a":' * 20 + b"1" + b"}" * 20
    yield b"[" * 900


def read_note(data: bytes) -> None:
    """A signed note and the checkpoint in it."""
    text = data.decode("utf-8", "replace")
    with suppress(SealBroken):
        parse_checkpoint(text)
    open_note(text, name=SIGNER, public_key=NODE.public)


def notes() -> Iterator[bytes]:
    """Checkpoints signed and unsigned."""
    text = checkpoint_text("kh.samakki.example/log", 20852163, bytes(32))
    yield text.encode()
    yield sign_note(text, name=SIGNER, key=NODE).encode()
    yield sign_note(text + "more\n", name="other.example", key=NODE).encode()
    yield (text + "\n— " + SIGNER + " " + base64.b64encode(bytes(68)).decode() + "\n").encode()


def read_ranges(data: bytes) -> None:
    """Which bytes of a chunk are here: pairs of numbers that a call named, held against sets of single bytes."""
    numbers = list(data[:64])
    pieces = list(zip(numbers[::2], numbers[1::2], strict=False))
    size = data[-1] if data else 0
    have = joined(pieces)
    assert list(have) == sorted(have)
    held = {at for start, end in pieces for at in range(start, end)}
    assert {at for start, end in have for at in range(start, end)} == held
    lacking = {at for start, end in missing(pieces, size) for at in range(start, end)}
    assert lacking == set(range(size)) - held
    assert is_whole(pieces, size) == (not lacking)


def ranges() -> Iterator[bytes]:
    """Ranges that meet, overlap, stand apart or are none."""
    yield bytes((0, 4, 6, 8, 10))
    yield bytes((5, 9, 0, 5, 12, 12, 200))


WORDS = tuple(
    json.dumps(one).encode()
    for one in (
        "from",
        "to",
        "call",
        "answers",
        "challenge",
        "time",
        "trust",
        "got",
        "bad",
        "later",
        "wants",
        "more",
        "code",
        "parts",
        "v",
        "envelope",
        "chunk",
        "receipt",
        DIGESTS[0],
    )
)
TARGETS = (
    Target(
        "frame",
        "calls and answers of POST /exchange, bundles",
        read_frame,
        (NotAFrame,),
        frames,
        ("samakki.exchange.domain.frames",),
        words=(MAGIC, *WORDS),
        is_json=True,
    ),
    Target(
        "receipt",
        "receipts of other nodes",
        read_any_receipt,
        (NotAReceipt, EnvelopeError),
        receipts,
        ("samakki.exchange.domain.receipts", "samakki.kernel.addresses"),
        words=tuple(f'"{one}"'.encode() for one in ("kind", "R1", "R4", "RX", "verdict", "code", "desk", "log", "by")),
        is_json=True,
    ),
    Target(
        "document",
        "signed documents of other nodes",
        read_document,
        (EnvelopeError,),
        documents,
        ("samakki.sealing.documents", "samakki.sealing.signatures"),
        is_json=True,
    ),
    Target(
        "canonical",
        "every signed JSON text",
        read_json,
        (EnvelopeError,),
        canonicals,
        ("samakki.sealing.canonical",),
        words=(b"\\u0000", b"\\ud800", b"9007199254740992", b"1e5", b"null", b'"":', b"[[[[[[[["),
        is_json=True,
    ),
    Target("note", "checkpoints of other nodes' logs", read_note, (SealBroken,), notes, ("samakki.sealing.notes",)),
    Target(
        "ranges", "ranges of chunks that a call names", read_ranges, (), ranges, ("samakki.exchange.domain.ranges",)
    ),
)
