"""What every page of a desk says while a life is at risk: what came and nobody took, what was sent and nobody answers.

And what was taken back or put right since and nobody has read: officers may be on their way to the place.

Asked at every page, so one cheap query comes first and nothing else where there is no emergency.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db import connection
from django.db.models import CharField, Q, Value

from samakki.access.queries import Officer
from samakki.access.queries.prepared import ADDRESS, DESK, Prepared, prepared
from samakki.intelligence.domain.emergencies import EmergencyState, is_alarm_on
from samakki.intelligence.domain.emergency_acting import Acting
from samakki.intelligence.domain.emergency_recalls import Change
from samakki.intelligence.domain.holdings import OfferState
from samakki.intelligence.models import Emergency, RecallArrived, ReceivedDisclosure
from samakki.intelligence.queries.acting import has_declined, other_desks
from samakki.intelligence.queries.emergencies import desk_to_call, visible_emergencies
from samakki.intelligence.queries.received import EMERGENCY, changes_in, visible_received

IN, OUT, CHANGED, ACTS = "in", "out", "changed", "acts"


UNTAKEN = Q(kind=EMERGENCY, state=OfferState.OFFERED.value) & ~Q(standing__is_taken=True)
"""What came and nobody has, as far as is known here."""
NEWS = Q(kind=EMERGENCY, standing__at__isnull=False, standing__seen_at=None) & (
    Q(state=OfferState.OFFERED.value, standing__is_taken=True) | Q(state=OfferState.ACCEPTED.value)
)
"""Which other desks act, unread: told to those that are asked, and to those that act beside them."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """One emergency that somebody of the desk has to act on now.

    Attributes:
        reference: "DR-…" of one that came, "EM-…" of one that was sent.
        desk: address to call: who sent it, or who does not answer.
        at: when it came, or when that desk was asked.
        has_come: it came from another desk; else this desk sent it.
        change: what the desk that sent it changed since, the weightiest of what nobody here has read; else None.
        acting: other desks that act on it.
        is_news: which other desks act, or that none does any more, was told since and nobody here has read it.
        is_ours: this desk said that it acts.
        is_declined: it was sent from here, and some desk said that it does not act, or handed it back.
    """

    reference: str
    desk: str
    at: datetime
    has_come: bool
    change: Change | None = None
    acting: tuple[Acting, ...] = ()
    is_news: bool = False
    is_ours: bool = False
    is_declined: bool = False


def alarms(by: Officer) -> tuple[Alarm, ...]:
    """Emergencies that are shown on every page of `by`, those that came first, the oldest of each first."""
    sides = _sides(by)
    return (
        *(_came(by) if IN in sides else ()),
        *(_changed(by) if CHANGED in sides else ()),
        *(_acted(by) if ACTS in sides else ()),
        *(_sent(by) if OUT in sides else ()),
    )


def _sides(by: Officer) -> frozenset[str]:
    with connection.cursor() as cursor:
        cursor.execute(*_where().given_to({DESK: by.desk_id, ADDRESS: by.desk.address}))
        return frozenset(side for (side,) in cursor.fetchall())


@lru_cache(maxsize=1)
def _where() -> Prepared:
    """What asks all tables at once, written as SQL once: every page asks it."""
    came = ReceivedDisclosure.objects.filter(UNTAKEN, desk=ADDRESS).values_list(Value(IN, output_field=CharField()))
    acts = ReceivedDisclosure.objects.filter(NEWS, desk=ADDRESS).values_list(Value(ACTS, output_field=CharField()))
    sent = Emergency.objects.filter(
        state=EmergencyState.UNANSWERED.value, reviewed_at=None, resource__owner_desk=DESK
    ).values_list(Value(OUT, output_field=CharField()))
    changed = RecallArrived.objects.filter(seen_at=None, received__kind=EMERGENCY, received__desk=ADDRESS).values_list(
        Value(CHANGED, output_field=CharField())
    )
    return prepared(came.union(sent, changed, acts))


def _came(by: Officer) -> tuple[Alarm, ...]:
    rows = visible_received(by).filter(UNTAKEN, desk=by.desk.address)
    return tuple(
        Alarm(row.reference, row.originator_desk, row.received_at, has_come=True, is_news=other_desks(row).had_some)
        for row in rows.order_by("pk")
    )


def _acted(by: Officer) -> tuple[Alarm, ...]:
    rows = visible_received(by).filter(NEWS, desk=by.desk.address)
    return tuple(
        Alarm(
            row.reference,
            row.originator_desk,
            row.standing.at or row.received_at,
            has_come=True,
            acting=other_desks(row).acting,
            is_news=True,
            is_ours=row.state == OfferState.ACCEPTED.value,
        )
        for row in rows.order_by("pk")
    )


def _changed(by: Officer) -> tuple[Alarm, ...]:
    rows = visible_received(by).filter(kind=EMERGENCY, desk=by.desk.address, recalls__seen_at=None).distinct()
    unread = [(row, [one for one in changes_in(row) if not one.is_seen]) for row in rows.order_by("pk")]
    return tuple(
        Alarm(row.reference, row.originator_desk, some[0].at, has_come=True, change=some[0].change)
        for row, some in unread
        if some
    )


def _sent(by: Officer) -> tuple[Alarm, ...]:
    rows = visible_emergencies(by).filter(
        state=EmergencyState.UNANSWERED.value, reviewed_at=None, resource__owner_desk=by.desk_id
    )
    return tuple(
        Alarm(row.reference, desk_to_call(row), row.asked_at, has_come=False, is_declined=has_declined(row))
        for row in rows.order_by("pk")
        if is_alarm_on(EmergencyState(row.state), asked_at=row.asked_at, called_at=row.call_noted_at)
    )
