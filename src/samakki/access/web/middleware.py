"""What stands between a signed-in officer and every page: first steps, the idle lock, the limit, no copies on disk."""

import time
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any, Final

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import activate, check_for_language, get_language
from django.utils.translation import gettext as _

from samakki.access.actions.sessions import ENDED, may_return
from samakki.access.queries import viewers_kept
from samakki.access.web import kept
from samakki.access.web.lock import SECOND_FACTOR, SessionClock
from samakki.access.web.renewing import proofs, renew
from samakki.ui.device import has_language, keep_language
from samakki.ui.errors import is_fragment

Answer = Callable[[HttpRequest], HttpResponseBase]
READS: Final = frozenset({"GET", "HEAD"})
CLEARED: Final = '"storage"'
"""What a browser throws away at sign-out. Pages are in no cache; to fetch style and fonts anew costs a slow line."""

ALWAYS: Final = frozenset({"account_logout", "ui:language", "health"})
"""Pages that show nothing of an officer's work and stay open whatever state the session is in."""

WHILE_LOCKED: Final = ALWAYS | {"access:lock", "access:unlock_by_passkey"}
BEFORE_PASSWORD: Final = ALWAYS | {"access:lock", "access:unlock_by_passkey", "ui:stay", "account_change_password"}
BEFORE_FACTOR: Final = BEFORE_PASSWORD | {
    "access:second_factor",
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_add_webauthn",
}


class OfficerSessionMiddleware:
    """Decides, before any view of a signed-in officer runs, whether the session may do more than prove itself.

    Steps, in this order:
        1. Past the limit of the session: signed out.
        2. Locked or idle too long: only the lock page.
        3. One-time password not changed yet: only the page that changes it.
        4. No second factor yet: only the pages that add one.
        5. Activity is marked, and a kept form that is sent now is kept no longer.

    Not checked here: what the officer may see; each view's decision does that.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in the officer's language, and keep the page out of every cache, also the browser's own."""
        is_officer, proved = request.user.is_authenticated, proofs(request)
        language = ""
        if request.user.is_authenticated and check_for_language(request.user.language):
            language = request.user.language
            # The officer's own choice, rather than what the last person chose in this browser.
            activate(request.user.language)
            request.LANGUAGE_CODE = get_language() or request.user.language
        with viewers_kept() if request.method in READS else nullcontext():
            response = self.get_response(request)
        if is_officer or request.user.is_authenticated:
            response.headers["Cache-Control"] = "no-store, private"
        if is_officer and not request.user.is_authenticated:
            response.headers["Clear-Site-Data"] = CLEARED
        elif is_officer and proofs(request) > proved:
            renew(request)
        if language and not has_language(request, response, language):
            # The session may end without a word; the page after it is then in the language that this device showed.
            keep_language(response, language)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: tuple[Any, ...], _kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Let the view run (``None``), or answer in its place."""
        if not request.user.is_authenticated:
            return _ended_elsewhere(request, view) if request.method == "POST" else None
        request.session.pop(ENDED, None)  # somebody signed in where a session had been ended
        clock = SessionClock(request.session, int(time.time()))
        name = request.resolver_match.view_name if request.resolver_match else ""
        if clock.is_over:  # 1
            left = kept.sealed_form(request) if request.method == "POST" else ""
            logout(request)
            messages.info(request, _("You were signed in for very long, so the node signed you out. Sign in again."))
            return _to_sign_in(request, left)
        if clock.is_locked:  # 2
            clock.lock()
            # The page that asks whether to sign out shows the menu; the button on the lock page only sends.
            is_open = name in WHILE_LOCKED and not (name == "account_logout" and request.method == "GET")
            return None if is_open else _to_lock(request)
        step = _next_step(request, name)  # 3, 4
        if step:
            return _send(request, step)
        if clock.mark():  # 5
            UserSession.objects.create_from_request(request)
        if request.method == "POST":
            kept.forget_sent(request)
        return None


def _ended_elsewhere(request: HttpRequest, view: Callable[..., Any]) -> HttpResponseBase | None:
    """Keep what is sent from a browser whose session somebody ended; None for visitors of whom nothing is known.

    Forms of signing in are for visitors, and so is every page without a decision, which is the library's.
    """
    whose, decision = request.session.get(ENDED), getattr(view, "access_decision", None)
    if not whose or decision is None or decision.kind not in {"signed_in", "duty", "record"}:
        return None
    del request.session[ENDED]
    if not may_return(whose):
        messages.info(request, _("This account was closed. What you were writing was not kept."))
        return _send(request, "account_login")
    left = kept.sealed_form(request, str(whose))
    messages.info(request, _("You were signed out from another browser or by an administrator. Sign in again."))
    return _to_sign_in(request, left)


def _to_sign_in(request: HttpRequest, left: str) -> HttpResponseBase:
    if left:
        kept.leave(request.session, left)
        messages.info(request, _("What you were writing is kept, sealed. Sign in, and you can go on with it."))
    return _send(request, "account_login", back_to=reverse("access:kept") if left else "")


def has_first_steps(request: HttpRequest) -> bool:
    """Whether the officer must still change the one-time password or add a second factor."""
    return bool(request.user.is_authenticated and _missing_step(request))


def _missing_step(request: HttpRequest) -> str:
    if request.user.is_authenticated and request.user.must_change_password:
        return "account_change_password"
    if not request.session.get(SECOND_FACTOR):
        factors = Authenticator.objects.filter(user_id=request.user.pk)
        if not factors.exclude(type=Authenticator.Type.RECOVERY_CODES).exists():
            return "access:second_factor"
        request.session[SECOND_FACTOR] = True  # the last factor cannot be removed, so this is asked once a session
    return ""


def _next_step(request: HttpRequest, name: str) -> str:
    step = _missing_step(request)
    allowed = {"account_change_password": BEFORE_PASSWORD, "access:second_factor": BEFORE_FACTOR}
    return "" if not step or name in allowed[step] else step


def _to_lock(request: HttpRequest) -> HttpResponseBase:
    if request.method == "POST":
        kept.keep(request)
    return _send(request, "access:lock", back_to=request.get_full_path() if request.method == "GET" else "")


def _send(request: HttpRequest, url_name: str, *, back_to: str = "") -> HttpResponseBase:
    url = reverse(url_name)
    if is_fragment(request):
        # htmx follows this header whatever the status, and loads a whole page.
        return HttpResponse(status=401, headers={"HX-Redirect": url})
    return HttpResponseRedirect(f"{url}?{urlencode({'next': back_to})}" if back_to else url)
