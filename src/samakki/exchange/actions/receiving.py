"""Taking in an envelope: effect, record that it came and signed receipt in one transaction, or nothing at all."""

import logging
import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from samakki.access import audit
from samakki.access.actions.secrets_made import free_reference
from samakki.exchange import registries
from samakki.exchange.actions import incoming_chunks
from samakki.exchange.actions.alarms import raise_alarm
from samakki.exchange.actions.queue import is_taken
from samakki.exchange.actions.receipts import make_receipt, unrecorded_receipt
from samakki.exchange.actions.station import Station
from samakki.exchange.domain.delivery import Arrived, require_step
from samakki.exchange.domain.opening import Came, came, refused
from samakki.exchange.domain.receipts import Kind
from samakki.exchange.domain.steps import reached
from samakki.exchange.models import Envelope, Inbox, Landing, Message
from samakki.kernel.addresses import DeskAddress, NodeName
from samakki.kernel.refusals import Refused
from samakki.sealing.envelopes import envelope_digest
from samakki.sealing.errors import EnvelopeError

log = logging.getLogger(__name__)
TRY_LATER = frozenset({"sender-unknown"})
"""Codes of what may be in order once newer trust data is here."""
ALARMING = frozenset({"envelope-broken"})
QUARANTINE = "sender-quarantined"


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an envelope.

    Attributes:
        receipts: signed, to be given to whoever brought it; for the sender. Of a duplicate, those on record.
        bad: code: nobody can say whose it is, nothing is on record.
        later: code: may be given again.
    """

    receipts: tuple[bytes, ...] = ()
    bad: str = ""
    later: str = ""


def take_envelope(at: Station, raw: bytes, *, carrier: str) -> Taken:
    """Take in an envelope that a node, or a bundle, brought. The same one again changes nothing.

    Args:
        at: this node.
        raw: as it came; any bytes.
        carrier: name of the node that brought it.
    """
    now = timezone.now()
    try:
        digest = envelope_digest(raw)
        if known := Inbox.objects.filter(digest=digest).first():
            return _again(known)
        arrived = came(raw, desk_keys=at.desk_keys, senders=at.senders)
    except EnvelopeError as error:
        if error.signed is None:
            log.warning("an envelope was not taken", extra={"problem": error.code})
            return Taken(later=error.code) if error.code in TRY_LATER else Taken(bad=error.code)
        arrived = refused(error.signed, error.code)
    reached("receive:opened")
    try:
        with transaction.atomic():
            taken = _write(at, arrived, raw, carrier, now)
            reached("receive:receipt")
    except IntegrityError:
        # Two calls brought it at once, and the other one was first.
        known = Inbox.objects.filter(sender=arrived.node, message_id=arrived.message_id).first()
        if known is None:
            raise
        return _again(known) if known.digest == arrived.digest else _reused(at, known, arrived, now)
    reached("receive:committed")
    return taken


def _write(at: Station, arrived: Came, raw: bytes, carrier: str, now: datetime) -> Taken:
    known = Inbox.objects.select_for_update().filter(sender=arrived.node, message_id=arrived.message_id).first()
    if known is not None:
        return _again(known) if known.digest == arrived.digest else _reused(at, known, arrived, now)
    owner = registries.owner_of(arrived.type)
    desks = tuple(desk for desk in arrived.to if desk in at.desks)
    code = arrived.code
    if not code and not desks:
        code = "no-desk-here"
    if not code and owner is None:
        code = "type-unknown"
    is_quarantined = code == QUARANTINE
    keeps = not code or is_quarantined
    if keeps:
        Envelope.objects.get_or_create(
            digest=arrived.digest, defaults={"size": len(raw), "sealed": raw, "stored_at": now}
        )
    row = Inbox.objects.create(
        sender=arrived.node,
        message_id=UUID(arrived.message_id),
        digest=arrived.digest,
        reference=free_reference("M", is_taken),
        type=arrived.type,
        from_desk=arrived.sender,
        thread=arrived.thread,
        in_reply_to=arrived.in_reply_to,
        lane=arrived.lane,
        state=(Arrived.QUARANTINED if is_quarantined else Arrived.REJECTED if code else Arrived.STORED).value,
        verdict="quarantined" if is_quarantined else "rejected" if code else "accepted",
        reason=code,
        key_id=arrived.key_id,
        carried_by=carrier,
        envelope_id=arrived.digest if keeps else None,
        first_seen=now,
        deliver_by=now + (owner.deadline if owner else registries.USUAL_DEADLINE),
    )
    Landing.objects.bulk_create(Landing(message=row, desk=desk) for desk in desks)
    facts = {"node": arrived.node, "digest": arrived.digest}
    if code:
        if code in ALARMING:
            raise_alarm(arrived.node, code, row.reference)
        audit.record("node", "receive_message", row.reference, outcome="refused", facts={**facts, "reasons": code})
        kind = Kind.R1 if is_quarantined else Kind.RX
        made = make_receipt(at, row, kind, verdict=row.verdict, code=code, now=now)
        return Taken((bytes(made.signed),))
    audit.record("node", "receive_message", row.reference, facts={**facts, "message_type": arrived.type})
    made = make_receipt(at, row, Kind.R1, verdict="accepted", now=now)
    if incoming_chunks.want(at, row, arrived.attachments, now):
        return Taken((bytes(made.signed),))  # its owner is asked when the attachments are here
    deliver(at, row, arrived, now=now)
    return Taken(tuple(bytes(one.signed) for one in row.receipts.order_by("kind", "desk")))


def deliver(at: Station, row: Inbox, arrived: Came, *, now: datetime) -> None:
    """Hand a message to its owner, within the caller's transaction: its effect, or why there is none, and R2."""
    owner = registries.owner_of(row.type)
    row.tries += 1
    verdicts: dict[str, registries.Verdict] = {}
    try:
        if owner is None:
            raise LookupError(row.type)
        with transaction.atomic():
            for landing in row.landings.order_by("desk"):
                desk = DeskAddress.parse(landing.desk)
                verdicts[landing.desk] = _ask(at, owner, row, arrived, desk)
            reached("receive:effect")
            _tell_answered(row, arrived)
    except Exception:
        # Whatever broke, its effect is undone and the rest goes on: one message never holds up another.
        row.fault = secrets.token_hex(4)
        log.exception("the owner of a message broke on it", extra={"fault": row.fault, "reference": row.reference})
        _move(row, Arrived.PARKED, "owner-failed")
        audit.record("node", "park_message", row.reference, outcome="failed", facts={"message_type": row.type})
        return
    for desk_address, verdict in verdicts.items():
        said = "delivered" if verdict.accepted else "rejected"
        make_receipt(at, row, Kind.R2, verdict=said, code=verdict.code, desk=desk_address, now=now)
        row.subject = row.subject or verdict.subject
    is_delivered = any(verdict.accepted for verdict in verdicts.values())
    code = "" if is_delivered else next((verdict.code for verdict in verdicts.values()), "")
    _move(row, Arrived.DELIVERED if is_delivered else Arrived.REJECTED, code)


