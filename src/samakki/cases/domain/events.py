"""When something happened, as far as a source knows: a day, a month, a season, before or after or between days.

Nothing is filled in. A season stands for months that depend on the country, and its word stays beside them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from types import MappingProxyType
from zoneinfo import available_timezones

from samakki.kernel.dates import PartialDate, Precision
from samakki.kernel.grades import Grade
from samakki.kernel.refusals import InvalidValue, Refusal


class WhenKind(Enum):
    """How a source told the time."""

    ON = "on"  # a day, or as much of one as is known: a month, a year
    BEFORE = "before"
    AFTER = "after"
    BETWEEN = "between"
    SEASON = "season"


class Season(Enum):
    """Seasons as people of the region tell them."""

    RAINY = "rainy"
    DRY = "dry"
    COOL = "cool"
    HOT = "hot"


Months = tuple[int, int]
_USUAL: Mapping[Season, Months] = MappingProxyType(
    {Season.RAINY: (5, 10), Season.DRY: (11, 4), Season.COOL: (11, 2), Season.HOT: (3, 5)}
)
SEASONS: Mapping[str, Mapping[Season, Months]] = MappingProxyType(
    {
        "ID": MappingProxyType({**_USUAL, Season.RAINY: (11, 3), Season.DRY: (4, 10)}),
        "PH": MappingProxyType({**_USUAL, Season.RAINY: (6, 11), Season.DRY: (12, 5)}),
        "BD": MappingProxyType({**_USUAL, Season.RAINY: (6, 10), Season.DRY: (11, 5)}),
    }
)
"""First and last month of a season where a country differs from the mainland; shown to who enters it."""


def season_months(season: Season, country: str) -> Months:
    """First and last month of a season; the last may lie in the next year."""
    return SEASONS.get(country, _USUAL)[season]


def season_span(season: Season, year: int, country: str) -> PartialDate:
    """The months of a season that begins in a year.

    >>> season_span(Season.COOL, 2025, "KH").iso
    '2025-11/2026-02'
    """
    first, last = season_months(season, country)
    return PartialDate(f"{year}-{first:02d}/{year + (last < first)}-{last:02d}")


def told_date(kind: WhenKind, first: PartialDate | None, last: PartialDate | None = None) -> PartialDate:
    """One date from what the form took.

    Args:
        kind: any but SEASON, which has `season_span`.
        first: the date, or where a span begins.
        last: where a span ends; for BETWEEN only.

    Raises:
        InvalidValue: "event-date-missing"; "date-ends-before-it-starts"; "date-form" for two days that are one.

    >>> told_date(WhenKind.BEFORE, PartialDate("2026-03")).iso
    '../2026-03'
    """
    if first is None or (kind is WhenKind.BETWEEN and last is None):
        raise InvalidValue("event-date-missing")
    if kind is WhenKind.ON:
        return first
    written = " / ".join(one.as_written for one in (first, last) if one is not None and one.as_written)
    iso = {
        WhenKind.BEFORE: f"../{first.iso}",
        WhenKind.AFTER: f"{first.iso}/..",
        WhenKind.BETWEEN: f"{first.iso}/{last.iso if last else ''}",
    }[kind]
    return PartialDate(iso, written, first.calendar)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where an event stands in a timeline: by its earliest day, then its time, then its latest day."""

    first: date
    time: str
    last: date
    made: str  # what was entered first comes first


def place_of(when: PartialDate, time: str, made: str) -> Place:
    """Sorts events. One that is only known to lie before a day stands at that day, since nothing is nearer."""
    first = when.earliest or when.latest or date.max
    return Place(first, time or "99:99", when.latest or date.max, made)


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event as an officer enters it.

    Attributes:
        title: what happened, in a few words; alleged acts are called so.
        when: as far as it is known.
        time: "14:05" by the clock of `zone`; empty where nobody knows.
        zone: IANA name.
        words: as the source said it.
        season: where the source gave one instead of a date.
        place: in words.
        source: reference of the report, item or exhibit that says so; may be empty.
        source_words: what says so, where it has no reference here.
        grade: 4x4 of what is said.
        is_assessment: an opinion, not a fact.
        in_summary: stands in the case summary too.
        entities: references of who and what took part.
    """

    title: str
    when: PartialDate
    zone: str
    time: str = ""
    words: str = ""
    season: Season | None = None
    place: str = ""
    source: str = ""
    source_words: str = ""
    grade: Grade | None = None
    is_assessment: bool = False
    in_summary: bool = False
    entities: tuple[str, ...] = ()


LEAST_TITLE = 3
LEAST_REASON = 10
_TIME = re.compile("(?:[01][0-9]|2[0-3]):[0-5][0-9]")


def refusals_to_add(new: NewEvent) -> tuple[Refusal, ...]:
    """What is wrong with an event; empty if nothing is."""
    reasons = []
    if len(new.title.strip()) < LEAST_TITLE:
        reasons.append(Refusal("event-title-missing"))
    if new.zone not in available_timezones():
        reasons.append(Refusal("time-zone-unknown"))
    if new.time and not _TIME.fullmatch(new.time):
        reasons.append(Refusal("event-time-form"))
    if new.time and new.when.precision is not Precision.DAY:
        reasons.append(Refusal("event-time-without-day"))
    return tuple(reasons)
