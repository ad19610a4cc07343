"""When to try again: back-off with full jitter for each peer, and times that a moved clock cannot make wait for ever.

Source:
    AWS Architecture Blog, "Exponential Backoff And Jitter" (full jitter: a random share of the whole wait).
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from samakki.exchange.domain.delivery import Lane

FIRST_WAIT = timedelta(seconds=4)
LONGEST_WAIT: Mapping[Lane, timedelta] = MappingProxyType(
    {
        Lane.URGENT: timedelta(minutes=1),  # life may be at risk: a minute of a line that came back is too long already
        Lane.NORMAL: timedelta(hours=1),
        Lane.BULK: timedelta(hours=1),
    }
)
LONGEST_DUE = timedelta(hours=1)  # no message is put off for longer at a time, but for a quota
KEPT_FOR = timedelta(days=30)  # until a message that nobody takes is given up
LEASE = timedelta(minutes=5)  # longer than any one call may take
DOUBLINGS = 20  # 4 s doubled twenty times is 48 days: beyond every cap, and no large number


def wait(failures: int, draw: float, lane: Lane = Lane.NORMAL) -> timedelta:
    """How long to leave a peer alone after so many failures in a row.

    Args:
        failures: in a row; 0 gives no wait.
        draw: random, 0 <= draw < 1; what keeps a hundred nodes from coming back in the same second.
        lane: of the most urgent thing that waits.

    >>> wait(1, 0.5)
    datetime.timedelta(seconds=4)
    >>> wait(40, 0.999, Lane.NORMAL) < timedelta(hours=1)
    True
    """
    if failures <= 0:
        return timedelta()
    whole = min(FIRST_WAIT * float(2 ** min(failures, DOUBLINGS)), LONGEST_WAIT[lane])
    return whole * draw


def is_due(due: datetime, *, now: datetime, longest: timedelta = LONGEST_DUE) -> bool:
    """Whether the time has come. One that lies further ahead than any wait is long was set by a clock that was wrong.

    >>> from datetime import UTC
    >>> now = datetime(2026, 3, 1, tzinfo=UTC)
    >>> is_due(now + timedelta(minutes=5), now=now), is_due(now + timedelta(days=365), now=now)
    (False, True)
    """
    return due <= now or due > now + longest * 2


def is_leased(until: datetime | None, *, now: datetime) -> bool:
    """Whether somebody is at it. A lease that ends later than any lease lasts was given by a wrong clock."""
    return until is not None and now < until <= now + LEASE * 2
