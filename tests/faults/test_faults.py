import sys

import pytest

from tools.faults.outcome import Outcome
from tools.faults.trials import TRIALS

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="processes are found by /proc"),
]


@pytest.mark.parametrize("trial", TRIALS)
def test_nothing_acknowledged_is_lost(trial: str) -> None:
    outcome: Outcome = TRIALS[trial](True)
    assert outcome.faults == [], outcome.seen
