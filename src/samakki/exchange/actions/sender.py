"""The sender: seals what is due, calls every node that something waits for, and looks after what time brings.

One sender works for a node at a time (``node/serving/sender.py`` sees to it). Each peer has its own thread for the
length of its calls, so a slow one holds up nobody; of what goes to one peer, what is urgent goes first in every call,
and calls are short.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import connections
from django.db.models import Q
from django.utils import timezone

from samakki.exchange.actions import gathering, incoming_chunks, looking_after
from samakki.exchange.actions.calls import Asked, Wire, ask
from samakki.exchange.actions.finishing import finish_all
from samakki.exchange.actions.receipts import settle, take_receipt
from samakki.exchange.actions.receiving import take_envelope
from samakki.exchange.actions.sealing_out import seal_due
from samakki.exchange.actions.station import Station
from samakki.exchange.actions.using import Used
from samakki.exchange.domain.delivery import LANES
from samakki.exchange.domain.retrying import wait
from samakki.exchange.models import Outbox, Peer, ReceiptMade

log = logging.getLogger(__name__)
MOST_CALLS = 500  # in one go to one peer, so that the others' threads get their turn of the database
MOST_PEERS = 16
POLL = timedelta(seconds=60)  # how often a node that cannot be called is asked whether it has something
LOOK_AFTER = timedelta(seconds=30)
MOST_HERE = 200


def send_to(at: Station, node: str, wire: Wire, *, is_stopping: Callable[[], bool] = lambda: False) -> Asked:
    """Call a node until nothing more is to be said, or something goes wrong."""
    asked, used = Asked(), Used()
    for _ in range(MOST_CALLS):
        if is_stopping():
            break
        asked = ask(at, node, wire, before=used)
        used = asked.used
        if asked.problem or not asked.has_more:
            break
    return asked


def send_here(at: Station) -> int:
    """Deliver what one of our desks sent to another of ours, by the same steps but without a line; how many."""
    now, node = timezone.now(), str(at.node)
    rows = list(
        Outbox.objects.filter(node=node, state="queued").select_related("envelope").order_by("lane", "pk")[:MOST_HERE]
    )
    for row in rows:
        gathering.mark([row], "here", now)
        taken = take_envelope(at, bytes(row.envelope.sealed), carrier=node)
        for receipt in taken.receipts:
            take_receipt(at, receipt)
        if taken.bad:
            gathering.park(row, taken.bad, now)
    made = ReceiptMade.objects.filter(node=node, settled_at__isnull=True)
    for one in made:
        take_receipt(at, bytes(one.signed))
    settle(node, [one.digest for one in made], now)
    gathering.release(Q(node=node, given_in="here"), now)
    return len(rows)


def peers_to_call(at: Station, now: datetime) -> tuple[str, ...]:
    """Nodes to call now: something waits for them or is wanted of them and their time has come, or they are polled."""
    known = {peer.node: peer for peer in Peer.objects.all()}
    found = []
    for name in at.directory.nodes():
        node = str(name)
        listed = at.directory.node(name)
        if name == at.node or listed is None or not listed.endpoints:
            continue
        peer = known.get(node)
        lane = Outbox.objects.filter(node=node, state="queued").order_by("lane").values_list("lane", flat=True).first()
        if peer is not None and peer.failures and peer.tried_at is not None:
            due = peer.tried_at + wait(peer.failures, peer.draw, LANES[lane if lane is not None else 1])
            if now < due <= now + POLL * 120:
                continue
        is_polled = peer is None or peer.tried_at is None or not peer.tried_at <= now < peer.tried_at + POLL
        if gathering.is_waiting(node, now) or is_polled or bool(peer and peer.wants) or _wants(node):
            found.append(node)
    return tuple(found)


def _wants(node: str) -> bool:
    return bool(incoming_chunks.wants(node, budget=1))


@dataclass(slots=True)
class Sender:
    """What the sender's process runs, once a second and a half.

    Attributes:
        station: gives this node anew: keys and trust list may change while it runs.
        wire: the way to other nodes.
        is_stopping: whether it should end after the call at hand.
    """

    station: Callable[[], Station]
    wire: Wire
    is_stopping: Callable[[], bool] = lambda: False
    _pool: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(MOST_PEERS, "peer"))
    _busy: dict[str, "Future[None]"] = field(default_factory=dict)
    _looked_after: datetime | None = None

    def begin(self) -> None:
        """Take up what an earlier sender left on the line: it is dead, or this one would not be here."""
        now = timezone.now()
        gathering.release(gathering.IN_REQUESTS, now)
        finish_all(self.station(), now=now)

    def tick(self) -> None:
        """Do what is due; calls go on in threads of their own."""
        at, now = self.station(), timezone.now()
        seal_due(at)
        send_here(at)
        if self._looked_after is None or not self._looked_after <= now < self._looked_after + LOOK_AFTER:
            self._looked_after = now
            looking_after.expire(now)
            looking_after.alert(now)
            looking_after.quarantine(at, now)
        self._busy = {node: call for node, call in self._busy.items() if not call.done()}
        for node in peers_to_call(at, now):
            if node not in self._busy:
                self._busy[node] = self._pool.submit(copy_context().run, self._call, node)

    def end(self) -> None:
        """Wait for the calls at hand."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _call(self, node: str) -> None:
        try:
            send_to(self.station(), node, self.wire, is_stopping=self.is_stopping)
        except Exception:
            log.exception("calling a node failed", extra={"node": node})
            Peer.objects.filter(node=node).update(failures=1, problem="fault", tried_at=timezone.now(), draw=0.5)
        finally:
            connections.close_all()
