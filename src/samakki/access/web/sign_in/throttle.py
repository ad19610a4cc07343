"""How guessing is slowed down without giving strangers a way to lock an officer out.

Two counters, on purpose different; their numbers stand in the node's settings of sign-in:

* **User name and address together** (django-axes): five wrong passwords for one user name from one address close that
  pair for fifteen minutes. The user name alone is never closed: whoever knows it could otherwise keep an officer out of
  the node from anywhere in the world, on the night it matters.
* **Address alone** (allauth's rate limit, ten times looser): a whole police station often shares one address, and a few
  colleagues with a bad morning must not close it for the others. It still stops a run through many user names.

The second factor is asked only after the right password; its counter hangs on the officer, since a stranger never gets
that far.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samakki.access.queries.throttle import throttled


def throttled_name(request: HttpRequest, credentials: dict[str, Any] | None) -> str | None:
    """What the throttle counts by instead of the user name that was typed (``AXES_USERNAME_CALLABLE``).

    Args:
        request: of the sign-in page.
        credentials: what authentication was tried with; the key is Django's or that of the form, by who asks.

    Returns:
        See ``queries.throttle``; ``None`` where no user name was given.
    """
    given = credentials or {}
    typed = given.get("username") or given.get("login") or request.POST.get("login", "")
    return throttled(str(typed)) or None


def too_many_tries(request: HttpRequest, *_args: object) -> HttpResponse:
    """The page after too many wrong passwords, status 429, saying how long to wait (``AXES_LOCKOUT_CALLABLE``)."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    return render(request, "account/too_many_tries.html", {"minutes": minutes}, status=429)
