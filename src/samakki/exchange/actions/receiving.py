"""Taking in envelopes: effect, record that each came and signed receipts in one transaction, or nothing at all.

Those of one call share the transaction, because what waits for the disk then waits once. What each of them may do to
the others is nothing: it is read and proved before the transaction begins, its owner has a savepoint to break in, and
where the transaction itself breaks, each is done alone.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, InterfaceError, OperationalError, transaction
from django.db.models import F
from django.utils import timezone

from samakki.access import audit
from samakki.access.models.together import insert_all
from samakki.exchange import registries
from samakki.exchange.actions import incoming_chunks
from samakki.exchange.actions.alarms import raise_alarm
from samakki.exchange.actions.delivering import hand_over_each, receipts_of
from samakki.exchange.actions.naming import free_references
from samakki.exchange.actions.receipts import signed_receipt, unrecorded_receipt
from samakki.exchange.actions.station import Station
from samakki.exchange.domain.delivery import Arrived
from samakki.exchange.domain.opening import Came, came, refused
from samakki.exchange.domain.receipts import Kind
from samakki.exchange.domain.steps import reached
from samakki.exchange.models import Envelope, Inbox, Landing, ReceiptMade
from samakki.kernel.refusals import Fact
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
        after: seconds from now on; 0 where nothing is said of it.
    """

    receipts: tuple[bytes, ...] = ()
    bad: str = ""
    later: str = ""
    after: int = 0


def take_envelope(at: Station, raw: bytes, *, carrier: str) -> Taken:
    """As ``take_envelopes``, for one."""
    return take_envelopes(at, [raw], carrier=carrier)[0]


def take_envelopes(at: Station, raws: Sequence[bytes], *, carrier: str) -> tuple[Taken, ...]:
    """Take in envelopes that a node, or a bundle, brought; what became of each. The same one again changes nothing.

    Args:
        at: this node.
        raws: as they came; any bytes.
        carrier: name of the node that brought them.
    """
    at, now = at.remembering(), timezone.now()
    taken: dict[int, Taken] = {}
    doubled: list[int] = []
    new = list(_new(at, raws, taken, doubled))
    try:
        _take(at, new, carrier, now)
        taken |= {one.place: one.taken for one in new}
    except Exception as error:
        if not isinstance(error, IntegrityError):  # two calls brought one at once, and the other one was first
            log.exception("several envelopes could not be taken together", extra={"count": len(new)})
        for one in new:
            taken[one.place] = _taken_alone(at, one, carrier, now)
    for place in doubled:  # what they double is on record now
        taken[place] = take_envelope(at, raws[place], carrier=carrier)
    return tuple(taken[place] for place in range(len(raws)))


@dataclass(slots=True)
class _New:
    """An envelope on its way into the tables."""

    place: int
    raw: bytes
    arrived: Came
    taken: Taken = field(default_factory=Taken)


def _new(at: Station, raws: Sequence[bytes], taken: dict[int, Taken], doubled: list[int]) -> Iterator[_New]:
    """Open what is new, and say of the rest what became of it. Nothing is written of what is new."""
    digests: dict[int, str] = {}
    for place, raw in enumerate(raws):
        try:
            digests[place] = envelope_digest(raw)
        except EnvelopeError as error:
            taken[place] = _unproved(error)
    known = {row.digest: row for row in Inbox.objects.filter(digest__in=set(digests.values()))}
    seen: set[object] = set()
    for place, digest in digests.items():
        if digest in known:
            taken[place] = _again(known[digest])
            continue
        try:
            arrived = came(raws[place], desk_keys=at.desk_keys, senders=at.senders)
        except EnvelopeError as error:
            if error.signed is None:
                taken[place] = _unproved(error)
                continue
            arrived = refused(error.signed, error.code)
        name = (arrived.node, arrived.message_id)
        if name in seen:
            doubled.append(place)
            continue
        seen.add(name)
        reached("receive:opened")
        yield _New(place, raws[place], arrived)


def _unproved(error: EnvelopeError) -> Taken:
    log.warning("an envelope was not taken", extra={"problem": error.code})
    return Taken(later=error.code) if error.code in TRY_LATER else Taken(bad=error.code)


def _take(at: Station, new: Sequence[_New], carrier: str, now: datetime) -> None:
    if not new:
        return
    with transaction.atomic():
        _write(at, new, carrier, now)
        reached("receive:receipt")
    reached("receive:committed")


def _taken_alone(at: Station, one: _New, carrier: str, now: datetime) -> Taken:
    try:
        _take(at, [one], carrier, now)
    except IntegrityError:
        arrived = one.arrived
        known = Inbox.objects.filter(sender=arrived.node, message_id=arrived.message_id).first()
        if known is None:
            raise
        return _again(known) if known.digest == arrived.digest else _reused(at, known, arrived, now)
    except (OperationalError, InterfaceError):
        raise  # the database itself: nothing can be taken now, and the whole call comes again
    except Exception:
        log.exception("an envelope could not be taken", extra={"node": one.arrived.node})
        return Taken(later="fault")
    return one.taken


