"""Dates as readers see them: never more precise than told, Buddhist years where papers carry them, words for months."""

import re
from datetime import UTC, date, datetime

import pytest
from django.template import engines
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from samakki.kernel.dates import PartialDate
from samakki.ui.dates import day_words, moment_words
from samakki.ui.languages import ALL

CODES = [language.code for language in ALL]
EVENING = datetime(2026, 2, 28, 20, 30, tzinfo=UTC)  # already the first of March in Phnom Penh


@pytest.mark.parametrize("code", CODES)
def test_an_instant_is_told_in_the_nodes_zone_and_the_readers_language(code: str) -> None:
    with translation.override(code):
        words = moment_words(EVENING)
    assert "03:30" in words
    assert re.search(r"\b1\b|1日", words)
    assert "2026" in words


@pytest.mark.parametrize(
    ("code", "year"), [("th", "2569"), ("lo", "2568/2569"), ("km", "2569"), ("en", None), ("my", None), ("vi", None)]
)
def test_the_buddhist_year_stands_beside_the_gregorian_one_where_papers_carry_it(code: str, year: str | None) -> None:
    with translation.override(code):
        words = day_words(date(2026, 3, 1))
    assert "2026" in words
    assert (f"{year})" in words) if year else ("256" not in words)


def test_a_khmer_year_that_may_have_turned_is_shown_as_both() -> None:
    with translation.override("km"):
        assert "2569/2570" in day_words(date(2026, 4, 30))


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    "iso", ["2008", "2008-05", "2008-05-17", "2007-04/2008-05", "../2008-05", "2008-05/..", "[2007-05-17,2008-05-17]"]
)
def test_a_partial_date_shows_no_day_that_was_not_told(code: str, iso: str) -> None:
    with translation.override(code):
        words = day_words(PartialDate(iso))
    assert "2008" in words
    days = {number for number in re.findall(r"\d+", words) if int(number) < 100}
    told = {"17"} if "17" in iso else set()
    months = {"4", "5"} if code in ("vi", "zh-hans") else set()  # their months are numbers
    assert told <= days <= told | months


@given(day=st.dates(date(1900, 1, 1), date(2100, 12, 31)), code=st.sampled_from(CODES))
def test_no_language_ever_shows_a_wrong_gregorian_year(day: date, code: str) -> None:
    with translation.override(code):
        assert str(day.year) in day_words(day)
        assert day_words(day) == day_words(PartialDate(day.isoformat()))


def test_a_date_carries_its_machine_form_only_where_html_has_one() -> None:
    template = engines["django"].from_string("{% load samakki %}{% day value %}")
    assert '<time datetime="2008-05">' in template.render({"value": PartialDate("2008-05")})
    assert "<time" not in template.render({"value": PartialDate("../2008-05")})
    assert template.render({"value": None}) == ""


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 3, 1), "due today"),
        (date(2026, 3, 2), "due tomorrow"),
        (date(2026, 3, 11), "due in 10 days"),
        (date(2026, 2, 28), "overdue since yesterday"),
        (date(2026, 2, 20), "overdue by 9 days"),
    ],
)
def test_a_date_says_in_words_how_far_away_it_is(day: date, words: str) -> None:
    page = (
        engines["django"]
        .from_string("{% load samakki %}{% due day today %}")
        .render({"day": day, "today": date(2026, 3, 1)})
    )
    assert words in " ".join(page.split())
