"""Two dates of birth, each as precise as it was told; ages come as the span of days that they allow.

A level says what is sure: dates of one month agree in the month, whether a day is missing or another. What can be
years apart counts by the furthest that it can be, and says nothing either way where it can still be one day. So to tell
a date less precisely never makes two records look more alike: it can only take back what a contradiction said, as not
telling it would.

1 January and January alone are read as the year: it is what forms and programs fill in when nobody knows the day.
"""

from datetime import date
from functools import lru_cache

from samakki.kernel.dates import PartialDate, Precision, Span, could_be_same

FEW_YEARS = 3
DECADE = 10
MONTHS = 12


def level_of(x: PartialDate, y: PartialDate) -> str:
    """The level of two dates; the same for both orders."""
    return _level(*sorted((x.iso, y.iso)))


def can_be_one(x: PartialDate, y: PartialDate) -> bool:
    """Whether two dates, as they are read here, can be the same day."""
    return could_be_same(_known(x.iso), _known(y.iso))


@lru_cache(maxsize=16384)
def _level(one: str, other: str) -> str:
    mine, theirs = _known(one), _known(other)
    return _slip(mine, theirs) or _sure(mine, theirs) or _apart(mine, theirs)


@lru_cache(maxsize=4096)
def _known(iso: str) -> PartialDate:
    return _as_known(PartialDate(iso))


def _as_known(value: PartialDate) -> PartialDate:
    first, last = value.alternatives[0].earliest, value.alternatives[-1].latest
    if first is None or last is None or first.year != last.year:
        return value
    is_filled_in = (first.month, first.day, last.month) == (1, 1, 1)
    return PartialDate(f"{first.year:04}") if is_filled_in else value


def _slip(x: PartialDate, y: PartialDate) -> str:
    """The level of two days of which one may be the other, written wrongly; empty for all others."""
    if x.precision is not Precision.DAY or y.precision is not Precision.DAY:
        return ""
    one, other = _day(x), _day(y)
    if one != other and one.year == other.year and (one.month, one.day) == (other.day, other.month):
        return "swapped"
    if (one.month, one.day) == (other.month, other.day) and abs(one.year - other.year) in {1, DECADE}:
        return "day_other_year"
    return ""


def _sure(x: PartialDate, y: PartialDate) -> str:
    """The level that holds whichever of their days two dates are; empty where they can be years apart."""
    spans = (*x.alternatives, *y.alternatives)
    days = [day for span in spans for day in (span.earliest, span.latest)]
    known = [day for day in days if day is not None]
    if len(known) < len(days):
        return ""
    first, last = min(known), max(known)
    if first == last:
        return "day"
    months = (last.year - first.year) * MONTHS + last.month - first.month
    if not months:
        return "month"
    return {0: "year", 1: "year_near"}.get(last.year - first.year, "")


def _apart(x: PartialDate, y: PartialDate) -> str:
    """The level of two dates that can be years apart, by the nearest that they can be."""
    if could_be_same(x, y):
        return "wide"
    years = min(_gap(mine, theirs) for mine in x.alternatives for theirs in y.alternatives)
    return "few_years" if years <= FEW_YEARS else "differs"


def _day(value: PartialDate) -> date:
    first = value.earliest
    assert first is not None  # noqa: S101  (a day has a beginning)
    return first


def _gap(one: Span, other: Span) -> int:
    """Calendar years from the end of the earlier span to the beginning of the later."""
    gaps = [
        later.earliest.year - earlier.latest.year
        for earlier, later in ((one, other), (other, one))
        if earlier.latest is not None and later.earliest is not None and earlier.latest < later.earliest
    ]
    return gaps[0] if gaps else 0
