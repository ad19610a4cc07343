"""The end of the hold: every check once more, then the message is sealed and waits for a line."""

import logging
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from samakki.access import audit
from samakki.access.models.together import insert_all
from samakki.access.registries import Departure, refusals_to_leave_each
from samakki.exchange import registries
from samakki.exchange.actions import outgoing_chunks
from samakki.exchange.actions.numbers import Numbers
from samakki.exchange.actions.queue import Draft, lane_number, refusals_of_exchange
from samakki.exchange.actions.receipts import make_receipt
from samakki.exchange.actions.station import Station
from samakki.exchange.actions.taking_receipts import tell
from samakki.exchange.actions.trust_versions import mark
from samakki.exchange.domain.delivery import Arrived, Lane, Sent
from samakki.exchange.domain.envelopes import Composed, OutgoingFile, compose
from samakki.exchange.domain.header import Header, Marking
from samakki.exchange.domain.message_types import MessageType
from samakki.exchange.domain.receipts import Kind
from samakki.exchange.domain.retrying import KEPT_FOR
from samakki.exchange.domain.steps import reached
from samakki.exchange.models import Addressee, Envelope, Inbox, Message, Outbox
from samakki.kernel.addresses import DeskAddress
from samakki.kernel.refusals import Fact, Refusal
from samakki.sealing.canonical import sha256

log = logging.getLogger(__name__)
DECLINED = "declined"  # the one code of R4 when a desk declines: receipts are read on the way, reasons are not
URGENT_DEADLINE = timedelta(minutes=15)
MOST_AT_ONCE = 200
TOGETHER = 100  # sealed in one commit: two thirds of a call take as long at the other end


def is_any_due(now: datetime) -> bool:
    """Whether there is anything to seal, or a hold to begin anew."""
    return Message.objects.filter(Q(held_until__lte=now) | Q(held_until__isnull=False, created_at__gt=now)).exists()


def next_due(now: datetime) -> datetime | None:
    """When the next hold ends, after now; None where nothing is held."""
    held = Message.objects.filter(held_until__gt=now).order_by("held_until")
    return held.values_list("held_until", flat=True).first()


def seal_due(at: Station) -> int:
    """Seal every message whose hold is over; how many there were. A few share a commit, unless one of them breaks."""
    now = timezone.now()
    _hold_again(now)
    keys = list(
        Message.objects.filter(held_until__lte=now).order_by("held_until").values_list("pk", flat=True)[:MOST_AT_ONCE]
    )
    for start in range(0, len(keys), TOGETHER):
        some = keys[start : start + TOGETHER]
        try:
            alone = _seal(at, some, now)
        except Exception:
            log.exception("several messages could not be sealed together", extra={"count": len(some)})
            alone = some
        _one_by_one(at, alone, now)
    return len(keys)


def _one_by_one(at: Station, keys: Sequence[int], now: datetime) -> None:
    for number in keys:
        try:
            _seal(at, [number], now)
        except Exception:
            log.exception("a message could not be sealed", extra={"number": number})
            _give_up(number, "could-not-be-sealed", now)


def _hold_again(now: datetime) -> None:
    """Holds that a clock set back makes longer than they were meant begin anew."""
    for message in Message.objects.filter(held_until__isnull=False, created_at__gt=now):
        message.created_at, message.held_until = now, now + timedelta(seconds=message.held_seconds)
        message.save(update_fields=["created_at", "held_until"])


