"""Giving an officer back a lost sign-in: two colleagues, each of whom learns one half of a code."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from samakki.access.domain.accounts import Actor, OfficerFacts
from samakki.access.domain.policy import decide_duty
from samakki.access.domain.roles import ROLES, Roles
from samakki.access.domain.roles.node import NodeAdministrator
from samakki.access.domain.vocabulary import Duty
from samakki.kernel.references import SYMBOLS
from samakki.kernel.refusals import Refusal

LASTS = timedelta(minutes=60)
MOST_TRIES = 5
HALF_SYMBOLS = 8  # 29 ** 8 for each half: with five tries, one in 10 ** 22 to guess both
GROUP = 4

_LOOK_ALIKES = str.maketrans("OIL", "011")

NOT_POSSIBLE = Refusal("recovery-not-possible")
"""The one answer to a code that does not work: no such officer, none open, too late, too many tries, wrong half."""


@dataclass(frozen=True, slots=True)
class RecoveryFacts:
    """One recovery as it stands."""

    opened_by: str
    opener_agency: str
    confirmed_by: str  # "" before
    ends_at: datetime
    failed_tries: int
    is_used: bool

    def is_live(self, now: datetime) -> bool:
        """Whether it can still be confirmed or used."""
        return now < self.ends_at and not self.is_used and self.failed_tries < MOST_TRIES


def written_secret(random_bytes: bytes) -> str:
    """Bytes as symbols that can be read out and typed: ``7K3Q-9XWP``.

    Args:
        random_bytes: as many as symbols are wanted, twice over: 16 bytes give 8 symbols, and no symbol is likelier
            than another by more than one in 2,000.
    """
    pairs = zip(random_bytes[::2], random_bytes[1::2], strict=True)
    symbols = "".join(SYMBOLS[(high * 256 + low) % len(SYMBOLS)] for high, low in pairs)
    return "-".join(symbols[start : start + GROUP] for start in range(0, len(symbols), GROUP))


def tidy_secret(typed: str) -> str:
    """What was typed in the form that was hashed: capitals, no spaces or hyphens, O as 0, I and L as 1.

    >>> tidy_secret(" 7k3q-9xwP ")
    '7K3Q9XWP'
    """
    return "".join(letter for letter in typed.upper() if letter.isalnum()).translate(_LOOK_ALIKES)


def refusals_to_open(actor: Actor, officer: OfficerFacts | None, *, roles: Roles = ROLES) -> tuple[Refusal, ...]:
    """Why `actor` may not be the first of the two; empty means they may."""
    reasons = list(decide_duty(actor.viewer, Duty.OPEN_RECOVERY, roles=roles))
    return (*reasons, *_refusals_about(actor, officer))


def refusals_to_confirm(
    actor: Actor, officer: OfficerFacts | None, recovery: RecoveryFacts | None, *, now: datetime, roles: Roles = ROLES
) -> tuple[Refusal, ...]:
    """Why `actor` may not be the second of the two; empty means they may.

    One of the two belongs to the officer's own agency: otherwise two people of one agency could take over an account
    of another.
    """
    reasons = list(decide_duty(actor.viewer, Duty.CONFIRM_RECOVERY, roles=roles))
    reasons += _refusals_about(actor, officer)
    if recovery is None or not recovery.is_live(now) or recovery.confirmed_by:
        return (*reasons, Refusal("recovery-not-open"))
    if recovery.opened_by == actor.code:
        reasons.append(Refusal("second-person-needed"))
    if officer is not None and officer.agency not in {actor.agency, recovery.opener_agency}:
        reasons.append(Refusal("own-agency-needed", {"agency": officer.agency}))
    return tuple(reasons)


def may_be_used(recovery: RecoveryFacts | None, *, now: datetime) -> bool:
    """Whether both halves may be tried now."""
    return recovery is not None and recovery.is_live(now) and bool(recovery.confirmed_by)


def _refusals_about(actor: Actor, officer: OfficerFacts | None) -> tuple[Refusal, ...]:
    if officer is None or not officer.is_open:
        return (Refusal("officer-not-available"),)
    reasons: list[Refusal] = []
    if officer.code == actor.code:
        reasons.append(Refusal("own-account"))
    # An overseer comes from outside and a node administrator serves every agency; nobody else reaches across.
    reaches_across = actor.is_overseer() or NodeAdministrator.code in actor.viewer.roles
    if actor.agency != officer.agency and not reaches_across:
        reasons.append(Refusal("other-agency", {"agency": officer.agency}))
    return tuple(reasons)
