"""Recalls over two hops, what a court needs, releases, emergencies, the protection check, days that come."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from samakki.access.actions import add_member
from samakki.access.domain.vocabulary import Purpose
from samakki.access.models import AuditEntry
from samakki.access.registries import Departure, refusals_to_leave
from samakki.entities.actions import protect_person
from samakki.entities.models import Entity
from samakki.exchange.registries import payload_owners
from samakki.intelligence import actions
from samakki.intelligence.actions.expiring import run_days
from samakki.intelligence.domain.disclosure_items import Contents
from samakki.intelligence.domain.emergencies import FIELDS, EmergencyFinding
from samakki.intelligence.domain.holdings import ReleaseState, Use
from samakki.intelligence.domain.protection_checks import CheckAnswer, CheckedFor
from samakki.intelligence.domain.recalls import KeepGround, RecallReason, RecallScope
from samakki.intelligence.models import (
    Disclosure,
    Emergency,
    Holding,
    ItemKey,
    ReceivedDisclosure,
    ReleaseRequest,
    Report,
    ReportItem,
)
from samakki.intelligence.queries.boards import board
from samakki.intelligence.queries.sealed import content_of
from samakki.kernel.addresses import DeskAddress
from samakki.kernel.references import new_reference
from tests.actions.intelligence.world_of_disclosures import NO, Abroad
from tests.support.people import POLICE
from tests.support.refusing import refused_attempt
from tests.support.wire import THAI, VIET

NOTE = "It went to the wrong desk."
LINES = dict.fromkeys(FIELDS, "a few words")


def accepted(abroad: Abroad) -> tuple[str, str, str]:
    """A disclosure at home, the one abroad, and the report abroad."""
    reference, there = abroad.delivered()
    report = actions.accept_offer(by=abroad.thai, reference=there)
    abroad.wire.deliver_all()
    return reference, there, report


def recall(abroad: Abroad, reference: str, scope: RecallScope, **how: object) -> str:
    return actions.recall_disclosure(
        by=abroad.desk.writer,
        reference=reference,
        scope=scope,
        reason=RecallReason.WRONG_DESK,
        note=NOTE,
        **how,  # type: ignore[arg-type]  # passed on
    )


def test_an_erasure_takes_two_destroys_the_key_and_keeps_id_and_digest(abroad: Abroad) -> None:
    reference, _there, report = accepted(abroad)
    digests = dict(Holding.objects.values_list("item", "digest"))
    asked = recall(abroad, reference, RecallScope.ERASE)
    assert abroad.wire.posted == []
    with refused_attempt("agree_to_recall", abroad.desk.writer.code, "disclosure-needs-duty", "disclosure-own-work"):
        actions.agree_to_recall(by=abroad.desk.writer, reference=reference, recall=asked)
    actions.agree_to_recall(by=abroad.desk.supervisor, reference=reference, recall=asked)
    abroad.wire.deliver_all()
    assert set(Holding.objects.values_list("state", flat=True)) == {"erased"}
    assert set(ItemKey.objects.values_list("wrapped", flat=True)) == {b""}
    assert dict(Holding.objects.values_list("item", "digest")) == digests
    row = Report.objects.get(reference=report)
    assert (row.raw, row.items.get().raw, Entity.objects.get(source__reference=report).properties) == ("", "", {})
    assert not any(one.is_held for one in board(reference))
    logged = set(AuditEntry.objects.values_list("action", flat=True))
    assert {"ask_recall", "agree_to_recall", "obey_recall"} <= logged


def test_withdrawing_takes_the_words_away_and_correcting_brings_others(abroad: Abroad) -> None:
    reference, _there, report = accepted(abroad)
    recall(abroad, reference, RecallScope.WITHDRAW)
    abroad.wire.deliver_all()
    assert ReportItem.objects.get(report__reference=report).raw == ""
    assert content_of(Holding.objects.get(item="1")) != b""
    recall(abroad, reference, RecallScope.CORRECT, corrections={"1": "A woman drives a lorry."})
    abroad.wire.deliver_all()
    assert ReportItem.objects.get(report__reference=report).raw == "A woman drives a lorry."
    assert Holding.objects.get(item="1").state == "held"


@pytest.mark.parametrize("ground", [KeepGround.ARREST, KeepGround.CHARGE, KeepGround.REQUEST, KeepGround.COURT_FILE])
def test_what_a_court_needs_is_kept_until_a_prosecutor_lets_it_go(abroad: Abroad, ground: KeepGround) -> None:
    reference, there, report = accepted(abroad)
    Holding.objects.update(
        handling={**Holding.objects.get(item="1").handling, "evidential_use": "yes", "action": "overt"}
    )
    actions.use_copy(by=abroad.thai, reference=there, item="1", ground=ground)
    asked = recall(abroad, reference, RecallScope.ERASE)
    actions.agree_to_recall(by=abroad.desk.supervisor, reference=reference, recall=asked)
    abroad.wire.deliver_all()
    states = dict(Holding.objects.values_list("item", "state"))
    assert (states["1"], states["things"]) == ("kept", "erased")
    assert ReportItem.objects.get(report__reference=report).raw != ""
    answers = {one.item: (one.is_held, one.ground) for one in board(reference)}
    assert answers["1"] == (True, ground)


def test_a_prosecutor_lets_go_and_what_was_asked_is_done_and_answered(abroad: Abroad) -> None:
    reference, there, report = accepted(abroad)
    Holding.objects.update(handling={**Holding.objects.get(item="1").handling, "evidential_use": "yes"})
    actions.use_copy(by=abroad.thai, reference=there, item="1", ground=KeepGround.CHARGE)
    recall(abroad, reference, RecallScope.WITHDRAW)
    abroad.wire.deliver_all()
    with refused_attempt("say_needless", abroad.thai.code, "copy-prosecutor-only", about=report):
        actions.say_needless(by=abroad.thai, report=report, item="1")
    prosecutor = abroad.desk.people.officer("prosecutor")
    with refused_attempt("say_needless", prosecutor.code, "not-found", about=report):
        actions.say_needless(by=prosecutor, report=report, item="1")
    add_member(
        by=abroad.others[f"{THAI} supervisor"],
        reference=report,
        officer=prosecutor.code,
        purpose=Purpose.PROSECUTE,
    )
    actions.say_needless(by=prosecutor, report=report, item="1")
    abroad.wire.deliver_all()
    assert Holding.objects.get(item="1").state == "withdrawn"
    assert not any(one.is_held for one in board(reference))
    with refused_attempt("say_needless", prosecutor.code, "copy-not-kept", about=report):
        actions.say_needless(by=prosecutor, report=report, item="1")


def test_what_may_help_the_defence_is_kept(abroad: Abroad) -> None:
    from samakki.cases import actions as cases  # noqa: PLC0415  (only here)
    from samakki.cases.domain.disclosure import DisclosureKind  # noqa: PLC0415  (only here)
    from tests.support.casework import a_case  # noqa: PLC0415  (only here)

    reference, _there, report = accepted(abroad)
    case = a_case(abroad.thai)
    cases.list_for_disclosure(by=abroad.thai, case=case, kind=DisclosureKind.REPORT, reference=report)
    recall(abroad, reference, RecallScope.WITHDRAW)
    abroad.wire.deliver_all()
    assert set(Holding.objects.values_list("state", "ground")) == {("kept", "defence")}


def test_passing_on_needs_a_release_and_a_recall_reaches_the_second_hop(abroad: Abroad) -> None:
    reference, there, report = accepted(abroad)
    thai = abroad.thai
    onward = prepared_onward(abroad, report)
    with refused_attempt("freeze_disclosure", thai.code, "disclosure-item-not-for-desk", about=onward):
        actions.freeze_disclosure(by=thai, reference=onward)

    asked = actions.ask_release(
        by=thai,
        reference=there,
        items=(),
        use=Use.ONWARD,
        to=VIET,
        why="They look for the same van.",
        reply_by=timezone.localdate() + timedelta(days=7),
    )
    abroad.wire.deliver_all()
    at_home = ReleaseRequest.objects.get(disclosure__reference=reference)
    actions.answer_release(
        by=abroad.desk.supervisor,
        reference=reference,
        request=at_home.reference,
        answer=ReleaseState.APPROVED_SANITISED,
        words={"1": "A van goes to the river."},
    )
    abroad.wire.deliver_all()
    assert ReleaseRequest.objects.get(reference=asked).state == "approved_sanitised"

    actions.freeze_disclosure(by=thai, reference=onward)
    actions.send_disclosure(by=thai, reference=onward, seen=Disclosure.objects.get(reference=onward).package_digest)
    assert abroad.wire.posted[0].said["items"][0]["text"] == "A van goes to the river."
    abroad.wire.deliver_all()
    second = ReceivedDisclosure.objects.get(desk=VIET)
    actions.accept_offer(by=abroad.others[VIET], reference=second.reference)
    abroad.wire.deliver_all()

    recall(abroad, reference, RecallScope.WITHDRAW)
    abroad.wire.deliver_all()
    assert set(Holding.objects.filter(received=second, item="1").values_list("state", flat=True)) == {"withdrawn"}
    last = {(one.desk, one.item): one for one in board(reference)}
    assert (last[VIET, "1"].via, last[VIET, "1"].result.value) == (THAI, "done")  # type: ignore[union-attr]  # there


def prepared_onward(abroad: Abroad, report: str) -> str:
    """A disclosure of the received item to a third country, everything else in order."""
    thai = abroad.thai
    item = ReportItem.objects.get(report__reference=report)
    actions.grade_report(by=thai, reference=report)
    actions.write_sanitised(by=thai, reference=report, item=item.reference, text="A van drives to the river.")
    actions.sanitise_report(by=thai, reference=report)
    supervisor = abroad.others[f"{THAI} supervisor"]
    actions.authorise_release(by=supervisor, reference=report, feedback_due=timezone.localdate() + timedelta(days=9))
    onward = actions.start_disclosure(by=thai, report=report)
    actions.choose_contents(by=thai, reference=onward, contents=Contents((item.reference,)), to=[VIET])
    actions.answer_questions(by=thai, reference=onward, answers={"VN": NO}, words="", names={})
    return onward


def test_a_recall_of_what_nobody_has_is_answered_not_found(abroad: Abroad) -> None:
    reference, _there = abroad.delivered()
    Holding.objects.filter(item="1").update(item="7")
    recall(abroad, reference, RecallScope.RESTRICT, items=["1"])
    abroad.wire.deliver_all()
    assert {one.result.value for one in board(reference) if one.result} == {"not_found"}


def test_a_day_restricts_and_erases_by_the_same_table(abroad: Abroad) -> None:
    accepted(abroad)
    Holding.objects.filter(item="1").update(destroy_on=timezone.localdate())
    Holding.objects.filter(item="things").update(review_by=timezone.localdate())
    assert run_days() == 2
    states = dict(Holding.objects.values_list("item", "state"))
    assert states == {"summary": "held", "1": "erased", "things": "restricted"}
    assert run_days() == 0


def test_protecting_a_person_calls_back_what_left_and_says_no_more_than_safety(abroad: Abroad) -> None:
    reference, there, report = accepted(abroad)
    protect_person(by=abroad.desk.writer, entity=abroad.person)
    (posted,) = abroad.wire.posted
    assert (posted.type, posted.said["scope"], posted.said["reason"]) == ("recall.request@1.0", "restrict", "safety")
    assert b"Chan" not in posted.body
    abroad.wire.deliver_all()
    assert set(Holding.objects.values_list("state", flat=True)) == {"restricted"}
    row = Disclosure.objects.get(reference=reference)
    assert (bytes(row.package_sealed), bool(row.package_digest)) == (b"", True)
    assert (there, report) != ("", "")


def test_protecting_a_person_undoes_what_is_held(abroad: Abroad) -> None:
    reference = abroad.sent()
    protect_person(by=abroad.desk.writer, entity=abroad.person)
    assert abroad.wire.posted == []
    assert Disclosure.objects.get(reference=reference).state == "draft"


def test_what_is_a_draft_again_does_not_leave_although_it_was_queued(abroad: Abroad) -> None:
    abroad.sent()
    (posted,) = abroad.wire.posted
    departure = Departure(
        type=posted.type,
        by=posted.by,
        sender=DeskAddress.parse(posted.sender),
        to=(DeskAddress.parse(posted.to),),
        subjects=posted.subjects,
        body=posted.body,
    )
    assert refusals_to_leave(departure) == ()
    other = replace(departure, body=posted.body + b" ")
    assert [one.code for one in refusals_to_leave(other)] == ["disclosure-changed-meanwhile"]
    protect_person(by=abroad.desk.writer, entity=abroad.person)
    assert "disclosure-not-in-state" in {one.code for one in refusals_to_leave(departure)}


@pytest.mark.parametrize("kind", sorted(payload_owners))
def test_nothing_of_any_type_about_a_protected_person_goes_to_an_unchecked_state(abroad: Abroad, kind: str) -> None:
    """Every type that anybody registered, also those of subjects that do not exist yet."""
    by = abroad.desk.writer
    code = protect_person(by=by, entity=abroad.person)
    foreign = new_reference("P", b"\x01\x02\x03\x04")

    def refused(code: str, country: str, *, in_body: bool) -> bool:
        departure = Departure(
            type=f"{kind}.0",
            by=by.code,
            sender=DeskAddress.parse(POLICE),
            to=(DeskAddress.parse(f"{country}/EMB/PP/duty"),),
            subjects=() if in_body else (code,),
            body=f'{{"text":"about {code}."}}'.encode() if in_body else b"{}",
        )
        return "protection-check-missing" in {one.code for one in refusals_to_leave(departure)}

    for in_body in (True, False):
        assert refused(code, "TH", in_body=in_body)  # nobody knows where she is from: every state may be hers
        assert refused(foreign, "TH", in_body=in_body)
        assert not refused(code, "KH", in_body=in_body)
    check(abroad, code, CheckAnswer.SAFE_TO_TELL)
    assert not refused(code, "TH", in_body=True)
    assert refused(code, "VN", in_body=True)
    check(abroad, code, CheckAnswer.NOT_SAFE)
    assert refused(code, "TH", in_body=True)


def check(abroad: Abroad, code: str, answer: CheckAnswer) -> None:
    actions.record_check(
        by=abroad.desk.supervisor,
        code=code,
        country="TH",
        answer=answer,
        looked_at=set(CheckedFor),
        words="Read with her lawyer.",
    )


def test_a_check_needs_every_point_and_somebody_who_decides(abroad: Abroad) -> None:
    code = protect_person(by=abroad.desk.writer, entity=abroad.person)
    for by, codes in (
        (abroad.desk.writer, ("disclosure-needs-duty", "check-incomplete", "check-words")),
        (abroad.others[f"{THAI} supervisor"], ("not-found",)),
    ):
        with refused_attempt("record_check", by.code, *codes, about=code):
            actions.record_check(
                by=by, code=code, country="TH", answer=CheckAnswer.SAFE_TO_TELL, looked_at=(), words=""
            )


def test_an_emergency_leaves_at_once_and_goes_to_the_next_desk_when_nobody_answers(abroad: Abroad) -> None:
    writer, supervisor = abroad.desk.writer, abroad.desk.supervisor
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        reference = actions.send_emergency(
            by=writer, texts=LINES, desks=[THAI, VIET], reason="She is locked in and calls for help."
        )
    (posted,) = abroad.wire.posted
    assert (posted.to, posted.hold.total_seconds(), posted.is_urgent) == (THAI, 0, True)
    assert set(posted.said) == {*FIELDS, "disclosure", "originator"}
    assert b"locked in" not in posted.body
    with time_machine.travel(start + timedelta(minutes=14), tick=False):
        assert actions.ask_next_desks() == 0
    with time_machine.travel(start + timedelta(minutes=15), tick=False):
        assert actions.ask_next_desks() == 1
    assert [one.to for one in abroad.wire.posted] == [THAI, VIET]
    abroad.wire.deliver_all()
    there = ReceivedDisclosure.objects.get(desk=VIET)
    actions.take_emergency(by=abroad.others[VIET], reference=there.reference)
    abroad.wire.deliver_all()
    row = Emergency.objects.get(reference=reference)
    assert (row.state, row.taken_by, row.review_due_at - row.sent_at) == ("taken", VIET, timedelta(hours=24))
    with refused_attempt("review_emergency", writer.code, "disclosure-needs-duty", "disclosure-own-work"):
        actions.review_emergency(by=writer, reference=reference, finding=EmergencyFinding.RIGHT)
    actions.review_emergency(by=supervisor, reference=reference, finding=EmergencyFinding.RIGHT)
    assert Emergency.objects.get(reference=reference).reviewed_by == supervisor.code


def test_an_emergency_without_its_lines_or_a_listed_desk_is_not_sent(abroad: Abroad) -> None:
    with refused_attempt("send_emergency", abroad.desk.writer.code, "emergency-fields", "emergency-reason"):
        actions.send_emergency(by=abroad.desk.writer, texts={}, desks=[THAI], reason="")
    with refused_attempt("send_emergency", abroad.desk.writer.code, "recipient-unknown"):
        actions.send_emergency(
            by=abroad.desk.writer, texts=LINES, desks=["LA/POL/ATD/duty"], reason="She calls for help."
        )