def _seal(at: Station, keys: Sequence[int], now: datetime) -> list[int]:
    """Seal messages in one transaction; the answer is which have files with them and want one of their own."""
    at = at.remembering()
    alone, ready, sealed = [], list[tuple[Message, Draft]](), list[tuple[Message, Composed]]()
    opened: list[tuple[Message, Draft]] = []
    with transaction.atomic():
        # One that was undone meanwhile is not among them.
        messages = Message.objects.select_for_update().filter(pk__in=keys, held_until__isnull=False).order_by("pk")
        nodes = _nodes(keys)
        for message in messages:
            if message.draft is None:
                continue
            draft = Draft.opened(at, message.reference, bytes(message.draft))
            if draft.attachments and len(keys) > 1:
                alone.append(message.pk)  # sealing a file may take a minute
                continue
            opened.append((message, draft))
        departures = [_departure(message, draft) for message, draft in opened]
        vetoes = refusals_to_leave_each(departures)
        for (message, draft), departure, vetoed in zip(opened, departures, vetoes, strict=True):
            if reasons := (*_reasons(at, message, draft, departure, now), *vetoed):
                _fail(message, reasons[0].code, now)
                facts = {"reasons": ",".join(dict.fromkeys(one.code for one in reasons))}
                audit.record("node", "seal_message", message.reference, outcome="refused", facts=facts)
                continue
            ready.append((message, draft))
        numbers, trust = Numbers(nodes[message.pk] for message, _ in ready), mark() if ready else None
        for message, draft in ready:
            header = replace(_header(at, message, draft, now), pair_seq=numbers.of_next(nodes[message.pk]), trust=trust)
            sealed.append((message, _sealed(at, header, draft, nodes[message.pk], now)))
            reached("seal:sealed")
        _send_off(sealed, nodes, now)
        answered = [_answered(message, nodes[message.pk]) for message, _ in sealed]
        told = [_told(message, one, asked) for (message, one), asked in zip(sealed, answered, strict=True)]
        lines = audit.record_all("node", "seal_message", told)
        declining = {message.pk for message, draft in ready if draft.declines}
        for (message, _), asked, line in zip(sealed, answered, lines, strict=True):
            _answer_receipt(at, message, asked, line, now, declines=message.pk in declining)
    reached("seal:committed")
    return alone


def _told(message: Message, sealed: Composed, asked: Inbox | None) -> tuple[str, dict[str, Fact]]:
    facts: dict[str, Fact] = {"digest": sealed.digest, "size": len(sealed.raw)}
    return message.reference, facts | ({"record": asked.reference} if asked else {})


def _nodes(keys: Sequence[int]) -> dict[int, list[str]]:
    """Nodes that each message goes to."""
    found: dict[int, list[str]] = {key: [] for key in keys}
    rows = Addressee.objects.filter(message_id__in=keys).order_by("node").values_list("message_id", "node").distinct()
    for key, node in rows:
        found[key].append(node)
    return found


def _departure(message: Message, draft: Draft) -> Departure:
    return Departure(
        type=message.type,
        by=message.sent_by,
        sender=DeskAddress.parse(message.from_desk),
        to=tuple(map(DeskAddress.parse, draft.to)),
        subjects=tuple(message.subjects),
        body=draft.body,
    )


def _reasons(at: Station, message: Message, draft: Draft, departure: Departure, now: datetime) -> tuple[Refusal, ...]:
    """Every reason of the exchange itself why a message may not leave any more."""
    return refusals_of_exchange(
        at, departure, draft.handling, now=now, is_new=not message.in_reply_to, lane=Lane(message.lane)
    )


def _header(at: Station, message: Message, draft: Draft, now: datetime) -> Header:
    return Header(
        id=message.message_id,
        sender=DeskAddress.parse(message.from_desk),
        to=tuple(map(DeskAddress.parse, draft.to)),
        type=MessageType.parse(message.type),
        thread=message.thread,
        created=now,
        expires=now + KEPT_FOR,
        marking=Marking.read({**draft.handling, "purpose": draft.purpose}),
        lane=Lane(message.lane),
        in_reply_to=UUID(message.in_reply_to) if message.in_reply_to else None,
        reply_by=message.reply_by,
        actor="" if message.sent_by == "node" else _actor(at, message),
    )


