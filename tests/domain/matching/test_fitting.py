"""Learning chances from counts of patterns: what was put in comes out, and the same again."""

from itertools import product

import pytest

from samakki.matching.domain.definition import Comparison, Definition, Level
from samakki.matching.domain.fitting import fit

TRUTH = Definition(
    "truth",
    0.05,
    (
        Comparison("sex", "sex", (Level("same", 0.95, 0.5), Level("differs", 0.05, 0.5))),
        Comparison("words", "text", (Level("a", 0.7, 0.02, least=0.9), Level("b", 0.3, 0.98))),
        Comparison("street", "text", (Level("a", 0.6, 0.01, least=0.9), Level("b", 0.4, 0.99))),
    ),
)
START = Definition(
    "start",
    0.1,
    (
        Comparison("sex", "sex", (Level("same", 0.8, 0.4), Level("differs", 0.2, 0.6))),
        Comparison("words", "text", (Level("a", 0.9, 0.1, least=0.9), Level("b", 0.1, 0.9))),
        Comparison("street", "text", (Level("a", 0.9, 0.1, least=0.9), Level("b", 0.1, 0.9))),
    ),
)


def counts(definition: Definition, pairs: float = 1e6) -> dict[tuple[int, ...], float]:
    found = {}
    for pattern in product(*(range(len(one.levels)) for one in definition.comparisons)):
        same, other = definition.prior, 1 - definition.prior
        for one, place in zip(definition.comparisons, pattern, strict=True):
            same, other = same * one.levels[place].m, other * one.levels[place].u
        found[pattern] = pairs * (same + other)
    return found


def test_chances_that_made_the_counts_are_found_again() -> None:
    fitted = fit(START, counts(TRUTH), version="2", rounds=2000)
    assert fitted.has_settled
    assert fitted.definition.version == "2"
    assert fitted.definition.prior == pytest.approx(0.05, abs=0.005)
    for one, other in zip(fitted.definition.comparisons, TRUTH.comparisons, strict=True):
        for mine, true in zip(one.levels, other.levels, strict=True):
            assert mine.m == pytest.approx(true.m, abs=0.03)
            assert mine.u == pytest.approx(true.u, abs=0.01)


def test_the_order_of_counts_makes_no_difference() -> None:
    forwards = counts(TRUTH)
    backwards = dict(reversed(forwards.items()))
    assert fit(START, forwards, version="2") == fit(START, backwards, version="2")


def test_what_is_kept_or_fixed_stays() -> None:
    kept = fit(START, counts(TRUTH), version="2", kept={"words"}, is_u_fixed=True).definition
    assert kept.comparison("words") == START.comparison("words")
    assert [level.u for level in kept.comparison("sex").levels] == [0.4, 0.6]


def test_not_known_teaches_nothing_of_that_comparison() -> None:
    unknown = {(-1, *pattern[1:]): count for pattern, count in counts(TRUTH).items()}
    found = fit(START, unknown, version="2").definition
    assert [level.m for level in found.comparison("sex").levels] == pytest.approx([0.8, 0.2])


def test_levels_the_wrong_way_round_share_their_chances() -> None:
    few: dict[tuple[int, ...], float] = {(0, 0, 0): 5.0, (0, 1, 1): 500.0, (1, 0, 0): 20.0, (1, 1, 1): 400.0}
    sex = fit(START, few, version="2").definition.comparison("sex")
    assert sex.levels[0].weight >= sex.levels[1].weight - 1e-9


@pytest.mark.parametrize("wrong", [{}, {(0,): 1.0}, {(0, 0, 9): 1.0}])
def test_counts_that_do_not_fit_are_refused(wrong: dict[tuple[int, ...], float]) -> None:
    with pytest.raises(ValueError, match=r"counts|pattern"):
        fit(START, wrong, version="2")
