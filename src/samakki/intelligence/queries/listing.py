"""Reports of an officer's desk and team, a page at a time; what waits for whom; what stands in a case."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from samakki.access import queries as access
from samakki.access.domain.vocabulary import Compartment, Duty, Surface, View
from samakki.access.models import Membership
from samakki.access.queries import Officer
from samakki.intelligence.domain.states import TURNS, State, Turn
from samakki.intelligence.domain.vocabulary import LeadOutcome, Urgency
from samakki.intelligence.models import Filing, Lead, Report, ReportItem
from samakki.intelligence.queries.details import ItemDetail
from samakki.intelligence.queries.reports import IN_PART, item_detail
from samakki.kernel.handling import HandlingCode

PAGE = 25
REVIEW_SOON_DAYS = 14
INTELLIGENCE = frozenset({Compartment.INTELLIGENCE})
OPEN = frozenset(State) - {State.DESTROYED}


@dataclass(frozen=True, slots=True)
class ReportFilters:
    """What a list is narrowed to.

    Attributes:
        states: empty for all but destroyed ones.
        turn: whose turn it is; None for anybody's.
        urgency: None for any.
        is_mine: only those the reader wrote.
        is_due: only those whose review or feedback is due.
    """

    states: Collection[State] = ()
    turn: Turn | None = None
    urgency: Urgency | None = None
    is_mine: bool = False
    is_due: bool = False


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report in a list. `headline` is empty for whoever reads less than all of it."""

    reference: str
    view: View
    headline: str
    state: State
    turn: Turn
    urgency: Urgency
    obtained_on: str
    items: int
    handling: frozenset[HandlingCode]
    review_on: date | None
    feedback_due_on: date | None
    created_by: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class ReportPage:
    """One page of a list, and how many reports there are in all."""

    rows: tuple[ReportRow, ...]
    count: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class CaseReports:
    """What stands in a case for one reader: whole reports open to them, and single items as they may leave."""

    reports: tuple[ReportRow, ...] = field(default=())
    items: tuple["FiledItem", ...] = field(default=())


@dataclass(frozen=True, slots=True)
class FiledItem:
    """One item in a case, by the words that may leave."""

    report: str
    item: ItemDetail
    at: datetime


def reports(by: Officer, filters: ReportFilters, *, page: int = 1) -> ReportPage:
    """Reports that `by` may know of, the latest change first.

    Args:
        by: who asks.
        filters: what the list is narrowed to.
        page: from 1; one beyond the last gives the last.
    """
    found = visible_reports(by, Surface.LIST).filter(_wanted(by, filters))
    count = found.count()
    pages = max(1, -(-count // PAGE))
    here = min(max(page, 1), pages)
    rows = list(found.order_by("-changed_at", "-pk")[(here - 1) * PAGE : here * PAGE])
    return ReportPage(_rows(by, rows), count, here, pages)


def reports_before(
    by: Officer, filters: ReportFilters, *, before: str = "", limit: int = PAGE, surface: Surface
) -> tuple[tuple[ReportRow, ...], str]:
    """Reports that `by` reads in full on a surface besides lists, the last made first.

    Their order never changes, so a reader who comes back with what was returned repeats none and misses none.

    Args:
        by: who asks.
        filters: what the list is narrowed to.
        before: reference to go on before; one that is not there begins anew.
        limit: 1 or more.
        surface: where they show.

    Returns:
        Rows, fewer than `limit` only where they are the last, and what to go on before; "" after the last.
    """
    whole = access.visible_filter(
        by=by, surface=surface, compartments=INTELLIGENCE, views=(View.FULL,), column="resource"
    )
    found = visible_reports(by, Surface.LIST).filter(whole, _wanted(by, filters))
    start = found.filter(reference=before.replace("\0", " ")).values_list("pk", flat=True).first() if before else None
    found = found.filter(pk__lt=start) if start else found
    rows = list(found.order_by("-pk")[: limit + 1])
    return _rows(by, rows[:limit]), rows[limit - 1].reference if len(rows) > limit else ""


def reports_to_authorise(by: Officer) -> tuple[ReportRow, ...]:
    """Reports whose texts wait for a second person, where `by` may be that person."""
    if access.duty_refusals(by, Duty.AUTHORISE_RELEASE):
        return ()
    waiting = visible_reports(by, Surface.LIST).filter(state=State.SANITISED.value).order_by("changed_at", "pk")
    return _rows(by, [row for row in waiting if by.code not in row.writers])


def reports_returned(by: Officer) -> tuple[ReportRow, ...]:
    """Reports that a second person sent back and `by` wrote at."""
    rows = visible_reports(by, Surface.LIST).filter(state=State.GRADED.value).order_by("changed_at", "pk")
    mine = [row for row in rows if by.code in row.writers]
    returned = [row for row in mine if _last_step(row) == "return_report"]
    return _rows(by, returned)


def reports_due(by: Officer) -> tuple[ReportRow, ...]:
    """Reports `by` wrote at, or whose desk is theirs, whose review or feedback is due within two weeks."""
    rows = visible_reports(by, Surface.LIST).filter(_due()).order_by("review_on", "pk")
    return _rows(by, [row for row in rows if by.code in row.writers or row.resource.owner_desk_id == by.desk_id])


def leads_without_team(by: Officer) -> tuple[ReportRow, ...]:
    """Leads at the desk of `by` that nobody works on yet, for whoever chooses who does."""
    if access.duty_refusals(by, Duty.MANAGE_MEMBERS):
        return ()
    leads = Lead.objects.filter(outcome=LeadOutcome.RECEIVED.value).values("report_id")
    tied = Membership.objects.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=timezone.now()))
    rows = visible_reports(by, Surface.LIST).filter(
        pk__in=leads, resource__owner_desk=by.desk_id, state=State.DRAFT.value
    )
    alone = rows.exclude(resource__in=tied.values("resource_id")).order_by("created_at", "pk")
    return _rows(by, list(alone))


