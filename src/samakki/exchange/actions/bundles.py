"""Messages and receipts carried by hand, through the same code as a call: importing twice changes nothing.

A bundle is one or several volumes. Each is a signed call of its own in an age file, so volumes may come in any order,
and one that is missing holds up only what is in it.
"""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.utils import timezone

from samakki.access import audit
from samakki.access.models import Officer
from samakki.exchange.actions import chunk_files, quotas, trust_carrying, trust_versions
from samakki.exchange.actions.calls import NotBelieved
from samakki.exchange.actions.receipts import believed_key
from samakki.exchange.actions.station import Station
from samakki.exchange.actions.using import use
from samakki.exchange.domain.delivery import Sent
from samakki.exchange.domain.frames import (
    LARGEST_PIECE,
    MOST_GOT,
    MOST_PARTS,
    Head,
    NotAFrame,
    Opened,
    Part,
    content_of,
    frame,
    open_head,
    parts_of,
)
from samakki.exchange.models import ChunkLent, Outbox, ReceiptGot, ReceiptMade
from samakki.kernel.moments import write_moment
from samakki.kernel.refusals import Fact
from samakki.sealing.canonical import sha256
from samakki.sealing.carrying import open_carried, seal_to_carry
from samakki.sealing.documents import sign_document, verify_document
from samakki.sealing.drafts import appearing
from samakki.sealing.errors import EnvelopeError

DOCUMENT = "exchange.bundle"
VOLUME_BYTES = 4 * 1024 * 1024
ENDING = "samakki.age"
MOST_VOLUMES = 10_000


@dataclass(frozen=True, slots=True)
class Written:
    """A bundle on disk.

    Attributes:
        files: its volumes, in order.
        digest: of all of them together; compared on the telephone.
        messages, receipts, chunks: how many of each are in it.
    """

    files: tuple[Path, ...]
    digest: str
    messages: int
    receipts: int
    chunks: int


@dataclass(slots=True)
class Imported:
    """What came of an import.

    Attributes:
        sender: node that wrote it.
        digest: as at the sender, once all volumes are there.
        missing: numbers of volumes that were not among the files.
        messages, receipts: how many were in what was there; known ones count too.
        problems: codes of what could not be taken.
    """

    sender: str = ""
    digest: str = ""
    missing: tuple[int, ...] = ()
    messages: int = 0
    receipts: int = 0
    problems: list[str] = field(default_factory=list)


def export_bundle(*, by: Officer | str, at: Station, node: str, folder: Path, passphrase: str) -> Written:
    """Write everything that waits for a node into a folder, and this node's trust data with it.

    It goes on waiting for a line as well: doubles do no harm.

    Args:
        by: who carries; "console" too.
        at: this node.
        node: name of the other one.
        folder: is there.
        passphrase: under which volumes are sealed.
    """
    now, bundle = timezone.now(), secrets.token_hex(8)
    parts = list(_parts(at, node))
    volumes = list(_volumes(parts)) or [[]]
    got = tuple(ReceiptGot.objects.filter(node=node).order_by("-at").values_list("digest", flat=True)[:MOST_GOT])
    files, digests = [], []
    for number, volume in enumerate(volumes, start=1):
        head = Head(
            sender=str(at.node), receiver=node, call=bundle, challenge=f"{number}/{len(volumes)}",
            time=write_moment(now), trust=trust_versions.version(), got=got if number == 1 else (),
            has_more=number < len(volumes),
        )  # fmt: skip
        raw = frame(sign_document(content_of(head, volume), kind=DOCUMENT, key=at.signing), volume)
        digests.append(sha256(raw))
        path = folder / f"{bundle}-{number:04}-of-{len(volumes):04}.{ENDING}"
        with appearing(path) as file:
            file.write(seal_to_carry(raw, passphrase=passphrase))
        files.append(path)
    counts = {kind: sum(part.kind == kind for part in parts) for kind in ("envelope", "receipt", "chunk")}
    digest = _digest(digests)
    audit.record(by, "export_bundle", node, facts={"node": node, "digest": digest, "count": len(parts)})
    return Written(tuple(files), digest, counts["envelope"], counts["receipt"], counts["chunk"])