def _sealed(at: Station, header: Header, draft: Draft, nodes: Sequence[str], now: datetime) -> Composed:
    with ExitStack() as opened:
        files = [
            OutgoingFile(opened.enter_context(registries.attachment_sources[one.source](one.reference)), one.name)
            for one in draft.attachments
        ]
        return compose(
            header,
            draft.body,
            to=at.directory.recipients(draft.to, at=now),
            sign=at.signing,
            files=files,
            store=outgoing_chunks.keep(at, nodes, now),
        )


def _actor(at: Station, message: Message) -> str:
    """Who sent it, as a name for this one message that only the sending node's audit log resolves."""
    return sha256(b"samakki actor 1", at.signing.stamp(f"{message.sent_by} {message.reference}".encode("ascii")))[:16]


def _send_off(sealed: Sequence[tuple[Message, Composed]], nodes: Mapping[int, Sequence[str]], now: datetime) -> None:
    if not sealed:
        return
    envelopes = [Envelope(digest=one.digest, size=len(one.raw), sealed=one.raw, stored_at=now) for _, one in sealed]
    insert_all(Envelope, envelopes)
    ways = [
        Outbox(
            message=message,
            node=node,
            lane=lane_number(message.lane),
            due=now,
            expires=now + KEPT_FOR,
            envelope_id=one.digest,
        )
        for message, one in sealed
        for node in nodes[message.pk]
    ]
    insert_all(Outbox, ways)
    deadlines: dict[datetime, list[int]] = {}  # messages, by when they have to be there
    for message, one in sealed:
        owner = registries.owner_of(message.type)
        usual = owner.deadline if owner else registries.USUAL_DEADLINE
        message.digest, message.draft, message.held_until, message.sealed_at = one.digest, None, None, now
        message.deliver_by = now + (min(usual, URGENT_DEADLINE) if message.lane == Lane.URGENT.value else usual)
        deadlines.setdefault(message.deliver_by, []).append(message.pk)
    of_its_way = Subquery(Outbox.objects.filter(message=OuterRef("pk")).values("envelope_id")[:1])
    for until, keys in deadlines.items():
        Message.objects.filter(pk__in=keys).update(
            digest=of_its_way, draft=None, held_until=None, sealed_at=now, deliver_by=until
        )
    # Sealed and queued is one step: there is no moment in which it is sealed and waits for nothing.
    Addressee.objects.filter(message_id__in=[message.pk for message, _ in sealed]).update(
        state=Sent.QUEUED.value, changed_at=now
    )


def _answered(message: Message, nodes: Sequence[str]) -> Inbox | None:
    """The message that this one answers, if it came to this desk."""
    if not message.in_reply_to:
        return None
    rows = Inbox.objects.select_for_update().filter(message_id=message.in_reply_to, sender__in=nodes)
    return rows.filter(landings__desk=message.from_desk).first()


def _answer_receipt(
    at: Station, message: Message, asked: Inbox | None, line: str, now: datetime, *, declines: bool
) -> None:
    """R4 for the message that this one answers: its sender has it in writing, signed. Reasons stay sealed."""
    if asked is None or asked.receipts.filter(kind=Kind.R4.value, desk=message.from_desk).exists():
        return
    if asked.state in {Arrived.DELIVERED.value, Arrived.OPENED.value, Arrived.CLOSED.value}:
        verdict, code = ("refused", DECLINED) if declines else ("answered", "")
        make_receipt(at, asked, Kind.R4, verdict=verdict, code=code, desk=message.from_desk, entry=line, now=now)
        Inbox.objects.filter(pk=asked.pk).update(state=Arrived.CLOSED.value)


def _fail(message: Message, code: str, now: datetime) -> None:
    message.draft, message.held_until = None, None
    message.save(update_fields=["draft", "held_until"])
    for one in message.addressees.select_for_update():
        tell(one, message, Sent.FAILED, code=code, now=now)


def _give_up(key: int, code: str, now: datetime) -> None:
    with transaction.atomic():
        message = Message.objects.select_for_update().filter(pk=key, held_until__isnull=False).first()
        if message is not None:
            _fail(message, code, now)
            audit.record("node", "seal_message", message.reference, outcome="failed", facts={"error": code})
