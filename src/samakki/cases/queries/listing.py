"""Many cases: the list with its filter, and those an officer may choose from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, Q, QuerySet, Subquery

from samakki.access import queries as access
from samakki.access.domain.vocabulary import Compartment, Purpose, Surface, View
from samakki.access.queries import Officer
from samakki.cases.domain.vocabulary import HypothesisAnswer, Offence, Stage
from samakki.cases.models import Case, Followed, Hypothesis

PAGE = 25
FILE = (Compartment.CASE_FILE,)


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What a list is narrowed to; everything empty shows all."""

    words: str = ""  # of the nickname, or a reference
    stage: Stage | None = None
    offence: Offence | None = None
    country: str = ""
    only_mine: bool = False  # of whose team they are
    with_closed: bool = False


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case in a list. With less than a summary to see, all but the reference is empty."""

    reference: str
    view: View
    nickname: str
    offences: tuple[Offence, ...]
    stage: Stage | None
    countries: tuple[str, ...]
    lead: str
    lead_name: str
    with_desk: str
    changed_at: datetime | None
    next_review_on: date | None
    is_followed: bool


@dataclass(frozen=True, slots=True)
class CaseList:
    """One page of a list, and how many there are on all pages."""

    rows: tuple[CaseRow, ...]
    count: int
    page: int


def cases(by: Officer, wanted: CaseFilter, *, page: int = 1) -> CaseList:
    """Cases that `by` may know of, the last changed first.

    A filter on what a case says is asked of those alone whose name the reader may see, so that it tells nothing of the
    others: whoever may see no more than a reference finds it in the unfiltered list.

    Args:
        by: who looks.
        wanted: the filter.
        page: from 1; one that is too high gives the last.
    """
    named = (View.FULL, View.SUMMARY)
    views = tuple(View) if wanted == CaseFilter(with_closed=wanted.with_closed) else named
    found = Case.objects.filter(
        access.visible_filter(by=by, surface=Surface.LIST, compartments=FILE, views=views, column="resource")
    )
    found = _narrowed(by, found, wanted)
    count = found.count()
    last = max(1, -(-count // PAGE))
    page = min(max(1, page), last)
    rows = found.select_related("with_desk").order_by("-changed_at", "-pk")[(page - 1) * PAGE : page * PAGE]
    return CaseList(case_rows(by, rows), count, page)


def cases_before(
    by: Officer, wanted: CaseFilter, *, before: str = "", limit: int = PAGE, surface: Surface
) -> tuple[tuple[CaseRow, ...], str]:
    """Cases that `by` reads in full on a surface besides lists, the last opened first.

    Their order never changes, so a reader who comes back with what was returned repeats none and misses none.

    Args:
        by: who asks.
        wanted: the filter.
        before: reference to go on before; one that is not there begins anew.
        limit: 1 or more.
        surface: where they show.

    Returns:
        Rows, fewer than `limit` only where they are the last, and what to go on before; "" after the last.
    """
    found = Case.objects.filter(
        *(
            access.visible_filter(by=by, surface=one, compartments=FILE, views=(View.FULL,), column="resource")
            for one in (Surface.LIST, surface)
        )
    )
    found = _narrowed(by, found, wanted)
    start = found.filter(reference=before.replace("\0", " ")).values_list("pk", flat=True).first() if before else None
    found = found.filter(pk__lt=start) if start else found
    rows = list(found.select_related("with_desk").order_by("-pk")[: limit + 1])
    shown = case_rows(by, rows[:limit])
    return shown, shown[-1].reference if len(rows) > limit else ""


def case_rows(by: Officer, found: Iterable[Case]) -> tuple[CaseRow, ...]:
    """Rows, fetched with their desk, as far as `by` may see each of them; those they may not are left out."""
    rows = list(found)
    decisions = access.decisions_on(by=by, references=[row.reference for row in rows], surface=Surface.LIST)
    answers = _answers(rows)
    names = access.names_of(row.lead for row in rows)
    followed = set(Followed.objects.filter(officer=by).values_list("reference", flat=True))
    shown = []
    for row in rows:
        decision = decisions.get(row.reference)
        if decision is None or decision.view is None:
            continue
        is_named = decision.view in (View.FULL, View.SUMMARY)
        shown.append(
            CaseRow(
                row.reference,
                decision.view,
                nickname=row.nickname if is_named and decision.purpose is not Purpose.STUDY_COURT_CASES else "",
                offences=answers.get(row.pk, ()) if is_named else (),
                stage=Stage(row.stage) if is_named else None,
                countries=tuple(row.countries.split(",")) if is_named else (),
                lead=row.lead if is_named else "",
                lead_name=names.get(row.lead, "") if is_named else "",
                with_desk=row.with_desk.address if is_named else "",
                changed_at=row.changed_at if is_named else None,
                next_review_on=row.next_review_on if is_named else None,
                is_followed=row.reference in followed,
            )
        )
    return tuple(shown)


def nicknames(by: Officer, references: Iterable[str]) -> dict[str, str]:
    """What those of these cases are called that `by` sees in a list by name."""
    rows = case_rows(by, Case.objects.filter(reference__in=list(references)).select_related("with_desk"))
    return {row.reference: row.nickname or row.reference for row in rows}


def is_followed(by: Officer, reference: str) -> bool:
    """Whether `by` watches a record."""
    return Followed.objects.filter(officer=by, reference=reference).exists()


def followed(by: Officer) -> tuple[str, ...]:
    """References that `by` watches, of every subject. Each subject asks the policy before it shows anything of them."""
    return tuple(Followed.objects.filter(officer=by).order_by("-since").values_list("reference", flat=True))


def _narrowed(by: Officer, found: QuerySet[Case], wanted: CaseFilter) -> QuerySet[Case]:
    if wanted.words:
        words = wanted.words.replace("\0", " ").strip()
        found = found.filter(Q(nickname__icontains=words) | Q(reference=words.upper()))
    if wanted.stage:
        found = found.filter(stage=wanted.stage.value)
    elif not wanted.with_closed:
        found = found.exclude(stage=Stage.CLOSED.value)
    if wanted.offence:
        last = Hypothesis.objects.filter(case=OuterRef("pk"), offence=wanted.offence.value).order_by("-at", "-pk")
        found = found.annotate(answer=Subquery(last.values("answer")[:1])).filter(answer__isnull=False)
        found = found.exclude(answer=HypothesisAnswer.NOT_NOW.value)
    if wanted.country:
        found = found.filter(countries__contains=wanted.country)
    if wanted.only_mine:
        tied = [one.reference for one in access.my_records(by, limit=10_000)]
        found = found.filter(reference__in=tied)
    return found


def _answers(rows: Iterable[Case]) -> dict[int, tuple[Offence, ...]]:
    last: dict[tuple[int, str], str] = {}
    for one in Hypothesis.objects.filter(case__in=rows).order_by("at", "pk"):
        last[one.case_id, one.offence] = one.answer
    found: dict[int, tuple[Offence, ...]] = {}
    for offence in Offence:
        for (case, code), answer in last.items():
            if code == offence.value and answer != HypothesisAnswer.NOT_NOW.value:
                found[case] = (*found.get(case, ()), offence)
    return found
