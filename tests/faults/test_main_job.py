"""The whole first product while processes end; ``run.py faults main-job`` plays a thousand such schedules."""

import logging
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db import connections

from samakki.access import audit
from samakki.access.models import AuditEntry
from samakki.exchange.models import Landing
from tools.faults.exchange.__main__ import MEMORY
from tools.faults.exchange.blanks import from_database
from tools.faults.exchange.nodes import region
from tools.faults.main_job.coverage import ROWS
from tools.faults.main_job.playing import World, play
from tools.faults.main_job.told import SECRETS, may_leave

if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker

    from tools.faults.main_job.play import MainPlay

SEEDS = (2, 20)  # a report and nothing new in the list; a file, and a member put out


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: "DjangoDbBlocker") -> Iterator[World]:
    memory = MEMORY if MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(dir=memory) as folder, django_db_blocker.unblock():
        if connections["default"].vendor == "sqlite":
            from_database(Path(connections["default"].settings_dict["NAME"]))
        (Path(folder) / "nodes").mkdir()
        with region(Path(folder) / "nodes") as nodes:
            yield World(nodes, Path(folder))


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_the_main_job_is_whole_whatever_ends_in_the_middle(world: World, seed: int) -> None:
    told = play(world, seed)

    assert told.faults == []
    assert told.ended
    assert len(told.sent) > 2
    assert any(name.startswith("ended in: ") for name in told.done)


@pytest.mark.slow
def test_what_is_lost_done_twice_or_told_is_found(world: World) -> None:
    told = play(world, 0, harm=_harm)

    assert any("and is 0 times at" in fault for fault in told.faults)
    assert any("open_case" in fault and "2 times in the log" in fault for fault in told.faults)
    assert any("in clear left" in fault and "source" in fault for fault in told.faults)


def _harm(playing: "MainPlay") -> None:
    """Lose a message at its desk, note an act once more, and write a source's name into the log."""
    home, thai, _viet = playing.nodes
    with home.at_work():
        audit.record("node", "open_case", AuditEntry.objects.get(action="open_case").reference)
    with thai.at_work():
        Landing.objects.all().delete()
        logging.getLogger("samakki.trial").warning(SECRETS["source"])


def test_words_leave_only_where_they_were_ticked() -> None:
    assert may_leave({"one": "Zqxoney", "other": "Zqxothery"}, ["A van, Zqxoney.", "A boat."]) == ["one"]


def test_every_row_names_something_that_a_schedule_can_meet() -> None:
    names = [one for row in ROWS.values() for one in row]

    assert len(names) == len(set(names))
