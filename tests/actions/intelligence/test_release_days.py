"""Requests for a release with a day: reminded, missed, asked again, withdrawn; each node by its own calendar."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from unittest import mock

import pytest
import time_machine
from django.utils import timezone

from samakki.access.models import AuditEntry, Officer
from samakki.cases.registries import WorkRow
from samakki.intelligence import actions
from samakki.intelligence.actions import release_days
from samakki.intelligence.actions.release_days import run_release_days
from samakki.intelligence.domain.holdings import ReleaseState, Use
from samakki.intelligence.domain.recalls import KeepGround
from samakki.intelligence.models import ReleaseRequest
from samakki.intelligence.web import work_of_disclosures as work
from tests.actions.intelligence.world_of_disclosures import Abroad
from tests.support.refusing import refused_attempt

START = datetime.fromisoformat("2026-11-22T09:00:00+07:00")


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(START, tick=False):
        yield


@pytest.fixture
def both(abroad: Abroad) -> tuple[str, str, str]:
    """A disclosure at home, the same abroad, and the request from there: 14 days for an answer."""
    reference, there = abroad.delivered()
    actions.accept_offer(by=abroad.thai, reference=there)
    asked = actions.ask_release(
        by=abroad.thai, reference=there, items=(), use=Use.COURT, why="The hearing is in May.",
        reply_by=timezone.localdate() + timedelta(days=14),
    )  # fmt: skip
    abroad.wire.deliver_all()
    return reference, there, asked


def after(days: int) -> time_machine.travel:
    return time_machine.travel(START + timedelta(days=days), tick=False)


def lines(act: str) -> set[str]:
    return set(AuditEntry.objects.filter(action=act).values_list("reference", flat=True))


def steps(by: Officer) -> list[str]:
    rows: list[WorkRow] = [one for one in work.to_do(by) if one.reference.startswith("RR-")]
    return [str(one.next_step) for one in rows]


def test_the_owner_is_reminded_before_the_day_and_both_are_told_after_it(
    abroad: Abroad, both: tuple[str, str, str]
) -> None:
    reference, there, asked = both
    home, supervisor = abroad.desk.writer, abroad.desk.supervisor
    with after(10):
        assert run_release_days() == 0
        assert (steps(supervisor), steps(home)) == (["Answer the other desk"], [])
        assert [one.reference for one in work.watching(abroad.thai) if one.due] == [asked]
    with after(11):
        assert run_release_days() == 1
        assert steps(home) == ["Have a supervisor answer the other desk"]
    assert (lines("remind_release"), lines("miss_release_day")) == ({reference}, set())
    with after(14):  # the day itself belongs to who has to answer
        assert (run_release_days(), steps(abroad.thai)) == (0, [])
    with after(15):
        assert run_release_days() == 2
        assert steps(supervisor) == ["The day has passed: answer the other desk"]
        assert steps(home) == ["The day has passed: have a supervisor answer the other desk"]
        assert steps(abroad.thai) == ["Nobody answered by the day you set: ask again, or withdraw it"]
        assert run_release_days() == 0
    assert lines("miss_release_day") == {reference, there}


def test_silence_opens_nothing_and_an_answer_after_the_day_still_counts(
    abroad: Abroad, both: tuple[str, str, str]
) -> None:
    reference, there, asked = both
    with after(40):
        run_release_days()
        with refused_attempt("use_copy", abroad.thai.code, "copy-needs-release", about=there):
            actions.use_copy(by=abroad.thai, reference=there, item="1", ground=KeepGround.COURT_FILE)
        at_home = ReleaseRequest.objects.get(disclosure__reference=reference).reference
        supervisor = abroad.desk.supervisor
        actions.answer_release(by=supervisor, reference=reference, request=at_home, answer=ReleaseState.APPROVED)
        abroad.wire.deliver_all()
        actions.use_copy(by=abroad.thai, reference=there, item="1", ground=KeepGround.COURT_FILE)
        assert run_release_days() == 0
    assert (ReleaseRequest.objects.get(reference=asked).state, steps(abroad.thai)) == ("approved", [])


def test_a_kill_between_two_requests_and_a_wrong_clock_write_no_line_twice(
    abroad: Abroad, both: tuple[str, str, str]
) -> None:
    reference, there, _asked = both
    written, noted = [], release_days._note

    def killed(act: str, row: ReleaseRequest) -> int:
        written.append(act)
        if len(written) == 2:
            raise SystemExit
        return noted(act, row)

    with after(15):
        with mock.patch.object(release_days, "_note", killed), pytest.raises(SystemExit):
            run_release_days()
        assert lines("remind_release") | lines("miss_release_day") <= {there}
        assert steps(abroad.desk.supervisor) == [
            "The day has passed: answer the other desk"
        ]  # pages ask the day itself
        run_release_days()
    with after(2):  # the clock was wrong by a fortnight, and is put right: nothing is late any more
        assert (run_release_days(), steps(abroad.thai)) == (0, [])
    with after(400):
        assert run_release_days() == 0
    found = AuditEntry.objects.filter(action__in=["remind_release", "miss_release_day"])
    assert sorted(found.values_list("action", "reference")) == sorted(
        [("miss_release_day", reference), ("miss_release_day", there), ("remind_release", reference)]
    )


def test_asking_again_leaves_one_question_open_and_withdrawing_none(abroad: Abroad, both: tuple[str, str, str]) -> None:
    reference, there, asked = both
    with after(20):
        with refused_attempt("ask_release", abroad.thai.code, "release-day", about=there):
            actions.ask_release_again(by=abroad.thai, reference=there, request=asked, reply_by=timezone.localdate())
        later = timezone.localdate() + timedelta(days=7)
        again = actions.ask_release_again(by=abroad.thai, reference=there, request=asked, reply_by=later)
        assert [one.type for one in abroad.wire.posted] == ["release.request@1.1", "release.request@1.0"]
        abroad.wire.deliver_all()
        at_home = ReleaseRequest.objects.filter(disclosure__reference=reference).order_by("pk")
        assert list(at_home.values_list("state", "why")) == [
            ("withdrawn", "The hearing is in May."), ("asked", "The hearing is in May."),
        ]  # fmt: skip
        row = ReleaseRequest.objects.get(reference=again)
        assert (row.instead_of, row.reply_by, row.use) == (asked, later, "court")
        with refused_attempt("withdraw_release", abroad.thai.code, "release-not-open", about=there):
            actions.withdraw_release(by=abroad.thai, reference=there, request=asked)
        with refused_attempt("withdraw_release", abroad.thai.code, "not-found", about=there):
            actions.withdraw_release(by=abroad.thai, reference=there, request="RR-00000")
        actions.withdraw_release(by=abroad.thai, reference=there, request=again)
        abroad.wire.deliver_all()
    assert set(ReleaseRequest.objects.values_list("state", flat=True)) == {"withdrawn"}
    assert lines("note_release_withdrawn") == {reference}
    with refused_attempt("answer_release", abroad.desk.supervisor.code, "release-not-open", about=reference):
        actions.answer_release(
            by=abroad.desk.supervisor, reference=reference, request=at_home[0].reference, answer=ReleaseState.APPROVED
        )


def test_a_withdrawal_and_an_answer_that_cross_open_nothing_on_either_side(
    abroad: Abroad, both: tuple[str, str, str]
) -> None:
    reference, there, asked = both
    at_home = ReleaseRequest.objects.get(disclosure__reference=reference)
    actions.answer_release(
        by=abroad.desk.supervisor, reference=reference, request=at_home.reference, answer=ReleaseState.APPROVED
    )
    actions.withdraw_release(by=abroad.thai, reference=there, request=asked)
    (answer, withdrawal) = abroad.wire.posted
    assert (abroad.wire.deliver(answer).code, abroad.wire.deliver(withdrawal).accepted) == ("release-withdrawn", True)
    assert set(ReleaseRequest.objects.values_list("state", flat=True)) == {"withdrawn"}
    with refused_attempt("use_copy", abroad.thai.code, "copy-needs-release", about=there):
        actions.use_copy(by=abroad.thai, reference=there, item="1", ground=KeepGround.COURT_FILE)


def test_a_withdrawal_that_comes_first_keeps_its_request_out_and_one_that_cannot_leave_holds_here(
    abroad: Abroad, both: tuple[str, str, str]
) -> None:
    _reference, there, asked = both
    with after(20):
        later = timezone.localdate() + timedelta(days=7)
        again = actions.ask_release_again(by=abroad.thai, reference=there, request=asked, reply_by=later)
        (_first, request) = abroad.wire.posted
        actions.withdraw_release(by=abroad.thai, reference=there, request=again)
        assert abroad.wire.deliver(abroad.wire.posted[-1]).accepted
        assert abroad.wire.deliver(request).code == "release-known-already"
        assert ReleaseRequest.objects.get(disclosure__isnull=False, asked_as=again).state == "withdrawn"
        third = actions.ask_release(
            by=abroad.thai, reference=there, items=(), use=Use.COURT, why="The hearing is in June.", reply_by=later
        )
        abroad.wire.refuses = {request.to}
        actions.withdraw_release(by=abroad.thai, reference=there, request=third)
    logged = AuditEntry.objects.filter(action="withdraw_release", outcome="done")
    kept = {one.facts["record"]: one.facts.get("reasons") for one in logged}
    assert kept == {asked: None, again: None, third: "desk-not-listed"}
