"""How far trust data is to be believed at a moment: how fresh it is, and whether a key counts.

Long grace on purpose: a node that hears nothing new for weeks goes on receiving and answering. What ends first is what
could do the most harm with a key that was withdrawn meanwhile.

Source:
    The Update Framework, section 5 (freeze and rollback); the two limits are this project's.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from samakki.exchange.domain.trust.statement import ListedKey

WARN_AFTER = timedelta(days=7)
LIMIT_AFTER = timedelta(days=30)
ASK_AFTER = timedelta(hours=1)  # how often a newer list is asked for


class FreshnessState(Enum):
    """How old the trust data is."""

    FRESH = "fresh"
    WARN = "warn"  # older than 7 days: somebody should see to it
    LIMITED = "limited"  # older than 30 days: nothing with H2 or H3 is sent anew, nobody is asked hit / no-hit
    NONE = "none"  # this node has none yet


@dataclass(frozen=True, slots=True)
class Freshness:
    """Age of the trust data.

    Attributes:
        state: what follows from it.
        dated: when it was signed, or first seen here where that is earlier; None without any.
        valid_until: shown on every page that rests on it; None without any.
    """

    state: FreshnessState
    dated: datetime | None = None
    valid_until: datetime | None = None

    @property
    def may_send_restricted(self) -> bool:
        """Whether H2 or H3 may be sent anew and hit / no-hit asked. Receiving and answering never end."""
        return self.state in {FreshnessState.FRESH, FreshnessState.WARN}


def dated(*, expires: datetime, seen: datetime) -> datetime:
    """From when on trust data counts: what is signed daily expires 30 days later, so that day less 30 is its day.

    Whoever steals the key that signs daily could write an expiry years ahead; the day this node first saw it is then
    the earlier one, and counts. The day in the data is another machine's, so it can only shorten.
    """
    return min(expires - LIMIT_AFTER, seen)


def freshness_of(since: datetime | None, *, at: datetime) -> Freshness:
    """How fresh data of a day is at a moment.

    Args:
        since: what ``dated`` gave; None where there is no trust data.
        at: now, by this node's own clock.
    """
    if since is None:
        return Freshness(FreshnessState.NONE)
    age = at - since
    state = (
        FreshnessState.LIMITED
        if age >= LIMIT_AFTER
        else FreshnessState.WARN
        if age >= WARN_AFTER
        else FreshnessState.FRESH
    )
    return Freshness(state, since, since + LIMIT_AFTER)


class KeyState(Enum):
    """What the trust list says of a key at a moment."""

    VALID = "valid"
    STALE = "stale"  # valid by a list that is itself older than 30 days: enough to receive and to answer
    NOT_YET = "not_yet"
    EXPIRED = "expired"  # past its day, or past what its country's last known statement can vouch for
    REVOKED = "revoked"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class KeyVerdict:
    """Whether a key counts.

    Attributes:
        state: the verdict.
        public: raw bytes; empty for an unknown key.
        since: since when it ended, was revoked or became stale, or from when on it will count; else None.
        vouched_until: last moment at which the list on this node can say that it is valid.
    """

    state: KeyState
    public: bytes = b""
    since: datetime | None = None
    vouched_until: datetime | None = None

    @property
    def is_valid(self) -> bool:
        """Whether it may be relied on for anything."""
        return self.state is KeyState.VALID

    @property
    def is_usable(self) -> bool:
        """Whether it may be relied on to receive and to answer."""
        return self.state in {KeyState.VALID, KeyState.STALE}


UNKNOWN_KEY = KeyVerdict(KeyState.UNKNOWN)


def verdict(
    key: ListedKey, *, at: datetime, confirmed: datetime, newest: datetime, gone_at: datetime | None = None
) -> KeyVerdict:
    """What to make of a key at a moment.

    A key is valid until ``min(valid_to, confirmed + 30 days)`` and no longer. What follows then depends on why nothing
    newer is here. Where the whole list is that old, this node was cut off, and goes on receiving and answering. Where
    the list is newer and only this country's statement is withheld, the key has ended: it may have been revoked in
    what is withheld.

    Args:
        key: as it was last listed.
        at: when the thing to be judged was signed or came in, by this node's own clock.
        confirmed: date (``dated``) of the newest trust data in which the key stood.
        newest: date of the newest trust data at all.
        gone_at: when this node first saw a newer statement without it; a key that is left out counts as revoked then.
    """
    vouched = min(key.valid_to, confirmed + LIMIT_AFTER)
    left_out = gone_at if gone_at is not None and gone_at < key.valid_to else None
    revoked = min((moment for moment in (key.revoked_at, left_out) if moment is not None), default=None)
    if revoked is not None and at >= revoked:
        return KeyVerdict(KeyState.REVOKED, key.public, revoked, vouched)
    if at < key.valid_from:
        return KeyVerdict(KeyState.NOT_YET, key.public, key.valid_from, vouched)
    if at < vouched:
        return KeyVerdict(KeyState.VALID, key.public, None, vouched)
    is_cut_off = at < key.valid_to and confirmed >= newest
    return KeyVerdict(KeyState.STALE if is_cut_off else KeyState.EXPIRED, key.public, vouched, vouched)
