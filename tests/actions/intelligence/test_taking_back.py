"""Recalls over two hops, what a court needs, releases, days that come."""

from datetime import timedelta

import pytest
from django.utils import timezone

from samakki.access.actions import add_member
from samakki.access.domain.vocabulary import Purpose
from samakki.access.models import AuditEntry
from samakki.entities.models import Entity
from samakki.intelligence import actions
from samakki.intelligence.actions.expiring import run_days
from samakki.intelligence.domain.holdings import ReleaseState, Use
from samakki.intelligence.domain.recalls import KeepGround, RecallReason, RecallScope
from samakki.intelligence.models import (
    Disclosure,
    Holding,
    ItemKey,
    ReceivedDisclosure,
    ReleaseRequest,
    Report,
    ReportItem,
)
from samakki.intelligence.queries.boards import board
from samakki.intelligence.queries.sealed import content_of
from tests.actions.intelligence.world_of_disclosures import Abroad, accepted, prepared_onward
from tests.support.refusing import refused_attempt
from tests.support.wire import THAI, VIET

NOTE = "It went to the wrong desk."


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