def _ask(at: Station, owner: registries.Owner, row: Inbox, arrived: Came, desk: DeskAddress) -> registries.Verdict:
    listed = at.directory.desk(desk)
    if listed is not None and row.type.partition("@")[0] not in listed.may_receive:
        return registries.Verdict(accepted=False, code="type-not-for-this-desk")
    try:
        verdict = owner.receive(
            registries.Arrived(
                reference=row.reference,
                message_id=str(row.message_id),
                type=row.type,
                body=arrived.content,
                node=NodeName.parse(row.sender),
                sender=DeskAddress.parse(row.from_desk),
                to=desk,
                thread=row.thread,
                in_reply_to=row.in_reply_to,
                handling=arrived.handling,
                digest=row.digest,
                at=row.first_seen,
                attachments=arrived.attachments,
                files=arrived.files,
                content_key=arrived.content_key,
            )
        )
    except Refused as said_no:
        return registries.Verdict(accepted=False, code=said_no.reasons[0].code)
    if not verdict.accepted and not verdict.code:
        return registries.Verdict(accepted=False, code="refused")
    return verdict if not verdict.accepted else registries.Verdict(accepted=True, subject=verdict.subject)


def _tell_answered(row: Inbox, arrived: Came) -> None:
    """Tell who owns the message that this one answers, if one of ours is named and it was sent there."""
    if not arrived.in_reply_to:
        return
    asked = Message.objects.filter(message_id=arrived.in_reply_to, addressees__node=row.sender).first()
    owner = registries.owner_of(asked.type) if asked else None
    if asked and owner and owner.answered:
        owner.answered(asked.reference, row.reference)


def _move(row: Inbox, state: Arrived, reason: str) -> None:
    require_step(Arrived(row.state), state)
    row.state, row.reason = state.value, reason
    row.save(update_fields=["state", "reason", "tries", "fault", "subject"])


def _again(row: Inbox) -> Taken:
    """What is on record of a message that came again, byte for byte."""
    Inbox.objects.filter(pk=row.pk).update(repeats=F("repeats") + 1)
    return Taken(tuple(bytes(one.signed) for one in row.receipts.order_by("kind", "desk")))


def _reused(at: Station, row: Inbox, arrived: Came, now: datetime) -> Taken:
    """One id with two contents: refused, nothing of it stored, an alarm here and, by the receipt, at the sender."""
    raise_alarm(arrived.node, "id-reused", row.reference)
    return Taken(
        (
            unrecorded_receipt(
                at, of=arrived.digest, message_id=arrived.message_id, to=arrived.node, code="id-reused", now=now
            ),
        )
    )
