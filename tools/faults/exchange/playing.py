"""One schedule from its seed to its verdict."""

import random
import secrets
from functools import partial
from unittest.mock import patch

from samakki.exchange.actions.sender import send_to
from tools.faults.exchange.judging import judge
from tools.faults.exchange.line import Line
from tools.faults.exchange.nodes import Region
from tools.faults.exchange.owners import Owners, owned
from tools.faults.exchange.schedule import Ledger, Play
from tools.faults.exchange.stories import CYCLE, STORIES

STRANGERS = 0.15
"""How often nodes begin that never met: then their first calls are part of the schedule."""
MET = "met"


def play(region: Region, seed: int) -> Ledger:
    """Play the schedule of a seed."""
    dice = random.Random(seed)  # noqa: S311  (what goes wrong; the same in every run)
    story = story_of(seed)
    if dice.random() < STRANGERS:
        region.empty()
    else:
        region.reach(MET, partial(_meet, region, random.Random(MET)))  # noqa: S311  (as above)
    owners = Owners()
    ledger = Ledger(seed, story)
    line = Line(region, dice)
    playing = Play(region, dice, line, ledger, owners)
    with owned(owners), patch.object(secrets, "randbelow", dice.randrange):
        STORIES[story](playing)
        playing.calm()
        ledger.weather, ledger.calls = line.counts, line.calls
        ledger.ended += line.ended
        ledger.faults += judge(playing)
    return ledger


def story_of(seed: int) -> str:
    """What the schedule of a seed is about."""
    return CYCLE[seed % len(CYCLE)]


def _meet(region: Region, dice: random.Random) -> None:
    """Have every node call every other one."""
    meeting = Play(region, dice, Line(region, dice), Ledger(0, "meeting"), Owners())
    for _ in range(2):
        for node in meeting.nodes:
            with node.at_work() as at:
                for peer in meeting.nodes:
                    if peer is not node:
                        send_to(at, peer.name, meeting.line.of(node))
