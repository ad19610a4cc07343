"""What a copy was used for, and what else keeps it: the facts that the table of recalls decides by."""

from samakki.cases.domain.disclosure import HelpsDefence
from samakki.cases.domain.vocabulary import Stage
from samakki.cases.models import Case, DisclosureDecision, DisclosureItem
from samakki.intelligence.domain.holdings import HoldingState
from samakki.intelligence.domain.recalls import CopyFacts, KeepGround
from samakki.intelligence.models import Filing, Holding

IN_COURT = frozenset({Stage.IN_COURT.value, Stage.JUDGED.value})
_GROUNDS = {one.value: one for one in KeepGround}


def facts_of_copy(copy: Holding) -> CopyFacts:
    """One copy as the table of recalls sees it."""
    grounds = {_GROUNDS[use] for use in copy.uses.values_list("use", flat=True) if use in _GROUNDS}
    names = {copy.report_item, _report_of(copy)} - {""}
    cases = cases_of(copy)
    if Case.objects.filter(reference__in=cases, stage__in=IN_COURT).exists():
        grounds.add(KeepGround.COURT_FILE)
    if any(_may_help(reference) for reference in names):
        grounds.add(KeepGround.DEFENCE)
    return CopyFacts(
        HoldingState(copy.state),
        frozenset(grounds),
        frozenset(copy.released_to),
        is_released=copy.needless_at is not None,
    )


def cases_of(copy: Holding) -> tuple[str, ...]:
    """References of the cases in which a copy, or the report it stands in, is filed."""
    report = _report_of(copy)
    if not report:
        return ()
    filed = Filing.objects.filter(report__reference=report, taken_out_at__isnull=True)
    rows = filed.filter(item__isnull=True) | filed.filter(item__reference=copy.report_item)
    return tuple(sorted(set(rows.values_list("case_reference", flat=True))))


def derived_from(copy: Holding) -> int:
    """How many pieces of work here rest on a copy: cases, and disclosures made of its report."""
    report = copy.received.report
    return len(cases_of(copy)) + (report.disclosures.count() if report is not None else 0)


def _report_of(copy: Holding) -> str:
    report = copy.received.report
    return report.reference if report is not None else ""


def _may_help(reference: str) -> bool:
    """Whether it stands on a list for the defence, and nobody decided there that it does not help."""
    for listed in DisclosureItem.objects.filter(reference=reference):
        decisions = DisclosureDecision.objects.filter(case=listed.case_id, reference=reference)
        last = decisions.order_by("-at", "-pk").values_list("helps", flat=True).first()
        if last != HelpsDefence.DOES_NOT.value:
            return True
    return False
