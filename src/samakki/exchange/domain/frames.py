"""One call of ``POST /exchange``, in either direction: a signed head and the parts it lists.

``SMKX1`` (5 bytes), length of the head (4, big-endian), head (a signed document: canonical JSON, its signature), then
the parts' bytes one after the other. The head names length and SHA-256 of every part, so the signature covers them; and
since the head comes first, what arrived of a chunk before the line broke can be kept.

Everything read here comes from outside. Each form is checked before it is used, and nothing is larger than it may be.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from samakki.kernel.refusals import SamakkiError
from samakki.sealing.canonical import sha256

MAGIC: Final = b"SMKX1"
HEAD_AT: Final = len(MAGIC) + 4
VERSION: Final = 1
LONGEST_HEAD: Final = 65 * 1024  # a signed document is no larger
LARGEST_ENVELOPE: Final = 1024 * 1024  # larger content travels as chunks
LARGEST_RECEIPT: Final = 4 * 1024
LARGEST_PIECE: Final = 1024 * 1024 + 64  # of a chunk
LARGEST_TRUST: Final = 513 * 1024  # one file of the trust list, with its name
LARGEST_CHUNK: Final = 16 * 1024 * 1024
LARGEST_CALL: Final = 8 * 1024 * 1024
MOST_PARTS: Final = 200
MOST_WANTS: Final = 32
MOST_GOT: Final = 200
LONGEST_AFTER: Final = 30 * 24 * 3600
DOCUMENT: Final = "exchange.call"  # kind of the signed document

Kind = Literal["envelope", "receipt", "chunk", "trust"]
_LARGEST: Mapping[str, int] = {
    "envelope": LARGEST_ENVELOPE, "receipt": LARGEST_RECEIPT, "chunk": LARGEST_PIECE, "trust": LARGEST_TRUST,
}  # fmt: skip
_DIGEST = re.compile(r"[0-9a-f]{64}")
_SHORT = re.compile(r"[\x21-\x7e]{0,80}")
_CODE = re.compile(r"[a-z][a-z0-9-]{0,39}")


class NotAFrame(SamakkiError):
    """What came is not a call: cut short, too large, or of another form. Holds a code, never what came."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Part:
    """One thing a call carries.

    Attributes:
        kind: what it is.
        content: its bytes.
        chunk: of a piece: digest of the chunk it belongs to.
        start: of a piece: where in the chunk it begins.
    """

    kind: Kind
    content: bytes = field(repr=False)
    chunk: str = ""
    start: int = 0


@dataclass(frozen=True, slots=True)
class Want:
    """A range of a chunk that the caller asks for."""

    chunk: str
    start: int
    size: int


@dataclass(frozen=True, slots=True)
class Bad:
    """An envelope that was not taken and is not on record; of one that may come later, after how many seconds."""

    digest: str
    code: str
    after: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a call says of itself.

    Attributes:
        sender: name of the node that made it.
        receiver: name of the node it is for.
        call: random id of this call.
        answers: of a request, the challenge that the other node gave last; of an answer, id of the request.
        challenge: of an answer, what the next request has to name. Random; replaces every clock.
        time: the sender's clock, RFC 3339 in UTC; shown, never used to decide.
        trust: version of the trust list the sender knows.
        got: digests of receipts that need not be sent again.
        bad: envelopes that could not be taken.
        later: digests of envelopes that were not looked at, with a code: quota, no space.
        wants: ranges of chunks asked for.
        has_more: there is more to give than fitted.
        code: of an answer that refuses the call: why.
    """

    sender: str
    receiver: str
    call: str
    answers: str = ""
    challenge: str = ""
    time: str = ""
    trust: str = ""
    got: tuple[str, ...] = ()
    bad: tuple[Bad, ...] = ()
    later: tuple[Bad, ...] = ()
    wants: tuple[Want, ...] = ()
    has_more: bool = False
    code: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A part as the head lists it, before its bytes are there."""

    kind: Kind
    size: int
    digest: str
    chunk: str
    start: int


def content_of(head: Head, parts: Sequence[Part]) -> Mapping[str, object]:
    """The head as it is signed and sent."""
    return {
        "v": VERSION,
        "from": head.sender,
        "to": head.receiver,
        "call": head.call,
        "answers": head.answers,
        "challenge": head.challenge,
        "time": head.time,
        "trust": head.trust,
        "got": list(head.got),
        "bad": [[one.digest, one.code] for one in head.bad],
        "later": [[one.digest, one.code, one.after] for one in head.later],
        "wants": [[one.chunk, one.start, one.size] for one in head.wants],
        "more": head.has_more,
        "code": head.code,
        "parts": [_listed(part) for part in parts],
    }


def frame(document: bytes, parts: Sequence[Part]) -> bytes:
    """A call as it travels: its signed head, then what it carries."""
    return b"".join((MAGIC, len(document).to_bytes(4, "big"), document, *(part.content for part in parts)))


