from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tools.faults.exchange.nodes import region
from tools.faults.exchange.playing import play
from tools.faults.exchange.stories import STORIES

if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker

pytestmark = pytest.mark.slow
SCHEDULES = 2 * len(STORIES)
"""A short form; ``run.py faults exchange`` plays ten thousand."""


def test_nothing_is_lost_and_nothing_happens_twice_whatever_the_line_does(
    tmp_path: Path, django_db_blocker: "DjangoDbBlocker"
) -> None:
    with django_db_blocker.unblock(), region(tmp_path) as nodes:
        ledgers = [play(nodes, seed) for seed in range(SCHEDULES)]
    assert [(one.seed, one.story, one.faults) for one in ledgers if one.faults] == []
    assert sum(len(one.sent) for one in ledgers) > SCHEDULES
    assert any(one.ended for one in ledgers)
