"""Ages as spans of years with the day they were said on, and who is treated as a child."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from samakki.kernel.calendars import GREGORIAN_YEARS
from samakki.kernel.dates import PartialDate
from samakki.kernel.refusals import InvalidValue

ADULT_AGE = 18
OLDEST_AGE = 130


class AgeCounting(Enum):
    """How the person who told an age counts. The counting decides which completed years it can mean."""

    COMPLETED = "completed"  # one more on each birthday
    AT_NEW_YEAR = "at_new_year"  # one at birth, one more at each new year: Chinese, Vietnamese, often Khmer custom
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class AgeRange:
    """An age as it was told or judged: completed years, from `low` to `high`, on the day it was said.

    "About sixteen" is a span that the person who records it chooses; the words stay in `as_told`.

    Attributes:
        low: youngest completed years, 0 or more.
        high: oldest completed years, up to 130.
        said_on: local day on which it was said or judged; without it an age means nothing a year later.
        as_told: the words.

    Raises:
        InvalidValue: "age-out-of-range" (fact `oldest`), "age-ends-before-it-starts".
    """

    low: int
    high: int
    said_on: date
    as_told: str = ""

    def __post_init__(self) -> None:
        """Refuse what is no span of ages."""
        if not (0 <= self.low <= OLDEST_AGE and 0 <= self.high <= OLDEST_AGE):
            raise InvalidValue("age-out-of-range", oldest=OLDEST_AGE)
        if self.low > self.high:
            raise InvalidValue("age-ends-before-it-starts")

    @classmethod
    def counted(cls, low: int, high: int, *, by: AgeCounting, said_on: date, as_told: str = "") -> "AgeRange":
        """Turn ages counted in another way into completed years; never narrower than what was told.

        Trap: somebody who says "eighteen" and counts at new year has completed 16 or 17 years.

        Raises:
            InvalidValue: as for the class.

        >>> told = AgeRange.counted(18, 18, by=AgeCounting.AT_NEW_YEAR, said_on=date(2026, 3, 1), as_told="18 tuổi mụ")
        >>> told.low, told.high
        (16, 17)
        """
        told = cls(low, high, said_on, as_told)
        # At new year: the birthday of this calendar year has come (one less than told) or not yet (two less).
        less_low = 0 if by is AgeCounting.COMPLETED else 2
        less_high = 1 if by is AgeCounting.AT_NEW_YEAR else 0
        return replace(told, low=max(low - less_low, 0), high=max(high - less_high, 0))


def age_bounds(born: PartialDate | str, *, on: date) -> tuple[int, int]:
    """Youngest and oldest age that a partial date of birth allows.

    A partial date is a span of days, so an age is a span of years. Callers presume a child when the youngest age is
    under 18 (`is_presumed_child`).

    Trap: somebody born on 29 February completes a year on 1 March of other years, the later of the two days in use, so
    that nobody counts as an adult a day early.

    Args:
        born: "2008", "2008-05", "2008-05-17" or any other form of `PartialDate`; Gregorian.
        on: local calendar day the age is wanted for.

    Returns:
        (youngest, oldest), completed years, 0 <= youngest <= oldest <= 130.

    Raises:
        InvalidValue: `born` is no date, or "born-after-day": it lies wholly after `on`.

    Source:
        Council of Europe, CETS 197, Art. 10(3): uncertain age, presumed a child.

    >>> age_bounds("2008", on=date(2026, 3, 1))
    (17, 18)
    """
    value = PartialDate(born) if isinstance(born, str) else born
    spans = [span for span in value.alternatives if span.earliest is None or span.earliest <= on]
    if not spans:
        raise InvalidValue("born-after-day")
    first, last = spans[0].earliest, spans[-1].latest
    oldest = OLDEST_AGE if first is None else min(_completed(first, on), OLDEST_AGE)
    youngest = 0 if last is None or last > on else min(_completed(last, on), OLDEST_AGE)
    return youngest, oldest


def birth_span(age: AgeRange) -> PartialDate:
    """The days on which somebody of that age can have been born, as a span.

    >>> birth_span(AgeRange(14, 17, date(2026, 3, 1))).iso
    '2008-03-02/2012-03-01'
    """
    earliest, latest = _birth_days(age)
    return PartialDate(f"{earliest}/{latest}", age.as_told)


def birth_years(age: AgeRange) -> tuple[int, int]:
    """First and last Gregorian year of birth that an age allows.

    Trap: even an exact age allows two years.

    >>> birth_years(AgeRange(15, 15, date(2026, 3, 1)))
    (2010, 2011)
    """
    earliest, latest = _birth_days(age)
    return earliest.year, latest.year


def age_on(age: AgeRange, day: date) -> tuple[int, int]:
    """Youngest and oldest age on another day of somebody whose age was told: later, or at the time of the events.

    Trap: a year later the span is one wider than "plus one", because the birthday is not known.

    Args:
        age: as told.
        day: local calendar day, before or after `age.said_on`.

    Raises:
        InvalidValue: "born-after-day": the person cannot have been born by then.

    >>> age_on(AgeRange(16, 16, date(2026, 3, 1)), date(2026, 9, 1))
    (16, 17)
    """
    return age_bounds(birth_span(age), on=day)


def is_presumed_child(person: AgeRange | PartialDate, *, on: date) -> bool:
    """Whether somebody is treated as a child on a day: the youngest possible age is under 18.

    Wider than the article, which also wants reasons to believe that the person is a child: here doubt alone protects.
    It says who gets protection, and nothing about any offence, whose age limits are domestic law.

    Raises:
        InvalidValue: "born-after-day".

    Source:
        Council of Europe, CETS 197, Art. 10(3); UN Trafficking in Persons Protocol, Art. 3(d): a child is under 18.

    >>> is_presumed_child(PartialDate("2008"), on=date(2026, 3, 1))
    True
    """
    youngest, _ = age_on(person, on) if isinstance(person, AgeRange) else age_bounds(person, on=on)
    return youngest < ADULT_AGE


def _completed(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _birth_days(age: AgeRange) -> tuple[date, date]:
    after = _years_before(age.said_on, age.high + 1)
    first_kept = date(GREGORIAN_YEARS[0], 1, 1)  # nobody older than that is in any case
    return max(after + timedelta(days=1), first_kept), _years_before(age.said_on, age.low)


def _years_before(day: date, years: int) -> date:
    """The last day of birth that gives `years` completed years on `day`: 28 February where there is no 29th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
