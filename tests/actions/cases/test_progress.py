from datetime import timedelta

import pytest
from django.utils import timezone

from samakki.access import actions as access
from samakki.access.domain.vocabulary import Purpose
from samakki.access.models import AuditEntry
from samakki.access.queries import Officer
from samakki.cases import actions, queries
from samakki.cases.domain.reviews import StalledReason
from samakki.cases.domain.vocabulary import HypothesisAnswer, Offence, Stage
from samakki.cases.models import Hypothesis, StageChange
from tests.support.casework import on_team
from tests.support.people import FIELD, People
from tests.support.refusing import refused_attempt

REASON = "Two witnesses say so, independently of each other."


def stage(by: Officer, case: str) -> Stage:
    seen = queries.case(by, case)
    assert seen is not None
    return seen.stage


def test_a_case_moves_and_keeps_how_it_moved(investigator: Officer, case: str) -> None:
    actions.change_stage(by=investigator, case=case, to=Stage.INVESTIGATION, reason=REASON)
    assert stage(investigator, case) is Stage.INVESTIGATION
    moves = list(StageChange.objects.order_by("pk").values_list("before", "after", "reason"))
    assert moves == [("", "assessment", ""), ("assessment", "investigation", REASON)]
    assert AuditEntry.objects.filter(action="change_stage", outcome="done", facts={"what": "investigation"}).exists()


def test_a_move_that_is_not_next_is_refused(investigator: Officer, case: str) -> None:
    with refused_attempt("change_stage", investigator.code, "stage-not-next", about=case):
        actions.change_stage(by=investigator, case=case, to=Stage.JUDGED, reason=REASON)
    assert stage(investigator, case) is Stage.ASSESSMENT


def test_the_prosecution_alone_takes_a_case_to_court(
    investigator: Officer, supervisor: Officer, prosecutor: Officer, case: str
) -> None:
    on_team(supervisor, case, prosecutor, purpose=Purpose.PROSECUTE)
    for to in (Stage.INVESTIGATION, Stage.WITH_PROSECUTOR):
        actions.change_stage(by=investigator, case=case, to=to, reason=REASON)
    with refused_attempt("change_stage", investigator.code, "stage-is-prosecutors", about=case):
        actions.change_stage(by=investigator, case=case, to=Stage.IN_COURT, reason=REASON)
    actions.change_stage(by=prosecutor, case=case, to=Stage.IN_COURT, reason=REASON)
    assert stage(prosecutor, case) is Stage.IN_COURT


def test_a_pause_wants_the_reasons_of_the_same_day(investigator: Officer, case: str) -> None:
    actions.change_stage(by=investigator, case=case, to=Stage.INVESTIGATION, reason=REASON)
    with refused_attempt("change_stage", investigator.code, "pause-needs-review", about=case):
        actions.change_stage(by=investigator, case=case, to=Stage.PAUSED, reason=REASON)
    day = timezone.localdate() + timedelta(days=30)
    reasons = {StalledReason.NO_ANSWER_ABROAD, StalledReason.LANGUAGE}
    actions.review_case(by=investigator, case=case, reasons=reasons, words="Ask again", next_review_on=day)
    actions.change_stage(by=investigator, case=case, to=Stage.PAUSED, reason=REASON)
    seen = queries.case(investigator, case)
    assert seen is not None
    assert (seen.stage, seen.next_review_on) == (Stage.PAUSED, day)
    assert "no_answer_abroad,language" in {one.after for one in queries.story(case)}


def test_a_review_without_reasons_is_refused(investigator: Officer, case: str) -> None:
    with refused_attempt("review_case", investigator.code, "stalled-or-not", "review-day-range", about=case):
        actions.review_case(by=investigator, case=case, reasons=set(), words="", next_review_on=None)


