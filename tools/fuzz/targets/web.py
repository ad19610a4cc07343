"""Where other nodes call, with a database behind it: calls whose head a true key signed."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction
from django.utils import timezone

from samakki.exchange.actions.calls import NotBelieved, answer
from samakki.exchange.actions.queue import queue
from samakki.exchange.actions.receiving import take_envelopes
from samakki.exchange.actions.sealing_out import seal_due
from samakki.exchange.domain.envelopes import OutgoingFile
from samakki.exchange.domain.frames import DOCUMENT, Head, NotAFrame, Part, content_of, frame
from samakki.exchange.domain.receipts import DOCUMENT as RECEIPT
from samakki.exchange.models import ChunkWanted, Outbox, Peer
from samakki.kernel.addresses import DeskAddress
from samakki.kernel.moments import write_moment
from samakki.sealing.canonical import canonical
from samakki.sealing.desks import DeskKey
from samakki.sealing.documents import sign_document
from tests.support.people import FIELD, People
from tests.support.post import Forger
from tests.support.stations import Stations, two_stations
from tools.fuzz.target import Target
from tools.fuzz.targets.calls import members
from tools.fuzz.targets.letters import HEADER, signed

CHALLENGE = "x" * 32
FROM, TO = "TH/POL/AHTD/duty", "KH/POL/AHTJPD/duty"


@contextmanager
def taken_back() -> Iterator[None]:
    """What is written within is taken back."""
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)


MET: list[Stations] = []
PIECES: list[tuple[str, bytes]] = []
"""Of a file that the other node has announced, by their names: this node waits for them."""


def begin_mail(both: Stations) -> None:
    """A message from here waits for the other node, and one from there for the pieces of its file."""
    body, handling = {"marker": "00112233"}, {"codes": ["H1"]}
    queue(
        by=both.officer, to=[DeskAddress.parse(FROM)], type="line.check@1.0", body=body, handling=handling,
        purpose="trafficking_in_persons", thread="KH-2026-000412", hold=timedelta(),
    )  # fmt: skip
    assert seal_due(both.here) == 1
    file = OutgoingFile(io.BytesIO(b"a few words"), "a.txt")
    raw = both.sent(1, "line.check@1.0", body, files=(file,), store=lambda name, piece: PIECES.append((name, piece)))
    take_envelopes(both.here, [raw], carrier="TH/POL")
    assert ChunkWanted.objects.exists()


@contextmanager
def doors() -> Iterator[None]:
    """Make them, in the database that is there."""
    people = People()
    officer = people.officer("investigator")
    with (
        TemporaryDirectory(prefix="fuzz-node-") as folder,
        two_stations(Path(folder), officer, people.officer("investigator", desk=FIELD)) as stations,
    ):
        MET.append(stations)
        begin_mail(stations)
        try:
            yield
        finally:
            MET.clear()
            PIECES.clear()


@dataclass
class Stranger(Forger):
    """Writes to a desk of this node with the other node's key, whatever it likes."""

    opening: DeskKey | None = None

    def wrapped(self, header_line: bytes, *, key: DeskKey | None = None, secret: bytes | None = None) -> dict[str, str]:
        """For the desk."""
        assert self.opening is not None
        return super().wrapped(header_line, key=key or self.opening, secret=secret)


def written(both: Stations, text: bytes) -> bytes:
    """An envelope that the other node's key signs: changes of its header, then its body."""
    line, _, body = text.partition(b"\n")
    opening = both.here.desk_keys.current(TO, at=timezone.now())
    moments = {"created": write_moment(timezone.now()), "expires": write_moment(timezone.now() + timedelta(days=9))}
    said = {**HEADER, **moments, "from": FROM, "to": [TO], **(members(line) or {})}
    return Stranger(header=said, body=body, key=both.there.signing, opening=opening).sends()


def told(both: Stations, text: bytes) -> bytes:
    """A receipt that the other node's key signs, of the message that waits here where it names none."""
    given = Outbox.objects.get().message
    said = {
        "v": 1, "kind": "R1", "of": given.digest, "id": str(given.pk),
        "to": "KH/POL", "by": "TH/POL", "desk": FROM, "verdict": "", "code": "",
        "first_seen": "2026-11-22T06:00:00Z",
    }  # fmt: skip
    return sign_document({**said, **(members(text) or {})}, kind=RECEIPT, key=both.there.signing)


