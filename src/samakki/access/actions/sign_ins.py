"""Writes down how officers come and go: signing in and out, wrong tries, second factors.

The sign-in library does the acts; these verbs put them into the log. A wrong try names the officer only where the user
name that was typed is one: people type passwords into the wrong box, so what was typed goes nowhere.
"""

from typing import Literal

from samakki.access import audit
from samakki.access.models import Officer

NOBODY = "nobody"
Method = Literal["password", "passkey", "totp", "recovery_code", "password_passkey"]
Factor = Literal["totp", "webauthn", "recovery_codes"]
Change = Literal["add_second_factor", "remove_second_factor", "renew_second_factor"]


def note_sign_in(*, by: Officer, method: Method) -> None:
    """Log that an officer signed in, and with what."""
    audit.record(by, "sign_in", facts={"method": method})


def note_sign_out(*, by: Officer) -> None:
    """Log that an officer signed out of one browser, or was signed out at the end of the session."""
    audit.record(by, "sign_out")


def note_unlock(*, by: Officer, method: Method) -> None:
    """Log that an officer unlocked a session."""
    audit.record(by, "unlock", facts={"method": method})


def note_wrong_try(*, username: str, method: Method) -> None:
    """Log a wrong password or code; the officer is named only if there is one with this user name.

    Args:
        username: as typed; any text.
        method: what was tried.
    """
    whom = Officer.objects.filter(username__iexact=username).first()
    facts = {"method": method, **({"officer": whom.code} if whom else {})}
    audit.record(NOBODY, "sign_in", outcome="failed", facts=facts)


def note_second_factor(*, by: Officer, change: Change, factor: Factor) -> None:
    """Log that an officer added, removed or renewed a second factor."""
    audit.record(by, change, facts={"method": factor})
