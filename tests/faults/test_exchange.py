"""Schedules in which everything that can go wrong between nodes does; ``run.py faults exchange`` plays ten thousand."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from django.db import connections

from tools.faults.exchange import marking
from tools.faults.exchange.__main__ import MEMORY
from tools.faults.exchange.blanks import from_database
from tools.faults.exchange.nodes import Region, region
from tools.faults.exchange.playing import play
from tools.faults.exchange.stories import CYCLE, STORIES

if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker

PORTIONS, SCHEDULES = 2, 200


@pytest.fixture(scope="module")
def nodes(django_db_setup: None, django_db_blocker: "DjangoDbBlocker") -> Iterator[Region]:
    """Made once: every schedule puts them back, and states of the world that were played to are kept with them."""
    memory = MEMORY if MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(dir=memory) as folder, django_db_blocker.unblock():
        if connections["default"].vendor == "sqlite":
            from_database(Path(connections["default"].settings_dict["NAME"]))
        with region(Path(folder)) as made:
            yield made


@pytest.mark.slow
@pytest.mark.parametrize("portion", range(PORTIONS))
def test_nothing_is_lost_and_nothing_happens_twice_whatever_the_line_does(nodes: Region, portion: int) -> None:
    size = SCHEDULES // PORTIONS
    ledgers = [play(nodes, seed) for seed in range(portion * size, (portion + 1) * size)]
    with patch.object(marking, "may_leave", lambda *_given: set()):
        leaked = play(nodes, CYCLE.index("marked secrets"))
    assert [(one.seed, one.story, one.faults) for one in ledgers if one.faults] == []
    assert {one.story for one in ledgers} == set(STORIES)
    assert any("nobody ticked and it left" in fault for fault in leaked.faults)  # it would be found
    assert sum(len(one.sent) for one in ledgers) > size
    assert sum(len(one.ended) for one in ledgers) > size // 4
