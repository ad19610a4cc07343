"""Steps of a report through its states. Each asks its rule, moves by the table, writes the step down."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from samakki.access import audit
from samakki.access import queries as officers
from samakki.access.actions.refusing import logged_refusal
from samakki.access.domain.policy import NOT_FOUND
from samakki.access.domain.vocabulary import Duty, Surface, View
from samakki.access.models import Officer
from samakki.intelligence.actions.comparing import refusals_to_compare
from samakki.intelligence.actions.items import follow, put_grade
from samakki.intelligence.actions.warnings import check_texts
from samakki.intelligence.actions.writing import (
    indexed,
    item_of,
    move,
    report_to_change,
    written,
)
from samakki.intelligence.domain.release import (
    refusals_to_authorise,
    refusals_to_grade,
    refusals_to_sanitise,
)
from samakki.intelligence.domain.states import State, Step, refusals_to_take
from samakki.intelligence.domain.vocabulary import FeedbackCode, ReturnReason
from samakki.intelligence.domain.writing import LONGEST_ITEM, NewItem, refusals_of_text
from samakki.intelligence.models import Report
from samakki.intelligence.queries.marks import mark_of_sanitised
from samakki.intelligence.queries.opening import current_items, facts_of, release_digest
from samakki.kernel.grades import NativeGrade
from samakki.kernel.marks import refusals_to_overwrite
from samakki.kernel.refusals import Refusal

SANITISED_IN = frozenset({State.DRAFT, State.GRADED, State.RE_GRADED})
LONGEST_NOTE = 1_000


def grade_report(*, by: Officer, reference: str) -> None:
    """Say that every item has its grade and its conditions.

    Raises:
        Refused: "not-found"; every reason of ``domain.release.refusals_to_grade`` at once.
    """
    with transaction.atomic():
        report, reasons = report_to_change(by, reference)
        if report is not None:
            reasons = refusals_to_grade(facts_of(report))
        if report is not None and not reasons:
            written(by, report)
            move(by, report, Step.GRADE)
            return
    raise logged_refusal(by, "grade_report", reference, reasons)


def write_sanitised(*, by: Officer, reference: str, item: str, text: str, seen: str | None = None) -> None:
    """Write the words of one item that may leave; empty keeps the item here. Warnings are looked for anew.

    Raises:
        Refused: "not-found"; "item-not-there"; "report-handed-on"; "text-too-long"; "comparisons-used-up";
            "changed-meanwhile", where `seen` is the mark of other words than stand there now.
    """
    with transaction.atomic():
        report, reasons = report_to_change(by, reference)
        row = item_of(report, item) if report is not None else None
        if report is not None:
            reasons = refusals_of_text(text, longest=LONGEST_ITEM, is_needed=False)
            if State(report.state) not in SANITISED_IN:
                reasons = (*reasons, Refusal("report-handed-on", {"report_state": report.state}))
            if row is None:
                reasons = (*reasons, Refusal("item-not-there"))
            reasons = (*reasons, *refusals_to_compare(by, report.source_reference, [text]))
            reasons = (*reasons, *(refusals_to_overwrite(seen, mark_of_sanitised(row.sanitised)) if row else ()))
        if report is not None and row is not None and not reasons:
            row.sanitised, row.changed_at = text.strip(), timezone.now()
            row.save(update_fields=["sanitised", "changed_at"])
            written(by, report)
            check_texts(by, report)
            indexed(report)
            audit.record(by, "write_sanitised", reference, facts={"record": item})
            return
    raise logged_refusal(by, "write_sanitised", reference, reasons)


def sanitise_report(*, by: Officer, reference: str) -> None:
    """Hand the texts that may leave to a second person. Every warning is answered before.

    Raises:
        Refused: "not-found"; every reason of ``domain.release.refusals_to_sanitise`` at once.
    """
    with transaction.atomic():
        report, reasons = report_to_change(by, reference)
        if report is not None:
            check_texts(by, report)
            reasons = refusals_to_sanitise(facts_of(report))
        if report is not None and not reasons:
            written(by, report)
            move(by, report, Step.SANITISE)
            return
    raise logged_refusal(by, "sanitise_report", reference, reasons)


def authorise_release(*, by: Officer, reference: str, feedback_due: date | None) -> None:
    """Allow, as the second person, that what the report's sanitised texts say may be shown outside.

    A summary of the report is enough: what leaves is what the summary shows. What was allowed is kept as a digest, so
    that a text changed afterwards cannot pass for the one that was read.

    Args:
        by: holds the duty and wrote nothing of it.
        reference: of a report whose texts wait.
        feedback_due: day by which a recipient says what came of it.

    Raises:
        Refused: "not-found"; every reason of ``domain.release.refusals_to_authorise`` at once.
    """
    with transaction.atomic():
        report, reasons = _report_to_judge(by, reference)
        if report is not None:
            reasons = refusals_to_authorise(
                facts_of(report),
                by=by.code,
                has_duty=_has_duty(by),
                feedback_due=feedback_due,
                today=timezone.localdate(),
            )
        if report is not None and not reasons:
            report.authorised_by, report.authorised_at = by.code, timezone.now()
            report.authorised_digest = release_digest(report)
            report.feedback_due_on = feedback_due
            move(by, report, Step.AUTHORISE)
            indexed(report)
            return
    raise logged_refusal(by, "authorise_release", reference, reasons)


def return_report(*, by: Officer, reference: str, reason: ReturnReason, note: str = "") -> None:
    """Send a report back to its authors, as the second person.

    Args:
        by: holds the duty.
        reference: of a report whose texts wait.
        reason: why; a code, since the log keeps it.
        note: more about it, for the authors.

    Raises:
        Refused: "not-found"; "release-needs-duty"; "report-not-in-state"; "text-too-long".
    """
    with transaction.atomic():
        report, reasons = _report_to_judge(by, reference)
        if report is not None:
            reasons = (
                *refusals_to_take(State(report.state), Step.RETURN),
                *(() if _has_duty(by) else (Refusal("release-needs-duty"),)),
                *refusals_of_text(note, longest=LONGEST_NOTE, is_needed=False),
            )
        if report is not None and not reasons:
            move(by, report, Step.RETURN, reason=reason.value, note=note.strip())
            return
    raise logged_refusal(by, "return_report", reference, reasons)


def reopen_report(*, by: Officer, reference: str) -> None:
    """Make a report a draft again, because something of it has to change. What was allowed on the old text ends.

    Raises:
        Refused: "not-found"; "report-not-in-state".
    """
    with transaction.atomic():
        report, reasons = report_to_change(by, reference)
        if report is not None:
            reasons = refusals_to_take(State(report.state), Step.REOPEN)
        if report is not None and not reasons:
            report.authorised_by, report.authorised_at, report.authorised_digest = "", None, ""
            report.feedback_due_on = None
            move(by, report, Step.REOPEN)
            return
    raise logged_refusal(by, "reopen_report", reference, reasons)


def note_feedback(*, by: Officer, reference: str, finding: FeedbackCode, note: str = "") -> None:
    """Note what came of a report that was used on this node.

    Raises:
        Refused: "not-found"; "report-not-in-state"; "text-too-long".
    """
    _step(by, reference, Step.NOTE_FEEDBACK, reason=finding.value, note=note)


def review_report(*, by: Officer, reference: str, note: str = "") -> None:
    """Say that somebody looked at the report again; what becomes of it is the next step.

    Raises:
        Refused: "not-found"; "report-not-in-state"; "text-too-long".
    """
    _step(by, reference, Step.REVIEW, note=note)


def retain_report(*, by: Officer, reference: str, review_on: date | None) -> None:
    """Keep a reviewed report until its next review.

    Raises:
        Refused: "not-found"; "report-not-in-state"; "review-day-missing"; "review-day-past".
    """
    with transaction.atomic():
        report, reasons = report_to_change(by, reference)
        if report is not None:
            reasons = refusals_to_take(State(report.state), Step.RETAIN)
            if review_on is None:
                reasons = (*reasons, Refusal("review-day-missing"))
            elif review_on <= timezone.localdate():
                reasons = (*reasons, Refusal("review-day-past"))
        if report is not None and not reasons:
            report.review_on = review_on
            move(by, report, Step.RETAIN)
            return
    raise logged_refusal(by, "retain_report", reference, reasons)


def regrade_report(*, by: Officer, reference: str, grades: Mapping[str, NativeGrade]) -> None:
    """Grade items of a reviewed report anew; what was captured from them takes on the new grade.

    Args:
        by: who grades.
        reference: of the report.
        grades: new grade by item reference; items that are left out keep theirs.

    Raises:
        Refused: "not-found"; "report-not-in-state"; "item-not-there"; "nothing-graded".
    """
    with transaction.atomic():
        report, reasons = report_to_change(by, reference)
        rows = {item.reference: item for item in current_items(report)} if report is not None else {}
        if report is not None:
            reasons = refusals_to_take(State(report.state), Step.RE_GRADE)
            if not grades:
                reasons = (*reasons, Refusal("nothing-graded"))
            if not set(grades) <= set(rows):
                reasons = (*reasons, Refusal("item-not-there"))
        if report is not None and not reasons:
            for item, grade in grades.items():
                put_grade(rows[item], NewItem(rows[item].raw, grade=grade))
                rows[item].changed_at = timezone.now()
                rows[item].save()
                follow(report, rows[item])
            report.authorised_by, report.authorised_at, report.authorised_digest = "", None, ""
            report.feedback_due_on = None
            written(by, report)
            move(by, report, Step.RE_GRADE)
            indexed(report)
            return
    raise logged_refusal(by, "regrade_report", reference, reasons)


def _step(by: Officer, reference: str, step: Step, *, reason: str = "", note: str = "") -> None:
    with transaction.atomic():
        report, reasons = report_to_change(by, reference)
        if report is not None:
            reasons = (
                *refusals_to_take(State(report.state), step),
                *refusals_of_text(note, longest=LONGEST_NOTE, is_needed=False),
            )
        if report is not None and not reasons:
            move(by, report, step, reason=reason, note=note.strip())
            return
    raise logged_refusal(by, step.value, reference, reasons)


def _report_to_judge(by: Officer, reference: str) -> tuple[Report | None, tuple[Refusal, ...]]:
    """The report, locked, where `by` sees at least its summary: enough to judge what leaves."""
    decision = officers.decide_record(by=by, reference=reference, purpose=None, surface=Surface.PAGE)
    if decision.view not in {View.FULL, View.SUMMARY}:
        return None, (NOT_FOUND,)
    found = Report.objects.select_for_update().select_related("resource").filter(reference=reference).first()
    return (found, ()) if found is not None else (None, (NOT_FOUND,))


def _has_duty(by: Officer) -> bool:
    return not officers.duty_refusals(by, Duty.AUTHORISE_RELEASE)
