"""The second person, warnings, and what ends a release."""

from datetime import timedelta

import pytest
from django.utils import timezone

from samakki.access.models import AuditEntry
from samakki.intelligence import actions, queries
from samakki.intelligence.domain.sources import SourceDetails
from samakki.intelligence.domain.vocabulary import ReturnReason, SourceKind
from samakki.intelligence.domain.writing import NewItem
from samakki.intelligence.models import ReleaseWarning, Report, ReportEvent, ReportItem
from samakki.intelligence.queries.opening import release_digest
from tests.actions.intelligence.conftest import Desk
from tests.support.casework import TRAFFICKING, a_report, a_sanitised_report, an_item
from tests.support.people import FIELD
from tests.support.refusing import refused_attempt


def due() -> object:
    return timezone.localdate() + timedelta(days=30)


def test_a_second_person_authorises_on_a_summary_and_the_step_is_written_twice(desk: Desk) -> None:
    report = a_sanitised_report(desk.writer)

    actions.authorise_release(by=desk.supervisor, reference=report, feedback_due=due())  # type: ignore[arg-type]  # a day

    row = Report.objects.get(reference=report)
    assert (row.state, row.authorised_by) == ("supervisor_authorised", desk.supervisor.code)
    assert row.authorised_digest == release_digest(row)
    assert ReportEvent.objects.filter(report=row).latest("pk").step == "authorise_release"
    entry = AuditEntry.objects.filter(action="authorise_release").latest("pk")
    assert (entry.outcome, entry.reference, entry.facts["step"]) == ("done", report, "supervisor_authorised")


def test_whoever_wrote_any_of_it_does_not_authorise(desk: Desk) -> None:
    both = desk.people.officer("investigator", "supervisor", desk=desk.writer.desk.address)
    report = a_sanitised_report(both)
    with refused_attempt("authorise_release", both.code, "author-does-not-authorise", about=report):
        actions.authorise_release(by=both, reference=report, feedback_due=due())  # type: ignore[arg-type]  # a day
    assert Report.objects.get(reference=report).state == "sanitised"


@pytest.mark.parametrize(("who", "codes"), [("writer", 2), ("colleague", 1), ("worker", 1)])
def test_without_the_duty_or_a_view_nobody_authorises(desk: Desk, who: str, codes: int) -> None:
    report = a_sanitised_report(desk.writer)
    by = getattr(desk, who)
    expected = ("release-needs-duty", "author-does-not-authorise") if codes > 1 else ("not-found",)
    with refused_attempt("authorise_release", by.code, *expected):
        actions.authorise_release(by=by, reference=report, feedback_due=due())  # type: ignore[arg-type]  # a day


def test_a_supervisor_of_another_desk_learns_nothing(desk: Desk) -> None:
    report = a_sanitised_report(desk.writer)
    other = desk.people.officer("supervisor", desk=FIELD)
    with refused_attempt("authorise_release", other.code, "not-found"):
        actions.authorise_release(by=other, reference=report, feedback_due=due())  # type: ignore[arg-type]  # a day


def test_a_day_for_feedback_is_needed(desk: Desk) -> None:
    report = a_sanitised_report(desk.writer)
    with refused_attempt("authorise_release", desk.supervisor.code, "feedback-due-missing"):
        actions.authorise_release(by=desk.supervisor, reference=report, feedback_due=None)


def test_every_warning_is_answered_before_the_second_person_reads(desk: Desk) -> None:
    report = a_report(desk.writer)
    an_item(desk.writer, report, sanitised="I saw him at 14:30 at the market.")
    actions.grade_report(by=desk.writer, reference=report)
    assert {one.code for one in ReleaseWarning.objects.all()} == {"self_reference", "exact_time_and_place"}

    with refused_attempt("sanitise_report", desk.writer.code, "warnings-open", about=report):
        actions.sanitise_report(by=desk.writer, reference=report)
    for warning in ReleaseWarning.objects.all():
        actions.answer_warning(
            by=desk.writer, reference=report, warning=warning.pk, reason="It stands in the newspaper."
        )
    actions.sanitise_report(by=desk.writer, reference=report)
    found = queries.report(desk.supervisor, report)
    assert found is not None
    assert {one.reason for one in found.warnings} == {"It stands in the newspaper."}


