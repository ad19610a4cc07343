"""Putting a report, or one item of it, into a case; who works the case then reads it."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from samakki.access import audit
from samakki.access import queries as officers
from samakki.access.actions.refusing import logged_refusal
from samakki.access.actions.ties import end_ties, tie
from samakki.access.domain.policy import NOT_FOUND, Tie
from samakki.access.domain.vocabulary import Basis, Purpose
from samakki.access.models import Membership, Officer
from samakki.access.queries.choices import officer_to_tie
from samakki.access.queries.records import standing
from samakki.cases.registries import TeamChange
from samakki.intelligence.actions.writing import item_of, report_to_change
from samakki.intelligence.domain.states import State
from samakki.intelligence.models import Filing, Report
from samakki.intelligence.queries.opening import may_change
from samakki.kernel.refusals import Refusal

BY_CASE = "filed_in_case"
"""Reason of a tie that a case gave: it ends with the case's, and no other does."""


def file_in_case(*, by: Officer, reference: str, case: str, item: str = "") -> None:
    """Put a report into a case, so that its team reads all of it; or one item, of which they read what may leave.

    Args:
        by: may change the report and the case.
        reference: of the report.
        case: reference of the case.
        item: one item of it; empty for the whole report.

    Raises:
        Refused: "not-found" for a report or a case that is missing or not theirs; "item-not-there";
            "item-not-sanitised"; "filed-already"; "report-destroyed".
    """
    with transaction.atomic():
        report, reasons = report_to_change(by, reference)
        if report is not None and not may_change(by, case):
            reasons = (NOT_FOUND,)
        if report is not None and not reasons:
            reasons = _refusals_to_file(report, case, item)
        if report is not None and not reasons:
            row = item_of(report, item) if item else None
            Filing.objects.create(report=report, item=row, case_reference=case, at=timezone.now(), by=by.code)
            if not item:
                for member in officers.members_of(by=by, reference=case):
                    _tie(by, report, member.officer.code, member.purpose)
            audit.record(by, "file_in_case", reference, facts={"record": case})
            return
    raise logged_refusal(by, "file_in_case", reference, reasons)


def take_out_of_case(*, by: Officer, reference: str, case: str, item: str = "") -> None:
    """Take a report or an item out of a case; who read it through the case alone reads it no more.

    Raises:
        Refused: "not-found"; "not-filed".
    """
    with transaction.atomic():
        report, reasons = report_to_change(by, reference)
        filing = _filed(report, case, item) if report is not None else None
        if report is not None and filing is None:
            reasons = (Refusal("not-filed"),)
        if report is not None and filing is not None and not reasons:
            filing.taken_out_at, filing.taken_out_by = timezone.now(), by.code
            filing.save(update_fields=["taken_out_at", "taken_out_by"])
            if not item and not _whole_filings(report).exists():
                end_ties(_ties(report), timezone.now())
            audit.record(by, "take_out_of_case", reference, facts={"record": case})
            return
    raise logged_refusal(by, "take_out_of_case", reference, reasons)


def follow_team(by: Officer, change: TeamChange) -> None:
    """Tie who joined the team of a case to the reports in it, and untie who left. For ``cases.registries``."""
    filed = Filing.objects.filter(case_reference=change.case, item__isnull=True, taken_out_at__isnull=True)
    for filing in filed.select_related("report__resource"):
        if change.has_joined:
            _tie(by, filing.report, change.officer, Purpose(change.purpose))
        elif not _is_on_another_team(by, filing.report, change):
            end_ties(_ties(filing.report).filter(officer__code=change.officer), timezone.now())


def _refusals_to_file(report: Report, case: str, item: str) -> tuple[Refusal, ...]:
    reasons: list[Refusal] = []
    if State(report.state) is State.DESTROYED:
        reasons.append(Refusal("report-destroyed"))
    row = item_of(report, item) if item else None
    if item and row is None:
        reasons.append(Refusal("item-not-there"))
    if row is not None and not row.sanitised.strip():
        reasons.append(Refusal("item-not-sanitised"))
    if _filed(report, case, item) is not None:
        reasons.append(Refusal("filed-already"))
    return tuple(reasons)


def _filed(report: Report, case: str, item: str) -> Filing | None:
    rows = report.filings.filter(case_reference=case, taken_out_at__isnull=True)
    return rows.filter(item__reference=item).first() if item else rows.filter(item__isnull=True).first()


def _whole_filings(report: Report) -> QuerySet[Filing]:
    return report.filings.filter(item__isnull=True, taken_out_at__isnull=True)


def _ties(report: Report) -> QuerySet[Membership]:
    return Membership.objects.filter(resource=report.resource_id, reason=BY_CASE)


def _tie(by: Officer, report: Report, officer: str, purpose: Purpose) -> None:
    """Tie an officer whose role reads reports; one who is tied already, or kept away, is passed over."""
    seen = standing(by, report.reference)
    whom = officer_to_tie(seen, officer, purpose=purpose, basis=Basis.TEAM)
    now = timezone.now()
    if whom is None:
        return
    mine = Membership.objects.filter(
        resource=report.resource_id, officer=whom, basis=Basis.TEAM.value, purpose=purpose.value
    )
    if mine.filter(ends_at__isnull=True).exists():
        return
    tie(report.resource_id, whom, Tie(Basis.TEAM, purpose, now, None), granted_by=by.code, reason=BY_CASE)
    audit.record(
        by, "add_member", report.reference, facts={"officer": officer, "basis": "team", "purpose": purpose.value}
    )


def _is_on_another_team(by: Officer, report: Report, change: TeamChange) -> bool:
    others = set(_whole_filings(report).exclude(case_reference=change.case).values_list("case_reference", flat=True))
    return Membership.objects.filter(
        resource__reference__in=others, officer__code=change.officer, ends_at__isnull=True
    ).exists()
