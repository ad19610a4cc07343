"""Dates as precise as they were told, and no more: a year, a month, a day, a span, or one of two days.

A partial date is a set of days. Nothing fills in what was not said: "2008" is never kept as 1 January 2008. "About
2008" and "the rainy season" have no days of their own; whoever records them says which span is meant, and the words
stay beside it as written.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import pairwise

from samakki.kernel.calendars import BUDDHIST_YEARS, GREGORIAN_YEARS, Calendar, buddhist_years
from samakki.kernel.refusals import InvalidValue


class Precision(Enum):
    """How much of a date is known."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    SPAN = "span"  # from one day to another, or before or after a day
    ONE_OF = "one_of"  # one of several, such as the same day of two years


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `earliest` to `latest`, both included; None means open on that side."""

    earliest: date | None
    latest: date | None

    def overlaps(self, other: "Span") -> bool:
        """Whether the two have a day in common."""
        return _not_after(self.earliest, other.latest) and _not_after(other.earliest, self.latest)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date kept in the Gregorian calendar, with the words and the calendar it came from.

    Forms of `iso`, all from ISO 8601-1 and 8601-2: ``2008``, ``2008-05``, ``2008-05-17``; a span of any two,
    ``2007-04/2008-05``; open ones, ``../2008-05`` (in that month or before) and ``2008-05/..``; one of several,
    ``[2007-05-17,2008-05-17]``.

    Trap: ``==`` also compares the words as written. Whether two dates can be the same day is `could_be_same`.

    Trap: a year from 2400 to 2700 is refused here too, so that a Buddhist year cannot slip into storage unconverted.

    Attributes:
        iso: the date.
        as_written: what the paper or the person said, local digits and all; empty where the form gave `iso`.
        calendar: the calendar of `as_written`.

    Raises:
        InvalidValue: "date-form", "date-no-such-day", "date-ends-before-it-starts", "year-out-of-range" (fact
            `year`), "year-looks-buddhist" (fact `year`).

    >>> PartialDate("2008-05").latest
    datetime.date(2008, 5, 31)
    """

    iso: str
    as_written: str = ""
    calendar: Calendar = Calendar.GREGORIAN

    def __post_init__(self) -> None:
        """Refuse a text that is no date."""
        _spans(self.iso)

    @property
    def precision(self) -> Precision:
        """How much is known."""
        if self.iso.startswith("["):
            return Precision.ONE_OF
        if "/" in self.iso:
            return Precision.SPAN
        return (Precision.YEAR, Precision.MONTH, Precision.DAY)[self.iso.count("-")]

    @property
    def alternatives(self) -> tuple[Span, ...]:
        """The spans of which one is meant; a single one unless the precision is ONE_OF. In order of time."""
        return _spans(self.iso)

    @property
    def earliest(self) -> date | None:
        """First day it can be; None where nothing was said about the beginning."""
        return self.alternatives[0].earliest

    @property
    def latest(self) -> date | None:
        """Last day it can be; None where nothing was said about the end."""
        return self.alternatives[-1].latest

    @property
    def gregorian_years(self) -> tuple[int | None, int | None]:
        """First and last Gregorian year it can be.

        >>> PartialDate("2007-04/2008-05").gregorian_years
        (2007, 2008)
        """
        return _year(self.earliest), _year(self.latest)

    def buddhist_years(self, calendar: Calendar) -> tuple[int | None, int | None]:
        """First and last year it can be in a Buddhist count, to show beside the Gregorian one.

        >>> PartialDate("2018-10").buddhist_years(Calendar.BUDDHIST_KHMER)
        (2562, 2562)
        """
        first, last = self.earliest, self.latest
        return (
            None if first is None else buddhist_years(calendar, first.year, first.month)[0],
            None if last is None else buddhist_years(calendar, last.year, last.month)[-1],
        )

    @property
    def may_be_placeholder(self) -> bool:
        """Whether it is exactly 1 January, which many forms and programs fill in when only the year is known.

        True asks the officer a question; it changes nothing by itself.
        """
        return self.precision is Precision.DAY and self.iso.endswith("-01-01")

    def __str__(self) -> str:
        return self.iso


