import json
from datetime import timedelta

import pytest
from django.db import transaction

from samakki.access.domain.merkle import leaf_hash
from samakki.access.models import AuditEntry
from samakki.access.registries import vetoes
from samakki.exchange.actions.numbers import Numbers
from samakki.exchange.actions.receiving import take_envelope
from samakki.exchange.actions.sealing_out import seal_due
from samakki.exchange.domain.receipts import read_receipt
from samakki.exchange.models import Inbox, Outbox, ReceiptMade
from samakki.exchange.queries.gaps import Gap, gaps
from samakki.kernel.addresses import NodeName
from samakki.kernel.refusals import Refusal
from samakki.sealing.canonical import read_canonical
from tests.actions.exchange.test_queue import sent
from tests.support.stations import Stations

pytestmark = pytest.mark.django_db
VN, TH, KH = NodeName.parse("VN/POL"), NodeName.parse("TH/POL"), NodeName.parse("KH/POL")


def test_each_node_gets_numbers_of_its_own_without_a_gap() -> None:
    some = Numbers([["VN/POL", "TH/POL"], ["TH/POL", "TH/POL"]])
    assert some.of_next(["VN/POL", "TH/POL"]) == {TH: 1, VN: 1}
    assert some.of_next(["TH/POL", "TH/POL"]) == {TH: 2}
    assert Numbers([["TH/POL"]]).of_next(["TH/POL"]) == {TH: 3}


def test_what_was_not_sealed_takes_its_number_back() -> None:
    with transaction.atomic():
        Numbers([["TH/POL"]])
        transaction.set_rollback(True)
    assert Numbers([["TH/POL"]]).of_next(["TH/POL"]) == {TH: 1}


def test_a_refused_message_leaves_no_gap(stations: Stations) -> None:
    sent(stations, hold=timedelta())
    vetoes["passes"] = lambda _: [Refusal("not-found")]
    seal_due(stations.here)
    vetoes["passes"] = lambda _: []
    sent(stations, hold=timedelta())
    assert seal_due(stations.here) == 1
    (row,) = Outbox.objects.select_related("envelope")
    header = read_canonical(bytes(row.envelope.sealed).split(b"\n")[1], most=10_000)
    assert header["pair_seq"] == {"TH/POL": 1}
    assert header["tl"]["root"] == 1


def test_a_missing_number_is_told_and_nothing_else_follows(stations: Stations) -> None:
    def comes(number: int) -> None:
        raw = stations.sent(number, "line.check@1.0", {"marker": "00112233"}, pair_seq={KH: number, VN: 77})
        take_envelope(stations.here, raw, carrier="TH/POL")

    for number in (4, 5, 9):
        comes(number)
    assert gaps() == (Gap("TH/POL", 3, 9),)
    assert set(Inbox.objects.values_list("state", flat=True)) == {"delivered"}
    for number in (8, 6, 7):
        comes(number)
    assert gaps() == ()


def test_a_receipt_names_the_line_of_the_log_that_tells_the_same(stations: Stations) -> None:
    take_envelope(stations.here, stations.sent(1, "line.check@1.0", {"marker": "00112233"}), carrier="TH/POL")
    (receipt,) = ReceiptMade.objects.filter(kind="R1")
    said = read_receipt(json.loads(bytes(receipt.signed).split(b"\n")[0]))
    (entry,) = AuditEntry.objects.filter(action="receive_message")
    assert said.log == leaf_hash(bytes(entry.leaf)).hex()
