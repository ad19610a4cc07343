import pytest
from django.db import transaction
from django.utils import timezone

from samakki.exchange.actions.numbers import next_numbers
from samakki.exchange.actions.receiving import take_envelope
from samakki.exchange.models import Inbox
from samakki.exchange.queries.gaps import Gap, gaps
from samakki.kernel.addresses import NodeName
from tests.support.stations import Stations

pytestmark = pytest.mark.django_db
VN, TH = NodeName.parse("VN/POL"), NodeName.parse("TH/POL")


def test_each_node_gets_numbers_of_its_own_without_a_gap() -> None:
    assert next_numbers(["VN/POL", "TH/POL"]) == {TH: 1, VN: 1}
    assert next_numbers(["TH/POL", "TH/POL"]) == {TH: 2}


def test_what_was_not_sealed_takes_its_number_back() -> None:
    with transaction.atomic():
        next_numbers(["TH/POL"])
        transaction.set_rollback(True)
    assert next_numbers(["TH/POL"]) == {TH: 1}


def test_a_missing_number_is_told_and_nothing_else_follows(stations: Stations) -> None:
    for number in (1, 2, 3):
        take_envelope(stations.here, stations.sent(number, "line.check@1.0", {"marker": "00112233"}), carrier="TH/POL")
    rows = list(Inbox.objects.order_by("pk"))
    for row, number in zip(rows, (4, 5, 9), strict=True):
        Inbox.objects.filter(pk=row.pk).update(pair_number=number)
    assert gaps() == (Gap("TH/POL", 3, 9),)
    Inbox.objects.filter(pk=rows[2].pk).update(pair_number=6)
    assert gaps() == ()
    assert {row.state for row in rows} == {"delivered"}
    assert timezone.now() >= rows[0].first_seen
