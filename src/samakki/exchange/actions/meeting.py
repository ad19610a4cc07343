"""What a meeting with another node leaves: when it was, how far its clock is off, how fast its line is."""

from datetime import datetime

from samakki.exchange.domain.frames import Head
from samakki.exchange.models import Peer
from samakki.kernel.moments import read_moment
from samakki.kernel.refusals import InvalidValue

LEAST_BUDGET, MOST_BUDGET = 64 * 1024, 4 * 1024 * 1024
CALL_SECONDS = 10  # how long one call should take on a line of the speed seen lately


def budget_of(peer: Peer) -> int:
    """Bytes that one call should carry, so that what is urgent never waits long behind it."""
    return min(max(peer.speed * CALL_SECONDS, LEAST_BUDGET), MOST_BUDGET) if peer.speed else LEAST_BUDGET * 4


def contact(head: Head, sent: datetime, met: datetime, carried: int) -> dict[str, object]:
    """What a contact that was in order changes: it wakes a node that was silent, whoever of the two called."""
    changes: dict[str, object] = {"met_at": met, "failures": 0, "draw": 0.0, "problem": "", "trust": head.trust}
    try:
        theirs = read_moment(head.time)
        changes["skew_seconds"] = _bounded(int((theirs - (sent + (met - sent) / 2)).total_seconds()))
    except InvalidValue:
        changes["skew_seconds"] = None
    seconds = (met - sent).total_seconds()
    if carried and seconds > 0:
        changes["speed"] = min(int(carried / seconds), 2**31 - 1)
    return changes


def _bounded(seconds: int) -> int:
    return max(-(2**31) + 1, min(seconds, 2**31 - 1))
