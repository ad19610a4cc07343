"""The end of the hold: every check once more, then the message is sealed and waits for a line."""

import logging
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from samakki.access import audit
from samakki.access.registries import Departure
from samakki.exchange import registries
from samakki.exchange.actions import outgoing_chunks
from samakki.exchange.actions.queue import Draft, lane_number, refusals_to_queue
from samakki.exchange.actions.receipts import make_receipt, tell
from samakki.exchange.actions.station import Station
from samakki.exchange.domain.delivery import Arrived, Lane, Sent
from samakki.exchange.domain.envelopes import Composed, OutgoingFile, compose
from samakki.exchange.domain.header import Header, Marking
from samakki.exchange.domain.message_types import MessageType
from samakki.exchange.domain.receipts import Kind
from samakki.exchange.domain.retrying import KEPT_FOR
from samakki.exchange.domain.steps import reached
from samakki.exchange.models import Envelope, Inbox, Message, Outbox
from samakki.kernel.addresses import DeskAddress
from samakki.sealing.canonical import sha256

log = logging.getLogger(__name__)
URGENT_DEADLINE = timedelta(minutes=15)
MOST_AT_ONCE = 200
TOGETHER = 20  # sealed in one commit


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
            with transaction.atomic():
                for number in some:
                    _seal(at, number, now)
        except Exception:
            log.exception("several messages could not be sealed together", extra={"count": len(some)})
            _one_by_one(at, some, now)
    return len(keys)


def _one_by_one(at: Station, keys: Sequence[int], now: datetime) -> None:
    for number in keys:
        try:
            _seal(at, number, now)
        except Exception:
            log.exception("a message could not be sealed", extra={"number": number})
            _give_up(number, "could-not-be-sealed", now)


def _hold_again(now: datetime) -> None:
    """Holds that a clock set back makes longer than they were meant begin anew."""
    for message in Message.objects.filter(held_until__isnull=False, created_at__gt=now):
        message.created_at, message.held_until = now, now + timedelta(seconds=message.held_seconds)
        message.save(update_fields=["created_at", "held_until"])


def _seal(at: Station, key: int, now: datetime) -> None:
    with transaction.atomic():
        message = Message.objects.select_for_update().filter(pk=key, held_until__isnull=False).first()
        if message is None or message.draft is None:
            return  # undone meanwhile
        draft = Draft.opened(at, message.reference, bytes(message.draft))
        departure = Departure(
            type=message.type,
            by=message.sent_by,
            sender=DeskAddress.parse(message.from_desk),
            to=tuple(map(DeskAddress.parse, draft.to)),
            subjects=tuple(message.subjects),
            body=draft.body,
        )
        reasons = refusals_to_queue(
            at, departure, draft.handling, now=now, is_new=not message.in_reply_to, lane=Lane(message.lane)
        )
        if reasons:
            _fail(message, reasons[0].code, now)
            facts = {"reasons": ",".join(dict.fromkeys(one.code for one in reasons))}
            audit.record("node", "seal_message", message.reference, outcome="refused", facts=facts)
            return
        composed = _sealed(at, message, draft, now)
        reached("seal:sealed")
        _send_off(message, composed, now)
        _answer_receipt(at, message, now)
        audit.record(
            "node", "seal_message", message.reference, facts={"digest": message.digest, "size": len(composed.raw)}
        )
    reached("seal:committed")


def _sealed(at: Station, message: Message, draft: Draft, now: datetime) -> Composed:
    nodes = sorted(set(message.addressees.values_list("node", flat=True)))
    header = Header(
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


def _send_off(message: Message, composed: Composed, now: datetime) -> None:
    digest, raw = composed.digest, composed.raw
    Envelope.objects.create(digest=digest, size=len(raw), sealed=raw, stored_at=now)
    owner = registries.owner_of(message.type)
    usual = owner.deadline if owner else registries.USUAL_DEADLINE
    message.digest, message.draft, message.held_until, message.sealed_at = digest, None, None, now
    message.deliver_by = now + (min(usual, URGENT_DEADLINE) if message.lane == Lane.URGENT.value else usual)
    message.save(update_fields=["digest", "draft", "held_until", "sealed_at", "deliver_by"])
    nodes = sorted(set(message.addressees.values_list("node", flat=True)))
    Outbox.objects.bulk_create(
        Outbox(
            message=message,
            node=node,
            lane=lane_number(message.lane),
            due=now,
            expires=now + KEPT_FOR,
            envelope_id=digest,
        )
        for node in nodes
    )
    # Sealed and queued is one step: there is no moment in which it is sealed and waits for nothing.
    message.addressees.update(state=Sent.QUEUED.value, changed_at=now)


def _answer_receipt(at: Station, message: Message, now: datetime) -> None:
    """R4 for the message that this one answers, if it came to this desk: its sender has it in writing, signed."""
    if not message.in_reply_to:
        return
    asked = (
        Inbox.objects.select_for_update()
        .filter(message_id=message.in_reply_to, landings__desk=message.from_desk)
        .first()
    )
    if asked is None or asked.receipts.filter(kind=Kind.R4.value, desk=message.from_desk).exists():
        return
    if asked.state in {Arrived.DELIVERED.value, Arrived.OPENED.value, Arrived.CLOSED.value}:
        make_receipt(at, asked, Kind.R4, verdict="answered", desk=message.from_desk, now=now)
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
