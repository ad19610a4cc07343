"""``samakki matching``: everything compared anew, in portions that a stopped run goes on from."""

import argparse
from pathlib import Path

import pytest
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import Settings

from samakki.matching.actions import comparing, queue
from samakki.matching.models import Candidate, Compared
from samakki.node.commands import matching_command
from samakki.node.config import load
from samakki.node.doctor.comparing import comparing as doctor
from samakki.node.serving import worker
from tests.support.judged import World, build
from tests.support.people import People

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(comparing, "PAUSE_SECONDS", 0)
    return build(People())


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    matching_command.arguments(parser)
    return matching_command.run(parser.parse_args(words), Path())


def test_a_rebuild_compares_everything_and_says_how_far_it_is(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    world.person("สมชาย แสวงการ", phone="+66812345678")
    world.person("Somchai Sawaengkarn", phone="+66812345678")
    Compared.objects.all().delete()  # as after a bulk load, or before this version
    assert run("status") == 0
    assert run("rebuild", "--later") == 0
    assert Candidate.objects.count() == 0
    assert run("rebuild") == 0
    assert Candidate.objects.count() == 1
    said = capsys.readouterr().out
    assert "0 of 2 entities are compared by model" in said
    assert "The worker of the running node compares the rest." in said
    assert said.rstrip().splitlines()[-1].startswith("2 of 2 entities are compared")


def test_the_doctor_says_what_is_still_to_be_compared(world: World, tmp_path: Path) -> None:
    config = load(tmp_path)
    world.person("Dara")
    assert [one.level.value for one in doctor(config)] == ["warn"]
    comparing.compare_waiting(lambda: True)
    assert [one.level.value for one in doctor(config)] == ["ok"]
    Compared.objects.update(model="failed")
    (found,) = doctor(config)
    assert "could not be compared" in found.what


def test_the_worker_compares_behind_other_work_and_takes_up_what_was_left(
    world: World, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)  # it is the test's own
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    world.person("สมชาย แสวงการ", phone="+66812345678")
    world.person("Somchai Sawaengkarn", phone="+66812345678")
    queue.queue_work()
    queue.queue_work()  # one is asked already
    (task,) = DBTaskResult.objects.all()
    assert task.priority < 0
    DBTaskResult.objects.all().delete()  # as if the node had ended between the commit and the asking
    worker._take_up()
    (task,) = DBTaskResult.objects.all()
    queue.compare.func()
    assert Candidate.objects.count() == 1
    assert not queue.take_up_again()
