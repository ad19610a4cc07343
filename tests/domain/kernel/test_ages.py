from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samakki.kernel.ages import (
    OLDEST_AGE,
    AgeCounting,
    AgeRange,
    age_bounds,
    age_on,
    birth_span,
    birth_years,
    is_presumed_child,
)
from samakki.kernel.dates import PartialDate
from samakki.kernel.refusals import InvalidValue
from tests.domain.kernel.strategies import DAYS, PARTIAL_DATES

TODAY = date(2026, 3, 1)
SAID = st.dates(date(1990, 1, 1), date(2099, 12, 31))
AGES = st.builds(
    lambda low, wider, said_on: AgeRange(low, low + wider, said_on), st.integers(0, 80), st.integers(0, 20), SAID
)


def code_of(raised: pytest.ExceptionInfo[InvalidValue]) -> str:
    return raised.value.refusal.code


@pytest.mark.parametrize(
    ("born", "bounds"),
    [
        ("2008", (17, 18)),
        ("2008-03", (17, 18)),
        ("2008-02", (18, 18)),
        ("2008-03-01", (18, 18)),
        ("2008-03-02", (17, 17)),
        ("2007-04/2008-05", (17, 18)),
        ("[2007-05-17,2008-05-17]", (17, 18)),
        ("../2008-01", (18, OLDEST_AGE)),
        ("2008-01/..", (0, 18)),
        ("2026", (0, 0)),
        ("[2026-02-01,2027-02-01]", (0, 0)),
        ("1850", (OLDEST_AGE, OLDEST_AGE)),
    ],
)
def test_a_partial_date_of_birth_allows_a_span_of_ages(born: str, bounds: tuple[int, int]) -> None:
    assert age_bounds(born, on=TODAY) == bounds


def test_somebody_not_yet_born_has_no_age() -> None:
    with pytest.raises(InvalidValue) as raised:
        age_bounds("2026-03-02", on=TODAY)
    assert code_of(raised) == "born-after-day"


def test_nobody_becomes_an_adult_a_day_early_on_a_leap_day() -> None:
    assert age_bounds("2008-02-29", on=date(2026, 2, 28)) == (17, 17)
    assert age_bounds("2008-02-29", on=date(2026, 3, 1)) == (18, 18)


@given(DAYS, st.dates(date(2026, 1, 1), date(2110, 1, 1)))
def test_a_less_precise_date_never_narrows_an_age(born: date, on: date) -> None:
    bounds = [age_bounds(born.isoformat()[:length], on=on) for length in (10, 7, 4) if born <= on]
    for (finer_low, finer_high), (coarser_low, coarser_high) in pairwise(bounds):
        assert coarser_low <= finer_low
        assert finer_high <= coarser_high


@given(PARTIAL_DATES, DAYS)
def test_bounds_stay_in_order_and_in_range(born: PartialDate, on: date) -> None:
    if born.earliest is None or born.earliest <= on:
        youngest, oldest = age_bounds(born, on=on)
        assert 0 <= youngest <= oldest <= OLDEST_AGE


@given(AGES)
def test_on_the_day_it_was_said_an_age_is_what_was_said(age: AgeRange) -> None:
    assert age_on(age, age.said_on) == (age.low, age.high)


@given(AGES, st.data())
def test_everybody_of_that_age_was_born_in_the_span_and_nobody_else(age: AgeRange, data: st.DataObject) -> None:
    born = data.draw(st.dates(date(1880, 1, 1), age.said_on))
    span = birth_span(age)
    assert span.earliest is not None
    assert span.latest is not None
    youngest, oldest = age_bounds(born.isoformat(), on=age.said_on)
    assert (span.earliest <= born <= span.latest) == (age.low <= youngest == oldest <= age.high)


@given(AGES, st.integers(0, 30))
def test_years_later_the_span_has_moved_by_as_many_years_and_no_further(age: AgeRange, years: int) -> None:
    later = date(age.said_on.year + years, age.said_on.month, min(age.said_on.day, 28))
    low, high = age_on(age, later)
    assert age.low + years - 1 <= low <= age.low + years
    assert age.high + years - 1 <= high <= age.high + years


