"""Randomness of actions: references that are free, and secrets that are typed once."""

import secrets
from collections.abc import Callable

from samakki.access.domain.recovery import HALF_SYMBOLS, written_secret
from samakki.kernel.references import new_reference

REFERENCE_BYTES = 4  # 707,281 references for one prefix
PASSWORD_SYMBOLS = 16  # 29 ** 16: nobody guesses it before the officer's first sign-in


def free_reference(prefix: str, is_taken: Callable[[str], bool]) -> str:
    """A reference for which `is_taken` says no. The unique constraint of the column it goes into decides a race."""
    drawn = iter(lambda: new_reference(prefix, secrets.token_bytes(REFERENCE_BYTES)), "")
    return next(reference for reference in drawn if not is_taken(reference))


def first_password() -> str:
    """A password to be handed over once and changed at the first sign-in."""
    return written_secret(secrets.token_bytes(2 * PASSWORD_SYMBOLS))


def half_of_a_code() -> str:
    """One half of a recovery code."""
    return written_secret(secrets.token_bytes(2 * HALF_SYMBOLS))
