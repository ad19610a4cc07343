"""The verb for sending: what is asked before anything may leave, the hold, and undoing while it lasts."""

import json
import secrets
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from samakki.access import audit
from samakki.access.actions.refusing import logged_refusal
from samakki.access.models import Officer
from samakki.access.registries import Departure, refusals_to_leave
from samakki.exchange import registries
from samakki.exchange.actions.naming import free_references
from samakki.exchange.actions.station import NotInExchange, Station, station
from samakki.exchange.domain.delivery import LANES, Lane, Sent
from samakki.exchange.domain.message_types import MessageType
from samakki.exchange.domain.schemas import CATALOGUE, ContentRefused
from samakki.exchange.domain.steps import reached
from samakki.exchange.domain.trust.reaching import Wish, refusals_by_age, refusals_by_wish, refusals_to_reach
from samakki.exchange.models import Addressee, Message
from samakki.kernel.addresses import DeskAddress
from samakki.kernel.handling import HandlingCode
from samakki.kernel.moments import write_moment
from samakki.kernel.refusals import Fact, InvalidValue, Refusal, Refused
from samakki.sealing.canonical import canonical, read_canonical
from samakki.sealing.errors import EnvelopeMalformed
from samakki.sealing.fields import open_field, seal_field

TABLE, COLUMN = "exchange_message", "draft"
HOLD = timedelta(minutes=5)
LARGEST_BODY = 768 * 1024
MOST_DESKS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Everything that is sealed when the hold is over. Lies in the table under the node's own key until then."""

    to: tuple[str, ...]
    body: bytes
    handling: Mapping[str, object]
    purpose: str
    attachments: tuple[registries.Attached, ...] = ()
    declines: bool = False  # what it answers is declined by it

    def sealed(self, at: Station, reference: str) -> bytes:
        """The draft for its row."""
        said = {
            "to": list(self.to),
            "body": self.body.decode("utf-8"),
            "handling": dict(self.handling),
            "purpose": self.purpose,
            "attachments": [[one.source, one.reference, one.name] for one in self.attachments],
            "declines": self.declines,
        }
        plain = json.dumps(said).encode("utf-8")
        return seal_field(plain, keyring=at.keyring, table=TABLE, row=reference, column=COLUMN)

    @classmethod
    def opened(cls, at: Station, reference: str, draft: bytes) -> "Draft":
        """The draft of a row."""
        plain = open_field(draft, keyring=at.keyring, table=TABLE, row=reference, column=COLUMN)
        said = json.loads(plain)
        return cls(
            to=tuple(said["to"]),
            body=said["body"].encode("utf-8"),
            handling=said["handling"],
            purpose=said["purpose"],
            attachments=tuple(registries.Attached(*one) for one in said["attachments"]),
            declines=said.get("declines", False),
        )


