"""Feedback, review, keeping, grading again, destruction; and no way around the table."""

from contextlib import suppress
from datetime import date, timedelta

from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samakki.access.models import AuditEntry, Officer
from samakki.entities.domain.statements import NewStatement
from samakki.entities.models import Entity, SearchEntry, Statement
from samakki.intelligence import actions
from samakki.intelligence.domain.states import TRANSITIONS, State
from samakki.intelligence.domain.vocabulary import DestroyReason, FeedbackCode, ReturnReason
from samakki.intelligence.models import DestructionReceipt, Report, ReportEvent, ReportItem
from samakki.kernel.grades import GradeSystem, NativeGrade
from samakki.kernel.refusals import Refused
from tests.actions.intelligence.conftest import Desk
from tests.support.casework import a_case, a_report, a_sanitised_report, an_item
from tests.support.refusing import refused_attempt

C4 = NativeGrade.parse("C4", system=GradeSystem.FOUR_BY_FOUR)


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def authorised(desk: Desk) -> str:
    report = a_sanitised_report(desk.writer)
    actions.authorise_release(by=desk.supervisor, reference=report, feedback_due=in_days(30))
    return report


def test_a_report_runs_its_whole_life_on_one_node(desk: Desk) -> None:
    report = authorised(desk)
    actions.note_feedback(by=desk.writer, reference=report, finding=FeedbackCode.CONFIRMED, note="The van was there.")
    actions.review_report(by=desk.writer, reference=report)
    actions.retain_report(by=desk.writer, reference=report, review_on=in_days(90))
    actions.review_report(by=desk.writer, reference=report)
    item = ReportItem.objects.get(report__reference=report).reference
    actions.regrade_report(by=desk.writer, reference=report, grades={item: C4})
    actions.review_report(by=desk.writer, reference=report)
    actions.destroy_report(by=desk.writer, reference=report, reason=DestroyReason.NO_LONGER_NEEDED)

    way = list(ReportEvent.objects.filter(report__reference=report).order_by("pk").values_list("end", flat=True))
    assert way == [
        "graded", "sanitised", "supervisor_authorised", "feedback", "reviewed", "retained", "reviewed", "re_graded",
        "reviewed", "destroyed",
    ]  # fmt: skip
    logged = AuditEntry.objects.filter(reference=report, outcome="done", facts__has_key="step").order_by("pk")
    assert sorted(entry.facts["step"] for entry in logged) == sorted(way)


def test_destruction_leaves_no_word_and_a_receipt(desk: Desk) -> None:
    report = a_report(desk.writer, text="SECRETWORD one", headline="SECRETWORD")
    item = an_item(desk.writer, report, raw="SECRETWORD two", sanitised="SECRETWORD three")
    said = [NewStatement("name", "SECRETWORD four")]
    actions.capture(by=desk.writer, reference=report, item=item, schema="Person", statements=said)

    actions.destroy_report(by=desk.writer, reference=report, reason=DestroyReason.WRITTEN_BY_MISTAKE)

    receipt = DestructionReceipt.objects.get(report__reference=report)
    assert (receipt.items, receipt.entities, receipt.reason, len(receipt.digest)) == (1, 1, "written_by_mistake", 64)
    for model in (Report, ReportItem, ReportEvent, Entity, Statement, SearchEntry):
        for row in model.objects.all().values():
            assert "SECRETWORD" not in str(row)
    assert all(b"SECRETWORD" not in bytes(one.original_bytes or b"") for one in Report.objects.all())
    assert not SearchEntry.objects.filter(reference=report).exists()


def test_a_report_that_stands_in_a_case_is_not_destroyed(desk: Desk) -> None:
    report, case = a_report(desk.writer), a_case(desk.writer)
    actions.file_in_case(by=desk.writer, reference=report, case=case)
    with refused_attempt("destroy_report", desk.writer.code, "report-held-by-case"):
        actions.destroy_report(by=desk.writer, reference=report, reason=DestroyReason.FALSE)
    actions.take_out_of_case(by=desk.writer, reference=report, case=case)
    actions.destroy_report(by=desk.writer, reference=report, reason=DestroyReason.FALSE)


def test_keeping_needs_a_day_to_come(desk: Desk) -> None:
    report = authorised(desk)
    actions.review_report(by=desk.writer, reference=report)
    with refused_attempt("retain_report", desk.writer.code, "review-day-missing"):
        actions.retain_report(by=desk.writer, reference=report, review_on=None)
    with refused_attempt("retain_report", desk.writer.code, "review-day-past"):
        actions.retain_report(by=desk.writer, reference=report, review_on=timezone.localdate())


def test_grading_again_needs_a_grade_and_an_item_of_the_report(desk: Desk) -> None:
    report = authorised(desk)
    actions.review_report(by=desk.writer, reference=report)
    with refused_attempt("regrade_report", desk.writer.code, "nothing-graded"):
        actions.regrade_report(by=desk.writer, reference=report, grades={})
    with refused_attempt("regrade_report", desk.writer.code, "item-not-there"):
        actions.regrade_report(by=desk.writer, reference=report, grades={"I-00000": C4})


STEPS = {
    "grade": lambda by, other, report: actions.grade_report(by=by, reference=report),
    "sanitise": lambda by, other, report: actions.sanitise_report(by=by, reference=report),
    "authorise": lambda by, other, report: actions.authorise_release(
        by=other, reference=report, feedback_due=in_days(30)
    ),
    "authorise own": lambda by, other, report: actions.authorise_release(
        by=by, reference=report, feedback_due=in_days(30)
    ),
    "return": lambda by, other, report: actions.return_report(
        by=other, reference=report, reason=ReturnReason.NOT_CLEAR
    ),
    "reopen": lambda by, other, report: actions.reopen_report(by=by, reference=report),
    "feedback": lambda by, other, report: actions.note_feedback(by=by, reference=report, finding=FeedbackCode.FALSE),
    "review": lambda by, other, report: actions.review_report(by=by, reference=report),
    "retain": lambda by, other, report: actions.retain_report(by=by, reference=report, review_on=in_days(9)),
    "regrade": lambda by, other, report: actions.regrade_report(
        by=by, reference=report, grades={ReportItem.objects.get(report__reference=report).reference: C4}
    ),
    "destroy": lambda by, other, report: actions.destroy_report(
        by=by, reference=report, reason=DestroyReason.NO_LONGER_NEEDED
    ),
}


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wanted=st.lists(st.sampled_from(sorted(STEPS)), min_size=4, max_size=10))
def test_no_sequence_of_actions_leaves_the_table(desk: Desk, wanted: list[str]) -> None:
    report = a_report(desk.writer)
    an_item(desk.writer, report)
    arrows = {(one.start.value, one.end.value) for one in TRANSITIONS if not one.needs_exchange}
    state, writer, second = "draft", desk.writer, desk.supervisor
    for step in wanted:
        steps_before = ReportEvent.objects.filter(report__reference=report).count()
        _try(step, writer, second, report)
        row = Report.objects.get(reference=report)
        moved = ReportEvent.objects.filter(report=row).count() - steps_before
        assert moved == (row.state != state or ((state, row.state) in arrows and moved))
        assert row.state == state or (state, row.state) in arrows
        assert row.state != State.AUTHORISED.value or row.authorised_by not in row.writers
        state = row.state


def _try(step: str, by: Officer, other: Officer, report: str) -> None:
    with suppress(Refused):
        STEPS[step](by, other, report)
