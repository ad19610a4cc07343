"""Messages of one call share a transaction; what goes wrong with one of them stays with it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samakki.access.models import AuditEntry
from samakki.exchange import registries
from samakki.exchange.actions.receiving import take_envelopes
from samakki.exchange.actions.taking_receipts import take_receipts
from samakki.exchange.domain.delivery import Arrived
from samakki.exchange.models import Alarm, Inbox, ReceiptMade
from tests.actions.exchange.test_calls import envelope
from tests.support.stations import Stations

pytestmark = pytest.mark.django_db


def states() -> list[str]:
    return list(Inbox.objects.order_by("message_id").values_list("state", flat=True))


def test_one_that_its_owner_breaks_on_is_parked_and_the_others_are_delivered_once(stations: Stations) -> None:
    def breaks_on_some(arrived: registries.Arrived) -> registries.Verdict:
        AuditEntry.objects.count()
        if arrived.body["marker"] == "00000002":
            raise RuntimeError
        return stations.receive(arrived)

    registries.own_payload("line.check@1", registries.Owner(receive=breaks_on_some))
    raws = [envelope(stations, number=number, marker=f"{number:08x}") for number in (1, 2, 3)]
    taken = take_envelopes(stations.here, raws, carrier="TH/POL")
    assert states() == [Arrived.DELIVERED.value, Arrived.PARKED.value, Arrived.DELIVERED.value]
    assert [len(one.receipts) for one in taken] == [2, 1, 2]
    assert ReceiptMade.objects.count() == 5


def test_doubles_and_a_reused_id_within_one_call_are_told_apart(stations: Stations) -> None:
    raw = envelope(stations)
    again, other = raw, envelope(stations, marker="99999999")
    first, second, third = take_envelopes(stations.here, [raw, again, other], carrier="TH/POL")
    assert first.receipts == second.receipts
    assert b'"code":"id-reused"' in third.receipts[0]
    assert len(stations.arrived) == Inbox.objects.count() == 1
    assert Alarm.objects.get().code == "id-reused"


def test_what_is_nobodys_says_so_at_its_own_place(stations: Stations) -> None:
    raws = [envelope(stations), b"rubbish", envelope(stations, number=2)]
    taken = take_envelopes(stations.here, raws, carrier="TH/POL")
    assert [bool(one.receipts) for one in taken] == [True, False, True]
    assert taken[1].bad


def test_ten_messages_take_hardly_more_statements_than_one(stations: Stations) -> None:
    with CaptureQueriesContext(connection) as one:
        take_envelopes(stations.here, [envelope(stations, number=9)], carrier="TH/POL")
    raws = [envelope(stations, number=number) for number in range(9)]
    with CaptureQueriesContext(connection) as nine:
        take_envelopes(stations.here, raws, carrier="TH/POL")
    assert len(nine) < len(one) + 9


def test_a_receipt_of_rubbish_keeps_no_other_out(stations: Stations) -> None:
    assert take_receipts(stations.here, [b"rubbish", b""]) == (True, True)
