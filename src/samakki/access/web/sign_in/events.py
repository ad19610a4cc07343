"""What follows from signing in and from changing a password."""

import time

from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.account.signals import password_changed
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest

from samakki.access.web.lock import SessionClock


def start_clock(*, request: HttpRequest | None = None, **_signal: object) -> None:
    """Start the idle lock and the session's limit."""
    if request is not None:
        SessionClock(request.session, int(time.time())).begin()


def count_as_confirmed(*, request: HttpRequest, **_signal: object) -> None:
    """Count the password just typed as a confirmation, so that a first sign-in does not ask for it a third time."""
    reauthenticate_by_password(request)


def connect() -> None:
    """Listen; called once, when the node starts."""
    user_logged_in.connect(start_clock, dispatch_uid="samakki.start_clock")
    password_changed.connect(count_as_confirmed, dispatch_uid="samakki.count_as_confirmed")
