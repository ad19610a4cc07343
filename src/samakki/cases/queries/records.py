"""One case, as much of it as the reader may see."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from samakki.access import queries as access
from samakki.access.domain.vocabulary import Compartment, Purpose, Surface, View
from samakki.access.queries import Officer
from samakki.cases.domain.vocabulary import HypothesisAnswer, Offence, Stage
from samakki.cases.models import Case, CaseFolder, Hypothesis
from samakki.kernel.handling import HandlingCode

NAMED = frozenset({View.FULL, View.SUMMARY})
"""Views that show what a case is called."""


@dataclass(frozen=True, slots=True)
class HypothesisNow:
    """The last answer to one of the two questions."""

    offence: Offence
    answer: HypothesisAnswer
    reason: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class CaseDetail:
    """One case. With a view that is neither full nor a summary, all but its reference is empty.

    Attributes:
        reference: "C-…".
        view: how much `by` sees of it.
        purpose: what they see it for.
        nickname: empty for those who study cases by code.
        stage: how far it is.
        stage_since: since when.
        hypotheses: last answers, trafficking first; the questions never asked are missing.
        countries: ISO 3166-1 alpha-2.
        lead: officer code.
        lead_name: of the lead.
        handling: codes of the record.
        owner_desk: address; answers for the case.
        with_desk: address; works on it now.
        next_review_on: day to look at it again.
        opened_at: when it was opened.
        opened_by: officer code.
        folders: references of those parts that `by` may open, by compartment; CASE_FILE is the case itself.
    """

    reference: str
    view: View
    purpose: Purpose
    nickname: str
    stage: Stage
    stage_since: datetime
    hypotheses: tuple[HypothesisNow, ...]
    countries: tuple[str, ...]
    lead: str
    lead_name: str
    handling: frozenset[HandlingCode]
    owner_desk: str
    with_desk: str
    next_review_on: date | None
    opened_at: datetime
    opened_by: str
    folders: Mapping[Compartment, str]

    @property
    def offences(self) -> tuple[Offence, ...]:
        """Crimes that the case may be about now: every question not answered "not now"."""
        return tuple(one.offence for one in self.hypotheses if one.answer is not HypothesisAnswer.NOT_NOW)

    @property
    def is_full(self) -> bool:
        """Whether all of the case file is open to the reader."""
        return self.view is View.FULL


def case(by: Officer, reference: str) -> CaseDetail | None:
    """One case; ``None`` where it is missing or nothing of it is open to `by`.

    Trap: does not log the look. A page opens the record first (``access.web.decisions.open_record``).
    """
    decision = access.decide_record(by=by, reference=reference, purpose=None, surface=Surface.PAGE)
    row = Case.objects.select_related("resource__owner_desk", "with_desk").filter(reference=reference).first()
    if row is None or decision.view not in NAMED or decision.purpose is None:
        return None
    folders = dict(CaseFolder.objects.filter(case=row).values_list("resource__reference", "compartment").order_by("pk"))
    seen = access.decisions_on(by=by, references=folders, surface=Surface.PAGE)
    return CaseDetail(
        row.reference,
        decision.view,
        decision.purpose,
        nickname="" if decision.purpose is Purpose.STUDY_COURT_CASES else row.nickname,
        stage=Stage(row.stage),
        stage_since=row.stage_since,
        hypotheses=_last_answers(row),
        countries=tuple(row.countries.split(",")),
        lead=row.lead,
        lead_name=access.names_of([row.lead]).get(row.lead, ""),
        handling=frozenset(HandlingCode(code) for code in row.resource.handling.split(",")),
        owner_desk=row.resource.owner_desk.address,
        with_desk=row.with_desk.address,
        next_review_on=row.next_review_on,
        opened_at=row.opened_at,
        opened_by=row.opened_by,
        folders={Compartment(kind): reference for reference, kind in folders.items() if reference in seen},
    )


def folder(reference: str, compartment: Compartment) -> str:
    """Reference of one part of a case, for an action that asks the policy next; "" where there is none."""
    found = CaseFolder.objects.filter(case__reference=reference, compartment=compartment.value)
    return "".join(found.values_list("resource__reference", flat=True))


def parts_of(reference: str) -> tuple[str, ...]:
    """Records that are parts of a case; empty for a reference that is no case. For ``access.registries``."""
    parts = CaseFolder.objects.filter(case__reference=reference).exclude(resource__reference=reference)
    return tuple(parts.values_list("resource__reference", flat=True))


def part(by: Officer, reference: str) -> tuple[str, Compartment] | None:
    """Case and compartment of a part that `by` may open, with its case; None for any other reference alike.

    Trap: does not log. It says where to go; the page there opens the part, and logs that.
    """
    row = CaseFolder.objects.filter(resource__reference=reference).select_related("case").first()
    asked = [reference, row.case.reference] if row else [reference]
    seen = access.decisions_on(by=by, references=asked, surface=Surface.PAGE)
    if row is None or set(asked) - set(seen):
        return None
    return row.case.reference, Compartment(row.compartment)


def _last_answers(row: Case) -> tuple[HypothesisNow, ...]:
    last: dict[str, Hypothesis] = {one.offence: one for one in row.hypotheses.order_by("at", "pk")}
    return tuple(
        HypothesisNow(offence, HypothesisAnswer(one.answer), one.reason, one.at, one.by)
        for offence in Offence
        if (one := last.get(offence.value)) is not None
    )