def queue(  # noqa: PLR0913  (what a message is, each by its name)
    *,
    by: Officer | str,
    to: Sequence[DeskAddress],
    type: str,  # noqa: A002  (the word of the protocol)
    body: bytes | Mapping[str, object],
    handling: Mapping[str, object],
    purpose: str,
    thread: str,
    in_reply_to: str | None = None,
    attachments: Sequence[registries.Attached] = (),
    lane: Lane = Lane.NORMAL,
    hold: timedelta = HOLD,
    reply_by: datetime | None = None,
    subjects: Sequence[str] = (),
    sender: DeskAddress | None = None,
    declines: bool = False,
) -> str:
    """Have a message sent to desks, after a hold in which `undo` leaves nothing of it.

    Called inside the caller's transaction, which also audits a refusal: nothing is written when it refuses. Nothing
    is sealed before the hold is over, and every check is asked again then.

    Args:
        by: the officer who sends, or "node".
        to: every desk that will be able to read it.
        type: with its version, "disclosure.offer@1.0"; somebody has to own it (`registries.own_payload`).
        body: content as its schema has it; bytes are JSON in UTF-8.
        handling: conditions as the header has them: {"codes": ["H1"], …}.
        purpose: as the header has it.
        thread: what belongs together, "KH-2026-000412".
        in_reply_to: id of the message that it answers.
        attachments: files that go with it; read when it is sealed.
        lane: how soon.
        hold: how long it can be undone; none where life is at risk.
        reply_by: until when an answer is wanted.
        subjects: references of the records and people it is about.
        sender: the desk it is from; the officer's own unless given, always given for "node".
        declines: what it answers is declined by it: the receipt R4 says so.

    Returns:
        The message's reference, "M-7K3QX".

    Raises:
        Refused: every reason at once.
    """
    try:
        at, now = station().remembering(), timezone.now()
    except NotInExchange:
        raise Refused((Refusal("node-not-in-exchange"),)) from None
    code = by if isinstance(by, str) else by.code
    desk = sender or (DeskAddress.parse(by.desk.address) if isinstance(by, Officer) else None)
    if desk is None:
        wrong = "a message of the node itself names the desk it is from"
        raise ValueError(wrong)
    content = body if isinstance(body, bytes) else canonical(body)
    departure = Departure(type=type, by=code, sender=desk, to=tuple(to), subjects=tuple(subjects), body=content)
    is_new = not in_reply_to
    reasons = refusals_to_queue(at, departure, handling, now=now, is_new=is_new, lane=lane)
    if reasons:
        raise Refused(reasons)
    with transaction.atomic():
        (reference,) = free_references(1)
        draft = Draft(
            to=tuple(str(one) for one in to),
            body=content,
            handling=handling,
            purpose=purpose,
            attachments=tuple(attachments),
            declines=declines,
        )
        message = Message.objects.create(
            reference=reference,
            message_id=new_message_id(now),
            type=type,
            from_desk=str(desk),
            sent_by=code,
            thread=thread,
            in_reply_to=in_reply_to or "",
            lane=lane.value,
            subjects=list(subjects),
            held_seconds=int(hold.total_seconds()),
            held_until=now + hold,
            draft=draft.sealed(at, reference),
            reply_by=reply_by,
            created_at=now,
        )
        nodes = {one: found.node for one in to if (found := at.directory.desk(one))}  # each is listed, or was refused
        Addressee.objects.bulk_create(
            Addressee(
                message=message,
                desk=str(one),
                node=str(nodes[one]),
                state=Sent.HELD.value,
                changed_at=now,
            )
            for one in to
        )
        facts: dict[str, Fact] = {
            "message_type": type,
            "desk": str(desk),
            "count": len(to),
            "until": write_moment(now + hold),
        }
        audit.record(by, "queue_message", reference, facts=facts)
        reached("queue:written")
    reached("queue:committed")
    return reference


def refusals_to_queue(
    at: Station, departure: Departure, handling: Mapping[str, object], *, now: datetime, is_new: bool, lane: Lane
) -> tuple[Refusal, ...]:
    """Every reason why a message may not be sent; asked when it is queued, and again before it is sealed."""
    own = refusals_of_exchange(at, departure, handling, now=now, is_new=is_new, lane=lane)
    return (*own, *refusals_to_leave(departure))


