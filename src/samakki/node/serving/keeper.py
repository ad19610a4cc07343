"""The keeper: the one process that gives audit entries their places, signs checkpoints and clears what has ended.

Each task has its own pace and its own back-off, so that one that fails does not hold up the others. What the keeper is
doing stands in ``state/keeper.json``, for the health page and ``samakki doctor``.
"""

import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.db import close_old_connections, connections

from samakki.access import audit
from samakki.node import cleaning
from samakki.node.config import NodeConfig
from samakki.node.serving.only_keeper import OnlyKeeper
from samakki.node.serving.post import Post
from samakki.node.serving.report import KeeperReport, write_report
from samakki.node.serving.stopping import by_thread
from samakki.node.serving.trust_news import TrustNews

TICK_SECONDS = 1.0
LEAST_PAUSE_SECONDS = 0.01
REPORT_SECONDS = 5.0
LONGEST_WAIT_SECONDS = 60.0
HOUR_SECONDS = 3600.0
MINUTE_SECONDS = 60.0
log = logging.getLogger(__name__)


@dataclass(slots=True)
class Task:
    """Something to do again and again."""

    name: str
    every_seconds: float
    act: Callable[[], None]
    next_in: Callable[[], float | None] = lambda: None
    """Seconds until it has something to do, where it knows of any sooner than its pace."""
    due_at: float = 0.0  # on the clock the keeper was given
    is_early: bool = False
    """Whether it is due before its pace would have it."""
    failures: int = 0  # in a row

    def run(self, now: float) -> None:
        """Do it if it is due. After an error, wait twice as long each time, up to a minute."""
        if now < self.due_at:
            return
        try:
            self.act()
            coming = self.next_in()
        except Exception:
            self.failures, self.is_early = self.failures + 1, False
            self.due_at = now + min(LONGEST_WAIT_SECONDS, max(self.every_seconds, 2.0**self.failures))
            log.exception("a task of the keeper failed", extra={"task": self.name, "failures": self.failures})
            close_old_connections()
        else:
            self.failures = 0
            self.is_early = coming is not None and coming < self.every_seconds
            self.due_at = now + (coming if self.is_early and coming is not None else self.every_seconds)


class Notary:
    """Sequences the audit log and signs checkpoints: after so many entries, or so many seconds after the first one."""

    def __init__(self, config: NodeConfig, clock: Callable[[], float] = time.monotonic) -> None:
        self._entries_wanted = config.number("keeper.checkpoint_entries")
        self._seconds_wanted = config.number("keeper.checkpoint_seconds")
        self._clock = clock
        self._waiting = 0
        self._since = clock()
        self._is_first = True  # entries may have got their places from a keeper that ended before its checkpoint

    def sequence(self) -> None:
        """Give every new entry its place."""
        placed = audit.sequence()
        if placed and not self._waiting:
            self._since = self._clock()
        self._waiting += placed

    def checkpoint(self) -> None:
        """Sign the log's present state if it is time."""
        is_time = self._waiting >= self._entries_wanted or self._clock() - self._since >= self._seconds_wanted
        if self._is_first or (self._waiting and is_time):
            audit.checkpoint()
            self._waiting, self._is_first = 0, False


@dataclass(slots=True)
class Keeper:
    """Runs tasks one after the other, once a second, until told to stop."""

    config: NodeConfig
    tasks: Sequence[Task]
    stopping: threading.Event = field(default_factory=threading.Event)
    _reported_at: float = -REPORT_SECONDS

    def run(self) -> None:
        """Work until `stopping` is set. Only one keeper works at a time; others wait for it to end."""
        with OnlyKeeper(self.config) as only:
            while not self.stopping.is_set():
                if only.is_ours():
                    self.tick(time.monotonic())
                self.stopping.wait(self.pause(time.monotonic()))
        connections.close_all()

    def pause(self, now: float) -> float:
        """Seconds until the next look: a tick, or less where a task knows that it has something to do before."""
        early = [task.due_at - now for task in self.tasks if task.is_early]
        return min([TICK_SECONDS, *(max(LEAST_PAUSE_SECONDS, seconds) for seconds in early)])

    def tick(self, now: float) -> None:
        """Do what is due, then say so."""
        failing = self._failing()
        for task in self.tasks:
            task.run(now)
        if now - self._reported_at >= REPORT_SECONDS or self._failing() != failing:
            self._reported_at = now
            write_report(self.config.state, KeeperReport(datetime.now(UTC), os.getpid(), self._failing()))

    def _failing(self) -> tuple[str, ...]:
        return tuple(task.name for task in self.tasks if task.failures)


def tasks(config: NodeConfig) -> tuple[Task, ...]:
    """Everything the keeper does."""
    notary, post = Notary(config), Post()
    return (
        Task("exchange", TICK_SECONDS, post.tick, next_in=post.next_in),
        Task("sequence", TICK_SECONDS, notary.sequence),
        Task("checkpoint", TICK_SECONDS, notary.checkpoint),
        Task("trust-list", MINUTE_SECONDS, TrustNews(config.text("exchange.trust")).tick),
        Task("emergencies", MINUTE_SECONDS, cleaning.ask_next_desks),
        Task("emergencies-changed", MINUTE_SECONDS, cleaning.tell_emergencies_again),
        Task("clock-set-back", MINUTE_SECONDS, cleaning.begin_ties),
        Task("days-of-copies", HOUR_SECONDS, cleaning.run_days),
        Task("days-of-releases", HOUR_SECONDS, cleaning.run_release_days),
        Task("recalls-unsent", HOUR_SECONDS, cleaning.ask_recalls_again),
        Task("clear-sessions", HOUR_SECONDS, cleaning.clear_sessions),
        Task("clear-attempts", HOUR_SECONDS, cleaning.clear_attempts),
        Task("clear-recoveries", HOUR_SECONDS, cleaning.clear_recoveries),
        Task("clear-tokens", HOUR_SECONDS, cleaning.clear_tokens),
        Task("clear-sendings", HOUR_SECONDS, cleaning.clear_sendings),
        Task("clear-comparisons", HOUR_SECONDS, cleaning.clear_comparisons),
        Task("cut-log", HOUR_SECONDS, cleaning.cut_log),
        Task("clear-messages", HOUR_SECONDS, cleaning.clear_messages),
        Task("clear-exports", HOUR_SECONDS, cleaning.clear_exports),
        Task("clear-work", HOUR_SECONDS, cleaning.clear_work),
        Task("clear-notices", HOUR_SECONDS, lambda: cleaning.clear_notices(config.number("retention.notice_days"))),
    )


def main(config: NodeConfig) -> None:
    """Body of the keeper's process: works until SIGTERM."""
    keeper = Keeper(config, tasks(config))
    signal.signal(signal.SIGTERM, by_thread(keeper.stopping.set))
    keeper.run()
