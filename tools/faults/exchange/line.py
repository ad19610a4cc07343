"""The simulated line: it loses, doubles, delays, reorders, truncates and changes, as the schedule's dice have it."""

import random
from collections import Counter
from dataclasses import dataclass, field

from samakki.exchange.actions.calls import LineBroken, NotBelieved, answer
from samakki.exchange.domain.frames import NotAFrame
from tools.faults.exchange.nodes import Ended, Region, SimNode

WEATHER = (
    "fine",
    "request lost",
    "answer lost",
    "request cut",
    "answer cut",
    "doubled",
    "late copy",
    "held up",
    "changed",
    "slow",
    "broken server",
)


@dataclass(slots=True)
class Line:
    """All lines of the region.

    Attributes:
        storm: chance that a call meets bad weather.
        cut: pairs of nodes that do not reach each other.
        late: requests, or copies of them, that still wander about.
        counts: how often each weather was met.
        ended: where processes ended that answered a call.
        troubled: nodes that are always reached in the same bad weather.
        seen: takes every byte that goes over a line, if somebody looks.
    """

    region: Region
    dice: random.Random
    storm: float = 0.0
    cut: set[frozenset[str]] = field(default_factory=set)
    late: list[tuple[str, bytes]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    ended: list[str] = field(default_factory=list)
    troubled: dict[str, str] = field(default_factory=dict)
    seen: bytearray | None = None
    calls: int = 0

    def of(self, node: SimNode) -> "End":
        """The line as one node has it."""
        return End(self, node)

    def carry(self, sender: str, receiver: str, call: bytes) -> bytes:
        """Carry a request and bring the answer."""
        self.calls += 1
        weather = self.dice.choice(WEATHER[1:]) if self.dice.random() < self.storm else "fine"
        weather = self.troubled.get(receiver, weather)
        if frozenset((sender, receiver)) in self.cut or not self.region.nodes[receiver].is_up:
            self.counts["no way there"] += 1
            raise LineBroken("no-route")
        self.counts[weather] += 1
        if self.dice.random() < self.storm and self.late:
            late_to, late_call = self.late.pop(self.dice.randrange(len(self.late)))
            self.counts["late arrival"] += 1
            self._arrive(late_to, late_call)
        answered = self._arrive(receiver, self._sent_into(weather, receiver, call))
        if weather == "doubled":
            self._arrive(receiver, call)
        if answered is None or weather == "answer lost":
            raise LineBroken("timeout")
        if weather == "answer cut":
            raise LineBroken("cut", partial=answered[: self.dice.randrange(len(answered))])
        return answered

    def _sent_into(self, weather: str, receiver: str, call: bytes) -> bytes:
        """What of a request comes out at the other end."""
        if weather == "slow":
            self.region.clock.pass_(self.dice.uniform(1, 200))
        if weather == "request lost":
            raise LineBroken("timeout")
        if weather in {"late copy", "held up"}:
            self.late.append((receiver, call))
        if weather == "held up":
            raise LineBroken("timeout")
        if weather == "broken server":
            raise LineBroken("status-503")
        if weather == "request cut":
            self._arrive(receiver, call[: self.dice.randrange(len(call))])
            raise LineBroken("cut")
        if weather == "changed":
            at = self.dice.randrange(len(call))
            return call[:at] + bytes([call[at] ^ 1 << self.dice.randrange(8)]) + call[at + 1 :]
        return call

    def _arrive(self, receiver: str, call: bytes) -> bytes | None:
        node = self.region.nodes[receiver]
        if not node.is_up:
            return None
        try:
            with node.at_work() as at:
                answered = answer(at, call)
            if self.seen is not None:
                self.seen += call + answered
            return answered
        except (NotAFrame, NotBelieved):
            return None
        except Ended as ended:
            node.end()
            self.ended.append(str(ended))
            return None


@dataclass(frozen=True, slots=True)
class End:
    """One node's end of the line."""

    line: Line
    node: SimNode

    def post(self, node: str, call: bytes) -> bytes:
        """As ``calls.Wire``."""
        try:
            return self.line.carry(self.node.name, node, call)
        finally:
            self.node.clock.show(self.node.clock_error)
