"""Life at risk on every page of the desk that has to act, and of the desk that has to call."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from samakki.access.models import Officer
from samakki.intelligence import actions
from samakki.intelligence.actions.emergencies import ask_next_desks
from samakki.intelligence.domain.emergencies import FIELDS, EmergencyState, is_alarm_on
from samakki.intelligence.models import Emergency, ReceivedDisclosure
from samakki.intelligence.queries.alarms import alarms
from tests.actions.intelligence.world_of_disclosures import Abroad
from tests.support.my_work import shown_lists
from tests.support.pages import pseudo_language, untranslated
from tests.support.sign_in import signed_in
from tests.support.wire import THAI, VIET
from tests.web.intelligence.test_disclosures import abroad, report_with_desks

__all__ = ["abroad", "report_with_desks"]  # fixtures of the pages beside these

CAME, CALL = "Life at risk: your desk has to answer", "Life at risk: nobody answers, call now"
LINES = dict.fromkeys(FIELDS, "SECRETLINE of it")
HAS_IT = re.compile(r"govuk-tag[^>]*>\s*acts on it\s*<")
ON_THE_BOARD = re.compile(r'"What it said last">([^<]*)</td><td[^>]*data-label="When">(?:(was asked) )?<time')


def page(client: Client, address: str = "/watching/") -> str:
    return client.get(address).content.decode()


def sent(abroad: Abroad) -> str:
    reference = actions.send_emergency(
        by=abroad.desk.writer, texts=LINES, desks=[THAI, VIET], reason="She calls for help now."
    )
    abroad.wire.deliver_all()
    return reference


def late(reference: str) -> None:
    """A quarter of an hour goes by."""
    Emergency.objects.filter(reference=reference).update(asked_at=timezone.now() - timedelta(minutes=16))
    ask_next_desks()


def test_every_page_of_the_desk_says_it_until_somebody_acts(
    abroad: Abroad, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    thai, colleague = signed_in(abroad.thai), signed_in(abroad.others[f"{THAI} supervisor"])
    with django_assert_num_queries(1):  # type: ignore[operator]  # the plugin's fixture
        assert alarms(abroad.thai) == ()
    sent(abroad)
    there = ReceivedDisclosure.objects.get().reference
    for client in (thai, colleague):
        shown = page(client)
        assert CAME in shown
        assert f"/received/{there}/" in shown
        assert "SECRETLINE" not in shown
    assert CAME not in page(signed_in(abroad.desk.writer))
    actions.take_emergency(by=abroad.thai, reference=there)
    assert CAME not in page(colleague)


def test_after_a_quarter_of_an_hour_the_desk_that_sent_it_is_told_to_call_with_the_number(abroad: Abroad) -> None:
    reference = sent(abroad)
    writer, supervisor = signed_in(abroad.desk.writer), signed_in(abroad.desk.supervisor)
    assert CALL not in page(writer)
    late(reference)
    for client in (writer, supervisor):
        shown = page(client)
        assert CALL in shown
        assert "tel:+66 2 000 0000" in shown
        assert VIET in shown  # the desk that was asked last
    assert CALL not in page(signed_in(abroad.desk.worker))
    assert "No other desk is on your list" in page(writer, f"/emergencies/{reference}/")
    actions.note_call(by=abroad.desk.writer, reference=reference)
    assert CALL not in page(writer)


def test_the_sender_reads_what_each_desk_said_or_when_it_was_asked_and_that_one_handed_it_back(abroad: Abroad) -> None:
    reference = sent(abroad)
    there = ReceivedDisclosure.objects.get().reference
    writer, address = signed_in(abroad.desk.writer), f"/emergencies/{reference}/"
    assert ON_THE_BOARD.findall(page(writer, address)) == [("No answer yet", "was asked")]
    actions.take_emergency(by=abroad.thai, reference=there)
    abroad.wire.deliver_all()
    assert ON_THE_BOARD.findall(page(writer, address)) == [("acts on it", "")]
    actions.decline_emergency(by=abroad.thai, reference=there)
    abroad.wire.deliver_all()
    shown = page(writer, address)
    assert "No desk acts on it: call now" in shown
    assert "Life at risk: no desk acts on it, call now" in shown
    assert "obody answers" not in shown
    assert "The next desk on your list gets it within a minute." in shown
    for place in ("/disclosures/", "/", "/watching/"):
        shown_there = page(writer, place)
        assert "No desk acts on it: call now" in shown_there, place
        assert "Nobody answers" not in shown_there, place
    assert ON_THE_BOARD.findall(shown) == [("cannot act on it", "")]
    everybody = Officer.objects.all()
    assert shown_lists(everybody) >= {"disclosures: to do", "disclosures: watching"}
    ask_next_desks()
    abroad.wire.deliver_all()
    assert shown_lists(everybody) >= {"disclosures: to do", "disclosures: incoming", "disclosures: watching"}
    shown = page(writer, address)
    assert "within a minute" not in shown
    assert ON_THE_BOARD.findall(shown) == [("cannot act on it", ""), ("No answer yet", "was asked")]


def test_the_strip_is_offered_for_translation(abroad: Abroad) -> None:
    late(sent(abroad))
    with pseudo_language():
        shown = [page(signed_in(one)) for one in (abroad.thai, abroad.desk.writer)]
    assert [untranslated(one) for one in shown] == [[], []]


def test_a_call_quiets_the_alarm_until_another_desk_was_asked_in_vain() -> None:
    now = timezone.now()
    before, after = now - timedelta(minutes=1), now + timedelta(minutes=1)
    for called, is_on in ((None, True), (before, True), (after, False)):
        assert is_alarm_on(EmergencyState.UNANSWERED, asked_at=now, called_at=called) is is_on
    assert not is_alarm_on(EmergencyState.SENT, asked_at=now, called_at=None)
    assert not is_alarm_on(EmergencyState.TAKEN, asked_at=now, called_at=None)


def test_what_became_of_an_emergency_stands_above_it_and_on_every_page_until_it_was_read(abroad: Abroad) -> None:
    reference = sent(abroad)
    there = ReceivedDisclosure.objects.get().reference
    writer, thai = signed_in(abroad.desk.writer), signed_in(abroad.thai)
    actions.take_emergency(by=abroad.thai, reference=there)
    abroad.wire.deliver_all()
    change = f"/emergencies/{reference}/change/"
    shown = page(writer, f"/emergencies/{reference}/")
    assert change in shown
    assert HAS_IT.search(shown)
    assert writer.post(change, {"change": "corrected", **LINES}).status_code == 400  # nothing in it is other
    assert writer.post(change, {"change": "wrong_desk"}).status_code == 400
    right = {**LINES, "where": "SECRETPLACE, room 41"}
    shown = writer.post(change, {"change": "corrected", **right}, follow=True).content.decode()
    assert "1 desk has not answered yet." in shown
    abroad.wire.deliver_all()
    assert "It was corrected: read it again" in page(thai)
    assert "SECRETPLACE" not in page(thai)
    assert "SECRETPLACE" in page(thai, f"/received/{there}/")
    assert writer.post(change, {"change": "ended"}).status_code == 302
    abroad.wire.deliver_all()
    for address in ("/watching/", f"/received/{there}/"):
        assert "Nobody is at risk any more" in page(thai, address)
    shown = page(writer, f"/emergencies/{reference}/")
    assert "Taken back. Call them too: they may be under way" in shown
    assert "Does not hold it" in shown
    assert not HAS_IT.search(shown), "nothing beside the board says otherwise"
    assert writer.get(change).status_code == 404
    with pseudo_language():
        found = [page(writer, f"/emergencies/{reference}/"), page(thai, f"/received/{there}/"), page(thai)]
    assert [untranslated(one) for one in found] == [[], [], []]
    assert thai.post(f"/received/{there}/read/").status_code == 302
    assert "Nobody is at risk any more" not in page(thai)
