"""One schedule: what is sent, what goes wrong meanwhile, and what must hold when it is over."""

import hashlib
import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from samakki.exchange.actions import gathering, looking_after
from samakki.exchange.actions.asking import Asked
from samakki.exchange.actions.finishing import finish_all
from samakki.exchange.actions.queue import queue, undo
from samakki.exchange.actions.sealing_out import seal_due
from samakki.exchange.actions.sender import peers_to_call, send_here, send_to
from samakki.exchange.domain.delivery import Lane
from samakki.exchange.domain.delivery import Sent as SentState
from samakki.exchange.domain.steps import STEPS
from samakki.exchange.models import Message
from samakki.kernel.addresses import DeskAddress
from samakki.kernel.refusals import Refused
from tools.faults.exchange.databases import AFTER_COMMIT, BEFORE_COMMIT, STATEMENT
from tools.faults.exchange.later import UsedLater
from tools.faults.exchange.line import Line
from tools.faults.exchange.nodes import Ended, Region, SimNode, officer_of
from tools.faults.exchange.noise import Noise
from tools.faults.exchange.owners import Owners, noise

HANDLING = {"codes": ["H1"]}
TYPE = "line.check@1.0"
DAY = 86400
IDLE_LOOKS = 0.2  # how often a node that has nothing to do looks all the same, and calls whom it has not met for long
NEAR_STATEMENTS, NEAR_COMMITS = 80, 6
WAITS = """
    SELECT EXISTS (SELECT 1 FROM exchange_message WHERE held_until IS NOT NULL)
        OR EXISTS (SELECT 1 FROM exchange_outbox) OR EXISTS (SELECT 1 FROM exchange_peer WHERE failures > 0)
        OR EXISTS (SELECT 1 FROM exchange_receiptmade WHERE settled_at IS NULL)
        OR EXISTS (SELECT 1 FROM exchange_chunkwanted) OR EXISTS (SELECT 1 FROM exchange_inbox WHERE state = 'stored')
"""
IS_ON_ITS_WAY = """
    SELECT EXISTS (SELECT 1 FROM exchange_message WHERE held_until IS NOT NULL)
        OR EXISTS (SELECT 1 FROM exchange_outbox WHERE state <> 'parked')
        OR EXISTS (SELECT 1 FROM exchange_receiptmade WHERE settled_at IS NULL)
        OR EXISTS (SELECT 1 FROM exchange_inbox WHERE state = 'stored')
"""


@dataclass(slots=True)
class Sent:
    """One message, as the ledger has it.

    Attributes:
        reference: as the sender's node calls it; empty where its process ended before it could say.
        sender: node.
        desks: it is for.
        marker: what its effect is known by.
        thread: nobody else's in this schedule.
        is_undone: taken back; None where the process ended meanwhile.
        may_end_as: states besides "at its desk".
        digests: SHA-256 of what is attached.
    """

    reference: str
    sender: str
    desks: tuple[str, ...]
    marker: str
    thread: str
    is_undone: bool | None = False
    may_end_as: frozenset[SentState] = frozenset()
    digests: tuple[str, ...] = ()


