"""Reads a date in a cell of a sheet, and says what is wrong with it in the terms of who brings the sheet in."""

import re
from functools import lru_cache

from samakki.kernel.calendars import Calendar
from samakki.kernel.dates import PartialDate
from samakki.kernel.digits import ascii_digits
from samakki.kernel.refusals import InvalidValue
from samakki.kernel.written_dates import DayOrder, parse_as_written

_TIME = re.compile(r"[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*(?:Z|[+-]\d{2}:?\d{2}))?$")
_REPUBLIC = re.compile(r"民[國国]\s*(\d{1,3})\s*年")  # as Taiwan counts
_BEFORE_REPUBLIC = 1911
_PLACE_BEFORE = re.compile(r"^[^\d,]{2,60},\s*(?=\d)")  # "Bandung, 15-05-1985": where and when, in one column


def told_day(text: str) -> str:
    """What a cell says of a day, without a place before it and a time of day behind it; years of Taiwan as elsewhere.

    >>> told_day("Bandung, 15-05-1985"), told_day("12 March, 2001"), told_day("民國79年5月17日")
    ('15-05-1985', '12 March, 2001', '1990年5月17日')
    """
    plain = _PLACE_BEFORE.sub("", text.strip(), count=1)
    return _TIME.sub("", _REPUBLIC.sub(lambda year: f"{int(year[1]) + _BEFORE_REPUBLIC}年", plain))


_YEARS = re.compile(r"((?:18|19|20)\d\d)\s*(?:-|–|—|/|to)\s*((?:18|19|20)\d\d)")  # "1978-1982"
_ABOUT = re.compile(
    r"(?:c|ca|circa|approx|approximately|about|abt|around|est|before|after|sekitar|kira-kira|khoảng|mga)\b.*|"
    r"(?:~|≈|±|ประมาณ|ราว|ប្រហែល|ប្រមាណ|ປະມານ|约|約|大约|আনুমানিক).*|.*\d\s*(?:\?+|s|’s|'s|左右|ခန့်)",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)  # a sheet has few days and many rows
def day_told(text: str, calendar: Calendar | None, order: DayOrder) -> tuple[str, bool]:
    """A date in ISO 8601, and whether its year was taken for a Buddhist one because the officer said so.

    Args:
        text: as `told_day` gives it.
        calendar: in which years from 2400 on count; None where nobody said.
        order: of day and month.

    Raises:
        InvalidValue: "year-calendar-not-said"; "date-is-about"; "date-other-order"; what dates raise.

    >>> day_told("1978-1982", None, DayOrder.DAY_FIRST)
    ('1978/1982', False)
    """
    if span := _YEARS.fullmatch(ascii_digits(text)):
        return PartialDate(f"{span[1]}/{span[2]}", text).iso, False
    try:
        return parse_as_written(text, calendar=None, order=order).iso, False
    except InvalidValue as problem:
        refused = problem.refusal
        if refused.code not in {"year-looks-buddhist", "calendar-which-buddhist"} or calendar is None:
            raise _told_of_a_sheet(problem, text, order) from problem
    return parse_as_written(text, calendar=calendar, order=order).iso, refused.code == "year-looks-buddhist"


def _told_of_a_sheet(problem: InvalidValue, text: str, order: DayOrder) -> InvalidValue:
    """Why a date cannot be taken, in the terms of who brings a sheet in: what can be said of a whole column."""
    code, facts = problem.refusal.code, problem.refusal.facts
    if code == "year-looks-buddhist":
        return InvalidValue("year-calendar-not-said", year=facts["year"])
    if code == "date-not-understood" and _ABOUT.fullmatch(text.strip()):
        return InvalidValue("date-is-about")
    if code == "date-no-such-month" and _is_date(text, next(one for one in DayOrder if one is not order)):
        return InvalidValue("date-other-order", month=facts["month"])
    return problem


def _is_date(text: str, order: DayOrder) -> bool:
    try:
        parse_as_written(text, calendar=None, order=order)
    except InvalidValue as problem:
        return problem.refusal.code == "year-looks-buddhist"
    return True
