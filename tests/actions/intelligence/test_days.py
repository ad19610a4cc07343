"""Days of copies that come by themselves: their owner is told, over two hops too, and its board says so."""

from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from samakki.access.models import AuditEntry
from samakki.intelligence import actions
from samakki.intelligence.actions.expiring import run_days
from samakki.intelligence.domain.holdings import ReleaseState, Use
from samakki.intelligence.domain.recalls import KeepGround, RecallReason
from samakki.intelligence.models import Disclosure, Holding, ReceivedDisclosure, ReleaseRequest
from samakki.intelligence.queries.boards import board
from tests.actions.intelligence.world_of_disclosures import Abroad, accepted, prepared_onward
from tests.support.people import POLICE
from tests.support.wire import THAI, VIET


def test_a_day_is_told_to_the_owner_and_its_board_says_so(abroad: Abroad) -> None:
    reference, _there, _report = accepted(abroad)
    Holding.objects.filter(item="1").update(destroy_on=timezone.localdate())
    Holding.objects.filter(item="things").update(review_by=timezone.localdate())
    run_days()
    (posted,) = abroad.wire.posted
    assert (posted.type, posted.said["recall"]) == ("recall.answer@1.0", "day-came")
    abroad.wire.deliver_all()
    shown = {one.item: (one.is_held, one.result and one.result.value, one.reason) for one in board(reference)}
    assert shown == {
        "summary": (True, None, None),
        "1": (False, "done", RecallReason.EXPIRED),
        "things": (True, "restricted", RecallReason.EXPIRED),
    }
    assert AuditEntry.objects.filter(action="note_day", reference=reference).exists()


def test_what_a_court_needs_is_told_as_kept_when_its_day_comes(abroad: Abroad) -> None:
    reference, there, _report = accepted(abroad)
    copy = Holding.objects.get(item="1")
    copy.uses.create(use=KeepGround.ARREST.value, at=timezone.now(), by=abroad.thai.code)
    Holding.objects.filter(pk=copy.pk).update(destroy_on=timezone.localdate())
    run_days()
    abroad.wire.deliver_all()
    (kept,) = [one for one in board(reference) if one.item == "1"]
    assert (kept.is_held, kept.ground, there) == (True, KeepGround.ARREST, copy.received.reference)


def test_a_day_that_somebody_else_tells_of_is_not_believed(abroad: Abroad) -> None:
    reference, _there, _report = accepted(abroad)
    Holding.objects.filter(item="1").update(destroy_on=timezone.localdate())
    run_days()
    (posted,) = abroad.wire.posted
    assert abroad.wire.deliver(replace(posted, sender=VIET)).code == "recall-unknown"
    assert all(one.is_held for one in board(reference))


def test_a_day_that_cannot_be_told_is_done_all_the_same_and_logged(abroad: Abroad) -> None:
    reference, there, _report = accepted(abroad)
    abroad.wire.refuses.add(POLICE)
    Holding.objects.filter(item="1").update(destroy_on=timezone.localdate())
    assert run_days() == 1
    assert Holding.objects.get(item="1").state == "erased"
    assert AuditEntry.objects.get(action="report_day", reference=there).outcome == "failed"
    assert all(one.is_held for one in board(reference))


def test_a_day_at_the_second_hop_reaches_the_owner_under_its_own_numbers(abroad: Abroad) -> None:
    reference, there, report = accepted(abroad)
    onward = prepared_onward(abroad, report)
    actions.ask_release(
        by=abroad.thai, reference=there, items=(), use=Use.ONWARD, to=VIET, why="They look for the same van.",
        reply_by=timezone.localdate() + timedelta(days=7),
    )  # fmt: skip
    abroad.wire.deliver_all()
    asked = ReleaseRequest.objects.get(disclosure__reference=reference).reference
    actions.answer_release(by=abroad.desk.supervisor, reference=reference, request=asked, answer=ReleaseState.APPROVED)
    abroad.wire.deliver_all()
    actions.freeze_disclosure(by=abroad.thai, reference=onward)
    seen = Disclosure.objects.get(reference=onward).package_digest
    actions.send_disclosure(by=abroad.thai, reference=onward, seen=seen)
    abroad.wire.deliver_all()
    second = ReceivedDisclosure.objects.get(desk=VIET)
    actions.accept_offer(by=abroad.others[VIET], reference=second.reference)
    abroad.wire.deliver_all()
    second.holdings.filter(item="1").update(destroy_on=timezone.localdate())
    run_days()
    abroad.wire.deliver_all()
    (told,) = [one for one in board(reference) if one.desk == VIET]
    assert (told.via, told.item, told.is_held, told.reason) == (THAI, "1", False, RecallReason.EXPIRED)
