"""Answers and recalls never end; new messages go the way a country wishes."""

from datetime import timedelta

import pytest
import time_machine

from samakki.exchange import registries
from samakki.exchange.actions.queue import queue
from samakki.exchange.domain.delivery import Lane
from samakki.exchange.domain.trust.statement import Reach
from samakki.exchange.models import Member
from samakki.kernel.addresses import DeskAddress
from samakki.kernel.refusals import Refused
from tests.support.stations import Stations

pytestmark = pytest.mark.django_db
THERE, CONTACT = DeskAddress.parse("TH/POL/AHTD/duty"), DeskAddress.parse("TH/POL/AHTD/field")
EARLIER = "0199f0c2-0000-7000-8000-000000000001"


def refused(stations: Stations, *to: DeskAddress, lane: Lane = Lane.NORMAL, answers: str = "") -> list[str]:
    try:
        queue(
            by=stations.officer,
            to=to or [THERE],
            type="line.check@1.0",
            body={"marker": "00112233"},
            handling={"codes": ["H2"]},
            purpose="trafficking_in_persons",
            thread="KH-2026-000412",
            in_reply_to=answers or None,
            lane=lane,
        )
    except Refused as error:
        return [reason.code for reason in error.reasons]
    return []


def takes_back(stations: Stations) -> None:
    registries.own_payload("line.check@1", registries.Owner(receive=stations.receive, takes_back=True))


def test_answers_and_recalls_go_however_old_the_trust_data_is(
    stations: Stations, clock: time_machine.Traveller
) -> None:
    clock.shift(timedelta(days=31))
    assert refused(stations) == ["trust-data-too-old"]
    assert refused(stations, answers=EARLIER) == []
    takes_back(stations)
    assert refused(stations) == []


@pytest.mark.parametrize(
    ("reach", "code"),
    [(Reach.CONTACT_POINT, "desk-through-contact-point"), (Reach.DIRECT_WITH_COPY, "contact-point-in-copy")],
)
def test_a_country_is_written_to_as_it_wishes_unless_somebody_is_answered_or_in_danger(
    stations: Stations, reach: Reach, code: str
) -> None:
    Member.objects.filter(country="TH").update(reach=reach.value, contact_point=str(CONTACT))
    assert refused(stations) == [code]
    assert refused(stations, CONTACT) == []
    assert refused(stations, answers=EARLIER) == []
    assert refused(stations, lane=Lane.URGENT) == []
    assert (code in refused(stations, THERE, CONTACT)) == (reach is Reach.CONTACT_POINT)