def import_bundle(*, by: Officer | str, at: Station, files: Sequence[Path], passphrase: str) -> Imported:
    """Take in volumes of one bundle, in any order, again or for the first time.

    Raises:
        SealBroken: the passphrase is another one, or a file is damaged. Nothing was used.
        NotAFrame, NotBelieved: a file holds no volume, one for another node, or one of nobody known. Nothing was used
            but newer trust data, which proves itself.
    """
    now, told = timezone.now(), Imported()
    volumes: dict[int, tuple[Opened, bytes]] = {}
    total, bundle = 0, ""
    given = [_for_us(at, open_carried(path.read_bytes(), passphrase=passphrase)) for path in files]
    news = [part for opened, raw in given for part in parts_of(opened, raw)[0] if part.kind == "trust"]
    # First: it may hold the key that the rest is signed with.
    if problem := trust_carrying.take_parts(news, by=by, is_whole=_are_all([opened for opened, _ in given])):
        told.problems.append(problem)
    for opened, raw in given:
        _require_proved(at, opened, now)
        number, total = _place(opened.head)
        if bundle and opened.head.call != bundle:
            raise NotBelieved("another-bundle")
        bundle, told.sender = opened.head.call, opened.head.sender
        volumes[number] = opened, raw
    for _ in range(2):  # a chunk may lie before the list that says it is wanted
        for number in sorted(volumes):
            _use(at, told, *volumes[number], now)
    told.missing = tuple(number for number in range(1, total + 1) if number not in volumes)
    told.messages //= 2
    told.receipts //= 2
    told.problems = sorted(set(told.problems))
    told.digest = "" if told.missing else _digest([sha256(raw) for _number, (_, raw) in sorted(volumes.items())])
    facts: dict[str, Fact] = {"node": told.sender, "count": told.messages + told.receipts}
    audit.record(by, "import_bundle", told.sender, facts=facts)
    return told


def _parts(at: Station, node: str) -> Iterator[Part]:
    yield from trust_carrying.parts()
    receipts = ReceiptMade.objects.filter(node=node, settled_at__isnull=True).order_by("made_at", "kind")
    yield from (Part("receipt", bytes(one.signed)) for one in receipts)
    rows = Outbox.objects.filter(node=node).exclude(state=Sent.PARKED.value).select_related("envelope")
    yield from (Part("envelope", bytes(row.envelope.sealed)) for row in rows.order_by("lane", "pk"))
    for lent in ChunkLent.objects.filter(node=node).select_related("chunk").order_by("pk"):
        content = chunk_files.read(at.chunks, lent.chunk_id)
        for start in range(0, len(content), LARGEST_PIECE):
            yield Part("chunk", content[start : start + LARGEST_PIECE], lent.chunk_id, start)


def _volumes(parts: Sequence[Part]) -> Iterator[list[Part]]:
    volume: list[Part] = []
    size = 0
    for part in parts:
        if volume and (size + len(part.content) > VOLUME_BYTES or len(volume) == MOST_PARTS):
            yield volume
            volume, size = [], 0
        volume.append(part)
        size += len(part.content)
    if volume:
        yield volume


def _for_us(at: Station, raw: bytes) -> tuple[Opened, bytes]:
    opened = open_head(raw)
    if opened.head.receiver != str(at.node):
        raise NotBelieved("not-for-us")
    return opened, raw


def _require_proved(at: Station, opened: Opened, now: datetime) -> None:
    sender = opened.head.sender
    try:
        verify_document(opened.document, kind=DOCUMENT, key_of=lambda key: believed_key(at, sender, key, now))
    except EnvelopeError as error:
        raise NotBelieved(error.code) from None


def _place(head: Head) -> tuple[int, int]:
    number, slash, total = head.challenge.partition("/")
    if not (slash and number.isdecimal() and total.isdecimal() and 1 <= int(number) <= int(total) <= MOST_VOLUMES):
        raise NotAFrame("volume-form")
    return int(number), int(total)


def _are_all(given: Sequence[Opened]) -> bool:
    """Whether no volume is missing, by what the volumes themselves say."""
    places = {_place(opened.head) for opened in given}
    return all(len(places) == total for _number, total in places)


def _use(at: Station, told: Imported, opened: Opened, raw: bytes, now: datetime) -> None:
    whole = [part for part in parts_of(opened, raw)[0] if part.kind != "trust"]
    used = use(at, opened.head.sender, opened.head, whole, quota=quotas.unlimited(at, opened.head.sender, now), now=now)
    told.messages += sum(part.kind == "envelope" for part in whole)
    told.receipts += sum(part.kind == "receipt" for part in whole)
    told.problems += [one.code for one in (*used.bad, *used.later)]


def _digest(digests: Sequence[str]) -> str:
    return sha256("\n".join(digests).encode("ascii"))
