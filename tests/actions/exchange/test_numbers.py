import json
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from samakki.access.domain.merkle import leaf_hash
from samakki.access.models import AuditEntry
from samakki.access.registries import vetoes
from samakki.exchange import registries
from samakki.exchange.actions.finishing import finish
from samakki.exchange.actions.numbers import Numbers
from samakki.exchange.actions.receiving import take_envelope
from samakki.exchange.actions.sealing_out import seal_due
from samakki.exchange.domain.delivery import Arrived
from samakki.exchange.domain.receipts import read_receipt
from samakki.exchange.models import Inbox, Outbox, ReceiptMade
from samakki.exchange.queries.gaps import Gap, gaps
from samakki.exchange.registries import Verdict
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


def named(kind: str) -> str:
    """Hash of the line of the log that the one receipt of a kind names."""
    (receipt,) = ReceiptMade.objects.filter(kind=kind)
    return read_receipt(json.loads(bytes(receipt.signed).split(b"\n")[0])).log


def lines(action: str) -> dict[str, AuditEntry]:
    """Lines of the log by their hash."""
    return {leaf_hash(bytes(one.leaf)).hex(): one for one in AuditEntry.objects.filter(action=action)}


def test_receipts_name_the_line_of_the_log_that_tells_the_same(stations: Stations) -> None:
    take_envelope(stations.here, stations.sent(1, "line.check@1.0", {"marker": "00112233"}), carrier="TH/POL")
    ((digest, entry),) = lines("receive_message").items()
    assert (named("R1"), named("R2")) == (digest, digest)
    assert (entry.facts["desk"], entry.facts["what"]) == ("KH/POL/AHTJPD/duty", "delivered")
    sent(stations, hold=timedelta(), in_reply_to=str(Inbox.objects.get().message_id))
    seal_due(stations.here)
    ((digest, entry),) = lines("seal_message").items()
    assert (named("R4"), entry.facts["record"]) == (digest, Inbox.objects.get().reference)


def test_what_a_desk_refuses_is_told_in_the_line_that_its_receipt_names(stations: Stations) -> None:
    stations.verdict = Verdict(accepted=False, code="not-ours")
    take_envelope(stations.here, stations.sent(1, "line.check@1.0", {"marker": "00112233"}), carrier="TH/POL")
    entry = lines("receive_message")[named("R2")]
    assert (entry.outcome, entry.facts["what"], entry.facts["reasons"]) == ("done", "rejected", "not-ours")
    receipt = ReceiptMade.objects.get(kind="R1")
    assert (receipt.verdict, receipt.code) == ("accepted", "")


def test_what_is_taken_up_again_has_a_line_of_its_own(stations: Stations) -> None:
    def breaks(_arrived: object) -> Verdict:
        raise ValueError

    registries.own_payload("line.check@1", registries.Owner(receive=breaks))
    take_envelope(stations.here, stations.sent(1, "line.check@1.0", {"marker": "00112233"}), carrier="TH/POL")
    registries.own_payload("line.check@1", registries.Owner(receive=stations.receive))
    (entry,) = lines("receive_message").values()
    assert "what" not in entry.facts
    finish(stations.here, Inbox.objects.get().pk, now=timezone.now(), also=Arrived.PARKED)
    entry = lines("deliver_message")[named("R2")]
    assert (entry.reference, entry.facts["what"]) == (Inbox.objects.get().reference, "delivered")