def test_both_hypotheses_may_stand_and_an_answer_keeps_those_before(investigator: Officer, case: str) -> None:
    for offence, answer in [
        (Offence.SMUGGLING, HypothesisAnswer.SUPPORTED),
        (Offence.TRAFFICKING, HypothesisAnswer.NOT_NOW),
        (Offence.TRAFFICKING, HypothesisAnswer.SUPPORTED),
    ]:
        actions.answer_hypothesis(by=investigator, case=case, offence=offence, answer=answer, reason=REASON)
    seen = queries.case(investigator, case)
    assert seen is not None
    assert seen.offences == (Offence.TRAFFICKING, Offence.SMUGGLING)
    assert Hypothesis.objects.filter(offence="trafficking").count() == 3


def test_an_answer_that_changes_nothing_is_refused(investigator: Officer, case: str) -> None:
    with refused_attempt("answer_hypothesis", investigator.code, "answer-unchanged", "reason-length", about=case):
        actions.answer_hypothesis(
            by=investigator, case=case, offence=Offence.TRAFFICKING, answer=HypothesisAnswer.CONSIDERED, reason=""
        )


def test_a_case_is_described_anew_and_never_without_looking_at_the_nickname(investigator: Officer, case: str) -> None:
    actions.describe_case(
        by=investigator, case=case, nickname="Red boat", nickname_is_no_name=True, countries=("VN", "KR")
    )
    seen = queries.case(investigator, case)
    assert seen is not None
    assert (seen.nickname, seen.countries) == ("Red boat", ("VN", "KR"))
    with refused_attempt("describe_case", investigator.code, "nickname-not-confirmed", "country-needed", about=case):
        actions.describe_case(by=investigator, case=case, nickname="Hoa", nickname_is_no_name=False, countries=())


def test_only_who_reads_the_whole_file_leads(
    people: People, supervisor: Officer, investigator: Officer, case: str
) -> None:
    other = people.officer("investigator", desk=FIELD)
    with refused_attempt("change_lead", investigator.code, "officer-not-on-team", about=case):
        actions.change_lead(by=investigator, case=case, officer=other.code)
    on_team(supervisor, case, other)
    actions.change_lead(by=investigator, case=case, officer=other.code)
    actions.end_team(by=supervisor, case=case, officer=investigator.code)
    assert queries.case(investigator, case) is None


def test_a_closed_case_takes_notes_and_a_way_back_and_nothing_else(investigator: Officer, case: str) -> None:
    actions.change_stage(by=investigator, case=case, to=Stage.CLOSED, reason=REASON)
    with refused_attempt("answer_hypothesis", investigator.code, "case-closed", about=case):
        actions.answer_hypothesis(
            by=investigator, case=case, offence=Offence.SMUGGLING, answer=HypothesisAnswer.SUPPORTED, reason=REASON
        )
    actions.change_stage(by=investigator, case=case, to=Stage.INVESTIGATION, reason=REASON)
    assert stage(investigator, case) is Stage.INVESTIGATION


@pytest.mark.parametrize("kind", ["supervisor", "stranger"])
def test_a_summary_or_nothing_is_not_enough_to_change_a_case(people: People, case: str, kind: str) -> None:
    by = people.officer("supervisor") if kind == "supervisor" else people.officer("investigator", desk=FIELD)
    with refused_attempt("change_stage", by.code, "not-found", about=case):
        actions.change_stage(by=by, case=case, to=Stage.INVESTIGATION, reason=REASON)


def test_urgent_access_reads_a_case_and_changes_nothing_in_it(people: People, case: str) -> None:
    stranger = people.officer("investigator", desk=FIELD)
    danger = "The witness is followed since an hour and nobody of the desk answers the telephone."
    access.open_break_glass(by=stranger, reference=case, reason=danger)
    seen = queries.case(stranger, case)
    assert seen is not None
    assert seen.is_full
    with refused_attempt("change_stage", stranger.code, "urgent-access-reads-only", about=case):
        actions.change_stage(by=stranger, case=case, to=Stage.INVESTIGATION, reason=REASON)