def _write(at: Station, new: Sequence[_New], carrier: str, now: datetime) -> None:
    fresh = []
    known = _on_record(new)
    for one in new:
        row = known.get((one.arrived.node, one.arrived.message_id))
        if row is None:
            fresh.append(one)
        else:
            one.taken = _again(row) if row.digest == one.arrived.digest else _reused(at, row, one.arrived, now)
    if not fresh:
        return
    rows = _recorded(at, fresh, carrier, now)
    codes = {row.pk: row.reason for row in rows}  # why the node itself says no; an owner may say no later
    handed = hand_over_each(
        at,
        [
            (row, one.arrived)
            for row, one in zip(rows, fresh, strict=True)
            # Its owner is asked when the attachments are here.
            if row.state == Arrived.STORED.value and not incoming_chunks.want(at, row, one.arrived.attachments, now)
        ],
    )
    became = {one.row.pk: one.facts for one in handed if one.facts}
    logged = _audit(rows, fresh, codes, became)
    made = [
        signed_receipt(
            at, row, Kind.RX if row.verdict == "rejected" else Kind.R1, verdict=row.verdict, code=codes[row.pk],
            entry=logged[row.pk], now=now,
        )
        for row in rows
    ]  # fmt: skip
    made += receipts_of(at, handed, {key: logged[key] for key in became}, now=now)
    for receipt in made:
        receipt.given_at = now  # in the answer to the call that brought the message
    insert_all(ReceiptMade, made)
    by_row: dict[int, list[bytes]] = {}
    for receipt in made:  # R1 before R2
        by_row.setdefault(receipt.message_id, []).append(bytes(receipt.signed))
    for row, one in zip(rows, fresh, strict=True):
        one.taken = Taken(tuple(by_row[row.pk]))


def _on_record(new: Sequence[_New]) -> dict[tuple[str, str], Inbox]:
    """Rows of messages that are here already, by sender and id: the same id under another digest too."""
    rows = Inbox.objects.select_for_update().filter(
        sender__in={one.arrived.node for one in new}, message_id__in={one.arrived.message_id for one in new}
    )
    return {(row.sender, str(row.message_id)): row for row in rows.order_by("pk")}


def _recorded(at: Station, fresh: Sequence[_New], carrier: str, now: datetime) -> list[Inbox]:
    references = free_references(len(fresh))
    rows, envelopes, landed = [], [], []
    for one, reference in zip(fresh, references, strict=True):
        arrived = one.arrived
        owner = registries.owner_of(arrived.type)
        desks = tuple(desk for desk in arrived.to if desk in at.desks)
        code = arrived.code or ("" if desks else "no-desk-here") or ("" if owner else "type-unknown")
        is_quarantined = code == QUARANTINE
        keeps = not code or is_quarantined
        if keeps:
            envelopes.append(Envelope(digest=arrived.digest, size=len(one.raw), sealed=one.raw, stored_at=now))
        row = Inbox(
            sender=arrived.node,
            message_id=UUID(arrived.message_id),
            digest=arrived.digest,
            reference=reference,
            type=arrived.type,
            from_desk=arrived.sender,
            thread=arrived.thread,
            in_reply_to=arrived.in_reply_to,
            lane=arrived.lane,
            state=(Arrived.QUARANTINED if is_quarantined else Arrived.REJECTED if code else Arrived.STORED).value,
            verdict="quarantined" if is_quarantined else "rejected" if code else "accepted",
            reason=code,
            key_id=arrived.key_id,
            pair_number=arrived.numbers.get(str(at.node)),
            carried_by=carrier,
            envelope_id=arrived.digest if keeps else None,
            first_seen=now,
            deliver_by=now + (owner.deadline if owner else registries.USUAL_DEADLINE),
        )
        rows.append(row)
        landed.append(desks)
    # What one of our desks sent to another of ours lies here already.
    insert_all(Envelope, envelopes, ignores_conflicts=True)
    insert_all(Inbox, rows)
    landings = [
        Landing(message_id=row.pk, desk=desk) for row, desks in zip(rows, landed, strict=True) for desk in desks
    ]
    insert_all(Landing, landings)
    return rows


def _audit(
    rows: Sequence[Inbox], fresh: Sequence[_New], codes: Mapping[int, str], became: Mapping[int, Mapping[str, Fact]]
) -> dict[int, str]:
    """Log each, with what became of it at its desk; the answer is the hash of its entry, by row: receipts name it."""
    logged: dict[int, str] = {}
    accepted: dict[int, tuple[str, dict[str, Fact]]] = {}
    for row, one in zip(rows, fresh, strict=True):
        facts: dict[str, Fact] = {"node": row.sender, "digest": row.digest}
        code = codes[row.pk]
        if not code:
            accepted[row.pk] = row.reference, {**facts, "message_type": one.arrived.type, **became.get(row.pk, {})}
            continue
        if code in ALARMING:
            raise_alarm(row.sender, code, row.reference)
        facts["reasons"] = code
        logged[row.pk] = audit.record("node", "receive_message", row.reference, outcome="refused", facts=facts)
    return logged | dict(zip(accepted, audit.record_all("node", "receive_message", accepted.values()), strict=True))


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
