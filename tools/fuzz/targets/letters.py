"""Envelopes: as bytes, as whatever the owner of a true key signs, and the content of each type of message."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Any

from samakki.exchange.domain.fields import HeaderUnreadable
from samakki.exchange.domain.header import Header
from samakki.exchange.domain.message_types import MessageType
from samakki.exchange.domain.opening import came, refused
from samakki.exchange.domain.schemas import CATALOGUE, ContentRefused
from samakki.intelligence.domain import disclosure_messages, recall_messages
from samakki.kernel.refusals import InvalidValue
from samakki.sealing.canonical import canonical, read_canonical, sha256
from samakki.sealing.chunks import chunk_names, open_chunk
from samakki.sealing.desks import DeskKeys
from samakki.sealing.envelopes import Attachment, envelope_digest, peek, skeleton
from samakki.sealing.errors import ChunkBroken, EnvelopeError
from tests.support.post import HYBRID, KEY, Forger, listed, opened, sent
from tools.fuzz.target import ROOT, Target
from tools.fuzz.targets.calls import members

SENDERS, DESKS = listed(), DeskKeys((KEY, HYBRID))
OLD_MESSAGES = ROOT / "tests/domain/exchange/corpus"
ID = "0199f0c2-0000-7000-8000-000000000001"
HEADER = {
    "id": ID,
    "expires": "2026-12-22T06:00:00Z",
    "thread": "KH-2026-1",
    "type": "line.check@1.0",
    "handling": {"codes": ["H0"], "purpose": "cooperate"},
    "urgency": "normal",
}


def read_envelope(data: bytes) -> None:
    """Any bytes."""
    with suppress(EnvelopeError):
        peek(data, senders=SENDERS)
    found = opened(data, senders=SENDERS)
    assert found.digest == envelope_digest(data)


def envelopes() -> Iterator[bytes]:
    """True ones, and one without its content."""
    yield sent(b"truth")
    yield sent(b"truth", key=HYBRID, crit=["x"])
    yield Forger().sends()
    yield skeleton(sent(b"truth"))


def read_signed(data: bytes) -> None:
    """A header and a body that somebody with a true key signs and seals, whatever they hold."""
    line, _, body = data.partition(b"\n")
    raw = Forger(header={**HEADER, **(members(line) or {})}, body=body).sends()
    try:
        found = came(raw, desk_keys=DESKS, senders=SENDERS)
    except EnvelopeError as error:
        if error.signed is not None:
            refused(error.signed, error.code)
        raise
    assert found.handling


def signed() -> Iterator[bytes]:
    """A message of a small type, and headers with everything in them."""
    body = b"{}\n" + (OLD_MESSAGES / "line.check@1.0-1.json").read_bytes().strip()
    more = {
        "in_reply_to": ID,
        "reply_by": "2026-11-30T06:00:00Z",
        "actor": "a1",
        "refs": ["hit:9c1e"],
        "crit": ["refs"],
        "channel_also": ["interpol:2026/881"],
        "pair_seq": {"TH/POL": 4},
        "roster_epoch": 2,
        "new": {"a": [1]},
        "tl": {"root": 1, "ts": "2026-11-22T06:00:00Z"},
    }
    marking = {
        "handling": {
            "codes": ["H1", "H2"],
            "purpose": "trafficking",
            "source": "A",
            "info": "2",
            "victim": True,
            "legal_basis": "ACTIP, Art. 14",
            "review_by": "2027-01-01",
            "more": 1,
        }
    }
    yield b"{}\n" + body
    yield canonical(more) + b"\n" + body
    yield canonical(marking) + b"\n" + body
    yield canonical({"type": "disclosure.offer@1.0"}) + b'\n{"att":[]}\n{}'
    yield canonical({"to": ["TH/POL/AHTD/duty", "VN/POL/C02/duty"], "att": [{"n": 1}]}) + b"\n" + body
    yield canonical({"expires": "2020-01-01T00:00:00Z", "urgency": "urgent"}) + b"\n" + body


def read_header(data: bytes) -> None:
    """A header alone."""
    said = members(data)
    header = Header.from_bytes(data if said is None else canonical(said))
    assert Header.from_bytes(header.to_bytes()) == header


def headers() -> Iterator[bytes]:
    """Those of `signed`, whole."""
    whole = {"from": "KH/POL/AHTJPD/duty", "to": ["TH/POL/AHTD/duty"], "created": "2026-11-22T06:00:00Z", **HEADER}
    for data in signed():
        yield canonical({**whole, **(members(data.partition(b"\n")[0]) or {})})


class NotReadable(Exception):
    """An owner read a content that its schema let through, and said so."""


READ_BY_OWNERS: Mapping[str, Callable[[Mapping[str, Any]], object]] = {
    "disclosure.offer@1": disclosure_messages.unpacked,
    "recall.answer@1": recall_messages.read_results,
}


def read_content(data: bytes) -> None:
    """The content of a message of the type in the first line; owners read what its schema let through."""
    name, _, text = data.partition(b"\n")
    kind = MessageType.parse(name.decode("ascii", "replace"))
    said = members(text)
    text = text if said is None else canonical(said)
    content = read_canonical(text, most=768 * 1024)
    if not CATALOGUE.knows(kind):
        return
    CATALOGUE.check(kind, content)
    if read := READ_BY_OWNERS.get(kind.major_name):
        try:
            read(json.loads(text))
        except (KeyError, ValueError, TypeError, AttributeError) as error:  # what `receive_offer` answers politely
            raise NotReadable from error


def contents() -> Iterator[bytes]:
    """The frozen old messages."""
    for path in sorted(OLD_MESSAGES.glob("*.json")):
        yield path.stem.rpartition("-")[0].encode() + b"\n" + path.read_bytes().strip()


def read_chunk_list(data: bytes) -> None:
    """The list of an attachment's pieces, and one piece of it."""
    size = int.from_bytes(data[:4], "big")
    attachment = Attachment(root=sha256(data[4:]), size=size, number=0)
    key = Forger().content_key
    with suppress(ChunkBroken):
        open_chunk(data[4:], name=sha256(data[4:]), key=key, attachment=attachment, index=0)
    sealed = key.seal_chunk(data[4:], attachment=0, index=0)  # by somebody with the key, of another size than was said
    with suppress(ChunkBroken):
        open_chunk(sealed, name=sha256(sealed), key=key, attachment=attachment, index=0)
    names = chunk_names(data[4:], attachment)
    assert len(names) == attachment.chunks


