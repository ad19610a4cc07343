"""Disclosures as pages of the sending desk show them: values, no rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from samakki.access import queries as access
from samakki.access.domain.vocabulary import Compartment, Duty, Surface, View
from samakki.access.queries import Officer
from samakki.exchange.queries.mail import opened
from samakki.intelligence.domain.disclosure_answers import Answers, SafetyCondition, read_answers
from samakki.intelligence.domain.disclosure_items import Part
from samakki.intelligence.domain.disclosures import DisclosureState, DisclosureStep, PartState, standing_at
from samakki.intelligence.models import Disclosure, Recall
from samakki.intelligence.queries.sealed import DISCLOSURE, brought_out

INTELLIGENCE = frozenset({Compartment.INTELLIGENCE})
IN_PART = frozenset({View.FULL, View.SUMMARY})
PAGE = 50


@dataclass(frozen=True, slots=True)
class PartRow:
    """One desk, and how far it is."""

    desk: str
    state: PartState
    reason: str
    note: str
    answered_at: datetime | None
    message: str
    is_opened: bool = False  # the desk signed that somebody there read it


@dataclass(frozen=True, slots=True)
class Taken:
    """One step, for the timeline."""

    step: DisclosureStep
    at: datetime
    by: str
    note: str


@dataclass(frozen=True, slots=True)
class DisclosureDetail:
    """One disclosure, as much of it as a second person needs; `is_full` for who may change it.

    Attributes:
        state: where it stands now.
        first: the bytes that leave first; empty before it is frozen, and where a person in it was protected.
        rest: what leaves after acceptance.
        digest: of both.
        names: whose each name is, by digest of the question.
        codes: of protected people in it.
        risk_words: what the sender knows of a danger.
    """

    reference: str
    is_full: bool
    report: str
    state: DisclosureState
    purpose: str
    part: Part
    items: tuple[str, ...]
    statements: Mapping[str, tuple[int, ...]]
    summary: str
    recipients: tuple[str, ...]
    answers: Answers
    risk_words: str
    names: Mapping[str, str]
    conditions: tuple[SafetyCondition, ...]
    conditions_note: str
    feedback_due_on: date | None
    first: bytes
    rest: bytes
    digest: str
    codes: tuple[str, ...]
    writers: tuple[str, ...]
    held_until: datetime | None
    confirmed_by: str
    confirmed_at: datetime | None
    parts: tuple[PartRow, ...]
    steps: tuple[Taken, ...]
    desk: str
    created_by: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class DisclosureRow:
    """One disclosure in a list."""

    reference: str
    report: str
    headline: str  # of the report; for who built it
    state: DisclosureState
    recipients: tuple[str, ...]
    held_until: datetime | None
    created_by: str
    changed_at: datetime


def disclosure(by: Officer, reference: str) -> DisclosureDetail | None:
    """One disclosure; None where it is missing or nothing of it is open to `by`.

    Trap: does not log the look. A page opens the record first (``access.web.decisions.open_record``).
    """
    decision = access.decide_record(by=by, reference=reference, purpose=None, surface=Surface.PAGE)
    rows = Disclosure.objects.select_related("report", "resource__owner_desk")
    row = rows.filter(reference=reference).first()
    if row is None or decision.view not in IN_PART:
        return None
    parts = list(row.parts.order_by("pk"))
    read = opened(one.message for one in parts)
    return DisclosureDetail(
        row.reference,
        decision.view is View.FULL,
        row.report.reference,
        _state(row),
        row.purpose,
        Part(row.part),
        tuple(row.items),
        {one: tuple(some) for one, some in row.statements.items()},
        row.summary,
        tuple(row.recipients),
        read_answers(row.answers),
        row.risk_words,
        dict(row.names),
        tuple(SafetyCondition(one) for one in row.conditions),
        row.conditions_note,
        row.feedback_due_on,
        brought_out(bytes(row.package_sealed), table=DISCLOSURE, row=row.reference, column="package"),
        brought_out(bytes(row.rest_sealed), table=DISCLOSURE, row=row.reference, column="rest"),
        row.package_digest,
        tuple(row.codes),
        tuple(row.writers),
        row.held_until,
        row.confirmed_by,
        row.confirmed_at,
        tuple(
            PartRow(
                one.desk,
                PartState(one.state),
                one.reason,
                one.note,
                one.answered_at,
                one.message,
                one.message in read,
            )
            for one in parts
        ),
        tuple(Taken(DisclosureStep(one.step), one.at, one.by, one.note) for one in row.events.order_by("-at", "-pk")),
        row.resource.owner_desk.address,
        row.created_by,
        row.created_at,
    )


def disclosures(by: Officer) -> tuple[DisclosureRow, ...]:
    """The latest disclosures that `by` may know of."""
    return _rows(visible_disclosures(by).order_by("-changed_at", "-pk")[:PAGE])


def disclosures_of(by: Officer, report: str) -> tuple[DisclosureRow, ...]:
    """Disclosures made of one report, newest first."""
    return _rows(visible_disclosures(by).filter(report__reference=report).order_by("-pk")[:PAGE])


def disclosures_with(by: Officer, entity: str) -> tuple[DisclosureRow, ...]:
    """Disclosures that hold something of one person or thing, newest first."""
    return _rows(visible_disclosures(by).filter(statements__has_key=entity).order_by("-pk")[:PAGE])


def disclosures_to_confirm(by: Officer) -> tuple[DisclosureRow, ...]:
    """Disclosures that wait for a second person, where `by` may be that person."""
    if access.duty_refusals(by, Duty.AUTHORISE_RELEASE):
        return ()
    waiting = visible_disclosures(by).filter(state=DisclosureState.WAITING.value).order_by("changed_at", "pk")
    return _rows(row for row in waiting if by.code not in row.writers)


def disclosures_in_hand(by: Officer) -> tuple[DisclosureRow, ...]:
    """Disclosures that `by` builds: drafts, and what was made ready and not let go."""
    states = [DisclosureState.DRAFT.value, DisclosureState.FROZEN.value]
    rows = visible_disclosures(by).filter(state__in=states).order_by("-changed_at", "-pk")
    return _rows(row for row in rows if by.code in row.writers)


def disclosures_watched(by: Officer) -> tuple[DisclosureRow, ...]:
    """Disclosures of `by` that are held, or out and not answered by every desk."""
    states = [DisclosureState.HELD.value, DisclosureState.SENT.value, DisclosureState.WAITING.value]
    rows = visible_disclosures(by).filter(state__in=states).prefetch_related("parts").order_by("-changed_at", "-pk")
    open_ones = (PartState.OFFERED.value, PartState.UNDELIVERED.value)
    return _rows(
        row
        for row in rows
        if by.code in row.writers and (not row.parts.all() or any(part.state in open_ones for part in row.parts.all()))
    )


def recalls_to_agree(by: Officer) -> tuple[tuple[str, str, datetime], ...]:
    """Erasures that wait for a second person, where `by` may be that one: disclosure, recall, since when."""
    if access.duty_refusals(by, Duty.AUTHORISE_RELEASE):
        return ()
    rows = Recall.objects.filter(is_waiting=True, disclosure__in=visible_disclosures(by)).exclude(asked_by=by.code)
    return tuple(rows.order_by("pk").values_list("disclosure__reference", "reference", "asked_at"))


def visible_disclosures(by: Officer) -> QuerySet[Disclosure]:
    """Disclosures of this node that `by` may know of in a list."""
    seen = access.visible_filter(
        by=by, surface=Surface.LIST, compartments=INTELLIGENCE, views=IN_PART, column="resource"
    )
    return Disclosure.objects.filter(seen).select_related("report")


def _rows(rows: Iterable[Disclosure]) -> tuple[DisclosureRow, ...]:
    return tuple(
        DisclosureRow(
            row.reference,
            row.report.reference,
            row.report.headline,
            _state(row),
            tuple(row.recipients),
            row.held_until,
            row.created_by,
            row.changed_at,
        )
        for row in rows
    )


def _state(row: Disclosure) -> DisclosureState:
    return standing_at(DisclosureState(row.state), held_until=row.held_until, now=timezone.now())