@dataclass(slots=True)
class Ledger:
    """What was done in a schedule, to be held against what the nodes have."""

    seed: int
    story: str
    sent: list[Sent] = field(default_factory=list)
    refused: list[tuple[str, ...]] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    weather: Counter[str] = field(default_factory=Counter)
    done: Counter[str] = field(default_factory=Counter)  # what was done on purpose, as `coverage` calls it
    calls: int = 0
    faults: list[str] = field(default_factory=list)
    alarms: set[str] = field(default_factory=set)  # codes that may be raised
    alarms_wanted: dict[str, set[str]] = field(default_factory=dict)  # codes that must be, by node


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
        return [*self.region.nodes.values()]

    def reach(self, stage: str, act: Callable[[], None], *, since: str) -> None:
        """Begin at a stage of the world. Playing there takes none of the schedule's dice: a seed is the same alone."""
        kept = self.dice.getstate()
        self.dice.seed(stage)
        self.region.reach(stage, act, since=since)
        self.dice.setstate(kept)

    def note(self, *what: str) -> None:
        """Note what was done on purpose."""
        self.ledger.done.update(what)

    def chance(self, share: float) -> bool:
        """Whether the dice say so."""
        return self.dice.random() < share

    def send(
        self, sender: SimNode, desks: tuple[str, ...], *, marker: str = "", hold: int = 0, lane: Lane | None = None,
        sizes: tuple[int, ...] = (),
    ) -> Sent | None:  # fmt: skip
        """Queue a message; None where it was refused. Sizes are those of what is attached, in fours of bytes."""
        thread = f"{sender.country}-2026-{len(self.ledger.sent):06}"
        seeds = [self.dice.randrange(10**6) for _ in sizes]
        told = Sent("", sender.name, desks, marker or self.dice.randbytes(16).hex(), thread)
        told.digests = tuple(
            hashlib.sha256(Noise(size, seed=seed).read()).hexdigest() for seed, size in zip(seeds, sizes, strict=True)
        )
        try:
            with sender.at_work():
                told.reference = queue(
                    by="node",
                    sender=DeskAddress.parse(sender.desks[0]),
                    to=[DeskAddress.parse(desk) for desk in desks],
                    type=TYPE,
                    body={"marker": told.marker},
                    handling=HANDLING,
                    purpose="trafficking_in_persons",
                    thread=thread,
                    lane=lane or self.dice.choice(list(Lane)),
                    hold=timedelta(seconds=hold),
                    attachments=[noise(seed, size, f"film{seed}.mp4") for seed, size in zip(seeds, sizes, strict=True)],
                )
        except Refused as refused:
            self.ledger.refused.append(tuple(one.code for one in refused.reasons))
            return None
        except Ended as ended:
            self.ended(sender, ended)  # whether it was committed is found when all is over
        self.ledger.sent.append(told)
        return told

    def ended(self, node: SimNode, ended: Ended) -> None:
        """Note that a process ended."""
        node.end()
        self.ledger.ended.append(str(ended))

    def undo(self, told: Sent) -> None:
        """Take a message back while it is held."""
        node = self.region.nodes[told.sender]
        if not node.is_up or not told.reference:
            return
        with node.at_work():
            try:
                undo(by=officer_of(node), reference=told.reference)
            except Refused:
                return
            except Ended as ended:
                self.ended(node, ended)
                told.is_undone = None
                return
        told.is_undone = True

    def round(self, node: SimNode) -> bool:
        """What one node's sender does when it looks; whether it called anybody."""
        if not node.is_up:
            return False
        has_nothing = not has_work(node)
        if has_nothing and not self.chance(IDLE_LOOKS):
            return False
        looks_after = self.chance(0.3)
        try:
            with node.at_work() as at:
                seal_due(at)
                send_here(at)
                if looks_after:
                    looking_after.look_after(at, timezone.now())
                to_call = peers_to_call(at, timezone.now(), began=node.began)
                for peer in to_call:
                    send_to(at, peer, self.line.of(node), beside=self._later if self.chance(0.7) else None)
        except Ended as ended:
            self.ended(node, ended)
            return True
        return bool(to_call)

    def _later(self, work: Callable[[], Asked]) -> UsedLater:
        self.note("an answer used beside the next call")
        return UsedLater(work)

    def begin_again(self, node: SimNode) -> None:
        """Start a node's processes, as the node does after it was killed."""
        node.is_up = True
        try:
            with node.at_work() as at:
                node.began = timezone.now()
                gathering.release(gathering.IN_REQUESTS, timezone.now())
                finish_all(at, now=timezone.now())
        except Ended as ended:
            self.ended(node, ended)

    def doom(self, node: SimNode, *steps: str) -> None:
        """Say where the node's process ends: at a named step, at any statement, or on either side of a commit."""
        kind = self.dice.random()
        if steps or kind < 0.5:  # noqa: PLR2004  (half of them)
            step, within = self.dice.choice(steps or STEPS), 1
        elif kind < 0.8:  # noqa: PLR2004  (as above)
            step, within = STATEMENT, NEAR_STATEMENTS
        else:
            step, within = self.dice.choice((BEFORE_COMMIT, AFTER_COMMIT)), NEAR_COMMITS
        node.ends_at = step, node.steps.get(step, 0) + self.dice.randint(1, within)

    @contextmanager
    def looking(self, node: SimNode) -> Iterator[None]:
        """Look into a node's books; it does not end of that."""
        doom, node.ends_at = node.ends_at, None
        with node.at_work():
            yield
        node.ends_at = doom

    def insist(self, node: SimNode, act: Callable[[], None], is_done: Callable[[], bool]) -> None:
        """What an officer does at a node whose process may end: looks when it is back, and does it again if it is not.

        Args:
            node: where.
            act: what is done; within the node.
            is_done: whether it is done; within the node, which is up.
        """
        while True:
            if not node.is_up:
                self.begin_again(node)
                continue
            try:
                with node.at_work():
                    if not is_done():
                        act()
                    return
            except Ended as ended:
                self.ended(node, ended)

    def storm(self, rounds: int, *, chance: float, ends: float, longest: float = 1200.0) -> None:
        """Rounds in bad weather, in which processes end."""
        self.line.storm = chance
        for _ in range(rounds):
            for node in self.dice.sample(self.nodes, len(self.nodes)):
                if not node.is_up and self.chance(0.7):
                    self.begin_again(node)
                if node.ends_at is None and self.chance(ends):
                    self.doom(node)
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
            for node in self.nodes:
                self.round(node)
            self.region.clock.pass_(4000)  # beyond every wait and lease
            if not any(_is(IS_ON_ITS_WAY, node) for node in self.nodes):
                return

    def reconcile(self) -> None:
        """Find messages whose process ended before it could say whether they were queued or taken back."""
        for told in list(self.ledger.sent):
            if told.reference and told.is_undone is not None:
                continue
            with self.region.nodes[told.sender].at_work():
                found = Message.objects.filter(thread=told.thread).values_list("reference", flat=True).first()
            told.is_undone = found is None
            told.reference = found or told.reference or f"never queued, {told.thread}"


def has_work(node: SimNode) -> bool:
    """Whether anything waits at a node: one question, so that idle nodes cost nothing."""
    return _is(WAITS, node)


def _is(question: str, node: SimNode) -> bool:
    with node.database.cursor() as cursor:
        cursor.execute(question)
        return bool(cursor.fetchone()[0])