@dataclass(frozen=True, slots=True)
class Opened:
    """The beginning of a call: what it says, what it lists, the document to be verified, and where the parts begin."""

    head: Head
    listed: tuple[Listed, ...]
    document: bytes
    parts_at: int

    @property
    def size(self) -> int:
        """Bytes of the whole call."""
        return self.parts_at + sum(one.size for one in self.listed)


def head_size(beginning: bytes) -> int:
    """How many bytes hold everything up to the parts, from the first nine.

    Raises:
        NotAFrame: these are no first bytes of a call.
    """
    if len(beginning) < HEAD_AT or beginning[: len(MAGIC)] != MAGIC:
        raise NotAFrame("not-a-call")
    length = int.from_bytes(beginning[len(MAGIC) : HEAD_AT], "big")
    if not 0 < length <= LONGEST_HEAD:
        raise NotAFrame("head-too-large")
    return HEAD_AT + length


def open_head(raw: bytes) -> Opened:
    """Read the head of a call. Its signature is not checked here: ``actions.calls`` does, before anything is used.

    Raises:
        NotAFrame: cut short, or of another form.
    """
    end = head_size(raw)
    if len(raw) < end:
        raise NotAFrame("cut-short")
    document = raw[HEAD_AT:end]
    try:
        given = json.loads(document.partition(b"\n")[0])
        if not isinstance(given, dict) or given.get("v") != VERSION:
            raise NotAFrame("head-form")
        said, listed = _head(given), tuple(_listing(one) for one in _many(given["parts"], MOST_PARTS))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise NotAFrame("head-form") from None
    opened = Opened(said, listed, document, end)
    if opened.size > LARGEST_CALL + end:
        raise NotAFrame("call-too-large")
    return opened


def parts_of(opened: Opened, raw: bytes) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Parts that are whole and right, and the beginning of a piece of a chunk where the line broke in it.

    Bytes that do not have the digest in the head are left out. A broken-off piece is right only if its chunk turns
    out to be.
    """
    whole: list[Part] = []
    broken: list[Part] = []
    at = opened.parts_at
    for one in opened.listed:
        content = raw[at : at + one.size]
        at += one.size
        if len(content) == one.size:
            if sha256(content) == one.digest:
                whole.append(Part(one.kind, content, one.chunk, one.start))
        elif content and one.kind == "chunk":
            broken.append(Part(one.kind, content, one.chunk, one.start))
    return tuple(whole), tuple(broken)


def _listed(part: Part) -> list[object]:
    found: list[object] = [part.kind, len(part.content), sha256(part.content)]
    return [*found, part.chunk, part.start] if part.kind == "chunk" else found


def _listing(given: object) -> Listed:
    match given:
        case ["envelope" | "receipt" | "trust" as kind, int(size), str(digest)]:
            chunk, start = "", 0
        case ["chunk" as kind, int(size), str(digest), str(chunk), int(start)]:
            _digest(chunk)
        case _:
            raise NotAFrame("part-form")
    if not _number(size, _LARGEST[kind]) or not _number(start, LARGEST_CHUNK):
        raise NotAFrame("part-form")
    return Listed(kind, size, _digest(digest), chunk, start)


def _head(given: Mapping[str, Any]) -> Head:
    texts = {name: given[name] for name in ("from", "to", "call", "answers", "challenge", "time", "trust")}
    if not all(isinstance(text, str) and _SHORT.fullmatch(text) for text in texts.values()):
        raise NotAFrame("head-form")
    if not isinstance(given["more"], bool) or not isinstance(given["code"], str):
        raise NotAFrame("head-form")
    if given["code"] and not _CODE.fullmatch(given["code"]):
        raise NotAFrame("head-form")
    return Head(
        sender=texts.pop("from"),
        receiver=texts.pop("to"),
        **texts,
        got=tuple(_digest(one) for one in _many(given["got"], MOST_GOT)),
        bad=tuple(_bad(one) for one in _many(given["bad"], MOST_PARTS)),
        later=tuple(_bad(one) for one in _many(given["later"], MOST_PARTS)),
        wants=tuple(_want(one) for one in _many(given["wants"], MOST_WANTS)),
        has_more=given["more"],
        code=given["code"],
    )


def _many(given: object, most: int) -> list[object]:
    if not isinstance(given, list) or len(given) > most:
        raise NotAFrame("head-form")
    return given


def _digest(given: object) -> str:
    if not isinstance(given, str) or not _DIGEST.fullmatch(given):
        raise NotAFrame("head-form")
    return given


def _bad(given: object) -> Bad:
    match given:
        case [str(digest), str(code)] if _CODE.fullmatch(code):
            return Bad(_digest(digest), code)
        case [str(digest), str(code), int(after)] if _CODE.fullmatch(code) and _number(after, LONGEST_AFTER):
            return Bad(_digest(digest), code, after)
    raise NotAFrame("head-form")


def _want(given: object) -> Want:
    match given:
        case [str(chunk), int(start), int(size)] if _number(start, LARGEST_CHUNK) and _number(size, LARGEST_PIECE):
            return Want(_digest(chunk), start, size)
    raise NotAFrame("head-form")


def _number(given: object, most: int) -> bool:
    return isinstance(given, int) and not isinstance(given, bool) and 0 <= given <= most