def leads_to_answer(by: Officer) -> tuple[ReportRow, ...]:
    """Leads that `by` works on and that nobody has told the agency anything of."""
    leads = Lead.objects.filter(told_at__isnull=True).values("report_id")
    rows = list(
        visible_reports(by, Surface.LIST)
        .filter(pk__in=leads)
        .exclude(state=State.DESTROYED.value)
        .order_by("created_at")
    )
    return tuple(row for row in _rows(by, rows) if row.view is View.FULL)


def reports_in_case(by: Officer, case: str) -> CaseReports:
    """What stands in a case. Whole reports are listed for those who may know of them, items for who opened the case.

    Trap: does not ask whether the case is open to `by`; the page that shows this has opened it.
    """
    filed = Filing.objects.filter(case_reference=case, taken_out_at__isnull=True)
    whole = visible_reports(by, Surface.LIST).filter(pk__in=filed.filter(item__isnull=True).values("report_id"))
    single = filed.filter(item__isnull=False, item__taken_out_at__isnull=True).select_related("item", "report")
    return CaseReports(
        _rows(by, list(whole.order_by("-changed_at", "-pk"))),
        tuple(
            FiledItem(one.report.reference, item_detail(one.item, is_full=False), one.at)
            for one in single.order_by("at", "pk")
            if one.item is not None and one.item.sanitised.strip()
        ),
    )


def report_words(by: Officer, references: Sequence[str]) -> Mapping[str, str]:
    """What the team calls each of these reports; its reference for those who read less than all of it."""
    rows = _rows(by, list(visible_reports(by, Surface.LIST).filter(reference__in=list(references))))
    return {row.reference: row.headline or row.reference for row in rows}


def item_words(by: Officer, references: Sequence[str]) -> Mapping[str, str]:
    """Number and report of each of these items whose report `by` may know of; never its words."""
    seen = visible_reports(by, Surface.LIST).filter(items__reference__in=list(references))
    items = ReportItem.objects.filter(reference__in=list(references), report__in=seen).select_related("report")
    return {item.reference: f"{item.report.reference}/{item.number}" for item in items}


def drafts_to_write_in(by: Officer) -> tuple[ReportRow, ...]:
    """Drafts that `by` may change, newest first: what an import can be accepted into."""
    rows = visible_reports(by, Surface.LIST).filter(state=State.DRAFT.value).order_by("-created_at", "-pk")[:PAGE]
    return tuple(row for row in _rows(by, list(rows)) if row.view is View.FULL)


def visible_reports(by: Officer, surface: Surface) -> QuerySet[Report]:
    """Reports that `by` may know of on a surface."""
    seen = access.visible_filter(by=by, surface=surface, compartments=INTELLIGENCE, views=IN_PART, column="resource")
    return Report.objects.select_related("resource").filter(seen)


def _wanted(by: Officer, filters: ReportFilters) -> Q:
    states = set(filters.states) or OPEN
    if filters.turn is not None:
        states &= {state for state, turn in TURNS.items() if turn is filters.turn}
    wanted = Q(state__in=sorted(state.value for state in states))
    if filters.urgency is not None:
        wanted &= Q(urgency=filters.urgency.value)
    if filters.is_mine:
        wanted &= Q(created_by=by.code)
    if filters.is_due:
        wanted &= _due()
    return wanted


def _due() -> Q:
    soon = timezone.localdate() + timedelta(days=REVIEW_SOON_DAYS)
    reviewable = [State.GRADED, State.SANITISED, State.AUTHORISED, State.FEEDBACK, State.RETAINED]
    return Q(review_on__lte=soon, state__in=[state.value for state in reviewable]) | Q(
        feedback_due_on__lte=soon, state=State.AUTHORISED.value
    )


def _rows(by: Officer, rows: list[Report]) -> tuple[ReportRow, ...]:
    seen = access.decisions_on(by=by, references=[row.reference for row in rows], surface=Surface.LIST)
    counts: dict[int, int] = {}
    for pk in Report.objects.filter(pk__in=[row.pk for row in rows], items__taken_out_at__isnull=True).values_list(
        "pk", flat=True
    ):
        counts[pk] = counts.get(pk, 0) + 1
    return tuple(
        ReportRow(
            row.reference,
            view,
            row.headline if view is View.FULL else "",
            State(row.state),
            TURNS[State(row.state)],
            Urgency(row.urgency),
            row.obtained_on,
            counts.get(row.pk, 0),
            frozenset(HandlingCode(code) for code in row.resource.handling.split(",")),
            row.review_on,
            row.feedback_due_on,
            row.created_by,
            row.changed_at,
        )
        for row in rows
        if row.reference in seen and (view := seen[row.reference].view) in IN_PART and view is not None
    )


def _last_step(row: Report) -> str:
    return "".join(row.events.order_by("-at", "-pk").values_list("step", flat=True)[:1])
