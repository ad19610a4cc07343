"""Years of the Buddhist era, and which Gregorian days they can mean.

Everything here follows from one table: `buddhist_years` says which Buddhist year a Gregorian month lies in, or which
two where the turn of the year is not known to the day. Conversion back looks the same table up, so there is no second
place in which 543 could be added or taken away again. Months and days of these calendars, as papers write them today,
are the Gregorian ones; lunar months and days are not read here.

What the table rests on, and what a native reader still has to confirm:

==========  ============================================================  ==========================================
calendar    turn of the year                                              standing
==========  ============================================================  ==========================================
Thai        1 January since 2484 (1941); 1 April before, so that 2483     read in two secondary sources; the law is the
            had nine months and January to March need 542, not 543        Calendar Year Act B.E. 2483, not read. Whether
                                                                          a paper of today gives January to March before
                                                                          1941 in the old count or by plain 543: open
Lao         543, but turning at 1 January or at Lao new year in April:    open: sources differ, so January to April stay
            both are in use                                               two possible years
Khmer       543 until Visak Bochea, 544 after it; the year turns on the   read in source code that implements the Khmer
            first waning day of the month Pisakh, in April or May         calendar; the day itself is not computed, so
                                                                          April and May stay two possible years
==========  ============================================================  ==========================================

Sources: Thai solar calendar, https://academickids.com/encyclopedia/index.php/Thai_solar_calendar; Lao new year 2556 on
16 April 2013, https://www.laoconnection.com/2013/04/happy-lao-buddhist-new-year-2556.html; Khmer,
https://github.com/ThyrithSor/momentkh.
"""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType


class Calendar(Enum):
    """How a date was written, never how it is kept: dates are kept in the Gregorian calendar."""

    GREGORIAN = "gregorian"
    BUDDHIST_THAI = "buddhist-th"
    BUDDHIST_LAO = "buddhist-lo"
    BUDDHIST_KHMER = "buddhist-km"


# Which Buddhist count a reader of a page language expects beside the Gregorian year.
SHOWN_BESIDE: Mapping[str, Calendar] = MappingProxyType(
    {"th": Calendar.BUDDHIST_THAI, "lo": Calendar.BUDDHIST_LAO, "km": Calendar.BUDDHIST_KHMER}
)

# Plausible years. They do not overlap, so a year can always be told to be of one kind or the other.
GREGORIAN_YEARS = range(1850, 2150)
BUDDHIST_YEARS = range(2400, 2701)
FIRST_BUDDHIST_YEAR = 2432  # 1 April 1889: before it Thai years were lunar, and nobody now alive was born

_APRIL, _MAY = 4, 5
_FIRST_JANUARY_YEAR = 1941


def buddhist_years(calendar: Calendar, year: int, month: int) -> tuple[int, ...]:
    """The Buddhist years that a Gregorian month may lie in: one, or two where the turn is not known to the day.

    Trap: the Khmer count is one ahead of the Thai for most of the year (October 2018 is 2561 in Thailand and 2562 in
    Cambodia).

    Args:
        calendar: one of the Buddhist ones.
        year: Gregorian.
        month: 1 to 12.

    Raises:
        ValueError: `calendar` is Gregorian (a mistake of the program).

    >>> buddhist_years(Calendar.BUDDHIST_THAI, 2018, 10), buddhist_years(Calendar.BUDDHIST_KHMER, 2018, 10)
    ((2561,), (2562,))
    >>> buddhist_years(Calendar.BUDDHIST_KHMER, 2018, 4)
    (2561, 2562)
    """
    if calendar is Calendar.GREGORIAN:
        message = "the Gregorian calendar has no Buddhist years"
        raise ValueError(message)
    plain = year + 543
    if calendar is Calendar.BUDDHIST_THAI:
        return (plain - 1,) if year < _FIRST_JANUARY_YEAR and month < _APRIL else (plain,)
    if calendar is Calendar.BUDDHIST_LAO:
        return (plain - 1, plain) if month <= _APRIL else (plain,)
    if _APRIL <= month <= _MAY:
        return (plain, plain + 1)
    return (plain,) if month < _APRIL else (plain + 1,)


def gregorian_months(calendar: Calendar, year: int) -> tuple[tuple[int, int], ...]:
    """Every Gregorian (year, month) that may lie in a Buddhist year, in order and without a gap.

    >>> months = gregorian_months(Calendar.BUDDHIST_KHMER, 2551)
    >>> months[0], months[-1]
    ((2007, 4), (2008, 5))
    >>> len(gregorian_months(Calendar.BUDDHIST_THAI, 2483))
    9
    """
    return tuple(
        (gregorian, month)
        for gregorian in range(year - 544, year - 541)
        for month in range(1, 13)
        if year in buddhist_years(calendar, gregorian, month)
    )
