"""A schedule of the main job as it runs: nodes that keep house, officers who repeat what was cut off, a secretariat."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from unittest.mock import patch

from django.test import override_settings
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from samakki.access import audit
from samakki.entities.actions.importing import work
from samakki.exchange.actions import directory, trust
from samakki.exchange.domain.trust.errors import TrustError
from samakki.intelligence.actions import (
    ask_next_desks,
    emergency_acting,
    emergency_changes,
    recalls_unsent,
    release_days,
    run_days,
)
from samakki.intelligence.queries.desks import desks_to_choose
from samakki.kernel.refusals import Refused
from samakki.matching.actions import comparing
from samakki.node.serving import worker
from tools.faults.exchange import nodes as simulated
from tools.faults.exchange.databases import AFTER_COMMIT, BEFORE_COMMIT, STATEMENT
from tools.faults.exchange.nodes import Ended, SimNode
from tools.faults.exchange.remembering import Trust
from tools.faults.exchange.schedule import Play
from tools.faults.main_job.coverage import MOODS
from tools.faults.main_job.secretariat import Hosted, Secretariat

PATIENCE = 6  # times that an officer tries what a node refuses just now
HALF_AN_HOUR = 1800
IN_ACT = 0.3  # of local acts in which a process may end
TWICE = 0.15  # of local acts that are sent once more although they were done
QUEUE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
CLOCK: tuple[Callable[[], object], ...] = (
    run_days,
    release_days.run_release_days,
    ask_next_desks,
    emergency_changes.tell_again,
    emergency_acting.tell_again,
    recalls_unsent.ask_again,
)


@dataclass(slots=True)
class MainPlay(Play):
    """A schedule in which nodes do everything that a node does.

    Attributes:
        secretariat: hosts the trust list.
        out: countries that were put out of the exchange.
        stuck: what officers could not do however often they tried.
    """

    secretariat: Secretariat = field(kw_only=True)
    out: set[str] = field(default_factory=set)

    def act(
        self, name: str, node: SimNode, do: Callable[[], object], is_done: Callable[[], bool], *, twice: bool = True
    ) -> bool:
        """What an officer does at a page: again when the process ended and it is not done, later where it is refused.

        Args:
            name: what it is called in counts.
            node: where.
            do: the action, as the page calls it.
            is_done: whether the page would show it as done.
            twice: whether the same form may be sent once more afterwards, by an officer who got no answer.

        Returns:
            Whether it was done.
        """
        ended = len(self.ledger.ended)
        if node.ends_at is None and self.chance(IN_ACT):
            self.doom_here(node)

        def once() -> None:
            do()

        for _ in range(PATIENCE):
            try:
                self.insist(node, once, is_done)
            except Refused as refused:
                self.note(*(f"refused for now: {one.code}" for one in refused.reasons))
                codes = [one.code for one in refused.reasons]
                self.region.clock.pass_(HALF_AN_HOUR)
                self.rest()
                continue
            break
        else:
            self.ledger.faults.append(f"{node.name} could not {name}: {codes}")
            return False
        self.note(name)
        if len(self.ledger.ended) > ended:
            self.note(f"ended in: {name}")
        if twice and self.chance(TWICE):
            self._once_more(name, node, do)
        return True

    def doom_here(self, node: SimNode) -> None:
        """Have the process end in the work at hand: at a statement, or on either side of a commit."""
        step = self.dice.choice((STATEMENT, STATEMENT, BEFORE_COMMIT, AFTER_COMMIT))
        node.ends_at = step, node.steps.get(step, 0) + self.dice.randint(1, 60 if step == STATEMENT else 3)

    def _once_more(self, name: str, node: SimNode, do: Callable[[], object]) -> None:
        """The form that was done already, sent again: refused with a reason, or it changes nothing."""
        try:
            with self.looking(node):
                do()
        except Refused:
            self.note("the same form again: refused")
        else:
            self.note(f"the same form again: {name}")

    def rest(self) -> None:
        """Let the secretariat be well and everybody catch up a little."""
        self.secretariat.mood = "fine"
        self.line.cut.clear()
        for node in self.nodes:
            if not node.is_up:
                self.begin_again(node)
            self.keep_house(node)
            self.round(node)

    def storm(self, rounds: int, *, chance: float, ends: float, longest: float = 1200.0) -> None:
        """As ``Play.storm``; everybody keeps house meanwhile, and the secretariat is as the dice have it."""
        for _ in range(rounds):
            self.secretariat.mood = self.dice.choice(MOODS) if self.chance(chance) else "fine"
            self.note(f"the secretariat: {self.secretariat.mood}")
            Play.storm(self, 1, chance=chance, ends=ends, longest=longest)
            for node in self.nodes:
                self.keep_house(node)

    def calm(self, rounds: int = 12) -> None:
        """As ``Play.calm``, with a secretariat that works, and to the end of what the worker has to do."""
        self.secretariat.mood = "fine"
        for node in self.nodes:
            node.ends_at = None
            if not node.is_up:
                self.begin_again(node)
            self.keep_house(node, is_sure=True)
        Play.calm(self, rounds)
        for node in self.nodes:
            self.keep_house(node, is_sure=True)
        Play.calm(self, rounds)

    def begin_again(self, node: SimNode) -> None:
        """As ``Play.begin_again``; the worker takes up what one before it was at."""
        node.trust = Trust()
        Play.begin_again(self, node)
        if node.is_up:
            self._within(node, worker._take_up)  # noqa: SLF001  (what its process does first)

    def keep_house(self, node: SimNode, *, is_sure: bool = False) -> None:
        """What keeper and worker of a node do when they look.

        Args:
            node: nothing happens where it is down.
            is_sure: do all of it, instead of what the dice have.
        """
        if not node.is_up:
            return
        self.secretariat.date_anew(at=self.region.clock.now)
        tasks: list[Callable[[], object]] = [self._ask_for_trust, *CLOCK, audit.sequence, audit.checkpoint, self._work]
        for task in tasks:
            if is_sure or self.chance(0.3):
                self._within(node, task)

    def _within(self, node: SimNode, task: Callable[[], object]) -> None:
        if not node.is_up:
            return
        try:
            with node.at_work():
                task()
        except Ended as ended:
            self.note("ended in: what a node does by itself")
            self.ended(node, ended)

    def _ask_for_trust(self) -> None:
        """As ``TrustNews.ask``."""
        if not trust.is_due():
            return
        try:
            taken = trust.update(by="node", source=Hosted(self.secretariat, self.dice))
        except TrustError as error:
            self.note(f"no newer list: {error.code}")
            trust.tried()
        else:
            self.note("a newer list was taken" if taken.is_new else "no newer list there")

    def _work(self) -> None:
        """As the worker does it, one task after the other, until none is ready."""
        while True:
            with exclusive_transaction():
                task = DBTaskResult.objects.ready().get_locked()
                if task is None:
                    return
                task.claim("worker")
            try:
                told = task.task.call(*task.task_result.args, **task.task_result.kwargs)
            except Exception as error:  # noqa: BLE001  (the library's worker notes whatever it was)
                task.set_failed(error)
                self.ledger.faults.append(f"a task failed: {type(error).__name__}")
            else:
                task.set_successful(told)


@contextmanager
def as_nodes_do() -> Iterator[None]:
    """A queue in the database, small portions without pauses, and memories of the list that end with it."""

    def replaced(*given: object, **named: object) -> object:
        told = whole(*given, **named)  # type: ignore[arg-type]  # as they came
        if node := simulated._now_at["node"]:  # noqa: SLF001  (the same simulation)
            node.trust = Trust()
        return told

    whole = directory.replace_directory
    with (
        override_settings(TASKS=QUEUE),
        patch.object(work, "PORTION", 3),
        patch.object(comparing, "PORTION", 4),
        patch.object(time, "sleep", lambda _seconds: None),
        patch.object(trust, "replace_directory", replaced),
    ):
        yield


def listed(play: MainPlay, node: SimNode, desks: Sequence[str]) -> tuple[str, ...]:
    """Those of some desks that a page of the node offers now."""
    with play.looking(node):
        offered = {one.address for one in desks_to_choose("disclosure.offer")}
    return tuple(one for one in desks if one in offered)
