"""Rules for tokens by which an officer's own programs use the API: scope, end, how often."""

from datetime import timedelta
from enum import Enum

from samakki.kernel.refusals import Refusal

LONGEST_DAYS = 90
LONGEST = timedelta(days=LONGEST_DAYS)
MOST = 10  # in force at one time
LONGEST_NAME = 60
A_MINUTE = 120  # requests of one token; a program that needs more is taking out, not working


class Scope(Enum):
    """What a token may do, never more than its officer."""

    READ = "read"
    READ_WRITE = "read_write"


def refusals_to_make(*, name: str, days: int, has_second_factor: bool, in_force: int) -> tuple[Refusal, ...]:
    """Why no token is made; empty means that one is.

    Args:
        name: what the officer calls it: which program, on which machine.
        days: until it ends.
        has_second_factor: the officer signs in with one.
        in_force: tokens of the officer that have not ended.
    """
    reasons = []
    if not name.strip() or len(name.strip()) > LONGEST_NAME:
        reasons.append(Refusal("token-name", {"longest": LONGEST_NAME}))
    if not 1 <= days <= LONGEST_DAYS:
        reasons.append(Refusal("token-days", {"most": LONGEST_DAYS}))
    if not has_second_factor:
        reasons.append(Refusal("token-needs-second-factor"))
    if in_force >= MOST:
        reasons.append(Refusal("tokens-many", {"most": MOST}))
    return tuple(reasons)
