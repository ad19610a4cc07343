"""What ledgers tell."""

import json
import re

from samakki.exchange.domain.steps import STEPS
from samakki.intelligence.domain.recalls import RecallScope
from tools.environment import ROOT
from tools.faults.exchange.coverage import missing, table, told
from tools.faults.exchange.disclosing import states_after


def test_ledgers_of_ranges_count_as_one_and_each_seed_once() -> None:
    lost = {"seed": 1, "story": "storm", "ended": ["send:leased"], "weather": {"request lost": 2}, "faults": ["lost"]}
    mended = {**lost, "ended": ["send:used", "send:used"], "done": {"a bundle twice": 1}, "faults": []}
    other = {**lost, "seed": 7000, "faults": []}

    played, counts = told([json.dumps(lost), json.dumps(other), '{"seed": 9, "cut sh', json.dumps(mended)])

    assert sorted(played) == [1, 7000]
    assert not played[1]["faults"]
    assert [counts[one] for one in ("send:leased", "send:used", "request lost", "a bundle twice")] == [1, 2, 4, 1]


def test_what_never_happened_is_named() -> None:
    lacking = missing({"send:leased": 3})

    assert "send:leased" not in lacking
    assert set(STEPS) - {"send:leased"} <= set(lacking)
    assert "send:leased 3" in table({"send:leased": 3})


def test_every_named_step_is_reached_by_the_program() -> None:
    folder = ROOT / "src" / "samakki" / "exchange" / "actions"
    named = {
        step for path in folder.glob("*.py") for step in re.findall(r'reached\("([a-z:]+)"\)', path.read_text("utf-8"))
    }

    assert named == set(STEPS)


def test_what_was_put_away_is_not_brought_back_by_restricting_it() -> None:
    withdraw, restrict, correct = RecallScope.WITHDRAW, RecallScope.RESTRICT, RecallScope.CORRECT

    assert states_after([withdraw, restrict]) == {"withdrawn"}  # seed 17 found that more was expected here
    assert states_after([withdraw, correct, restrict]) == {"restricted"}
    assert states_after([restrict]) == {"restricted"}
    assert states_after([correct]) == {"held", "offered"}
