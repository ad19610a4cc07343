from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samakki.cases.domain.events import Season, WhenKind, place_of, season_months, season_span, told_date
from samakki.kernel.dates import PartialDate
from samakki.kernel.refusals import InvalidValue


@pytest.mark.parametrize(
    ("kind", "first", "last", "iso"),
    [
        (WhenKind.ON, "2026-03-01", None, "2026-03-01"),
        (WhenKind.ON, "2026-03", None, "2026-03"),
        (WhenKind.BEFORE, "2026-03-01", None, "../2026-03-01"),
        (WhenKind.AFTER, "2026", None, "2026/.."),
        (WhenKind.BETWEEN, "2026-03-01", "2026-04", "2026-03-01/2026-04"),
    ],
)
def test_a_date_is_as_precise_as_it_was_told(kind: WhenKind, first: str, last: str | None, iso: str) -> None:
    assert told_date(kind, PartialDate(first), PartialDate(last) if last else None).iso == iso


@pytest.mark.parametrize(
    ("kind", "first", "last", "code"),
    [
        (WhenKind.ON, None, None, "event-date-missing"),
        (WhenKind.BETWEEN, "2026", None, "event-date-missing"),
        (WhenKind.BETWEEN, "2026-04", "2026-03", "date-ends-before-it-starts"),
    ],
)
def test_a_date_that_says_nothing_is_refused(kind: WhenKind, first: str | None, last: str | None, code: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        told_date(kind, PartialDate(first) if first else None, PartialDate(last) if last else None)
    assert refused.value.refusal.code == code


@given(st.sampled_from(Season), st.integers(1990, 2100), st.sampled_from(["KH", "TH", "ID", "PH", "BD", "CN"]))
def test_a_season_begins_in_its_year_and_lasts_less_than_one(season: Season, year: int, country: str) -> None:
    span = season_span(season, year, country)
    assert span.earliest is not None
    assert span.latest is not None
    assert (span.earliest.year, span.earliest.month) == (year, season_months(season, country)[0])
    assert 50 < (span.latest - span.earliest).days < 250


def test_events_stand_in_order_whatever_is_known_of_them() -> None:
    told = ["2026-03-02", "../2026-03-01", "2026-03", "2025-11/2026-02", "2026"]
    assert sorted(told, key=lambda one: place_of(PartialDate(one), "", one)) == [
        "2025-11/2026-02",
        "2026",
        "../2026-03-01",
        "2026-03",
        "2026-03-02",
    ]
    assert place_of(PartialDate("2026-03-01"), "09:00", "b") < place_of(PartialDate("2026-03-01"), "", "a")
    assert place_of(PartialDate("../2026-03-01"), "", "").first == date(2026, 3, 1)
