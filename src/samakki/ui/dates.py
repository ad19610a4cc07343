"""Dates in the reader's language, from Unicode's locale data: Django's own formats are English for three of ours."""

from datetime import date, datetime

from babel.dates import format_date, format_datetime
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samakki.ui.languages import language_of

GREGORIAN_TO_BUDDHIST = 543


def moment_words(value: datetime, *, style: str = "medium") -> str:
    """An instant in the node's time zone, to the minute.

    Args:
        value: aware; a naive one is a programming error that Django's ``localtime`` reports.
        style: "short", "medium" or "long", as CLDR names them.
    """
    language = language_of(get_language())
    local = timezone.localtime(value)
    return with_buddhist_year(format_datetime(local, style, locale=language.cldr), local.date())


def day_words(value: date, *, style: str = "long") -> str:
    """A whole day."""
    language = language_of(get_language())
    return with_buddhist_year(format_date(value, style, locale=language.cldr), value)


def with_buddhist_year(words: str, day: date) -> str:
    """Add the Buddhist-era year where papers in the active language carry it beside the Gregorian one."""
    if not language_of(get_language()).has_buddhist_years:
        return words
    return _("%(date)s (BE %(year)s)") % {"date": words, "year": day.year + GREGORIAN_TO_BUDDHIST}
