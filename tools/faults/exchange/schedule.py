"""One schedule: what is sent, what goes wrong meanwhile, and what must hold when it is over."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from samakki.access.registries import before_leaving, vetoes
from samakki.exchange import registries
from samakki.exchange.actions import gathering, looking_after
from samakki.exchange.actions.finishing import finish_all
from samakki.exchange.actions.queue import queue, undo
from samakki.exchange.actions.sealing_out import seal_due
from samakki.exchange.actions.sender import peers_to_call, send_here, send_to
from samakki.exchange.domain.delivery import Lane
from samakki.exchange.domain.delivery import Sent as SentState
from samakki.exchange.domain.steps import STEPS, watchers
from samakki.kernel.addresses import DeskAddress
from samakki.kernel.refusals import Refused
from tools.faults.exchange.line import Line
from tools.faults.exchange.nodes import Ended, Region, SimNode, officer_of, watch

HANDLING = {"codes": ["H1"]}
TYPE = "line.check@1.0"
POISON, UNWANTED = "dead", "badd"  # beginnings of markers: the owner breaks on one and refuses the other
DAY = 86400


@dataclass(slots=True)
class Sent:
    """One message, as the ledger has it."""

    reference: str
    sender: str
    desks: tuple[str, ...]
    marker: str
    is_undone: bool = False
    may_end_as: frozenset[SentState] = frozenset()  # besides at its desk


@dataclass(slots=True)
class Ledger:
    """What was done in a schedule, to be held against what the nodes have."""

    seed: int
    story: str
    sent: list[Sent] = field(default_factory=list)
    refused: list[tuple[str, ...]] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    weather: dict[str, int] = field(default_factory=dict)
    calls: int = 0
    faults: list[str] = field(default_factory=list)
    alarms: set[str] = field(default_factory=set)  # codes that may be raised
    alarms_wanted: dict[str, set[str]] = field(default_factory=dict)  # codes that must be, by node


class Owners:
    """The owner of what is sent here: takes, refuses or breaks, as the marker says."""

    def __init__(self) -> None:
        self.is_mended = False

    def receive(self, arrived: registries.Arrived) -> registries.Verdict:
        """As ``registries.Owner.receive``, with the effect that the node's own owner has."""
        from samakki.node.line_check import receive  # noqa: PLC0415  (needs loaded tables)

        marker = str(arrived.body["marker"])
        if marker.startswith(UNWANTED):
            return registries.Verdict(accepted=False, code="not-wanted")
        verdict = receive(arrived)  # the effect comes first: a breaking owner must not leave it behind
        if marker.startswith(POISON) and not self.is_mended:
            raise RuntimeError("the owner breaks")
        return verdict


@contextmanager
def owned(owners: Owners) -> Iterator[None]:
    """Have messages of the simulation owned, nothing vetoed, and every step watched."""
    kept, kept_vetoes = dict(registries.payload_owners), dict(vetoes)
    registries.own_payload("line.check@1", registries.Owner(receive=owners.receive))
    before_leaving("entities: held back", lambda _: ())
    watchers.append(watch)
    try:
        yield
    finally:
        watchers.remove(watch)
        registries.payload_owners.clear()
        registries.payload_owners.update(kept)
        vetoes.clear()
        vetoes.update(kept_vetoes)


@dataclass(slots=True)
class Play:
    """A schedule as it runs."""

    region: Region
    dice: random.Random
    line: Line
    ledger: Ledger
    owners: Owners

    @property
    def nodes(self) -> list[SimNode]:
        """Every node."""
        return list(self.region.nodes.values())

    def send(self, sender: SimNode, desks: tuple[str, ...], *, marker: str = "", hold: int = 0) -> Sent | None:
        """Queue a message; None where the process ended meanwhile or it was refused."""
        marker = marker or self.dice.randbytes(16).hex()
        lane = self.dice.choice(list(Lane))
        reference = ""
        try:
            with sender.at_work():
                reference = queue(
                    by="node",
                    sender=DeskAddress.parse(sender.desks[0]),
                    to=[DeskAddress.parse(desk) for desk in desks],
                    type=TYPE,
                    body={"marker": marker},
                    handling=HANDLING,
                    purpose="trafficking_in_persons",
                    thread=f"{sender.name[:2]}-2026-{len(self.ledger.sent):06}",
                    lane=lane,
                    hold=timedelta(seconds=hold),
                )
        except Refused as refused:
            self.ledger.refused.append(tuple(one.code for one in refused.reasons))
            return None
        except Ended as ended:
            sender.end()
            self.ledger.ended.append(str(ended))
            return None
        sent = Sent(reference, sender.name, desks, marker)
        self.ledger.sent.append(sent)
        return sent

    def undo(self, sent: Sent) -> None:
        """Take a message back while it is held."""
        node = self.region.nodes[sent.sender]
        with node.at_work():
            try:
                undo(by=officer_of(node), reference=sent.reference)
            except Refused:
                return
        sent.is_undone = True

    def round(self, node: SimNode) -> bool:
        """What one node's sender does when it looks; whether it called anybody."""
        if not node.is_up:
            return False
        try:
            with node.at_work() as at:
                seal_due(at)
                send_here(at)
                if self.dice.random() < 0.2:  # noqa: PLR2004  (a chance)
                    looking_after.look_after(at, timezone.now())
                to_call = peers_to_call(at, timezone.now())
                for peer in to_call:
                    send_to(at, peer, self.line.of(node))
        except Ended as ended:
            node.end()
            self.ledger.ended.append(str(ended))
            return True
        return bool(to_call)

    def begin_again(self, node: SimNode) -> None:
        """Start a node's processes, as the node does after it was killed."""
        node.is_up = True
        try:
            with node.at_work() as at:
                gathering.release(gathering.IN_REQUESTS, timezone.now())
                finish_all(at, now=timezone.now())
        except Ended as ended:
            node.end()
            self.ledger.ended.append(str(ended))

    def storm(self, rounds: int, *, chance: float, ends: float, longest: float = 1200.0) -> None:
        """Rounds in bad weather, in which processes end."""
        self.line.storm = chance
        for _ in range(rounds):
            for node in self.dice.sample(self.nodes, len(self.nodes)):
                if not node.is_up and self.dice.random() < 0.7:  # noqa: PLR2004  (a chance)
                    self.begin_again(node)
                if node.ends_at is None and self.dice.random() < ends:
                    step = self.dice.choice(STEPS)
                    node.ends_at = (step, node.steps.get(step, 0) + 1)
                self.round(node)
            self.region.clock.pass_(self.dice.uniform(5, longest))

    def calm(self, rounds: int = 12) -> None:
        """Fine weather until nothing moves any more."""
        self.line.storm = 0.0
        self.line.cut.clear()
        for node in self.nodes:
            node.ends_at = None
            if not node.is_up:
                self.begin_again(node)
        for _ in range(rounds):
            before = self.line.calls
            for node in self.nodes:
                self.round(node)
            self.region.clock.pass_(4000)  # beyond every wait and lease
            if self.line.calls - before <= len(self.nodes) * (len(self.nodes) - 1) and not self._is_waiting():
                return

    def _is_waiting(self) -> bool:
        for node in self.nodes:
            with node.at_work():
                if gathering.is_waiting_at_all():
                    return True
        return False
