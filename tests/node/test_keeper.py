import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from samakki.access import audit
from samakki.node.config import NodeConfig, load
from samakki.node.serving import keeper
from samakki.node.serving.family import is_locked
from samakki.node.serving.keeper import LEAST_PAUSE_SECONDS, Keeper, Notary, Task
from samakki.node.serving.only_keeper import OnlyKeeper
from samakki.node.serving.report import KeeperReport, read_report, write_report


@dataclass(slots=True)
class Worker:
    """A task's body that fails while it is told to."""

    fails: bool = False
    times: list[float] = field(default_factory=list)
    now: float = 0.0

    def act(self) -> None:
        self.times.append(self.now)
        if self.fails:
            message = "a secret name"
            raise RuntimeError(message)

    def run(self, task: Task, seconds: int) -> None:
        for second in range(seconds):
            self.now = float(second)
            task.run(self.now)


@pytest.fixture
def config(tmp_path: Path) -> NodeConfig:
    return load(tmp_path)


def test_a_task_runs_at_its_own_pace() -> None:
    worker = Worker()
    worker.run(Task("t", 10, worker.act), 35)
    assert worker.times == [0, 10, 20, 30]


@pytest.mark.django_db
def test_a_failing_task_waits_longer_each_time_and_never_longer_than_a_minute() -> None:
    worker = Worker(fails=True)
    worker.run(Task("t", 1, worker.act), 400)
    waits = [later - earlier for earlier, later in zip(worker.times, worker.times[1:], strict=False)]
    assert waits[:5] == [2, 4, 8, 16, 32]
    assert set(waits[5:]) == {60}


@pytest.mark.django_db
def test_a_task_that_works_again_goes_back_to_its_pace() -> None:
    worker = Worker(fails=True)
    task = Task("t", 1, worker.act)
    worker.run(task, 3)
    worker.fails = False
    worker.times.clear()
    for second in range(3, 30):
        worker.now = float(second)
        task.run(worker.now)
    assert task.failures == 0
    assert worker.times[-3:] == [27, 28, 29]


def test_a_task_that_knows_of_something_sooner_is_looked_at_then(config: NodeConfig) -> None:
    slow, held = Worker(), Worker()
    coming = iter([0.25, None, 3.0])
    working = Keeper(config, (Task("slow", 1, slow.act), Task("held", 1, held.act, next_in=lambda: next(coming))))
    assert working.pause(0.0) == 1.0
    working.tick(0.0)
    assert working.pause(0.0) == 0.25
    assert working.pause(0.5) == LEAST_PAUSE_SECONDS, "never without a pause"
    working.tick(0.25)
    assert (len(slow.times), len(held.times)) == (1, 2), "the others keep their pace"
    assert working.pause(0.25) == 1.0
    working.tick(1.25)
    assert working.pause(1.25) == 1.0, "what is later than the next look hastens nothing"


@pytest.mark.django_db
def test_a_task_that_fails_hastens_nothing(config: NodeConfig) -> None:
    held = Worker()
    task = Task("held", 1, held.act, next_in=lambda: 0.25)
    working = Keeper(config, (task,))
    task.run(0.0)
    held.fails = True
    task.run(0.25)
    assert working.pause(0.25) == 1.0


@pytest.mark.django_db
def test_one_failing_task_does_not_hold_up_the_others_and_is_reported(config: NodeConfig) -> None:
    good, bad = Worker(), Worker(fails=True)
    working = Keeper(config, (Task("bad", 1, bad.act), Task("good", 1, good.act)))
    working.tick(0.0)
    report = read_report(config.state)
    assert len(good.times) == 1
    assert report is not None
    assert report.failing == ("bad",)


def test_only_one_keeper_works_in_one_folder(config: NodeConfig) -> None:
    with OnlyKeeper(config) as first, OnlyKeeper(config) as second:
        assert first.is_ours()
        assert not second.is_ours()
    assert not is_locked(config.state / "keeper.lock")


def test_the_next_keeper_takes_over_when_the_first_ends(config: NodeConfig) -> None:
    with OnlyKeeper(config) as second:
        with OnlyKeeper(config) as first:
            assert first.is_ours()
        assert second.is_ours()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"at": "soon"}', json.dumps({"at": "2026-01-01", "pid": None})])
def test_a_spoiled_report_is_no_report(tmp_path: Path, content: str) -> None:
    (tmp_path / "keeper.json").write_text(content, "ascii")
    assert read_report(tmp_path) is None


def test_a_report_is_read_as_it_was_written(tmp_path: Path) -> None:
    report = KeeperReport(datetime(2026, 3, 1, tzinfo=UTC), 7, ("sequence",))
    write_report(tmp_path / "state", report)
    assert read_report(tmp_path / "state") == report


@dataclass(slots=True)
class Log:
    """The audit log as the notary sees it."""

    new: int = 0
    checkpoints: int = 0

    def sequence(self) -> int:
        placed, self.new = self.new, 0
        return placed

    def checkpoint(self) -> None:
        self.checkpoints += 1


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Log:
    made = Log()
    monkeypatch.setattr(audit, "sequence", made.sequence)
    monkeypatch.setattr(audit, "checkpoint", made.checkpoint)
    return made


@dataclass(slots=True)
class Clock:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


def notary_at_work(config: NodeConfig, log: Log, clock: Clock) -> tuple[Notary, Callable[[int], int]]:
    notary = Notary(config, clock)

    def second(new: int) -> int:
        """One second in which so many entries come; the answer is the number of checkpoints signed in it."""
        before, log.new = log.checkpoints, new
        notary.sequence()
        notary.checkpoint()
        clock.now += 1
        return log.checkpoints - before

    return notary, second


def test_a_new_keeper_signs_at_once(config: NodeConfig, log: Log) -> None:
    _, second = notary_at_work(config, log, Clock())
    assert second(0) == 1


def test_the_first_waiting_entry_waits_a_minute_at_most(config: NodeConfig, log: Log) -> None:
    _, second = notary_at_work(config, log, Clock())
    second(0)
    signed = [second(1) for _ in range(130)]
    assert [index for index, count in enumerate(signed) if count] == [60, 121]


def test_many_entries_are_signed_without_waiting(config: NodeConfig, log: Log) -> None:
    _, second = notary_at_work(config, log, Clock())
    second(0)
    assert [second(600), second(600), second(600)] == [0, 1, 0]


def test_nothing_is_signed_while_nothing_happens(config: NodeConfig, log: Log) -> None:
    _, second = notary_at_work(config, log, Clock())
    second(0)
    assert sum(second(0) for _ in range(300)) == 0


def test_every_task_has_a_name_of_its_own(config: NodeConfig) -> None:
    names = [task.name for task in keeper.tasks(config)]
    assert sorted(set(names)) == sorted(names)
