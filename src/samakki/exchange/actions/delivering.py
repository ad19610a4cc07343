"""Handing messages to their owners, within the caller's transaction: their effects, or why there are none, and R2."""

import logging
import secrets
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from samakki.access import audit
from samakki.exchange import registries
from samakki.exchange.actions.receipts import signed_receipt
from samakki.exchange.actions.station import Station
from samakki.exchange.domain.delivery import Arrived, require_step
from samakki.exchange.domain.opening import Came
from samakki.exchange.domain.receipts import Kind
from samakki.exchange.domain.steps import reached
from samakki.exchange.models import Inbox, Landing, Message, ReceiptMade
from samakki.kernel.addresses import DeskAddress, NodeName
from samakki.kernel.refusals import Fact, Refused

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Handed:
    """One message and what its owner said for each desk; a fault where the owner broke."""

    row: Inbox
    arrived: Came
    verdicts: dict[str, registries.Verdict] = field(default_factory=dict)
    is_broken: bool = False

    @property
    def facts(self) -> Mapping[str, Fact]:
        """What became of it, for the line of the log that tells of the message; nothing where one line cannot."""
        if self.is_broken or len(self.verdicts) != 1:
            return {}
        ((desk, verdict),) = self.verdicts.items()
        return _facts(desk, verdict)


def deliver(at: Station, row: Inbox, arrived: Came, *, now: datetime) -> None:
    """Hand one stored message to its owner, and store the receipts about it."""
    ReceiptMade.objects.bulk_create(receipts_of(at, hand_over_each(at, [(row, arrived)]), {}, now=now))


def hand_over_each(at: Station, given: Sequence[tuple[Inbox, Came]]) -> list[Handed]:
    """Hand stored messages to their owners, and write where each stands now; what became of them.

    All owners work in one savepoint. If one breaks, every effect is undone and each works in a savepoint of its own:
    then only the message it broke on is parked.
    """
    handed = [Handed(row, arrived) for row, arrived in given]
    if not handed:
        return []
    desks = _desks(handed)
    if len(handed) == 1 or not _hand_over_together(at, handed, desks):
        for one in handed:
            _hand_over_alone(at, one, desks[one.row.pk])
    _move(handed)
    return handed


def receipts_of(at: Station, handed: Sequence[Handed], told: Mapping[int, str], *, now: datetime) -> list[ReceiptMade]:
    """R2 for each desk, signed and not stored yet. Each names the line of the log that tells the same.

    Args:
        at: this node.
        handed: messages that owners were asked about.
        told: hashes of lines that tell what became of a message, by key of its row; what has none gets one here.
        now: by this node's clock.
    """
    each = [(one.row, desk, verdict) for one in handed if not one.is_broken for desk, verdict in one.verdicts.items()]
    own = [
        (row.reference, {"node": row.sender, "digest": row.digest, **_facts(desk, verdict)})
        for row, desk, verdict in each
        if row.pk not in told
    ]
    lines = iter(audit.record_all("node", "deliver_message", own) if own else ())
    return [
        signed_receipt(
            at, row, Kind.R2, verdict=_said(verdict), code=verdict.code, desk=desk,
            entry=told[row.pk] if row.pk in told else next(lines), now=now,
        )
        for row, desk, verdict in each
    ]  # fmt: skip


def _facts(desk: str, verdict: registries.Verdict) -> dict[str, Fact]:
    facts: dict[str, Fact] = {"desk": desk, "what": _said(verdict)}
    return facts | ({"reasons": verdict.code} if verdict.code else {})


def _said(verdict: registries.Verdict) -> str:
    return "delivered" if verdict.accepted else "rejected"


def _desks(handed: Sequence[Handed]) -> dict[int, list[str]]:
    keys = [one.row.pk for one in handed]
    found: dict[int, list[str]] = {key: [] for key in keys}
    landings = Landing.objects.filter(message_id__in=keys).order_by("desk")
    for key, desk in landings.values_list("message_id", "desk"):
        found[key].append(desk)
    return found


def _hand_over_together(at: Station, handed: Sequence[Handed], desks: Mapping[int, Sequence[str]]) -> bool:
    """Whether every owner did its work; if not, none did."""
    try:
        with transaction.atomic(), audit.written_together():
            for one in handed:
                _hand_over(at, one, desks[one.row.pk])
    except Refused:
        return False  # what it had written before it said no must not stay: that takes a savepoint of its own
    except Exception:
        log.exception("one of several owners broke", extra={"count": len(handed)})
        return False
    return True


def _hand_over(at: Station, one: Handed, desks: Sequence[str], *, is_alone: bool = False) -> None:
    one.verdicts.clear()
    owner = registries.owner_of(one.row.type)
    if owner is None:
        raise LookupError(one.row.type)
    for desk in desks:
        try:
            with transaction.atomic() if is_alone else nullcontext():
                one.verdicts[desk] = _ask(at, owner, one.row, one.arrived, DeskAddress.parse(desk))
        except Refused as said_no:
            if not is_alone:
                raise
            one.verdicts[desk] = registries.Verdict(accepted=False, code=said_no.reasons[0].code)
    reached("receive:effect")
    _tell_answered(one.row, one.arrived)


def _hand_over_alone(at: Station, one: Handed, desks: Sequence[str]) -> None:
    row = one.row
    try:
        with transaction.atomic():
            _hand_over(at, one, desks, is_alone=True)
    except Exception:
        # Whatever broke, its effect is undone and the rest goes on: one message never holds up another.
        row.fault, one.is_broken = secrets.token_hex(4), True
        log.exception("the owner of a message broke on it", extra={"fault": row.fault, "reference": row.reference})
        audit.record("node", "park_message", row.reference, outcome="failed", facts={"message_type": row.type})


def _move(handed: Sequence[Handed]) -> None:
    """Write where each stands now; those that stand alike by one query."""
    alike: dict[tuple[str, str, int, str, str], list[int]] = {}
    for one in handed:
        row = one.row
        verdicts = one.verdicts.values()
        if one.is_broken:
            state, row.reason = Arrived.PARKED, "owner-failed"
        elif any(verdict.accepted for verdict in verdicts):
            state, row.reason = Arrived.DELIVERED, ""
        else:
            state, row.reason = Arrived.REJECTED, next((verdict.code for verdict in verdicts), "")
        if not one.is_broken:
            row.subject = row.subject or next((verdict.subject for verdict in verdicts if verdict.subject), "")
        require_step(Arrived(row.state), state)
        row.state = state.value
        row.tries += 1
        alike.setdefault((row.state, row.reason, row.tries, row.fault, row.subject), []).append(row.pk)
    for (value, reason, tries, fault, subject), keys in alike.items():
        Inbox.objects.filter(pk__in=keys).update(state=value, reason=reason, tries=tries, fault=fault, subject=subject)


def _ask(at: Station, owner: registries.Owner, row: Inbox, arrived: Came, desk: DeskAddress) -> registries.Verdict:
    listed = at.directory.desk(str(desk))
    if listed is not None and row.type.partition("@")[0] not in listed.may_receive:
        return registries.Verdict(accepted=False, code="type-not-for-this-desk")
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
