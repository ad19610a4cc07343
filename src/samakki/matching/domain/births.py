"""Two dates of birth, each as precise as it was told; ages come as the span of days that they allow.

Where two dates can be the same day, one that is told less precisely is never worth more: the level is that of the
coarser of the two. Where they cannot, slips of the pen are looked for.

1 January and January alone are read as the year: it is what forms and programs fill in when nobody knows the day.
"""

from datetime import date

from samakki.kernel.dates import PartialDate, Precision, Span, could_be_same

DAY, MONTH, YEAR, BAND = 1, 31, 366, 5 * 366  # days that a date of this precision spans at most
FEW_YEARS = 3
DECADE = 10


def level_of(x: PartialDate, y: PartialDate) -> str:
    """The level of two dates; the same for both orders."""
    mine, theirs = _as_known(x), _as_known(y)
    if could_be_same(mine, theirs):
        return _fitting(max(_width(mine), _width(theirs)))
    if mine.precision is Precision.DAY and theirs.precision is Precision.DAY:
        one, other = _day(mine), _day(theirs)
        if one.year == other.year and (one.month, one.day) == (other.day, other.month):
            return "swapped"
        if (one.month, one.day) == (other.month, other.day) and abs(one.year - other.year) in {1, DECADE}:
            return "day_other_year"
    years = _years_apart(mine, theirs)
    if years == 0:
        return "same_year"
    if years == 1:
        return "year_near"
    return "few_years" if years <= FEW_YEARS else "differs"


def _as_known(value: PartialDate) -> PartialDate:
    if value.iso.endswith("-01-01") and value.precision is Precision.DAY:
        return PartialDate(value.iso[:4])
    if value.iso.endswith("-01") and value.precision is Precision.MONTH:
        return PartialDate(value.iso[:4])
    return value


def _fitting(width: float) -> str:
    steps = ((DAY, "day"), (MONTH, "month"), (YEAR, "year"), (BAND, "band"))
    return next((code for widest, code in steps if width <= widest), "wide")


def _width(value: PartialDate) -> float:
    """Days that a date can be, all alternatives together; endless where it is open at an end."""
    return sum(_days(span) for span in value.alternatives)


def _days(span: Span) -> float:
    if span.earliest is None or span.latest is None:
        return float("inf")
    return (span.latest - span.earliest).days + 1


def _day(value: PartialDate) -> date:
    first = value.earliest
    assert first is not None  # noqa: S101  (a day has a beginning)
    return first


def _years_apart(x: PartialDate, y: PartialDate) -> int:
    """Calendar years between the nearest days of two dates that have none in common."""
    return min(_gap(mine, theirs) for mine in x.alternatives for theirs in y.alternatives)


def _gap(one: Span, other: Span) -> int:
    """Calendar years from the end of the earlier span to the beginning of the later."""
    gaps = [
        later.earliest.year - earlier.latest.year
        for earlier, later in ((one, other), (other, one))
        if earlier.latest is not None and later.earliest is not None and earlier.latest < later.earliest
    ]
    return gaps[0] if gaps else 0
