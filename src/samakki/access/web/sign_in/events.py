"""What follows from signing in and out and from choosing a language: the session's clock, an entry for each act."""

import time
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.account.signals import password_changed
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed
from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest

from samakki.access import actions, queries
from samakki.access.actions.sign_ins import Method
from samakki.access.web.lock import SessionClock
from samakki.ui.languages import BY_CODE, language_chosen

FACTOR_METHODS: dict[str, Method] = {
    Authenticator.Type.TOTP: "totp",
    Authenticator.Type.RECOVERY_CODES: "recovery_code",
    Authenticator.Type.WEBAUTHN: "password_passkey",
}


def signed_in(*, request: HttpRequest | None, user: queries.Officer, **_signal: object) -> None:
    """Start the idle lock and the session's limit, and log the sign-in."""
    if request is not None:
        SessionClock(request.session, int(time.time())).begin()
        actions.note_sign_in(by=user, method=method_of(get_authentication_records(request, user)))
        most = int(settings.SAMAKKI_SESSIONS_AT_ONCE)
        actions.end_what_is_too_much(user, current=request.session.session_key or "", most=most)


def method_of(records: list[dict[str, Any]]) -> Method:
    """With what an officer signed in, from what the library noted about the session.

    >>> method_of([{"method": "password"}, {"method": "mfa", "type": "totp"}])
    'totp'
    >>> method_of([{"method": "mfa", "type": "webauthn", "passwordless": True}])
    'passkey'
    """
    factors = [record for record in records if record.get("method") == "mfa"]
    if not factors:
        return "password"
    return "passkey" if factors[-1].get("passwordless") else FACTOR_METHODS[factors[-1]["type"]]


def signed_out(*, user: queries.Officer | None, **_signal: object) -> None:
    """Log the end of a session."""
    if user is not None and user.is_authenticated:
        actions.note_sign_out(by=user)


def password_failed(*, credentials: dict[str, Any], **_signal: object) -> None:
    """Log a wrong password."""
    actions.note_wrong_try(username=str(credentials.get("username") or ""), method="password")


def factor_failed(*, user: queries.Officer, authenticator: Authenticator, **_signal: object) -> None:
    """Log a wrong code."""
    actions.note_wrong_try(username=user.username, method=FACTOR_METHODS[authenticator.type])


def password_is_new(*, request: HttpRequest, user: queries.Officer, **_signal: object) -> None:
    """Count the password just typed as a confirmation, and end what was signed in with the one before.

    Without the first, a first sign-in would ask for it a third time.
    """
    reauthenticate_by_password(request)
    actions.end_other_sessions(user, current=request.session.session_key or "")


def language_kept(*, request: HttpRequest, language: str, **_signal: object) -> None:
    """Keep the language an officer chose, for every browser they sign in with."""
    if request.user.is_authenticated and request.user.language != language:
        actions.change_language(by=request.user, language=language, offered=frozenset(BY_CODE))


def connect() -> None:
    """Listen; called once, when the node starts."""
    listeners = (
        (user_logged_in, signed_in),
        (user_logged_out, signed_out),
        (user_login_failed, password_failed),
        (password_changed, password_is_new),
        (authentication_failed, factor_failed),
        (language_chosen, language_kept),
    )
    for number, (signal, receiver) in enumerate(listeners):
        signal.connect(receiver, dispatch_uid=f"samakki.sign_in.{number}", weak=False)