def part(both: Stations, one: bytes) -> Part | None:
    """One part of a call, by its first letter; nothing where that is no kind's."""
    kind, content = one[:1], one[1:]
    match kind:
        case b"E":
            return Part("envelope", written(both, content))
        case b"R":
            return Part("receipt", told(both, content))
        case b"e" | b"r" | b"t":
            return Part({b"e": "envelope", b"r": "receipt", b"t": "trust"}[kind], content)  # type: ignore[arg-type]  # (of those)
        case b"c" | b"C":
            which, start, *_ = [*content[:2], 0, 0]
            name, whole = PIECES[which % len(PIECES)]
            return Part(
                "chunk", content[2:] if kind == b"c" else whole[start : start + (content[2:3] or b"z")[0]], name, start
            )
        case _:
            return None


def call(data: bytes) -> None:
    """A call that the other node signed: changes of its head, then parts, each with its kind's letter."""
    (both,) = MET
    line, _, rest = data.partition(b"\n")
    with taken_back():
        parts = [made for one in rest.split(b"\0\0")[:8] if (made := part(both, one)) is not None]
        head = Head(sender="TH/POL", receiver="KH/POL", call="c", answers=CHALLENGE)
        content = dict(content_of(head, parts))
        content |= members(line.replace(b"$ours", ours().encode())) or {}
        raw = frame(sign_document(content, kind=DOCUMENT, key=both.there.signing), parts)
        Peer.objects.update_or_create(node="TH/POL", defaults={"given_challenge": CHALLENGE})
        answered = answer(both.here, raw)
        assert answered.startswith(b"SMKX1")


def ours() -> str:
    """The digest of the message that waits here for the other node."""
    return Outbox.objects.values_list("message__digest", flat=True).first() or ""


def calls() -> Iterator[bytes]:
    """With nothing, with parts of each kind, with wishes."""
    yield b"{}\n"
    yield b"{}\nehello\0\0rreceipt\0\0ttrust\0\0c\0\0piece"
    yield canonical({"wants": [["0" * 64, 5, 10]], "got": ["1" * 64], "bad": [["2" * 64, "seal-broken"]]}) + b"\n"
    yield (
        canonical({"later": [["2" * 64, "quota", 60]], "more": True, "trust": "9", "time": "2026-01-01T00:00:00Z"})
        + b"\n"
    )
    yield canonical({"answers": "", "code": "challenge", "challenge": "y"}) + b"\n"
    yield b'{"bad":[["$ours","seal-broken"]],"got":["$ours"],"later":[["$ours","quota",60]]}\n'
    whole = [one for one in signed() if len(one) < 1024]  # noqa: PLR2004  (a call holds several)
    for one in whole:
        yield b"{}\nE" + one
    yield b"{}\n" + b"\0\0".join(b"E" + one for one in whole[:2])
    piece = b'{"type":"trust.update@1.0"}\n{"att":[]}\n{}'
    yield b'{"more":true}\nE' + piece + b"\0\0R{}"
    for change in (
        b'"kind":"R1"',
        b'"kind":"R2"',
        b'"kind":"R3"',
        b'"kind":"R4","verdict":"accepted"',
        b'"kind":"R4","verdict":"refused","code":"not-understood"',
        b'"kind":"R9"',
        b'"kind":"R1","of":"' + b"0" * 64 + b'"',
        b'"desk":"TH/POL/AHTD/field","log":["' + b"0" * 64 + b'",5]',
        b'"to":"VN/POL"',
    ):
        yield b"{}\nR{" + change + b"}"
    yield b'{"wants":[["$ours",0,100]]}\nc\0\0' + b"x" * 64
    yield b"{}\nC\0\0\xff\0\0C\1\0\xff"
    yield b"{}\nC\1\0\7\0\0C\1\7\xff"


TARGETS = (
    Target(
        "call",
        "calls that another node signed",
        call,
        (NotAFrame, NotBelieved),
        calls,
        ("samakki.exchange.actions",),
        around=doors,
        seconds=1.0,
        words=(b'"wants":', b'"got":', b'"later":', b"\0\0e", b"\0\0r", b"\0\0c", b"\0\0t"),
        is_json=True,
    ),
)
