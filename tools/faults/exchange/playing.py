"""One schedule from its seed to its verdict."""

import random
import secrets
from unittest.mock import patch

from tools.faults.exchange.judging import judge
from tools.faults.exchange.line import Line
from tools.faults.exchange.nodes import Region
from tools.faults.exchange.schedule import Ledger, Owners, Play, owned
from tools.faults.exchange.stories import STORIES


def play(region: Region, seed: int) -> Ledger:
    """Play the schedule of a seed."""
    dice = random.Random(seed)  # noqa: S311  (what goes wrong; the same in every run)
    story = list(STORIES)[seed % len(STORIES)]
    region.empty()
    owners = Owners()
    ledger = Ledger(seed, story)
    line = Line(region, dice)
    playing = Play(region, dice, line, ledger, owners)
    with owned(owners), patch.object(secrets, "randbelow", dice.randrange):
        STORIES[story](playing)
        playing.calm()
        ledger.weather, ledger.calls = line.counts, line.calls
        ledger.faults += judge(playing)
    return ledger
