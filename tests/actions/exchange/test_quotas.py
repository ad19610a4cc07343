from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from samakki.exchange import registries
from samakki.exchange.actions.quotas import Quota, quota_of, unlimited
from samakki.exchange.actions.receiving import take_envelope
from samakki.exchange.domain.delivery import Lane
from samakki.exchange.models import Addressee, Alarm, KnownNode, Message, Peer
from tests.support.stations import Stations

pytestmark = pytest.mark.django_db
ASKED = UUID("0199f0c2-0000-7000-8000-00000000aaaa")


def allow(messages: int = 2, megabytes: int = 1) -> None:
    row = KnownNode.objects.get(name="KH/POL")
    row.details = {**row.details, "messages_a_day": messages, "megabytes_a_day": megabytes}
    row.save()


def quota(stations: Stations, *, size: int = 1000, now: datetime | None = None) -> Quota:
    peer, _ = Peer.objects.get_or_create(node="TH/POL")
    found = quota_of(stations.here, peer, size, now or timezone.now())
    peer.save()
    return found


def check(stations: Stations, number: int, **more: object) -> bytes:
    return stations.sent(number, "line.check@1.0", {"marker": "00112233"}, **more)


def test_what_is_beyond_the_quota_waits_for_tomorrow(stations: Stations) -> None:
    allow(messages=2)
    today = quota(stations)
    assert [today.wait_for(check(stations, number)) for number in (1, 2)] == [0, 0]
    again = quota(stations)  # another call of the same day
    assert 60 <= again.wait_for(check(stations, 3)) <= 24 * 3600
    assert Peer.objects.get().messages_today == 2
    tomorrow = quota(stations, now=timezone.now() + timedelta(days=1))
    assert tomorrow.wait_for(check(stations, 3)) == 0
    assert Peer.objects.get().messages_today == 1


def test_bytes_count_as_well(stations: Stations) -> None:
    allow(messages=100, megabytes=1)
    assert quota(stations, size=900_000).wait_for(check(stations, 1)) == 0
    assert quota(stations, size=200_000).wait_for(check(stations, 2)) > 0


def test_an_urgent_message_is_never_put_off(stations: Stations) -> None:
    allow(messages=0)
    assert quota(stations).wait_for(check(stations, 1, lane=Lane.URGENT)) == 0
    assert quota(stations).wait_for(check(stations, 2)) > 0


def test_an_answer_to_us_is_never_put_off_and_one_that_only_says_so_is(stations: Stations) -> None:
    allow(messages=0)
    answer = check(stations, 1, in_reply_to=ASKED)
    assert quota(stations).wait_for(answer) > 0
    message = Message.objects.create(
        reference="M-22222", message_id=ASKED, type="line.check@1.0", from_desk="KH/POL/AHTJPD/duty", sent_by="node",
        thread="t", lane="normal", created_at=timezone.now(),
    )  # fmt: skip
    Addressee.objects.create(
        message=message, desk="TH/POL/AHTD/duty", node="TH/POL", state="delivered", changed_at=timezone.now()
    )
    assert quota(stations).wait_for(answer) == 0


def test_what_takes_back_is_never_put_off(stations: Stations) -> None:
    allow(messages=0)
    registries.own_payload("line.check@1", registries.Owner(receive=stations.receive, takes_back=True))
    assert quota(stations).wait_for(check(stations, 1)) == 0


def test_what_is_here_already_gets_its_receipt_again(stations: Stations) -> None:
    raw = check(stations, 1)
    take_envelope(stations.here, raw, carrier="TH/POL")
    allow(messages=0)
    assert quota(stations).wait_for(raw) == 0


def test_bytes_that_are_no_envelope_are_told_so_at_once(stations: Stations) -> None:
    allow(messages=0)
    assert quota(stations).wait_for(b"no envelope") == 0


def test_a_node_that_marks_everything_urgent_is_told_of(stations: Stations) -> None:
    allow(messages=1)
    Peer.objects.create(node="TH/POL", messages_today=10, bytes_on=timezone.now().date())
    assert quota(stations).wait_for(check(stations, 1, lane=Lane.URGENT)) == 0
    assert Alarm.objects.get().code == "quota-many-times-over"


def test_answers_to_our_own_calls_have_no_quota(stations: Stations) -> None:
    allow(messages=0)
    assert unlimited(stations.here, "TH/POL", timezone.now()).wait_for(check(stations, 1)) == 0
