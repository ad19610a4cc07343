"""What a desk sent and received, and where each message stands. Never what a message says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from samakki.access.models import Exclusion, Officer
from samakki.access.queries.records import exclusion_of
from samakki.exchange.domain.delivery import UNSETTLED, Arrived, Sent, least_far
from samakki.exchange.domain.receipts import line_named_in, node_of
from samakki.exchange.models import Inbox, Message, Outbox, Peer, ReceiptGot, ReceiptMade

PAGE = 100
NAMING = 40  # digits of a digest that name a receipt in an address


@dataclass(frozen=True, slots=True, kw_only=True)
class MailRow:
    """One message in the list of a desk.

    Attributes:
        reference: what people here call it.
        is_out: whether this desk sent it.
        type: without version.
        others: the desks it went to, or the one it came from.
        state: value of ``Sent`` or ``Arrived``.
        reason: code of why, where there is one.
        at: when it was written, or first came.
        is_late: it should be at its desk and is not.
        held_until: until when it can be undone; None when it cannot.
        subject: reference of the record it became or is about; may be empty.
    """

    reference: str
    is_out: bool
    type: str
    others: tuple[str, ...]
    state: str
    reason: str
    at: datetime
    is_late: bool
    held_until: datetime | None = None
    subject: str = ""


@dataclass(frozen=True, slots=True)
class DeskState:
    """Where a message stands for one desk."""

    desk: str
    state: str
    reason: str
    at: datetime
    met_at: datetime | None  # last contact with its node
    attempts: int


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """One receipt, of another node or of this one."""

    kind: str
    node: str
    desk: str
    verdict: str
    code: str
    at: datetime
    line: str  # hash of the line in the log of who made it; empty where it names none
    own: str = ""  # of a receipt of this node, the beginning of its digest; empty for those of other nodes


@dataclass(frozen=True, slots=True)
class Mail:
    """One message with all that is known of its way."""

    row: MailRow
    message_id: str
    thread: str
    digest: str
    desks: tuple[DeskState, ...]
    receipts: tuple[ReceiptRow, ...]
    deliver_by: datetime | None
    repeats: int
    alarm: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What the owner of a message shows of it.

    Attributes:
        state: of all its desks, the one that most wants looking at.
        desks: state and reason by desk.
        receipts: as they came.
    """

    state: Sent
    desks: dict[str, tuple[Sent, str]]
    receipts: tuple[ReceiptRow, ...]


def mail(by: Officer, *, limit: int = PAGE) -> tuple[MailRow, ...]:
    """What the officer's desk sent and received, newest first. Not what is about a record they are kept away from."""
    desk, hidden = by.desk.address, _hidden(by)
    sent = Message.objects.filter(from_desk=desk).order_by("-created_at")[:limit].prefetch_related("addressees")
    came = Inbox.objects.filter(landings__desk=desk).order_by("-first_seen")[:limit]
    rows = [_out(one) for one in sent if not hidden & set(one.subjects)]
    rows += [_in(one) for one in came if one.subject not in hidden]
    return tuple(sorted(rows, key=lambda row: row.at, reverse=True)[:limit])


def message(by: Officer, reference: str) -> Mail | None:
    """One message of the officer's desk; None where there is none, or it is not theirs to know."""
    desk, hidden = by.desk.address, _hidden(by)
    out = Message.objects.filter(reference=reference, from_desk=desk).first()
    if out is not None:
        return None if hidden & set(out.subjects) else _sent_mail(out)
    found = Inbox.objects.filter(reference=reference, landings__desk=desk).first()
    return None if found is None or found.subject in hidden else _came_mail(found)


def standing(reference: str) -> Standing | None:
    """Where a message that was queued here stands; None where there is none, as after it was undone."""
    found = Message.objects.filter(reference=reference).first()
    if found is None:
        return None
    desks = {one.desk: (Sent(one.state), one.reason) for one in found.addressees.order_by("desk")}
    return Standing(least_far(state for state, _ in desks.values()), desks, _got(found))


def opened(references: Iterable[str]) -> frozenset[str]:
    """Those of some messages sent from here of which a desk signed that it opened them, or answered since.

    Asks no policy: the owner of the messages opened what they belong to.
    """
    states = [Sent.OPENED.value, Sent.ANSWERED.value, Sent.DECLINED.value]
    rows = Message.objects.filter(reference__in=list(references), addressees__state__in=states)
    return frozenset(rows.values_list("reference", flat=True))


def late(by: Officer) -> tuple[MailRow, ...]:
    """Messages of the officer's desk that should be at their desk and are not, at either end."""
    return tuple(row for row in mail(by) if row.is_late)


def _hidden(by: Officer) -> set[str]:
    return set(Exclusion.objects.filter(exclusion_of(by)).values_list("resource__reference", flat=True))


def _name(kind: str) -> str:
    return kind.partition("@")[0]


def _out(one: Message) -> MailRow:
    desks = sorted(one.addressees.all(), key=lambda desk: desk.desk)
    state = least_far(Sent(desk.state) for desk in desks)
    unsettled = any(Sent(desk.state) in UNSETTLED for desk in desks)
    return MailRow(
        reference=one.reference,
        is_out=True,
        type=_name(one.type),
        others=tuple(desk.desk for desk in desks),
        state=state.value,
        reason=next((desk.reason for desk in desks if desk.state == state.value), ""),
        at=one.created_at,
        is_late=one.alerted_at is not None and unsettled,
        held_until=one.held_until,
        subject=one.subjects[0] if one.subjects else "",
    )


def _in(one: Inbox) -> MailRow:
    return MailRow(
        reference=one.reference,
        is_out=False,
        type=_name(one.type),
        others=(one.from_desk,),
        state=one.state,
        reason=one.reason,
        at=one.first_seen,
        is_late=one.alerted_at is not None and one.state in {Arrived.STORED.value, Arrived.PARKED.value},
        subject=one.subject,
    )


def _sent_mail(found: Message) -> Mail:
    met = dict(Peer.objects.values_list("node", "met_at"))
    tries = dict(Outbox.objects.filter(message=found).values_list("node", "attempts"))
    desks = tuple(
        DeskState(one.desk, one.state, one.reason, one.changed_at, met.get(one.node), tries.get(one.node, 0))
        for one in found.addressees.order_by("desk")
    )
    return Mail(
        _out(found), str(found.message_id), found.thread, found.digest, desks, _got(found), found.deliver_by, 0,
        found.alarm,
    )  # fmt: skip


def _came_mail(found: Inbox) -> Mail:
    made = tuple(
        ReceiptRow(
            one.kind, node_of(bytes(one.signed)), one.desk, one.verdict, one.code, one.made_at,
            line_named_in(bytes(one.signed)), one.digest[:NAMING],
        )
        for one in ReceiptMade.objects.filter(message=found).order_by("made_at", "kind")
    )  # fmt: skip
    return Mail(
        _in(found), str(found.message_id), found.thread, found.digest, (), made, found.deliver_by, found.repeats, ""
    )


def _got(found: Message) -> tuple[ReceiptRow, ...]:
    return tuple(
        ReceiptRow(one.kind, one.node, one.desk, one.verdict, one.code, one.at, line_named_in(bytes(one.signed)))
        for one in ReceiptGot.objects.filter(message=found).order_by("at", "kind")
    )
