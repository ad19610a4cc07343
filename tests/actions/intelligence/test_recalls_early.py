"""A recall that comes before what it takes back, as what is urgent does."""

from datetime import timedelta

import pytest
from django.utils import timezone

from samakki.intelligence import actions
from samakki.intelligence.domain.recalls import RecallReason, RecallScope
from samakki.intelligence.models import Disclosure, Holding, ItemKey, ReceivedDisclosure
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
