from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samakki.kernel.calendars import Calendar
from samakki.kernel.dates import PartialDate, Precision, Span, could_be_same, overlaps
from samakki.kernel.refusals import InvalidValue, Refusal
from tests.domain.kernel.strategies import DAYS, PARTIAL_DATES, PRECISE_ISO


def refused(iso: str) -> Refusal:
    with pytest.raises(InvalidValue) as raised:
        PartialDate(iso)
    return raised.value.refusal


@pytest.mark.parametrize(
    ("iso", "precision", "earliest", "latest"),
    [
        ("2008", Precision.YEAR, date(2008, 1, 1), date(2008, 12, 31)),
        ("2008-02", Precision.MONTH, date(2008, 2, 1), date(2008, 2, 29)),
        ("2008-05-17", Precision.DAY, date(2008, 5, 17), date(2008, 5, 17)),
        ("2007-04/2008-05", Precision.SPAN, date(2007, 4, 1), date(2008, 5, 31)),
        ("../2008-05", Precision.SPAN, None, date(2008, 5, 31)),
        ("2008-05/..", Precision.SPAN, date(2008, 5, 1), None),
        ("[2007-05-17,2008-05-17]", Precision.ONE_OF, date(2007, 5, 17), date(2008, 5, 17)),
    ],
)
def test_a_date_is_the_days_it_can_be(
    iso: str, precision: Precision, earliest: date | None, latest: date | None
) -> None:
    value = PartialDate(iso)
    assert (value.precision, value.earliest, value.latest) == (precision, earliest, latest)
    assert str(value) == iso


@pytest.mark.parametrize(
    ("iso", "code"),
    [
        ("", "date-form"),
        ("17/5/2008", "date-form"),
        ("2008-5-17", "date-form"),
        ("๒๐๐๘", "date-form"),
        ("2008/2008", "date-form"),
        ("../..", "date-form"),
        ("[2008]", "date-form"),
        ("[2008-05-17,2007-05-17]", "date-form"),
        ("[2007,2008", "date-form"),
        ("[2008,2008-05]", "date-form"),
        ("[2007/2008,2010]", "date-form"),
        ("2008-13", "date-no-such-day"),
        ("2008-00", "date-no-such-day"),
        ("2007-02-29", "date-no-such-day"),
        ("2008-05-00", "date-no-such-day"),
        ("2009/2008", "date-ends-before-it-starts"),
        ("3104", "year-out-of-range"),
        ("1387", "year-out-of-range"),
    ],
)
def test_what_is_no_date_is_refused(iso: str, code: str) -> None:
    assert refused(iso).code == code


@pytest.mark.parametrize("iso", ["2400", "2561", "2561-05-17", "2018/2561", "2700"])
def test_a_buddhist_year_cannot_be_stored_as_gregorian(iso: str) -> None:
    reason = refused(iso)
    assert reason.code == "year-looks-buddhist"
    assert reason.facts["thai"] == int(reason.facts["year"]) - 543


def test_the_question_about_a_buddhist_year_offers_both_countings() -> None:
    facts = {"year": 2561, "thai": 2018, "khmer_first": 2017, "khmer_last": 2018}
    assert refused("2561").facts == facts


def test_both_years_are_known_where_one_was_written() -> None:
    born = PartialDate("2007-04/2008-05", "ព.ស. ២៥៥១", Calendar.BUDDHIST_KHMER)
    assert born.gregorian_years == (2007, 2008)
    assert born.buddhist_years(Calendar.BUDDHIST_THAI) == (2550, 2551)
    assert PartialDate("2008").buddhist_years(Calendar.BUDDHIST_KHMER) == (2551, 2552)
    assert PartialDate("../2008").gregorian_years == (None, 2008)
    assert PartialDate("../2008").buddhist_years(Calendar.BUDDHIST_THAI) == (None, 2551)
    assert PartialDate("2008/..").buddhist_years(Calendar.BUDDHIST_THAI) == (2551, None)


@given(PARTIAL_DATES)
def test_a_date_can_be_the_same_as_itself(value: PartialDate) -> None:
    assert could_be_same(value, value)
    assert overlaps(value, value)


@given(PARTIAL_DATES, PARTIAL_DATES)
def test_comparison_does_not_depend_on_order(one: PartialDate, other: PartialDate) -> None:
    assert could_be_same(one, other) == could_be_same(other, one)
    assert overlaps(one, other) == overlaps(other, one)
    assert overlaps(one, other) or not could_be_same(one, other)


@given(DAYS, PARTIAL_DATES)
def test_a_less_precise_date_never_narrows(day: date, other: PartialDate) -> None:
    exact, month, year = (PartialDate(day.isoformat()[:length]) for length in (10, 7, 4))
    for finer, coarser in ((exact, month), (month, year), (exact, year)):
        assert could_be_same(coarser, other) or not could_be_same(finer, other)
        assert Span(coarser.earliest, coarser.latest).overlaps(Span(finer.earliest, finer.latest))
        assert coarser.earliest is not None
        assert finer.earliest is not None
        assert coarser.earliest <= finer.earliest


@given(DAYS, PARTIAL_DATES)
def test_could_be_same_agrees_with_looking_at_the_day(day: date, other: PartialDate) -> None:
    inside = any(
        (span.earliest is None or span.earliest <= day) and (span.latest is None or day <= span.latest)
        for span in other.alternatives
    )
    assert could_be_same(PartialDate(day.isoformat()), other) == inside


def test_one_of_two_days_is_not_the_year_between_them() -> None:
    either = PartialDate("[2007-05-17,2008-05-17]")
    between = PartialDate("2007-12")
    assert overlaps(either, between)
    assert not could_be_same(either, between)


@given(PRECISE_ISO)
def test_only_the_first_of_january_may_be_a_placeholder(iso: str) -> None:
    assert PartialDate(iso).may_be_placeholder == iso.endswith("-01-01")


@given(st.text(st.sampled_from("0123456789-/.[],x"), max_size=12))
def test_any_text_is_a_date_or_is_refused(text: str) -> None:
    with suppress(InvalidValue):
        assert PartialDate(text).alternatives