def overlaps(one: PartialDate, other: PartialDate) -> bool:
    """Whether the stretches of time from earliest to latest have a day in common.

    For questions about stretches ("was it in the period of the order?"). Whether two dates can be the same date is
    `could_be_same`, which is stricter where a date is one of several.
    """
    return Span(one.earliest, one.latest).overlaps(Span(other.earliest, other.latest))


def could_be_same(one: PartialDate, other: PartialDate) -> bool:
    """Whether some day fits both, so that neither contradicts the other.

    Symmetric. A less precise date never turns yes into no. It does not consider slips such as day and month swapped:
    that is a judgement of matching, with a score and a reason.

    >>> could_be_same(PartialDate("[2007-05-17,2008-05-17]"), PartialDate("2008"))
    True
    >>> could_be_same(PartialDate("[2007-05-17,2008-05-17]"), PartialDate("2007-12"))
    False
    """
    return any(mine.overlaps(theirs) for mine in one.alternatives for theirs in other.alternatives)


_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_OPEN = ".."


def _spans(iso: str) -> tuple[Span, ...]:
    if not iso.startswith("["):
        return (_span(iso),)
    parts = iso[1:-1].split(",")
    if not iso.endswith("]") or len(parts) == 1 or sorted(set(parts)) != parts:
        raise InvalidValue("date-form")
    spans = tuple(_days(part) for part in parts)
    if any(later.overlaps(earlier) for earlier, later in pairwise(spans)):
        raise InvalidValue("date-form")
    return spans


def _span(iso: str) -> Span:
    first, slash, last = iso.partition("/")
    if not slash:
        return _days(iso)
    if first == last:
        raise InvalidValue("date-form")
    span = Span(
        None if first == _OPEN else _days(first).earliest,
        None if last == _OPEN else _days(last).latest,
    )
    if not _not_after(span.earliest, span.latest):
        raise InvalidValue("date-ends-before-it-starts")
    return span


def _days(iso: str) -> Span:
    found = _DATE.fullmatch(iso)
    if not found:
        raise InvalidValue("date-form")
    year = int(found[1])
    month, day = (None if part is None else int(part) for part in found.group(2, 3))
    check_gregorian_year(year)
    return span_of(year, month, day)


def span_of(year: int, month: int | None = None, day: int | None = None) -> Span:
    """The days of a Gregorian year, month or day.

    Raises:
        InvalidValue: "date-no-such-day".
    """
    last_month = 12 if month is None else month
    try:
        earliest = date(year, 1 if month is None else month, 1 if day is None else day)
        return Span(earliest, date(year, last_month, monthrange(year, last_month)[1] if day is None else day))
    except ValueError:
        raise InvalidValue("date-no-such-day") from None


def check_gregorian_year(year: int) -> None:
    """Refuse a year that is not plausibly Gregorian, with a question where it looks Buddhist.

    Raises:
        InvalidValue: "year-looks-buddhist" (facts `year`, `thai`, `khmer_first`, `khmer_last`: what it would be in
            Gregorian years), "year-out-of-range" (facts `year`, `first`, `last`).
    """
    if year in BUDDHIST_YEARS:
        raise InvalidValue(
            "year-looks-buddhist", year=year, thai=year - 543, khmer_first=year - 544, khmer_last=year - 543
        )
    if year not in GREGORIAN_YEARS:
        raise InvalidValue("year-out-of-range", year=year, first=GREGORIAN_YEARS[0], last=GREGORIAN_YEARS[-1])


def _year(day: date | None) -> int | None:
    return None if day is None else day.year


def _not_after(one: date | None, other: date | None) -> bool:
    return one is None or other is None or one <= other
