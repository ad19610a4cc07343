"""The definition: the shipped one can be read aloud, and a wrong one is refused with what is wrong."""

from dataclasses import replace

import pytest

from samakki.kernel.refusals import InvalidValue
from samakki.matching.domain.definition import Comparison, Definition, Level, as_json, check, from_json, shipped

GOOD = Definition("t", 0.001, (Comparison("sex", "sex", (Level("same", 0.9, 0.5), Level("differs", 0.1, 0.5))),))


def test_the_shipped_definition_comes_back_as_it_was_written() -> None:
    assert from_json(as_json(shipped())) == shipped()


def test_every_level_that_ships_says_where_its_chances_come_from() -> None:
    assert [level.code for one in shipped().comparisons for level in one.levels if not level.because] == []


def test_nothing_is_compared_that_nobody_may_be_compared_by() -> None:
    assert not {"nationality", "ethnicity", "religion"} & {one.code for one in shipped().comparisons}


def only(*levels: Level, code: str = "sex", kind: str = "sex") -> Definition:
    return replace(GOOD, comparisons=(Comparison(code, kind, levels),))


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (replace(GOOD, prior=0.0), "definition-prior"),
        (replace(GOOD, comparisons=GOOD.comparisons * 2), "definition-twice"),
        (only(*GOOD.comparisons[0].levels, code="nationality"), "definition-forbidden"),
        (only(*GOOD.comparisons[0].levels, kind="smell"), "definition-kind-unknown"),
        (only(Level("same", 0.9, 0.5)), "definition-without-levels"),
        (only(Level("same", 0.9, 0.5), Level("other", 0.1, 0.5)), "definition-levels"),
        (only(Level("same", 0.9, 0.5), Level("differs", 0.1, 0.0)), "definition-chance"),
        (only(Level("same", 0.9, 0.5), Level("differs", 0.05, 0.5)), "definition-sum"),
        (only(Level("differs", 0.1, 0.5), Level("same", 0.9, 0.5)), "definition-order"),
        (only(Level("a", 0.9, 0.5, least=0.9), Level("b", 0.1, 0.5, least=0.1), kind="text"), "definition-least"),
    ],
)
def test_a_wrong_definition_is_refused(wrong: Definition, why: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        check(wrong)
    assert refused.value.refusal.code == why


@pytest.mark.parametrize(
    ("levels", "why"),
    [
        ((Level("same", 0.9, 0.5, near=0.7), Level("differs", 0.1, 0.5)), "definition-sum"),
        ((Level("same", 0.9, 0.5, near=0.95), Level("differs", 0.1, 0.5, near=0.05)), "definition-order"),
    ],
)
def test_chances_among_people_of_one_circle_are_checked_where_circles_count(
    levels: tuple[Level, ...], why: str
) -> None:
    check(only(*levels))
    with pytest.raises(InvalidValue) as refused:
        check(replace(only(*levels), circle=100.0))
    assert refused.value.refusal.code == why


@pytest.mark.parametrize("text", ["", "{}", '{"version": 1, "prior": 0.1, "comparisons": [{"code": "a"}]}'])
def test_what_is_no_definition_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue):
        from_json(text)


def test_a_comparison_knows_its_levels() -> None:
    sex = GOOD.comparison("sex")
    assert sex.level("differs").weight < 0 < sex.level("same").weight
    with pytest.raises(KeyError):
        sex.place("perhaps")
    with pytest.raises(KeyError):
        GOOD.comparison("name")