def chunk_lists() -> Iterator[bytes]:
    """A list that fits its size, and one that does not."""
    yield (5_000_000).to_bytes(4, "big") + bytes(range(160))
    yield bytes(36)


WORDS = tuple(
    json.dumps(one).encode() for one in (*HEADER, "from", "to", "created", "tl", "crit", "att", "codes", "H3")
)
TARGETS = (
    Target(
        "envelope",
        "envelopes as bytes",
        read_envelope,
        (EnvelopeError,),
        envelopes,
        ("samakki.sealing.opening", "samakki.sealing.frames", "samakki.sealing.header_facts"),
        words=(b"samakki-envelope 1\n", *WORDS),
    ),
    Target(
        "signed-envelope",
        "what the owner of a true key signs",
        read_signed,
        (EnvelopeError,),
        signed,
        (
            "samakki.sealing.opening",
            "samakki.sealing.header_facts",
            "samakki.exchange.domain.header",
            "samakki.exchange.domain.fields",
            "samakki.exchange.domain.envelopes",
            "samakki.exchange.domain.chunks",
            "samakki.exchange.domain.opening",
        ),
        words=WORDS,
        is_json=True,
    ),
    Target(
        "header",
        "headers of envelopes",
        read_header,
        (EnvelopeError, HeaderUnreadable),
        headers,
        ("samakki.exchange.domain.header", "samakki.exchange.domain.fields"),
        words=WORDS,
        is_json=True,
    ),
    Target(
        "content",
        "content of each type of message",
        read_content,
        (EnvelopeError, ContentRefused, InvalidValue, NotReadable),
        contents,
        (
            "samakki.exchange.domain.schemas",
            "samakki.intelligence.domain.disclosure_messages",
            "samakki.intelligence.domain.recall_messages",
        ),
        words=tuple(f"{one}\n".encode() for one in ("disclosure.offer@1.0", "recall.answer@1.0", "release.answer@1.0")),
        is_json=True,
    ),
    Target(
        "chunks",
        "lists and pieces of attachments",
        read_chunk_list,
        (ChunkBroken,),
        chunk_lists,
        ("samakki.sealing.chunks",),
    ),
)
