"""Reads a date as a paper or a person gives it, in the calendars and digits of the region; asks instead of guessing."""

import re
import unicodedata
from enum import Enum
from types import MappingProxyType

from samakki.kernel.calendars import (
    BUDDHIST_YEARS,
    FIRST_BUDDHIST_YEAR,
    GREGORIAN_YEARS,
    Calendar,
    gregorian_months,
)
from samakki.kernel.dates import PartialDate, check_gregorian_year, span_of
from samakki.kernel.digits import ascii_digits
from samakki.kernel.month_names import MONTH_NAMES
from samakki.kernel.refusals import InvalidValue


class DayOrder(Enum):
    """Which comes first in a date of three numbers that ends with the year. The country of the paper decides."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"  # papers of the Philippines often, and of the United States


def parse_as_written(
    text: str | PartialDate,
    *,
    calendar: Calendar | None,
    order: DayOrder = DayOrder.DAY_FIRST,
    gregorian_year: int | None = None,
) -> PartialDate:
    """Read one date, keep its words, and convert a Buddhist year once.

    Reads any local digits, month names in the languages of the region, "17/5/2551", "2008-05-17", "5/2008", "2008",
    and 00 for a day or month that a paper leaves unknown. Does not read lunar months, spans, or words such as "about".

    Trap: converting is not repeatable by accident. A date that is already read comes back as it is; a Gregorian year
    given as Buddhist, or the other way round, is refused with a question, never shifted.

    Trap: where the turn of the Buddhist year is not known to the day, the answer is two possible days or months, and a
    Khmer or Lao year alone spans two Gregorian years (see `samakki.kernel.calendars`).

    Args:
        text: what is written; a `PartialDate` is returned unchanged.
        calendar: the calendar of the paper, None where nobody said. Then an era mark in the text decides, and a year
            without one is read as Gregorian if it can be.
        order: of day and month in "5/6/2008".
        gregorian_year: the Gregorian year, where the paper carries both; settles which of two possible years it is.
            Also read from brackets: "2561 (2018)".

    Raises:
        InvalidValue: "date-empty"; "date-not-understood"; "year-not-four-digits"; "date-no-such-month" (fact
            `month`); "date-no-such-day"; "year-looks-buddhist", "year-looks-gregorian", "year-out-of-range" (fact
            `year`); "calendar-which-buddhist" (a mark such as B.E. that several countries use); "calendar-differs"
            (mark and `calendar` contradict each other); "month-not-in-year" (facts `year`, `month`: January to March
            2483 never were in Thailand); "years-disagree" (facts `year`, `gregorian`).

    >>> parse_as_written("១៧/៥/២០០៨", calendar=None).iso
    '2008-05-17'
    >>> parse_as_written("17 พ.ค. 2551", calendar=Calendar.BUDDHIST_THAI).iso
    '2008-05-17'
    >>> parse_as_written("ព.ស. ២៥៥១", calendar=None).iso
    '2007-04/2008-05'
    >>> parse_as_written("2561", calendar=None)
    Traceback (most recent call last):
    samakki.kernel.refusals.InvalidValue: year-looks-buddhist
    """
    if isinstance(text, PartialDate):
        return text
    if len(text) > LONGEST:
        raise InvalidValue("date-not-understood")
    plain = unicodedata.normalize("NFKC", ascii_digits(text)).casefold().strip()
    if not plain:
        raise InvalidValue("date-empty")
    plain, in_brackets = _without_brackets(plain)
    plain, calendar = _without_era(plain, calendar)
    year, month, day = _fields(_tokens(plain), order)
    gregorian_year = in_brackets or gregorian_year
    if calendar is Calendar.GREGORIAN:
        check_gregorian_year(year)
        if gregorian_year not in {None, year}:
            raise InvalidValue("years-disagree", year=year, gregorian=gregorian_year or year)
        return PartialDate(_iso(year, month, day), text, calendar)
    return PartialDate(_converted(calendar, year, month, day, gregorian_year), text, calendar)


# --- from text to numbers ---

LONGEST = 200
"""Characters of a date; what is longer is none, and is not looked through."""
_GREGORIAN_MARKS = ("ค.ศ.", "คริสต์ศักราช", "ຄ.ສ.", "គ.ស.", "គ្រិស្តសករាជ", "公元", "西元", "খ্রিস্টাব্দ", "a.d.", "c.e.")
_ERA_MARKS = MappingProxyType(
    {
        "พ.ศ.": Calendar.BUDDHIST_THAI,
        "พุทธศักราช": Calendar.BUDDHIST_THAI,
        "ພ.ສ.": Calendar.BUDDHIST_LAO,
        "ព.ស.": Calendar.BUDDHIST_KHMER,
        "ពុទ្ធសករាជ": Calendar.BUDDHIST_KHMER,
        "b.e.": None,
        "佛历": None,
        "佛曆": None,
        **dict.fromkeys(_GREGORIAN_MARKS, Calendar.GREGORIAN),
    }
)
_LABELS = (
    *("ngày", "mùng", "mồng", "năm", "tháng", "วันที่", "ที่", "วัน", "เดือน", "ปี", "ວັນທີ", "ທີ", "ວັນ", "ເດືອນ", "ປີ"),
    *("ថ្ងៃទី", "ថ្ងៃ", "ទី", "ខែ", "ឆ្នាំ", "ရက်နေ့", "ရက်", "နေ့", "ခုနှစ်", "နှစ်", "လ", "年", "日", "号", "號", "তারিখ", "সাল"),
    *("tanggal", "bulan", "tahun", "hb", "haribulan", "ika", "ng", "taong", "of", "the", "day", "month", "year"),
)
_DECEMBER = 12
_NUMBERED_MONTH = re.compile(r"(?:tháng|thg|เดือน|ເດືອນ|ខែ|bulan)\s*(\d{1,2})|(\d{1,2})\s*(?:月|လ)")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_ONLY_NUMBERS = re.compile(r"(?:m\d\d|[\d\s/.,–—-])+")  # a digit at a time: groups of digits could be cut in 2**n ways


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Match any of the words, longest first; dots may be left out, and Latin words stand alone."""
    spelled = []
    for word in sorted((unicodedata.normalize("NFKC", word).casefold() for word in words), key=len, reverse=True):
        dotless = r"\.?".join(map(re.escape, word.split(".")))
        spelled.append(rf"(?<![^\W\d_]){dotless}(?![^\W\d_])" if word[0].isascii() else dotless)
    return re.compile("|".join(spelled))