def test_changed_words_answer_their_warning_and_a_kept_one_stays_answered(desk: Desk) -> None:
    report = a_report(desk.writer)
    item = an_item(desk.writer, report, sanitised="I saw “Bong Lek” drive.")
    quote = ReleaseWarning.objects.get(code="direct_quote")
    actions.answer_warning(by=desk.writer, reference=report, warning=quote.pk, reason="Everybody calls him so.")

    actions.write_sanitised(by=desk.writer, reference=report, item=item, text="“Bong Lek” drives.")

    answers = dict(ReleaseWarning.objects.values_list("code", "answer"))
    assert answers == {"self_reference": "changed", "direct_quote": "kept"}


def test_a_warning_needs_a_reason_and_its_own_report(desk: Desk) -> None:
    report, other = a_report(desk.writer), a_report(desk.writer)
    an_item(desk.writer, report, sanitised="I saw him.")
    warning = ReleaseWarning.objects.get()
    with refused_attempt("answer_warning", desk.writer.code, "warning-needs-reason"):
        actions.answer_warning(by=desk.writer, reference=report, warning=warning.pk, reason="no")
    with refused_attempt("answer_warning", desk.writer.code, "warning-not-open"):
        actions.answer_warning(by=desk.writer, reference=other, warning=warning.pk, reason="long enough")
    assert ReleaseWarning.objects.get().answer == ""


def test_the_sealed_record_of_a_source_answers_yes_and_says_nothing_else(desk: Desk) -> None:
    source = actions.register_source(
        by=desk.writer,
        kind=SourceKind.PERSON,
        details=SourceDetails(names=("Prak Vanna",)),
        purpose=TRAFFICKING,
    )
    report = a_report(desk.writer, source_reference=source)
    an_item(desk.writer, report, sanitised="Vanna drives a van.")
    warning = ReleaseWarning.objects.get(code="source_record")
    assert warning.fragment == ""
    entry = AuditEntry.objects.filter(action="compare_with_source").latest("pk")
    assert (entry.reference, entry.facts) == (report, {"record": source, "count": 1})


def test_a_report_goes_back_with_a_reason_and_comes_again(desk: Desk) -> None:
    report = a_sanitised_report(desk.writer)
    actions.return_report(
        by=desk.supervisor, reference=report, reason=ReturnReason.SOURCE_VISIBLE, note="Leave out the van."
    )
    assert Report.objects.get(reference=report).state == "graded"
    assert [row.reference for row in queries.reports_returned(desk.writer)] == [report]
    with refused_attempt("return_report", desk.supervisor.code, "report-not-in-state"):
        actions.return_report(by=desk.supervisor, reference=report, reason=ReturnReason.NOT_CLEAR)
    actions.sanitise_report(by=desk.writer, reference=report)
    assert [row.reference for row in queries.reports_to_authorise(desk.supervisor)] == [report]


def test_a_release_ends_when_the_report_is_opened_again(desk: Desk) -> None:
    report = a_sanitised_report(desk.writer)
    actions.authorise_release(by=desk.supervisor, reference=report, feedback_due=due())  # type: ignore[arg-type]  # a day
    item = ReportItem.objects.get(report__reference=report).reference
    with refused_attempt("write_sanitised", desk.writer.code, "report-handed-on"):
        actions.write_sanitised(by=desk.writer, reference=report, item=item, text="Other words.")
    actions.reopen_report(by=desk.writer, reference=report)
    row = Report.objects.get(reference=report)
    assert (row.state, row.authorised_by, row.authorised_digest, row.feedback_due_on) == ("draft", "", "", None)


def test_a_report_without_grades_does_not_count_as_graded(desk: Desk) -> None:
    report = a_report(desk.writer)
    with refused_attempt("grade_report", desk.writer.code, "report-without-items"):
        actions.grade_report(by=desk.writer, reference=report)
    actions.add_item(by=desk.writer, reference=report, new=NewItem("He drives."))
    with refused_attempt("grade_report", desk.writer.code, "item-grade-missing"):
        actions.grade_report(by=desk.writer, reference=report)
