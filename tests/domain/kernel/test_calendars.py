import pytest
from hypothesis import given
from hypothesis import strategies as st

from samakki.kernel.calendars import SHOWN_BESIDE, Calendar, buddhist_years, gregorian_months

BUDDHIST = [Calendar.BUDDHIST_THAI, Calendar.BUDDHIST_LAO, Calendar.BUDDHIST_KHMER]


@pytest.mark.parametrize(
    ("calendar", "year", "month", "buddhist"),
    [
        (Calendar.BUDDHIST_THAI, 2018, 1, (2561,)),
        (Calendar.BUDDHIST_THAI, 2018, 12, (2561,)),
        # The year 2483 had nine months: it began on 1 April 1940, and 2484 on 1 January 1941.
        (Calendar.BUDDHIST_THAI, 1941, 1, (2484,)),
        (Calendar.BUDDHIST_THAI, 1940, 12, (2483,)),
        (Calendar.BUDDHIST_THAI, 1940, 4, (2483,)),
        (Calendar.BUDDHIST_THAI, 1940, 3, (2482,)),
        (Calendar.BUDDHIST_LAO, 2018, 4, (2560, 2561)),
        (Calendar.BUDDHIST_LAO, 2018, 5, (2561,)),
        (Calendar.BUDDHIST_KHMER, 2018, 3, (2561,)),
        (Calendar.BUDDHIST_KHMER, 2018, 5, (2561, 2562)),
        (Calendar.BUDDHIST_KHMER, 2018, 6, (2562,)),
    ],
)
def test_buddhist_year_of_a_gregorian_month(
    calendar: Calendar, year: int, month: int, buddhist: tuple[int, ...]
) -> None:
    assert buddhist_years(calendar, year, month) == buddhist


@given(st.sampled_from(BUDDHIST), st.integers(1890, 2140), st.integers(1, 12))
def test_the_way_back_gives_the_month_it_started_from(calendar: Calendar, year: int, month: int) -> None:
    for buddhist in buddhist_years(calendar, year, month):
        assert (year, month) in gregorian_months(calendar, buddhist)


@given(st.sampled_from(BUDDHIST), st.integers(2433, 2690))
def test_months_of_a_buddhist_year_follow_each_other_without_a_gap(calendar: Calendar, year: int) -> None:
    months = [gregorian * 12 + month for gregorian, month in gregorian_months(calendar, year)]
    assert months == list(range(months[0], months[-1] + 1))


def test_the_gregorian_calendar_has_no_buddhist_year() -> None:
    with pytest.raises(ValueError, match="Gregorian"):
        buddhist_years(Calendar.GREGORIAN, 2018, 1)


def test_three_page_languages_show_a_buddhist_year_beside() -> None:
    assert {language: calendar.value for language, calendar in SHOWN_BESIDE.items()} == {
        "th": "buddhist-th",
        "lo": "buddhist-lo",
        "km": "buddhist-km",
    }
