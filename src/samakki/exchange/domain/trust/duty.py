"""When somebody at a desk answers, in the time of the place it is in."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

_LOOK_AHEAD_DAYS = 8


class Weekday(Enum):
    """Days of the week, as ``datetime.weekday`` counts them."""

    MONDAY = "mon"
    TUESDAY = "tue"
    WEDNESDAY = "wed"
    THURSDAY = "thu"
    FRIDAY = "fri"
    SATURDAY = "sat"
    SUNDAY = "sun"


WEEK = tuple(Weekday)


@dataclass(frozen=True, slots=True)
class Shift:
    """Hours on some days.

    Attributes:
        days: on which it begins.
        start: local time.
        end: local time; where it is not after `start`, of the next day, so that 00:00 is the end of the day.
    """

    days: tuple[Weekday, ...]
    start: time
    end: time


@dataclass(frozen=True, slots=True)
class Duty:
    """Duty hours of a desk. Public holidays are not in them: a desk that is closed on one says so by telephone.

    Attributes:
        zone: IANA time zone of the place.
        is_always: somebody answers day and night; `shifts` is empty then.
        shifts: the hours.

    >>> office = Duty("Asia/Phnom_Penh", False, (Shift(WEEK[:5], time(8), time(17, 30)),))
    >>> office.is_open(datetime(2026, 11, 23, 1, 0, tzinfo=UTC))
    True
    """

    zone: str
    is_always: bool
    shifts: tuple[Shift, ...] = ()

    def local(self, at: datetime) -> datetime:
        """A moment as the clock at the desk shows it."""
        return at.astimezone(ZoneInfo(self.zone))

    def is_open(self, at: datetime) -> bool:
        """Whether somebody should answer at this moment."""
        return self.is_always or any(start <= at < end for start, end in self._spans(at, -1, 1))

    def opens_next(self, at: datetime) -> datetime | None:
        """Start of the next hours after a moment at which the desk is closed; None where it is open or never opens."""
        if self.is_open(at):
            return None
        coming = [start for start, _ in self._spans(at, 0, _LOOK_AHEAD_DAYS) if start > at]
        return min(coming, default=None)

    def closes_next(self, at: datetime) -> datetime | None:
        """End of the hours that run at a moment; None where the desk is closed, or never closes."""
        if self.is_always:
            return None
        return max((end for start, end in self._spans(at, -1, 1) if start <= at < end), default=None)

    def _spans(self, at: datetime, first: int, last: int) -> list[tuple[datetime, datetime]]:
        zone = ZoneInfo(self.zone)
        today = at.astimezone(zone).date()
        spans = []
        for day in (today + timedelta(days=number) for number in range(first, last + 1)):
            for shift in self.shifts:
                if WEEK[day.weekday()] in shift.days:
                    until = day if shift.end > shift.start else day + timedelta(days=1)
                    # Each end is placed in the zone for itself: a night in which clocks change is longer or shorter.
                    # Both are told in UTC, because times of one zone are compared without their changes.
                    start = datetime.combine(day, shift.start, zone).astimezone(UTC)
                    spans.append((start, datetime.combine(until, shift.end, zone).astimezone(UTC)))
        return spans