_MONTHS = {
    unicodedata.normalize("NFKC", name).casefold().replace(".", ""): number
    for names in MONTH_NAMES.values()
    for number, spellings in enumerate(names, start=1)
    for name in spellings
}
_MONTH_PATTERN = _pattern(tuple(name for names in MONTH_NAMES.values() for spellings in names for name in spellings))
_ERA_PATTERN = _pattern(tuple(_ERA_MARKS))
_LABEL_PATTERN = _pattern(_LABELS)
_ERAS = {unicodedata.normalize("NFKC", mark).replace(".", ""): calendar for mark, calendar in _ERA_MARKS.items()}


def _without_brackets(plain: str) -> tuple[str, int | None]:
    found = _BRACKETS.findall(plain)
    if not found:
        return plain, None
    inside = _ERA_PATTERN.sub(" ", found[0]).strip()
    if len(found) > 1 or not inside.isdecimal() or int(inside) not in GREGORIAN_YEARS:
        raise InvalidValue("date-not-understood")
    return _BRACKETS.sub(" ", plain), int(inside)


def _without_era(plain: str, calendar: Calendar | None) -> tuple[str, Calendar]:
    if _ONLY_NUMBERS.fullmatch(plain):  # most dates; the patterns below are long
        return plain, calendar or Calendar.GREGORIAN
    marks = {_ERAS[mark.replace(".", "")] for mark in _ERA_PATTERN.findall(plain)}
    rest = _ERA_PATTERN.sub(" ", plain)
    if not marks:
        return rest, calendar or Calendar.GREGORIAN
    fits = {calendar} if calendar else set(Calendar)
    for mark in marks:
        fits &= {mark} if mark else set(Calendar) - {Calendar.GREGORIAN}
    if not fits:
        raise InvalidValue("calendar-differs")
    if len(fits) > 1:
        raise InvalidValue("calendar-which-buddhist")
    return rest, fits.pop()


