"""The sender: seals what is due, calls every node that something waits for, and looks after what time brings.

One sender works for a node at a time (``node/serving/post.py`` sees to it). Each peer has its own thread for the
length of its calls, so a slow one holds up nobody; of what goes to one peer, what is urgent goes first in every call,
and calls are short.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from threading import Lock
from typing import Protocol

from django.db import connections
from django.db.models import Min, Q
from django.utils import timezone

from samakki.exchange.actions import gathering, trust_calls
from samakki.exchange.actions.asking import Asked, call, finish
from samakki.exchange.actions.calls import Wire
from samakki.exchange.actions.finishing import finish_all
from samakki.exchange.actions.looking_after import look_after
from samakki.exchange.actions.receipts import settle
from samakki.exchange.actions.receiving import take_envelopes
from samakki.exchange.actions.sealing_out import is_any_due, next_due, seal_due
from samakki.exchange.actions.station import Station
from samakki.exchange.actions.taking_receipts import take_receipts
from samakki.exchange.actions.trust_versions import version
from samakki.exchange.actions.using import TOGETHER, Used, together
from samakki.exchange.domain.delivery import LANES
from samakki.exchange.domain.retrying import LONGEST_DUE, wait
from samakki.exchange.models import ChunkWanted, Outbox, Peer, ReceiptMade

log = logging.getLogger(__name__)
MOST_CALLS = 500  # in one go to one peer, so that the others' threads get their turn of the database
CALLS_OF_ONE_STATION = 20  # then keys and trust list are read again
MOST_PEERS = 16
POLL = timedelta(seconds=60)  # how often a node that nobody can call asks the others whether they have something
POLL_RARELY = timedelta(hours=6)  # how often others are called with nothing to say: whether they are there, their clock
LOOK_AFTER = timedelta(seconds=30)
FRESH = timedelta(seconds=5)  # a receipt's age under which nobody is called for it alone
MOST_HERE = 200


class Using(Protocol):
    """An answer that is being used."""

    def result(self) -> Asked:
        """How its call went, once it was used."""


def send_to(
    at: Station,
    node: str,
    wire: Wire,
    *,
    before: Used | None = None,
    most: int = MOST_CALLS,
    is_stopping: Callable[[], bool] = lambda: False,
    beside: Callable[[Callable[[], Asked]], Using] | None = None,
) -> Asked:
    """Call a node until nothing more is to be said, something goes wrong, or it was called so often.

    Args:
        at: this node.
        node: name of the other one.
        wire: the way to it.
        before: what there is to be said first.
        most: calls.
        is_stopping: whether to end after the call at hand.
        beside: does work beside this; then a full answer is used while the next call is on its way.
    """
    says, asked, using = [before or Used()], Asked(), None
    for _ in range(most):
        if is_stopping():
            break
        answered = call(at, node, wire, before=says.pop(0) if says else Used())
        if using:
            says.append(using.result().used)
            using = None
        if isinstance(answered, Asked):
            if answered.problem:
                return answered
            says.insert(0, answered.used)
            continue
        if beside and answered.may_wait:
            using = beside(partial(finish, answered))
            continue
        asked = finish(answered)
        if not asked.has_more and not any(says):
            break
        says.append(asked.used)
    if using:
        asked = using.result()
        says.append(asked.used)
    return replace(asked, used=together(says), has_more=asked.has_more or any(says))


def send_here(at: Station) -> int:
    """Deliver what one of our desks sent to another of ours, by the same steps but without a line; how many."""
    now, node = timezone.now(), str(at.node)
    rows = list(
        Outbox.objects.filter(node=node, state="queued").select_related("envelope").order_by("lane", "pk")[:MOST_HERE]
    )
    gathering.mark(rows, "here", now)
    for start in range(0, len(rows), TOGETHER):
        some = rows[start : start + TOGETHER]
        taken = take_envelopes(at, [bytes(row.envelope.sealed) for row in some], carrier=node)
        take_receipts(at, [receipt for one in taken for receipt in one.receipts])
        for row, one in zip(some, taken, strict=True):
            if one.bad:
                gathering.park(row, one.bad, now)
    made = list(ReceiptMade.objects.filter(node=node, settled_at__isnull=True)[:MOST_HERE])
    take_receipts(at, [bytes(one.signed) for one in made])
    settle(node, [one.digest for one in made], now)
    gathering.release(Q(node=node, given_in="here"), now)
    return len(rows)


def peers_to_call(at: Station, now: datetime, *, began: datetime | None = None) -> tuple[str, ...]:
    """Nodes to call now: something may go to them or is wanted of them and their time has come, or they are polled.

    Args:
        at: this node.
        now: by this node's clock.
        began: when this node started. Nodes that it did not call since are called: each may have given something in
            an answer that came here just before this node ended, and keeps it back until the next call.
    """
    known = {peer.node: peer for peer in Peer.objects.all()}
    lanes = dict(
        Outbox.objects.filter(gathering.may_go(now)).values_list("node").annotate(first=Min("lane")).order_by("node")
    )
    waiting = lanes.keys() | _with_receipts(now)
    waiting |= set(ChunkWanted.objects.filter(chunk__is_whole=False).values_list("node", flat=True).distinct())
    waiting |= {peer.node for peer in known.values() if peer.wants}
    waiting |= trust_calls.behind(known.values(), version(), now)
    own = at.listed(str(at.node))
    poll = POLL if own is None or not own.endpoints else POLL_RARELY
    found = []
    for name in map(str, at.directory.nodes()):
        peer = known.get(name)
        if name == str(at.node) or not (name in waiting or _is_polled(peer, poll, now, began)):
            continue
        listed = at.listed(name)
        if listed is not None and listed.endpoints and not _is_resting(peer, lanes.get(name, 1), now):
            found.append(name)
    return tuple(found)


def _with_receipts(now: datetime) -> set[str]:
    """Nodes that have receipts to get. A fresh one went in the answer of the call that brought its message."""
    is_fresh = Q(made_at__gt=now - FRESH, made_at__lte=now)
    rows = ReceiptMade.objects.filter(~is_fresh, settled_at__isnull=True)
    return set(rows.order_by().values_list("node", flat=True).distinct())


def _is_polled(peer: Peer | None, poll: timedelta, now: datetime, began: datetime | None) -> bool:
    if peer is None or peer.tried_at is None:
        return True
    is_new = began is not None and peer.tried_at < began <= now  # not if the clock was set back since
    return is_new or not peer.tried_at <= now < peer.tried_at + poll


def _is_resting(peer: Peer | None, lane: int, now: datetime) -> bool:
    """Whether a node is left alone after calls that did not work. Not longer because a clock was set back."""
    if peer is None or not peer.failures or peer.tried_at is None:
        return False
    due = peer.tried_at + wait(peer.failures, peer.draw, LANES[lane])
    return now < due <= now + LONGEST_DUE


def _used(work: Callable[[], Asked]) -> Asked:
    try:
        return work()
    finally:
        connections.close_all()


@dataclass(slots=True)
class Sender:
    """What sends for a node, ticked once a second.

    Attributes:
        station: gives this node anew: keys and trust list may change while it runs.
        line: gives the way to other nodes, as a station's trust list has them.
        is_stopping: whether it should end after the call at hand.
    """

    station: Callable[[], Station]
    line: Callable[[Station], Wire]
    is_stopping: Callable[[], bool] = lambda: False
    _pool: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(MOST_PEERS + 1, "peer"))
    _using: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "answers"))
    _busy: dict[str, "Future[None]"] = field(default_factory=dict)
    _beginning: Lock = field(default_factory=Lock)
    _sealing: "Future[None] | None" = None
    _looked_after: datetime | None = None
    _began: datetime | None = None
    _has_ended: bool = False

    def begin(self) -> None:
        """Take up what an earlier sender left on the line: it is dead, or this one would not be here."""
        now = self._began = timezone.now()
        gathering.release(gathering.IN_REQUESTS, now)
        finish_all(self.station(), now=now)

    def tick(self) -> None:
        """Do what is due; sealing and calls go on in threads of their own."""
        at, now = self.station(), timezone.now()
        if is_any_due(now) and (self._sealing is None or self._sealing.done()):
            self._sealing = self._pool.submit(copy_context().run, self._seal)
        send_here(at)
        if self._looked_after is None or not self._looked_after <= now < self._looked_after + LOOK_AFTER:
            self._looked_after = now
            look_after(at, now)
        self._begin_calls(at, now)

    def next_in(self) -> float | None:
        """Seconds until the next hold ends, by this node's clock; None where nothing is held."""
        now = timezone.now()
        ends = next_due(now)
        return None if ends is None else (ends - now).total_seconds()

    def end(self) -> None:
        """Wait for the calls at hand. What is sealed meanwhile is called for after the next start."""
        with self._beginning:
            self._has_ended = True
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._using.shutdown(wait=True)

    def _begin_calls(self, at: Station, now: datetime) -> None:
        with self._beginning:
            if self._has_ended:
                return
            self._busy = {node: calls for node, calls in self._busy.items() if not calls.done()}
            for node in peers_to_call(at, now, began=self._began):
                if node not in self._busy:
                    self._busy[node] = self._pool.submit(copy_context().run, self._call, node)

    def _seal(self) -> None:
        """Seal what is due, until nothing is: a thousand held for the same minute must not wait for ticks."""
        try:
            while seal_due(at := self.station()) and not self.is_stopping():
                self._begin_calls(at, timezone.now())
        except Exception:
            log.exception("sealing failed")
        finally:
            connections.close_all()

    def _beside(self, work: Callable[[], Asked]) -> "Future[Asked]":
        """Have an answer used in the one thread that does; all peers share it, and so one connection."""
        return self._using.submit(copy_context().run, _used, work)

    def _call(self, node: str) -> None:
        used = Used()
        try:
            for _ in range(MOST_CALLS // CALLS_OF_ONE_STATION):
                at = self.station()
                asked = send_to(
                    at,
                    node,
                    self.line(at),
                    before=used,
                    most=CALLS_OF_ONE_STATION,
                    is_stopping=self.is_stopping,
                    beside=self._beside,
                )
                used = asked.used
                if asked.problem or not asked.has_more or self.is_stopping():
                    break
        except Exception:
            log.exception("calling a node failed", extra={"node": node})
            Peer.objects.filter(node=node).update(failures=1, problem="fault", tried_at=timezone.now(), draw=0.5)
        finally:
            connections.close_all()
