from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from samakki.exchange import registries
from samakki.exchange.actions.asking import ask
from samakki.exchange.actions.calls import answer
from samakki.exchange.actions.quotas import Quota, quota_of, unlimited
from samakki.exchange.actions.receiving import take_envelope
from samakki.exchange.actions.sealing_out import seal_due
from samakki.exchange.domain.delivery import Lane, Sent
from samakki.exchange.models import Addressee, Alarm, Envelope, Inbox, KnownNode, Message, Outbox, Peer
from samakki.sealing.envelopes import envelope_digest
from tests.actions.exchange.test_queue import sent
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


def waits(found: Quota, raw: bytes) -> int:
    return found.waits([raw])[0]


def check(stations: Stations, number: int, *, lane: Lane | None = None, in_reply_to: UUID | None = None) -> bytes:
    further = {"lane": lane, "in_reply_to": in_reply_to}
    told = {name: value for name, value in further.items() if value is not None}
    return stations.sent(number, "line.check@1.0", {"marker": "00112233"}, files=(), store=None, **told)


def test_what_is_beyond_the_quota_waits_for_tomorrow(stations: Stations) -> None:
    allow(messages=2)
    today = quota(stations)
    assert [waits(today, check(stations, number)) for number in (1, 2)] == [0, 0]
    again = quota(stations)  # another call of the same day
    assert 60 <= waits(again, check(stations, 3)) <= 24 * 3600
    assert Peer.objects.get().messages_today == 2
    tomorrow = quota(stations, now=timezone.now() + timedelta(days=1))
    assert waits(tomorrow, check(stations, 3)) == 0
    assert Peer.objects.get().messages_today == 1


def test_bytes_count_as_well(stations: Stations) -> None:
    allow(messages=100, megabytes=1)
    assert waits(quota(stations, size=900_000), check(stations, 1)) == 0
    assert waits(quota(stations, size=200_000), check(stations, 2)) > 0


def test_an_urgent_message_is_never_put_off(stations: Stations) -> None:
    allow(messages=0)
    assert waits(quota(stations), check(stations, 1, lane=Lane.URGENT)) == 0
    assert waits(quota(stations), check(stations, 2)) > 0


def test_an_answer_to_us_is_never_put_off_and_one_that_only_says_so_is(stations: Stations) -> None:
    allow(messages=0)
    answer = check(stations, 1, in_reply_to=ASKED)
    assert waits(quota(stations), answer) > 0
    message = Message.objects.create(
        reference="M-22222", message_id=ASKED, type="line.check@1.0", from_desk="KH/POL/AHTJPD/duty", sent_by="node",
        thread="t", lane="normal", created_at=timezone.now(),
    )  # fmt: skip
    Addressee.objects.create(
        message=message, desk="TH/POL/AHTD/duty", node="TH/POL", state="delivered", changed_at=timezone.now()
    )
    assert waits(quota(stations), answer) == 0


def test_what_takes_back_is_never_put_off(stations: Stations) -> None:
    allow(messages=0)
    registries.own_payload("line.check@1", registries.Owner(receive=stations.receive, takes_back=True))
    assert waits(quota(stations), check(stations, 1)) == 0


def test_what_is_here_already_gets_its_receipt_again(stations: Stations) -> None:
    raw = check(stations, 1)
    take_envelope(stations.here, raw, carrier="TH/POL")
    allow(messages=0)
    assert waits(quota(stations), raw) == 0


def test_bytes_that_are_no_envelope_are_told_so_at_once(stations: Stations) -> None:
    allow(messages=0)
    assert waits(quota(stations), b"no envelope") == 0


def test_a_node_that_marks_everything_urgent_is_told_of(stations: Stations) -> None:
    allow(messages=1)
    Peer.objects.create(node="TH/POL", messages_today=10, bytes_on=timezone.now().date())
    assert waits(quota(stations), check(stations, 1, lane=Lane.URGENT)) == 0
    assert Alarm.objects.get().code == "quota-many-times-over"


def test_of_several_in_one_call_those_within_the_quota_are_taken(stations: Stations) -> None:
    allow(messages=2)
    given = [check(stations, 1), check(stations, 2), check(stations, 3, lane=Lane.URGENT), check(stations, 4)]
    assert [wait > 0 for wait in quota(stations).waits(given)] == [False, False, False, True]
    assert Peer.objects.get().messages_today == 3


def test_what_is_carried_by_hand_has_no_quota(stations: Stations) -> None:
    allow(messages=0)
    assert waits(unlimited(stations.here, "TH/POL", timezone.now()), check(stations, 1)) == 0


def test_over_the_line_the_rest_waits_as_long_as_the_other_node_says(stations: Stations) -> None:
    allow(messages=0)
    raw = check(stations, 1)
    sent(stations, hold=timedelta())
    seal_due(stations.here)
    row = Outbox.objects.select_related("message").get()
    Outbox.objects.filter(pk=row.pk).update(node="KH/POL")
    Message.objects.filter(pk=row.message_id).update(digest=envelope_digest(raw))
    Envelope.objects.filter(pk=row.envelope_id).update(sealed=raw, size=len(raw))

    class Straight:
        def post(self, node: str, call: bytes) -> bytes:
            return answer(stations.here, call)

    for _ in range(2):  # the first one learns the challenge
        assert not ask(stations.there, "KH/POL", Straight()).problem
    row.refresh_from_db()
    assert (row.state, row.reason) == (Sent.QUEUED.value, "quota")
    wait = row.due - timezone.now()
    assert timedelta(seconds=50) < wait <= timedelta(hours=24)
    assert wait > timedelta(minutes=11) or timezone.now().hour == 23
    assert not Inbox.objects.exists()
    assert Peer.objects.get(node="TH/POL").trust == "1.1"
