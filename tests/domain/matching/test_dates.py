"""Dates of birth: what is sure counts, and telling less precisely never makes two records look more alike.

Exactly: whatever is told in place of a date, as long as it holds that date too, the pair is worth no more than before,
or no more than without the date, whichever is more. Where days, months and years are told it is worth no more than
before, whatever the other side says.

More cannot be promised. The least precise date is none at all, and weighs nothing; so if it never might be worth more,
no contradiction could weigh against.
"""

from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from samakki.kernel.dates import PartialDate
from samakki.matching.domain import births
from samakki.matching.domain.definition import shipped
from samakki.matching.domain.levels import compare
from samakki.matching.domain.records import Named, Record
from samakki.matching.domain.weighing import weigh

BIRTH = shipped().comparison("birth")
days = st.dates(date(1985, 1, 1), date(1995, 12, 31))
calendar = st.tuples(days, st.sampled_from([4, 7, 10])).map(lambda found: found[0].isoformat()[: found[1]])
spans = st.tuples(days, st.integers(1, 4_000)).map(
    lambda found: f"{found[0].isoformat()}/{(found[0] + timedelta(found[1])).isoformat()}"
)
open_ended = days.map(lambda day: f"../{day.isoformat()}")
dates = st.one_of(calendar, spans, open_ended).map(PartialDate)
near_days = st.tuples(days, st.sampled_from([0, 1, 7, 20, 31, 365, 366, 1_000, 3_653])).map(
    lambda found: (found[0].isoformat(), (found[0] + timedelta(found[1])).isoformat())
)


def weights(x: PartialDate, y: PartialDate) -> tuple[float, float]:
    """Against strangers, and against people of one circle."""
    level = BIRTH.level(births.level_of(x, y))
    return level.weight, level.weight - level.common


def wider(one: PartialDate, before: int, after: int) -> PartialDate:
    """The same date and days around it."""
    first, last = one.alternatives[0].earliest, one.alternatives[-1].latest
    assert last is not None
    until = (last + timedelta(after)).isoformat()
    since = ".." if first is None else (first - timedelta(before)).isoformat()
    return PartialDate(until if since == until else f"{since}/{until}")


@given(dates, dates, st.integers(0, 4_000), st.integers(0, 4_000))
@example(PartialDate("1990-01-01"), PartialDate("1990-01-05"), 0, 9)
@example(PartialDate("1990-05-17"), PartialDate("1985-03-02"), 2_000, 0)
@settings(max_examples=400)
def test_a_wider_date_is_worth_no_more_than_the_exact_one_or_than_none(
    one: PartialDate, other: PartialDate, before: int, after: int
) -> None:
    for exact, vague in zip(weights(one, other), weights(wider(one, before, after), other), strict=True):
        assert vague <= max(exact, 0.0)


@given(near_days, st.sampled_from([4, 7]), st.sampled_from([4, 7, 10]))
@example(("1990-05-17", "1990-05-20"), 7, 10)
@example(("1990-05-17", "1990-11-02"), 4, 10)
@example(("1990-05-03", "1990-03-05"), 7, 10)
@settings(max_examples=400)
def test_day_month_or_year_left_out_never_counts_more(pair: tuple[str, str], kept: int, others: int) -> None:
    one, other = pair[0], PartialDate(pair[1][:others])
    for told in (10, 7):
        exact, vague = PartialDate(one[:told]), PartialDate(one[: min(told, kept)])
        for before, after in zip(weights(exact, other), weights(vague, other), strict=True):
            assert after <= before


@given(dates, dates)
@settings(max_examples=100)
def test_the_order_of_two_dates_makes_no_difference(one: PartialDate, other: PartialDate) -> None:
    assert births.level_of(one, other) == births.level_of(other, one)
    assert births.can_be_one(one, other) == births.can_be_one(other, one)


@given(near_days, st.integers(0, 4_000), st.integers(0, 4_000))
@settings(max_examples=60, deadline=None)
def test_so_it_is_for_whole_records(pair: tuple[str, str], before: int, after: int) -> None:
    def worth(*born: PartialDate) -> float:
        one, other = (
            Record("E-1", values={"name": (Named("Sok Sophea"),), "sex": ("female",), **told})
            for told in ({"birth": born} if born else {}, {"birth": (PartialDate(pair[1]),)})
        )
        return weigh(shipped(), compare(shipped(), one, other)).weight

    exact = PartialDate(pair[0])
    assert worth(wider(exact, before, after)) <= max(worth(exact), worth())


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        ("1990-05-17", "1990-05-17", "day"),
        ("1990-05-03", "1990-03-05", "swapped"),
        ("1990-05", "1990-05-17", "month"),
        ("1990-05-20", "1990-05-17", "month"),
        ("1990-05-17", "1991-05-17", "day_other_year"),
        ("1990-01-01", "1990-08-09", "year"),  # what forms fill in
        ("1990-01-01", "1990-01-01", "year"),
        ("1990-05-17", "1990-11-02", "year"),
        ("1990/1991", "1990-05-17", "year_near"),
        ("1988/1991", "1990-05-17", "wide"),
        ("1990-05-17", "1991-11-02", "year_near"),
        ("1970/1999", "1990-05-17", "wide"),
        ("1990", "1993", "few_years"),
        ("1991/1995", "1990", "few_years"),
        ("1990", "1962", "differs"),
        ("../1980", "1990", "differs"),
        ("../1980", "../1990", "wide"),
    ],
)
def test_levels_of_dates(a: str, b: str, level: str) -> None:
    assert births.level_of(PartialDate(a), PartialDate(b)) == level


def test_what_a_date_that_can_be_anything_says_is_what_none_says() -> None:
    assert BIRTH.level("wide").weight == BIRTH.level("wide").common == 0
