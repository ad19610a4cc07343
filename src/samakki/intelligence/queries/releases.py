"""Requests for a release that wait, for the work lists of both desks: who has to answer, and who hears nothing."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from samakki.access import queries as access
from samakki.access.domain.vocabulary import Duty, View
from samakki.access.queries import Officer
from samakki.intelligence.domain.holdings import ANSWERS, ReleaseState
from samakki.intelligence.domain.release_deadlines import is_overdue, is_reminder_due
from samakki.intelligence.models import ReleaseRequest
from samakki.intelligence.queries.disclosures import visible_disclosures
from samakki.intelligence.queries.received import visible_received

OPEN = ReleaseState.ASKED.value
NEWS = timedelta(days=7)
"""How long an answer stands among what came in; it stays on the page of what it is about."""


@dataclass(frozen=True, slots=True)
class WaitingRelease:
    """One request without an answer.

    Attributes:
        about: "D-…" of what was given, or "DR-…" of what came.
        reference: "RR-…".
        peer: address of the desk on the other side.
        is_near: its day is near or over: more than the usual people of the desk are told.
        is_overdue: its day passed.
        may_answer: the reader can.
    """

    about: str
    reference: str
    peer: str
    reply_by: date | None
    at: datetime
    is_near: bool
    is_overdue: bool
    may_answer: bool
    is_own: bool


def releases_to_answer(by: Officer) -> tuple[WaitingRelease, ...]:
    """Requests of other desks: those that `by` may answer, and near their day those about what `by` worked on."""
    may_answer = not access.duty_refusals(by, Duty.AUTHORISE_RELEASE)
    rows = ReleaseRequest.objects.filter(disclosure__in=visible_disclosures(by), state=OPEN).order_by("pk")
    found = [
        (one, _waiting(one, one.disclosure.reference, by, may_answer=may_answer))
        for one in rows.select_related("disclosure")
        if one.disclosure is not None
    ]
    return tuple(
        said
        for one, said in found
        if may_answer or (said.is_near and one.disclosure and by.code in one.disclosure.writers)
    )


def releases_unanswered(by: Officer) -> tuple[WaitingRelease, ...]:
    """What this desk asked and nobody answered: one's own from the start, all of the desk once the day has passed."""
    came = visible_received(by, frozenset({View.FULL}))
    rows = ReleaseRequest.objects.filter(received__in=came, state=OPEN).order_by("pk").select_related("received")
    said = (_waiting(one, one.received.reference, by, may_answer=False) for one in rows if one.received is not None)
    return tuple(one for one in said if one.is_overdue or one.is_own)


def releases_answered(by: Officer) -> tuple[WaitingRelease, ...]:
    """What `by` asked for and an owner answered in the last days: it opens a use, or says that there is none."""
    came = visible_received(by, frozenset({View.FULL}))
    rows = ReleaseRequest.objects.filter(
        received__in=came,
        by=by.code,
        state__in=[one.value for one in ANSWERS],
        answered_at__gte=timezone.now() - NEWS,
    )
    found = rows.order_by("pk").select_related("received")
    return tuple(
        _waiting(one, one.received.reference, by, may_answer=False) for one in found if one.received is not None
    )


def _waiting(one: ReleaseRequest, about: str, by: Officer, *, may_answer: bool) -> WaitingRelease:
    state, today = ReleaseState(one.state), timezone.localdate()
    asked_on = timezone.localtime(one.at).date()
    return WaitingRelease(
        about,
        one.reference,
        one.peer,
        one.reply_by,
        one.at,
        is_near=is_reminder_due(state, asked_on=asked_on, reply_by=one.reply_by, today=today),
        is_overdue=is_overdue(state, reply_by=one.reply_by, today=today),
        may_answer=may_answer,
        is_own=one.by == by.code,
    )
