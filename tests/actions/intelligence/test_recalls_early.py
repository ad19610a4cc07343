"""A recall that comes before what it takes back, as what is urgent does."""

from datetime import timedelta

import pytest
from django.utils import timezone

from samakki.intelligence import actions
from samakki.intelligence.domain.disclosure_items import Part
from samakki.intelligence.domain.recalls import RecallReason, RecallScope
from samakki.intelligence.models import Disclosure, Holding, ItemKey, ReceivedDisclosure, ReportItem
from samakki.intelligence.queries.boards import board
from tests.actions.intelligence.world_of_disclosures import Abroad
from tests.support.refusing import refused_attempt


@pytest.mark.parametrize("scope", [RecallScope.WITHDRAW, RecallScope.ERASE, RecallScope.RESTRICT])
def test_a_recall_that_overtakes_its_offer_is_obeyed_when_the_offer_comes(abroad: Abroad, scope: RecallScope) -> None:
    reference = abroad.sent()
    Disclosure.objects.filter(reference=reference).update(held_until=timezone.now() - timedelta(seconds=1))
    recall = actions.recall_disclosure(
        by=abroad.desk.writer, reference=reference, scope=scope, reason=RecallReason.WRONG_DESK, note="The wrong desk."
    )
    if scope is RecallScope.ERASE:
        actions.agree_to_recall(by=abroad.desk.supervisor, reference=reference, recall=recall)
    offer, asked = abroad.wire.posted
    abroad.wire.posted = [asked]
    abroad.wire.deliver_all()
    assert {one.result.value for one in board(reference) if one.result} == {"not_found"}
    abroad.wire.posted = [offer]
    abroad.wire.deliver_all()
    wanted = {RecallScope.WITHDRAW: "withdrawn", RecallScope.ERASE: "erased", RecallScope.RESTRICT: "restricted"}
    assert set(Holding.objects.values_list("state", flat=True)) == {wanted[scope]}
    assert {one.result.value for one in board(reference) if one.result} <= {"done", "restricted"}
    if scope is RecallScope.ERASE:
        assert not ItemKey.objects.exclude(wrapped=b"").exists()
    if scope is not RecallScope.RESTRICT:
        there = ReceivedDisclosure.objects.get()
        with refused_attempt("accept_disclosure", abroad.thai.code, "offer-answered-already", about=there.reference):
            actions.accept_offer(by=abroad.thai, reference=there.reference)


def test_an_answer_that_nothing_is_there_ends_the_wait_for_every_item(abroad: Abroad) -> None:
    reference, _there = abroad.delivered()
    ReceivedDisclosure.objects.update(originator_reference="D-22222")
    actions.recall_disclosure(
        by=abroad.desk.writer,
        reference=reference,
        scope=RecallScope.WITHDRAW,
        reason=RecallReason.WRONG_DESK,
        note="It went to the wrong desk.",
    )
    abroad.wire.deliver_all()
    assert {(one.is_held, one.result.value) for one in board(reference) if one.result} == {(False, "not_found")}


@pytest.mark.parametrize("scope", [RecallScope.WITHDRAW, RecallScope.RESTRICT, RecallScope.CORRECT])
def test_a_recall_that_overtakes_the_rest_is_obeyed_when_the_rest_comes(abroad: Abroad, scope: RecallScope) -> None:
    reference, there = abroad.delivered(part=Part.SUMMARY)
    actions.accept_offer(by=abroad.thai, reference=there)
    (answer,) = abroad.wire.posted
    abroad.wire.posted = []
    abroad.wire.deliver(answer)
    (rest,) = abroad.wire.posted
    abroad.wire.posted = []
    taken_back(abroad, reference, scope)
    abroad.wire.deliver_all()
    assert "asked" not in results(reference)
    abroad.wire.posted = [rest]
    abroad.wire.deliver_all()
    wanted = {RecallScope.WITHDRAW: "withdrawn", RecallScope.RESTRICT: "restricted", RecallScope.CORRECT: "held"}
    item = Holding.objects.get(item="1")
    assert item.state == wanted[scope]
    assert results(reference) <= {"done", "restricted"}
    if scope is RecallScope.CORRECT:
        assert ReportItem.objects.get(reference=item.report_item).raw == "A woman drives a lorry."


def test_what_was_taken_back_before_it_was_accepted_has_no_rest_that_follows(abroad: Abroad) -> None:
    reference, there = abroad.delivered(part=Part.SUMMARY)
    actions.accept_offer(by=abroad.thai, reference=there)
    (answer,) = abroad.wire.posted
    abroad.wire.posted = []
    taken_back(abroad, reference, RecallScope.WITHDRAW)
    abroad.wire.deliver(answer)
    abroad.wire.deliver_all()
    assert set(Holding.objects.values_list("item", "state")) == {("summary", "withdrawn")}
    assert results(reference) == {"done", "not_found"}
    assert Disclosure.objects.get(reference=reference).parts.get().reason == "rest_not_sent"


def taken_back(abroad: Abroad, reference: str, scope: RecallScope) -> None:
    words = {"1": "A woman drives a lorry."} if scope is RecallScope.CORRECT else {}
    actions.recall_disclosure(
        by=abroad.desk.writer,
        reference=reference,
        scope=scope,
        reason=RecallReason.WRONG_DESK,
        note="The wrong desk.",
        corrections=words,
    )


def results(reference: str) -> set[str]:
    return {one.result.value for one in board(reference) if one.result}
