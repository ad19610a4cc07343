"""Emergencies as pages of the desk that sent them show them."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from samakki.access import queries as access
from samakki.access.domain.vocabulary import Compartment, Duty, Surface, View
from samakki.access.queries import Officer
from samakki.intelligence.domain.emergencies import CALL_AFTER, FIELDS, EmergencyFinding, EmergencyState
from samakki.intelligence.models import Emergency
from samakki.intelligence.queries.sealed import EMERGENCY, brought_out

INTELLIGENCE = frozenset({Compartment.INTELLIGENCE})
IN_PART = frozenset({View.FULL, View.SUMMARY})


@dataclass(frozen=True, slots=True)
class EmergencyDetail:
    """One emergency: what was sent, who has it, whom to call."""

    reference: str
    state: EmergencyState
    lines: tuple[tuple[str, str], ...]
    reason: str
    desks: tuple[str, ...]
    asked: int
    asked_at: datetime
    call_at: datetime
    taken_by: str
    taken_at: datetime | None
    call_noted_at: datetime | None
    sent_at: datetime
    sent_by: str
    review_due_at: datetime
    reviewed_at: datetime | None
    reviewed_by: str
    finding: EmergencyFinding | None

    @property
    def is_call_due(self) -> bool:
        """Whether somebody is to call now."""
        return not self.taken_by and timezone.now() >= self.call_at


@dataclass(frozen=True, slots=True)
class EmergencyRow:
    """One in a list."""

    reference: str
    state: EmergencyState
    desk: str
    sent_at: datetime
    sent_by: str
    review_due_at: datetime


def emergency(by: Officer, reference: str) -> EmergencyDetail | None:
    """One emergency; None where it is missing or not open to `by`. Who may review it reads all of it.

    Trap: does not log the look. A page opens the record first (``access.web.decisions.open_record``).
    """
    decision = access.decide_record(by=by, reference=reference, purpose=None, surface=Surface.PAGE)
    row = Emergency.objects.filter(reference=reference).first()
    if row is None or decision.view not in IN_PART:
        return None
    lines = json.loads(brought_out(bytes(row.texts_sealed), table=EMERGENCY, row=row.reference, column="texts"))
    reason = brought_out(bytes(row.reason_sealed), table=EMERGENCY, row=row.reference, column="reason")
    return EmergencyDetail(
        row.reference,
        EmergencyState(row.state),
        tuple((name, lines[name]) for name in FIELDS),
        reason.decode("utf-8"),
        tuple(row.desks),
        row.asked,
        row.asked_at,
        row.asked_at + CALL_AFTER,
        row.taken_by,
        row.taken_at,
        row.call_noted_at,
        row.sent_at,
        row.sent_by,
        row.review_due_at,
        row.reviewed_at,
        row.reviewed_by,
        EmergencyFinding(row.finding) if row.finding else None,
    )


def emergencies_sent(by: Officer) -> tuple[EmergencyRow, ...]:
    """Emergencies that were sent from here and `by` may know of, newest first."""
    return _rows(list(visible_emergencies(by).order_by("-sent_at")))


def emergencies_unanswered(by: Officer) -> tuple[EmergencyRow, ...]:
    """Emergencies of `by` that no desk has taken, newest first."""
    rows = visible_emergencies(by).filter(taken_by="", sent_by=by.code, reviewed_at=None).order_by("-sent_at")
    return _rows(list(rows))


def emergencies_to_review(by: Officer) -> tuple[EmergencyRow, ...]:
    """Emergencies that nobody looked back at, where `by` may, the most urgent first."""
    if access.duty_refusals(by, Duty.AUTHORISE_RELEASE):
        return ()
    rows = visible_emergencies(by).filter(reviewed_at=None).exclude(sent_by=by.code).order_by("review_due_at")
    return _rows(list(rows))


def visible_emergencies(by: Officer) -> QuerySet[Emergency]:
    """Emergencies that were sent from here and `by` may know of in a list."""
    seen = access.visible_filter(
        by=by, surface=Surface.LIST, compartments=INTELLIGENCE, views=IN_PART, column="resource"
    )
    return Emergency.objects.filter(seen)


def _rows(rows: list[Emergency]) -> tuple[EmergencyRow, ...]:
    return tuple(
        EmergencyRow(
            row.reference,
            EmergencyState(row.state),
            row.desks[max(row.asked, 1) - 1],
            row.sent_at,
            row.sent_by,
            row.review_due_at,
        )
        for row in rows
    )
