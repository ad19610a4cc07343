from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, cast

import pytest
from django.utils import timezone

from samakki.exchange.actions.gathering import IN_ANSWER, gather, mark
from samakki.exchange.actions.quotas import unlimited
from samakki.exchange.actions.sealing_out import seal_due
from samakki.exchange.actions.sender import Sender, peers_to_call
from samakki.exchange.actions.station import Station
from samakki.exchange.actions.using import use
from samakki.exchange.domain.frames import Bad, Head
from samakki.exchange.domain.retrying import LEASE
from samakki.exchange.models import Message, Outbox, Peer
from tests.actions.exchange.test_queue import sent
from tests.support.stations import Stations

pytestmark = pytest.mark.django_db
THERE = "TH/POL"


@pytest.fixture
def here(stations: Stations) -> Station:
    """A message waits at this node, and the other one was called a minute ago."""
    sent(stations, hold=timedelta())
    seal_due(stations.here)
    Peer.objects.create(node=THERE, tried_at=timezone.now() - timedelta(minutes=1))
    return stations.here


def put_off(at: Station, code: str, seconds: int) -> None:
    """The other node says that it takes the message later."""
    now, digest = timezone.now(), Message.objects.get().digest
    mark(list(Outbox.objects.all()), "call", now)
    head = Head(sender=THERE, receiver="KH/POL", call="c", later=(Bad(digest, code, seconds),))
    use(at, THERE, head, (), quota=unlimited(at, THERE, now), now=now)


def is_given(at: Station, later: timedelta = timedelta()) -> bool:
    """Whether the message would go in a call."""
    return bool(gather(at, THERE, call="next", wants=(), budget=2**20, now=timezone.now() + later).rows)


def test_what_may_go_is_called_for(here: Station) -> None:
    assert peers_to_call(here, timezone.now()) == (THERE,)
    assert is_given(here)


@pytest.mark.parametrize("hours", [1, 3, 20])
def test_what_is_beyond_a_quota_is_not_carried_again_before_its_time(here: Station, hours: int) -> None:
    put_off(here, "quota", hours * 3600)
    assert peers_to_call(here, timezone.now()) == ()
    assert not is_given(here)
    after = timedelta(hours=hours)
    assert peers_to_call(here, timezone.now() + after) == (THERE,)
    assert is_given(here, after)


def test_for_any_other_reason_nothing_is_put_off_for_more_than_an_hour(here: Station) -> None:
    put_off(here, "fault", 20 * 3600)
    assert not is_given(here)
    assert is_given(here, timedelta(hours=1))


def test_a_time_that_only_a_wrong_clock_can_have_set_is_not_waited_for(here: Station) -> None:
    Outbox.objects.update(due=timezone.now() + timedelta(hours=7))  # local time was taken for UTC
    assert peers_to_call(here, timezone.now()) == (THERE,)
    assert is_given(here)


def test_nobody_is_called_for_what_went_in_an_answer_until_that_is_over(here: Station) -> None:
    mark(list(Outbox.objects.all()), f"{IN_ANSWER}1", timezone.now())
    assert peers_to_call(here, timezone.now()) == ()
    assert peers_to_call(here, timezone.now() + LEASE) == (THERE,)


@dataclass
class Pool:
    """Does nothing, and notes which nodes would have been called."""

    called: list[str] = field(default_factory=list)

    def submit(self, run: object, call: object, *given: str) -> "Future[None]":
        self.called += given
        done: Future[None] = Future()
        done.set_result(None)
        return done


def test_a_node_that_starts_calls_each_other_once(stations: Stations) -> None:
    """What another node gave in an answer waits there until its lease is over, or until it is called again."""
    Peer.objects.create(node=THERE, tried_at=timezone.now())
    pool = Pool()
    sender = Sender(lambda: stations.here, cast("Any", None), _pool=cast("Any", pool))
    sender.begin()
    sender.tick()
    assert pool.called == [THERE]
    Peer.objects.update(tried_at=timezone.now())  # as a call does
    sender.tick()
    assert pool.called == [THERE]


def test_a_clock_set_back_after_the_start_makes_no_calls(stations: Stations) -> None:
    now = timezone.now()
    Peer.objects.create(node=THERE, tried_at=now - timedelta(seconds=1))
    assert peers_to_call(stations.here, now, began=now + timedelta(hours=7)) == ()


def test_a_node_that_starts_leaves_one_alone_that_could_not_be_reached(stations: Stations) -> None:
    now = timezone.now()
    Peer.objects.create(node=THERE, tried_at=now - timedelta(seconds=1), failures=9, draw=0.9)
    assert peers_to_call(stations.here, now, began=now) == ()


def test_what_is_sealed_while_a_sender_ends_is_called_for_after_the_next_start(stations: Stations) -> None:
    """Its threads take nothing any more, and the one that seals goes on to the end of what it is at."""
    sender = Sender(lambda: stations.here, cast("Any", None))
    sender.end()
    sender._begin_calls(stations.here, timezone.now())
    assert sender._busy == {}