def _tokens(plain: str) -> list[str]:
    """The numbers in order, a named month as "m05". Anything that is neither a number nor a known word is refused."""
    if _ONLY_NUMBERS.fullmatch(plain):
        return re.findall(r"m?\d+", plain)
    rest = _ORDINAL.sub(" ", plain)
    rest = _NUMBERED_MONTH.sub(lambda found: f" m{int(found[1] or found[2]):02d} ", rest)
    rest = _MONTH_PATTERN.sub(lambda found: f" m{_MONTHS[found[0].replace('.', '')]:02d} ", rest)
    rest = _LABEL_PATTERN.sub(" ", rest)
    if not _ONLY_NUMBERS.fullmatch(rest):
        raise InvalidValue("date-not-understood")
    return re.findall(r"m?\d+", rest)


def _fields(tokens: list[str], order: DayOrder) -> tuple[int, int | None, int | None]:
    numbers = [token for token in tokens if not token.startswith("m")]
    named = [int(token[1:]) for token in tokens if token.startswith("m")]
    years = [place for place, number in enumerate(numbers) if len(number) == len("2008")]
    if len(years) != 1 or any(len(number) > len("2008") for number in numbers):
        raise InvalidValue("year-not-four-digits")
    rest = [int(number) for place, number in enumerate(numbers) if place != years[0]]
    if len(named) > 1 or len(named) + len(rest) > len(("month", "day")) or (len(rest) > 1 and years[0] == 1):
        raise InvalidValue("date-not-understood")
    month_leads = named or years[0] == 0 or order is DayOrder.MONTH_FIRST
    parts = [*named, *rest] if month_leads else rest[::-1]
    # Papers print 00 where a part is not known.
    month, day = (*(part or None for part in parts), None, None)[:2]
    if day and not month:
        raise InvalidValue("date-not-understood")
    if month and month > _DECEMBER:
        raise InvalidValue("date-no-such-month", month=month)
    return int(numbers[years[0]]), month, day


# --- from a Buddhist year to Gregorian days ---


def _converted(calendar: Calendar, year: int, month: int | None, day: int | None, gregorian_year: int | None) -> str:
    if year in GREGORIAN_YEARS:
        raise InvalidValue("year-looks-gregorian", year=year)
    if year not in BUDDHIST_YEARS or year < FIRST_BUDDHIST_YEAR:
        raise InvalidValue("year-out-of-range", year=year, first=FIRST_BUDDHIST_YEAR, last=BUDDHIST_YEARS[-1])
    possible = [found for found in gregorian_months(calendar, year) if month in {None, found[1]}]
    if not possible:
        raise InvalidValue("month-not-in-year", year=year, month=month or 0)
    settled = [found for found in possible if gregorian_year in {None, found[0]}]
    if not settled:
        raise InvalidValue("years-disagree", year=year, gregorian=gregorian_year or 0)
    if month is None:
        first, last = settled[0], settled[-1]
        whole_year = first[0] == last[0] and (first[1], last[1]) == (1, _DECEMBER)
        return _iso(first[0]) if whole_year else f"{_iso(*first)}/{_iso(*last)}"
    isos = [_iso(found[0], month, day) for found in settled if _is_day(found[0], month, day)]
    if not isos:
        raise InvalidValue("date-no-such-day")
    return isos[0] if len(isos) == 1 else f"[{','.join(isos)}]"


def _is_day(year: int, month: int, day: int | None) -> bool:
    try:
        span_of(year, month, day)
    except InvalidValue:
        return False
    return True


def _iso(year: int, month: int | None = None, day: int | None = None) -> str:
    return "-".join([f"{year:04d}", *(f"{part:02d}" for part in (month, day) if part is not None)])
