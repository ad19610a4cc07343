"""Words for events, and for when they happened."""

from collections.abc import Mapping
from typing import Final

from babel.dates import get_month_names
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from samakki.cases.domain.events import Season, WhenKind, season_months
from samakki.cases.queries.events import EventRow
from samakki.cases.web.wording.custody import zone_words
from samakki.ui.dates import day_words
from samakki.ui.languages import language_of
from samakki.ui.wording import Text, Wording

WHEN_KINDS: Final[Mapping[WhenKind, Text]] = {
    WhenKind.ON: _("On a day, in a month or in a year"),
    WhenKind.BEFORE: _("Before, or at the latest on"),
    WhenKind.AFTER: _("After, or at the earliest on"),
    WhenKind.BETWEEN: _("Between two dates"),
    WhenKind.SEASON: _("In a season"),
}

SEASON_WORDS: Final[Mapping[Season, Text]] = {
    Season.RAINY: _("Rainy season"),
    Season.DRY: _("Dry season"),
    Season.COOL: _("Cool season"),
    Season.HOT: _("Hot season"),
}

NO_EVENT: Final = _("The timeline was not changed.")

EVENT_REFUSALS: Final[Mapping[str, Wording]] = {
    "event-title-missing": Wording(
        NO_EVENT,
        _("The event has no title."),
        _("Say in a few words what happened; write “alleged” where it is said only."),
    ),
    "event-date-missing": Wording(
        NO_EVENT, _("A date is missing."), _("Type as much of the date as is known: a day, a month or a year.")
    ),
    "event-season-missing": Wording(
        NO_EVENT, _("The season or its year is missing."), _("Choose the season, and give the year in which it began.")
    ),
    "event-time-form": Wording(
        NO_EVENT, _("The time of day cannot be read."), _("Type it by the clock of 24 hours, such as 14:05.")
    ),
    "event-time-without-day": Wording(
        NO_EVENT, _("A time of day belongs to a single day."), _("Give the day, or leave the time empty.")
    ),
    "event-unknown-entity": Wording(
        NO_EVENT,
        _("A person or thing you chose is not open to you any more."),
        _("Load the page again and choose anew."),
    ),
    "event-gone": Wording(
        NO_EVENT, _("The event was corrected or withdrawn in the meantime."), _("Load the timeline again.")
    ),
    "event-reason-missing": Wording(
        NO_EVENT, _("The reason is missing."), _("Say why, in at least %(characters)s characters.")
    ),
}


def when_words(row: EventRow) -> str:
    """When an event happened, as far as it is known, with the zone where a time is told."""
    words = day_words(row.when)
    if row.season:
        words = gettext("%(season)s (%(dates)s)") % {"season": SEASON_WORDS[row.season], "dates": words}
    if row.time:
        words = gettext("%(day)s, %(time)s (time of %(zone)s)") % {
            "day": words,
            "time": row.time,
            "zone": zone_words(row.zone),
        }
    return words


def season_hint(country: str) -> str:
    """Which months each season stands for in a country."""
    names = get_month_names("wide", locale=language_of(get_language()).cldr)
    told = []
    for season, words in SEASON_WORDS.items():
        first, last = season_months(season, country)
        told.append(
            gettext("%(season)s: %(first)s to %(last)s") % {"season": words, "first": names[first], "last": names[last]}
        )
    return "; ".join(told)
