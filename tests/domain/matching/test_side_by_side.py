"""Two entities property by property."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samakki.matching.domain.side_by_side import Said, Verdict, compare_names, compare_properties


def said(prop: str, *values: str) -> list[Said]:
    return [Said(prop, value, value.upper()) for value in values]


@pytest.mark.parametrize(
    ("prop", "a", "b", "verdict"),
    [
        ("phone", ["+85512"], ["+85512", "+85513"], Verdict.AGREES),
        ("phone", ["+85512"], ["+85513"], Verdict.NOTHING_SHARED),
        ("gender", ["male"], ["female"], Verdict.DIFFERS),
        ("birthDate", ["1987"], ["1987-05-02"], Verdict.FITS),
        ("birthDate", ["1987-04"], ["1987-05-02"], Verdict.DIFFERS),
        ("birthDate", ["odd"], ["1987"], Verdict.DIFFERS),
        ("birthDate", ["1987"], [], Verdict.ONE_SIDE),
    ],
)
def test_a_property_compares(prop: str, a: list[str], b: list[str], verdict: Verdict) -> None:
    (one,) = compare_properties(said(prop, *a), said(prop, *b))
    assert one.verdict is verdict
    assert one.a == tuple(value.upper() for value in a)


def test_a_span_of_days_stands_beside_a_day() -> None:
    (one,) = compare_properties(said("samakki:birthDate", "1986/1988"), said("birthDate", "1987-05-02"))
    assert (one.prop, one.verdict) == ("birthDate", Verdict.FITS)


def test_what_both_know_comes_first_and_names_are_left_out() -> None:
    a = [*said("name", "Sok"), *said("address", "x"), *said("gender", "male")]
    b = [*said("gender", "male"), *said("tattoo", "y")]
    assert [one.prop for one in compare_properties(a, b)] == ["gender", "address", "tattoo"]


def test_the_closest_names_are_compared_whatever_property_holds_them() -> None:
    a = [*said("name", "Dara"), Said("alias", "សុខ សុភា", "សុខ សុភា", "km")]
    found = compare_names(a, said("name", "Sok Sophea", "Someone Else"))
    assert found is not None
    assert (found.a, found.b) == ("សុខ សុភា", "SOK SOPHEA")
    assert found.score > 0.5
    assert compare_names(a, said("gender", "male")) is None


dates = st.sampled_from(["1987", "1987-05", "1987-05-02", "1988", "1986/1988", "odd"])


@given(st.lists(dates, max_size=3), st.lists(dates, max_size=3))
def test_sides_can_be_swapped(a: list[str], b: list[str]) -> None:
    here = compare_properties(said("birthDate", *a), said("birthDate", *b))
    there = compare_properties(said("birthDate", *b), said("birthDate", *a))
    assert [one.verdict for one in here] == [one.verdict for one in there]
