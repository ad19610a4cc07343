"""Dates in the reader's language, from Unicode's locale data: Django's own formats are English for three of ours.

Where papers of a language carry the Buddhist era, its year stands beside the Gregorian one; two years where the day
the year turns is not known. Months are words, because 1/3 is two days in one office.
"""

from datetime import date, datetime
from typing import Literal

from babel.dates import format_date, format_skeleton, format_time
from django.utils import timezone
from django.utils.translation import get_language, gettext

from samakki.kernel.calendars import SHOWN_BESIDE, buddhist_years
from samakki.kernel.dates import PartialDate, Precision
from samakki.ui.languages import language_of

Style = Literal["medium", "long"]  # CLDR's names: month abbreviated or in full


def moment_words(value: datetime, *, style: Style = "medium") -> str:
    """An instant in the node's time zone, to the minute, by a clock of 24 hours.

    Args:
        value: aware; a naive one is a programming error that Django's ``localtime`` reports.
        style: of the day.
    """
    local = timezone.localtime(value)
    return f"{day_words(local.date(), style=style)}, {format_time(local, 'HH:mm', locale=_locale())}"


def day_words(value: date | PartialDate, *, style: Style = "long") -> str:
    """A day, or as much of a date as is known and no more.

    Args:
        value: a whole day or a partial date; never a datetime.
        style: of whole days; a year or a month has one form.
    """
    if isinstance(value, date):
        return _part_words(value.isoformat(), style)
    if value.precision is Precision.ONE_OF:
        first, *others = value.iso.strip("[]").split(",")
        return " ".join(
            [_part_words(first, style), *(gettext("or %(date)s") % {"date": _part_words(o, style)} for o in others)]
        )
    first, slash, last = value.iso.partition("/")
    if not slash:
        return _part_words(first, style)
    if first == "..":
        return gettext("%(date)s or before") % {"date": _part_words(last, style)}
    if last == "..":
        return gettext("%(date)s or later") % {"date": _part_words(first, style)}
    return gettext("%(first)s to %(last)s") % {"first": _part_words(first, style), "last": _part_words(last, style)}


def _part_words(iso: str, style: Style) -> str:
    """Words of ``2008``, ``2008-05`` or ``2008-05-17``, with the Buddhist year or years it can mean."""
    language = language_of(get_language())
    part = PartialDate(iso)
    first, last = part.earliest, part.latest
    if first is None or last is None:
        message = f"{iso!r} is no single year, month or day"
        raise ValueError(message)
    match part.precision:
        case Precision.YEAR:
            words = format_skeleton("y", first, locale=language.cldr)
        case Precision.MONTH:
            words = format_skeleton("yMMMM", first, locale=language.cldr)
        case _:
            words = format_date(first, style, locale=language.cldr)
    calendar = SHOWN_BESIDE.get(language.code)
    if calendar is None:
        return words
    years = {*buddhist_years(calendar, first.year, first.month), *buddhist_years(calendar, last.year, last.month)}
    return gettext("%(date)s (BE %(year)s)") % {"date": words, "year": "/".join(str(year) for year in sorted(years))}


def _locale() -> str:
    return language_of(get_language()).cldr
