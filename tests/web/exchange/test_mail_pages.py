"""A desk's messages and their way, and the page of lines, as officers see them."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone

from samakki.exchange import schemas
from samakki.exchange.actions.queue import queue
from samakki.exchange.actions.receipts import make_receipt
from samakki.exchange.actions.sealing_out import seal_due
from samakki.exchange.actions.station import stand_in
from samakki.exchange.domain.receipts import Kind
from samakki.exchange.models import Addressee, Alarm, Inbox, Landing, Message, Outbox, Peer
from samakki.exchange.queries.mail import message
from samakki.exchange.registries import subject_pages
from samakki.exchange.web.wording.mail import TYPES, reason_words
from samakki.kernel.addresses import DeskAddress
from tests.support.pages import assert_every_string_translated, pseudo_language
from tests.support.people import FIELD, People, record
from tests.support.sign_in import signed_in
from tests.support.stations import Stations, two_stations
from tests.support.telephone import assert_accessible_and_narrow

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def stations(people: People, tmp_path: Path) -> Iterator[Stations]:
    with two_stations(tmp_path, people.officer("investigator"), people.officer("investigator", desk=FIELD)) as made:
        yield made


def a_message(stations: Stations, *, is_sealed: bool = False) -> str:
    reference = queue(
        by=stations.officer, to=[DeskAddress.parse("TH/POL/AHTD/duty")], type="line.check@1.0",
        body={"marker": "00112233"}, handling={"codes": ["H1"]}, purpose="trafficking_in_persons",
        thread="KH-2026-000412", hold=timedelta() if is_sealed else timedelta(minutes=5),
    )  # fmt: skip
    if is_sealed:
        seal_due(stations.here)
    return reference


def everything(stations: Stations) -> None:
    """A message in each state that a page says something of, one that came in and was stopped, a silent node."""
    now = timezone.now()
    a_message(stations)
    late = a_message(stations, is_sealed=True)
    Message.objects.filter(reference=late).update(alerted_at=now)
    parked = a_message(stations, is_sealed=True)
    Outbox.objects.filter(message__reference=parked).update(state="parked", reason="envelope-altered")
    Addressee.objects.filter(message__reference=parked).update(state="parked", reason="envelope-altered")
    came = Inbox.objects.create(
        sender="TH/POL", message_id="0199f0c2-0000-7000-8000-000000000001", digest="0" * 64, reference="M-33333",
        type="line.check@1.0", from_desk="TH/POL/AHTD/duty", thread="t", lane="normal", state="parked",
        verdict="accepted", reason="owner-failed", fault="0badcafe", key_id="k", carried_by="TH/POL",
        first_seen=now, deliver_by=now,
    )  # fmt: skip
    Landing.objects.create(message=came, desk=stations.officer.desk.address)
    Peer.objects.create(node="TH/POL", met_at=now, failures=3, problem="no-route", skew_seconds=-7200)
    Alarm.objects.create(node="TH/POL", code="id-reused", reference="M-33333", first_at=now, last_at=now, times=2)


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_desk_sees_its_messages_and_no_other_desk_does(stations: Stations) -> None:
    reference = a_message(stations)
    assert reference in text(signed_in(stations.officer), "/mail/")
    other = signed_in(stations.other_officer)
    assert reference not in text(other, "/mail/")
    assert other.get(f"/mail/{reference}/").status_code == 404


def test_every_type_that_a_schema_describes_has_words() -> None:
    described = {path.name.partition("@")[0] for path in Path(schemas.__file__).parent.glob("*@*.json")}
    assert set(TYPES) == described


def test_the_list_names_what_it_is_and_a_message_leads_to_what_opens_for_its_reader(
    stations: Stations, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = a_message(stations)
    client = signed_in(stations.officer)
    assert "Check of the line" in text(client, "/mail/")
    assert "line.check" not in text(client, "/mail/")
    monkeypatch.setitem(subject_pages, "C", "/cases/{}/".format)
    own, others = record(by=stations.officer), record(by=stations.other_officer)
    for subject, opens in ((own, True), (others, False), ("D-7K3QX", False)):
        Message.objects.filter(reference=reference).update(subjects=[subject])
        shown = text(client, f"/mail/{reference}/")
        assert subject in shown
        assert ("Open what it is about" in shown) is opens


def test_a_receipt_of_a_message_that_came_names_this_node_which_gave_it(stations: Stations) -> None:
    now = timezone.now()
    came = Inbox.objects.create(
        sender="TH/POL", message_id="0199f0c2-0000-7000-8000-000000000001", digest="0" * 64, reference="M-33333",
        type="line.check@1.0", from_desk="TH/POL/AHTD/duty", thread="t", lane="normal", state="rejected",
        verdict="rejected", reason="type-unknown", key_id="k", carried_by="TH/POL", first_seen=now, deliver_by=now,
    )  # fmt: skip
    Landing.objects.create(message=came, desk=stations.officer.desk.address)
    make_receipt(stations.here, came, Kind.RX, verdict="rejected", code="type-unknown", now=now)
    shown = message(stations.officer, "M-33333")
    assert shown is not None
    assert [(one.node, one.code) for one in shown.receipts] == [("KH/POL", "type-unknown")]
    assert "does not know this kind of message" in text(signed_in(stations.officer), "/mail/M-33333/")


def test_a_held_message_is_undone_by_one_button(stations: Stations) -> None:
    reference = a_message(stations)
    client = signed_in(stations.officer)
    assert f"/mail/{reference}/undo/" in text(client, f"/mail/{reference}/")
    assert client.post(f"/mail/{reference}/undo/").status_code == 302
    assert not Message.objects.exists()
    assert "Nothing of it was sent or kept" in text(client, "/mail/")


def test_a_late_message_says_whom_to_call_and_stands_on_my_work(stations: Stations) -> None:
    everything(stations)
    client = signed_in(stations.officer)
    assert "A message is late" in text(client, "/")
    reference = Message.objects.exclude(alerted_at=None).get().reference
    assert "Call the desk" in text(client, f"/mail/{reference}/")


def test_who_runs_the_node_sees_lines_alarms_and_what_was_stopped_and_tries_again(
    stations: Stations, people: People
) -> None:
    everything(stations)
    client = signed_in(people.officer("node_administrator"))
    shown = text(client, "/peers/")
    for words in ("120 minutes behind ours", "3 tries in vain", "0badcafe", "could not be reached", "M-33333"):
        assert words in shown, words
    parked = Outbox.objects.get(state="parked")
    assert client.post(f"/peers/{parked.message.reference}/again/", {"node": "TH/POL"}).status_code == 302
    assert Outbox.objects.get(pk=parked.pk).state == "queued"


def test_a_node_outside_the_exchange_says_so_when_a_stopped_message_is_tried_again(
    stations: Stations, people: People
) -> None:
    everything(stations)
    stand_in(None)
    answer = signed_in(people.officer("node_administrator")).post("/peers/M-33333/again/")
    assert answer.status_code == 409
    assert "Load the trust list" in answer.content.decode()
    assert Inbox.objects.get(reference="M-33333").state == "parked"


def test_an_officer_who_does_not_run_the_node_has_no_page_of_lines(stations: Stations) -> None:
    assert signed_in(stations.officer).get("/peers/").status_code == 403


def test_every_word_of_these_pages_is_offered_for_translation(stations: Stations, people: People) -> None:
    everything(stations)
    administrator = people.officer("node_administrator")
    with pseudo_language():
        for row in Message.objects.all():
            assert_every_string_translated(text(signed_in(stations.officer), f"/mail/{row.reference}/"))
        assert_every_string_translated(text(signed_in(stations.officer), "/mail/"))
        assert_every_string_translated(text(signed_in(stations.officer), "/mail/M-33333/"))
        assert_every_string_translated(text(signed_in(administrator), "/peers/"))


def test_a_call_that_is_none_gets_a_status_and_a_code(stations: Stations) -> None:
    for body, status in ((b"", 400), (b"GET", 400), (b"SMKX1\x00\x00\x00\x02{}", 400)):
        answer = Client().post("/exchange", body, content_type="application/vnd.samakki.exchange")
        assert (answer.status_code, answer.headers["Content-Type"]) == (status, "text/plain; charset=us-ascii")
    assert Client().get("/exchange").status_code == 405


@pytest.mark.browser
def test_on_a_telephone_and_with_a_reader_of_screens(stations: Stations, people: People, browser: "Browser") -> None:
    everything(stations)
    client = signed_in(stations.officer)
    held = Message.objects.exclude(held_until=None).get().reference
    pages = {address: text(client, address) for address in ("/mail/", f"/mail/{held}/", "/mail/M-33333/")}
    pages["/peers/"] = text(signed_in(people.officer("node_administrator")), "/peers/")
    assert_accessible_and_narrow(browser, pages)


def test_a_reason_of_a_check_before_leaving_is_told_in_its_words() -> None:
    assert "not what would leave now" in str(reason_words("disclosure-changed-meanwhile"))
    assert "%(" not in str(reason_words("disclosure-not-in-state"))  # why names a fact that nobody kept
    assert str(reason_words("status-503")) == "The other node could not be reached. (503)"
    assert reason_words("of-a-later-version") == "of-a-later-version"