def refusals_of_exchange(
    at: Station, departure: Departure, handling: Mapping[str, object], *, now: datetime, is_new: bool, lane: Lane
) -> tuple[Refusal, ...]:
    """The part of `refusals_to_queue` that other subjects have no say in.

    Answers, and what takes back, go however old the trust data is.
    """
    reasons: list[Refusal] = []
    owner = registries.owner_of(departure.type)
    if owner is None:
        reasons.append(Refusal("message-type-unknown", {"message_type": departure.type}))
    if str(departure.sender) not in at.desks:
        reasons.append(Refusal("message-desk-not-here", {"desk": str(departure.sender)}))
    if not departure.to:
        reasons.append(Refusal("message-to-nobody"))
    if len(departure.to) > MOST_DESKS:
        reasons.append(Refusal("message-to-too-many", {"most": MOST_DESKS}))
    if len(set(departure.to)) != len(departure.to):
        reasons.append(Refusal("message-desk-twice"))
    if len(departure.body) > LARGEST_BODY:
        reasons.append(Refusal("message-too-large", {"most": LARGEST_BODY}))
    reasons += _refusals_of_content(departure)
    if is_new and not (owner and owner.takes_back):
        reasons += refusals_by_age(at.directory.freshness(), codes_of(handling))
        if lane is not Lane.URGENT:
            reasons += refusals_by_wish(_wishes(at, departure), own_country=departure.sender.country)
    for address in departure.to:
        reasons += _refusals_to_reach(at, address, departure.type, now)
    return tuple(reasons)


def _wishes(at: Station, departure: Departure) -> dict[DeskAddress, Wish]:
    """How the countries of the desks want to be written to."""
    listed = {address: at.directory.desk(address) for address in departure.to}
    return {address: Wish(desk.reach, desk.contact_point) for address, desk in listed.items() if desk}


def _refusals_of_content(departure: Departure) -> tuple[Refusal, ...]:
    """Nothing leaves that its type does not name; asked here so that the sender is told before anything is sealed."""
    try:
        kind = MessageType.parse(departure.type)
        if not CATALOGUE.knows(kind):
            return (Refusal("message-type-unknown", {"message_type": departure.type}),)
        CATALOGUE.require_sendable(kind, read_canonical(departure.body, most=LARGEST_BODY))
    except ContentRefused as error:
        return (Refusal("message-content-refused", {"message_type": departure.type, "field": error.field}),)
    except (InvalidValue, EnvelopeMalformed):
        return (Refusal("message-content-refused", {"message_type": departure.type, "field": "content"}),)
    return ()


def codes_of(handling: Mapping[str, object]) -> frozenset[HandlingCode]:
    """Handling codes as the header has them; an unknown word counts as the strictest."""
    given = handling.get("codes", ())
    known = {code.value: code for code in HandlingCode}
    words = given if isinstance(given, list | tuple | set | frozenset) else ()
    return frozenset(known.get(str(word), HandlingCode.H3) for word in words)


def _refusals_to_reach(at: Station, address: DeskAddress, kind: str, now: datetime) -> tuple[Refusal, ...]:
    desk = at.directory.desk(address)
    return refusals_to_reach(
        address,
        desk.listed if desk else None,
        node=at.directory.node(desk.node) if desk else None,
        message=kind.partition("@")[0],
        key=at.directory.desk_key(address, at=now),
        at=now,
    )


def undo(*, by: Officer, reference: str) -> None:
    """Take back a message while it is held. Nothing of it stays but the line in the audit log.

    Raises:
        Refused: "not-found" (also for a message of another desk); "message-left" (the hold is over).
    """
    with transaction.atomic():
        message = Message.objects.select_for_update().filter(reference=reference, from_desk=by.desk.address).first()
        reasons = (Refusal("not-found"),) if message is None else ()
        if message is not None and message.held_until is None:
            reasons = (Refusal("message-left"),)
        if message is not None and not reasons:
            facts: dict[str, Fact] = {"message_type": message.type, "count": message.addressees.count()}
            message.delete()
            audit.record(by, "undo_message", reference, facts=facts)
            return
    raise logged_refusal(by, "undo_message", reference, reasons)


def new_message_id(now: datetime) -> uuid.UUID:
    """An id that sorts by the time it was made and cannot be guessed (UUID version 7, RFC 9562)."""
    value = int(now.timestamp() * 1000) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) & ~(0x3 << 62) | 0x7 << 76 | 0x2 << 62
    return uuid.UUID(int=value)


def lane_number(lane: str) -> int:
    """Place of a lane among those of the outbox, the most urgent first."""
    return LANES.index(Lane(lane))
