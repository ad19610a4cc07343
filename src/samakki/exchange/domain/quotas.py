"""How much one other node may bring in a day: what is counted, and how long the rest has to wait.

A quota protects a node from a partner that went wrong, not from a partner in need: what answers, takes back or is
urgent is never put off, nor is what is here already. Days are days of UTC by the receiver's own clock.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

LEAST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a node wants from one other node in a day, as its country's statement says.

    Attributes:
        messages: new ones.
        size: bytes of all calls.
    """

    messages: int
    size: int


@dataclass(frozen=True, slots=True)
class Brought:
    """What another node brought today."""

    messages: int
    size: int

    def is_over(self, allowed: Allowance) -> bool:
        """Whether that is more than allowed; exactly as much is not."""
        return self.messages > allowed.messages or self.size > allowed.size


def wait_until_tomorrow(now: datetime) -> int:
    """Whole seconds until the day of UTC is over, at least a minute.

    >>> wait_until_tomorrow(datetime(2026, 11, 22, 23, 0, tzinfo=UTC))
    3600
    """
    at = now.astimezone(UTC)
    end = datetime.combine(at.date() + timedelta(days=1), time(), tzinfo=UTC)
    return max(int(LEAST_WAIT.total_seconds()), int((end - at).total_seconds()))


def bounded_wait(seconds: int, *, usual: timedelta) -> timedelta:
    """How long to wait where another node asks for it: what it says, within a minute and a day; else the usual wait."""
    return min(max(timedelta(seconds=seconds), LEAST_WAIT), LONGEST_WAIT) if seconds > 0 else usual