def test_an_age_reaches_back_to_the_time_of_the_events() -> None:
    age = AgeRange(19, 19, TODAY, "19")
    assert age_on(age, date(2024, 6, 1)) == (17, 18)
    assert is_presumed_child(age, on=date(2024, 6, 1))
    assert not is_presumed_child(age, on=TODAY)
    with pytest.raises(InvalidValue) as raised:
        age_on(age, date(2000, 1, 1))
    assert code_of(raised) == "born-after-day"


def test_an_age_on_a_leap_day_is_counted_from_28_february() -> None:
    assert birth_span(AgeRange(14, 14, date(2024, 2, 29))).iso == "2009-03-01/2010-02-28"


def test_an_exact_age_still_allows_two_years_of_birth() -> None:
    assert birth_years(AgeRange(15, 15, TODAY)) == (2010, 2011)
    assert birth_span(AgeRange(15, 15, TODAY, "di anni 15")).as_written == "di anni 15"


@pytest.mark.parametrize(
    ("by", "low", "high"),
    [(AgeCounting.COMPLETED, 18, 19), (AgeCounting.AT_NEW_YEAR, 16, 18), (AgeCounting.NOT_ASKED, 16, 19)],
)
def test_an_age_counted_in_another_way_becomes_completed_years(by: AgeCounting, low: int, high: int) -> None:
    assert AgeRange.counted(18, 19, by=by, said_on=TODAY, as_told="18-19") == AgeRange(low, high, TODAY, "18-19")


def test_a_child_in_its_first_year_by_new_year_counting_is_not_less_than_new_born() -> None:
    assert AgeRange.counted(1, 1, by=AgeCounting.AT_NEW_YEAR, said_on=TODAY) == AgeRange(0, 0, TODAY)


@given(st.dates(date(1950, 1, 1), date(2026, 3, 1)))
def test_counting_at_new_year_always_contains_the_true_age(born: date) -> None:
    told = TODAY.year - born.year + 1
    age = AgeRange.counted(told, told, by=AgeCounting.AT_NEW_YEAR, said_on=TODAY)
    true_age, _ = age_bounds(born.isoformat(), on=TODAY)
    assert age.low <= true_age <= age.high


@given(AGES)
def test_not_knowing_how_somebody_counts_is_at_least_as_wide_as_knowing(age: AgeRange) -> None:
    unknown = AgeRange.counted(age.low, age.high, by=AgeCounting.NOT_ASKED, said_on=age.said_on)
    for by in AgeCounting:
        known = AgeRange.counted(age.low, age.high, by=by, said_on=age.said_on)
        assert unknown.low <= known.low
        assert known.high <= unknown.high


@pytest.mark.parametrize(
    ("low", "high", "code"),
    [
        (-1, 5, "age-out-of-range"),
        (5, 131, "age-out-of-range"),
        (131, 131, "age-out-of-range"),
        (5, -1, "age-out-of-range"),
        (18, 17, "age-ends-before-it-starts"),
    ],
)
def test_what_is_no_age_is_refused(low: int, high: int, code: str) -> None:
    for make in (AgeRange, lambda *told: AgeRange.counted(*told[:2], by=AgeCounting.NOT_ASKED, said_on=TODAY)):
        with pytest.raises(InvalidValue) as raised:
            make(low, high, TODAY)
        assert code_of(raised) == code


@pytest.mark.parametrize(
    ("born", "is_child"),
    [
        ("2008", True),
        ("2008-02-28", False),
        ("2008-03-02", True),
        ("2007", False),
        ("2000/..", True),
        ("../2008", True),
    ],
)
def test_doubt_about_age_protects(born: str, is_child: bool) -> None:
    assert is_presumed_child(PartialDate(born), on=TODAY) is is_child


def test_the_oldest_age_does_not_reach_before_the_years_that_are_kept() -> None:
    assert birth_span(AgeRange(100, OLDEST_AGE, date(1975, 1, 1))).iso == "1850-01-01/1875-01-01"
