"""Emergencies as pages of the desk that sent them show them."""

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from samakki.access import queries as access
from samakki.access.domain.vocabulary import Compartment, Duty, Surface, View
from samakki.access.queries import Officer
from samakki.intelligence.domain.disclosure_items import SUMMARY
from samakki.intelligence.domain.emergencies import CALL_AFTER, FIELDS, EmergencyFinding, EmergencyState
from samakki.intelligence.domain.emergency_recalls import ASKS, Change
from samakki.intelligence.domain.recalls import STILL_HELD, KeepGround, RecallResult, RecallScope
from samakki.intelligence.models import Emergency, EmergencyAct, EmergencyAnswer, EmergencyRecall
from samakki.intelligence.queries.boards import Holder
from samakki.intelligence.queries.sealed import EMERGENCY, EMERGENCY_RECALL, brought_out

INTELLIGENCE = frozenset({Compartment.INTELLIGENCE})
CALLED_FOR = frozenset({EmergencyState.SENT, EmergencyState.UNANSWERED})
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
    holders: tuple[str, ...]
    to_call: str

    @property
    def is_call_due(self) -> bool:
        """Whether somebody is to call now."""
        return self.state in CALLED_FOR and timezone.now() >= self.call_at


@dataclass(frozen=True, slots=True)
class EmergencyRow:
    """One in a list.

    Attributes:
        is_declined: nobody acts on it, and a desk that has it said that it does not.
    """

    reference: str
    state: EmergencyState
    is_declined: bool
    desk: str
    sent_at: datetime
    sent_by: str
    review_due_at: datetime


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change of an emergency after it was sent.

    Attributes:
        before: the five lines as they were, where they were corrected.
        missing: how many desks have not answered.
    """

    reference: str
    change: Change
    asked_at: datetime
    asked_by: str
    before: tuple[tuple[str, str], ...]
    missing: int


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
        holders_of(row),
        row.taken_by or desk_to_call(row),
    )


def emergencies_sent(by: Officer) -> tuple[EmergencyRow, ...]:
    """Emergencies that were sent from here and `by` may know of, newest first."""
    return _rows(list(visible_emergencies(by).order_by("-sent_at")))


def emergencies_unanswered(by: Officer) -> tuple[EmergencyRow, ...]:
    """Emergencies of `by` that no desk has taken, newest first."""
    states = [one.value for one in CALLED_FOR]
    rows = visible_emergencies(by).filter(state__in=states, sent_by=by.code, reviewed_at=None).order_by("-sent_at")
    return _rows(list(rows))


def emergencies_changed(by: Officer) -> tuple[EmergencyRow, ...]:
    """Emergencies that `by` sent and somebody changed since, where a desk has not said what it did, newest first."""
    rows = visible_emergencies(by).filter(recalls__answers__result=RecallResult.ASKED.value, sent_by=by.code)
    return _rows(list(rows.distinct().order_by("-sent_at")))


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


def holders_of(row: Emergency) -> tuple[str, ...]:
    """Desks that were sent it and were not told to stop, in order. Asks no policy: for rules and actions."""
    stopped = EmergencyAnswer.objects.filter(recall__emergency=row).exclude(recall__change=Change.CORRECTED.value)
    gone = set(stopped.values_list("desk", flat=True))
    return tuple(one for one in row.desks if one in row.messages and one not in gone)


def desk_to_call(row: Emergency) -> str:
    """Who is called while nobody acts: the last of those that have it, and no desk that should not have had it."""
    return next(reversed(holders_of(row)), row.desks[max(row.asked, 1) - 1])


def emergency_board(reference: str) -> tuple[Holder, ...]:
    """Who still holds an emergency, as each desk last said. Asks no policy: the page opened the emergency."""
    row = Emergency.objects.get(reference=reference)
    last = {one.desk: one for one in EmergencyAnswer.objects.filter(recall__emergency=row).order_by("pk")}
    return tuple(_holder(desk, last.get(desk)) for desk in row.desks if desk in row.messages)


def changes_of(reference: str) -> tuple[ChangeRow, ...]:
    """What was changed of an emergency, newest first. Asks no policy: the page opened the emergency."""
    rows = EmergencyRecall.objects.filter(emergency__reference=reference).order_by("-pk").prefetch_related("answers")
    return tuple(
        ChangeRow(
            row.reference,
            Change(row.change),
            row.asked_at,
            row.asked_by,
            _before(row),
            sum(1 for one in row.answers.all() if one.result == RecallResult.ASKED.value),
        )
        for row in rows
    )


def _before(row: EmergencyRecall) -> tuple[tuple[str, str], ...]:
    plain = brought_out(bytes(row.before_sealed), table=EMERGENCY_RECALL, row=row.reference, column="before")
    lines = json.loads(plain) if plain else {}
    return tuple((name, lines[name]) for name in FIELDS if name in lines)


def _holder(desk: str, answer: EmergencyAnswer | None) -> Holder:
    if answer is None:
        return Holder(desk, "", SUMMARY, is_held=True, result=None, ground=None, review_on=None, derived=0, at=None)
    result, (scope, _reason) = RecallResult(answer.result), ASKS[Change(answer.recall.change)]
    return Holder(
        desk,
        "",
        SUMMARY,
        is_held=STILL_HELD[result] or (scope is RecallScope.CORRECT and result is not RecallResult.NOT_FOUND),
        result=result,
        ground=KeepGround(answer.ground) if answer.ground else None,
        review_on=answer.review_on,
        derived=0,
        at=answer.at,
        scope=scope,
        asked_at=answer.recall.asked_at,
    )


def _declined(rows: list[Emergency]) -> set[int]:
    waiting = {row.pk: row for row in rows if row.state == EmergencyState.UNANSWERED.value}
    said_no = defaultdict(set)
    acts = EmergencyAct.objects.filter(emergency__in=waiting, is_acting=False) if waiting else ()
    for act in acts:
        said_no[act.emergency_id].add(act.desk)
    return {key for key, desks in said_no.items() if desks & set(holders_of(waiting[key]))}


def _rows(rows: list[Emergency]) -> tuple[EmergencyRow, ...]:
    declined = _declined(rows)
    return tuple(
        EmergencyRow(
            row.reference,
            EmergencyState(row.state),
            row.pk in declined,
            row.desks[max(row.asked, 1) - 1],
            row.sent_at,
            row.sent_by,
            row.review_due_at,
        )
        for row in rows
    )
