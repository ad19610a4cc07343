"""How the other nodes are, and what waits for somebody who looks after the lines: parked messages, alarms."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from samakki.exchange.domain.delivery import Arrived
from samakki.exchange.models import Alarm, Inbox, Outbox, Peer

PAGE = 100
SKEW_SHOWN_SECONDS = 300


@dataclass(frozen=True, slots=True)
class PeerRow:
    """Another node as this one meets it."""

    node: str
    met_at: datetime | None
    tried_at: datetime | None
    failures: int
    problem: str
    skew_seconds: int | None
    waiting: int
    parked: int

    @property
    def is_clock_off(self) -> bool:
        """Whether its clock and ours are further apart than five minutes."""
        return self.skew_seconds is not None and abs(self.skew_seconds) > SKEW_SHOWN_SECONDS

    @property
    def skew_minutes(self) -> int:
        """How far the two clocks are apart."""
        return abs(self.skew_seconds or 0) // 60


@dataclass(frozen=True, slots=True)
class ParkedRow:
    """A message that waits for somebody to say that it should be tried again."""

    reference: str
    node: str  # where it was going; empty for one that came in
    type: str
    reason: str
    fault: str


@dataclass(frozen=True, slots=True)
class AlarmRow:
    """Something that must not happen between honest nodes."""

    node: str
    code: str
    reference: str
    first_at: datetime
    last_at: datetime
    times: int


def peers() -> tuple[PeerRow, ...]:
    """Every node that was met or that something waits for, those with trouble first."""
    waiting = dict(Outbox.objects.values_list("node").annotate(count=Count("pk", filter=~Q(state="parked"))))
    parked = dict(Outbox.objects.filter(state="parked").values_list("node").annotate(count=Count("pk")))
    known = {peer.node: peer for peer in Peer.objects.all()}
    rows = []
    for node in sorted(known.keys() | waiting.keys()):
        peer = known.get(node) or Peer(node=node)
        rows.append(
            PeerRow(
                node, peer.met_at, peer.tried_at, peer.failures, peer.problem, peer.skew_seconds,
                waiting.get(node, 0), parked.get(node, 0),
            )
        )  # fmt: skip
    return tuple(sorted(rows, key=lambda row: (not row.parked, not row.failures, not row.is_clock_off, row.node)))


def parked() -> tuple[ParkedRow, ...]:
    """Messages that somebody has to look at, oldest first."""
    out = Outbox.objects.filter(state="parked").select_related("message").order_by("pk")
    came = Inbox.objects.filter(state=Arrived.PARKED.value).order_by("pk")
    return (
        *(
            ParkedRow(one.message.reference, one.node, one.message.type.partition("@")[0], one.reason, "")
            for one in out
        ),
        *(ParkedRow(one.reference, "", one.type.partition("@")[0], one.reason, one.fault) for one in came),
    )


def alarms() -> tuple[AlarmRow, ...]:
    """Alarms that nobody has looked into, newest first."""
    rows = Alarm.objects.filter(seen_by="").order_by("-last_at")
    return tuple(
        AlarmRow(one.node, one.code, one.reference, one.first_at, one.last_at, one.times) for one in rows[:PAGE]
    )
