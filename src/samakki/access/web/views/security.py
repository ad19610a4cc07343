"""An officer's own sign-in: password, second factors, sessions here and elsewhere."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samakki.access import actions, queries
from samakki.access.web import decisions as decides
from samakki.access.web.asking import officer
from samakki.access.web.sign_in.browsers import browser_of
from samakki.access.web.wording.roles import role_name


@dataclass(frozen=True, slots=True)
class OpenSession:
    """One browser that is signed in."""

    browser: str  # "" where it is not recognised
    system: str
    address: str
    began_at: datetime
    seen_at: datetime
    is_this: bool


@require_GET
@decides.signed_in("an officer's own sign-in settings")
def security(request: HttpRequest) -> HttpResponse:
    """Show how the officer signs in, and where they are signed in."""
    factors = Authenticator.objects.filter(user_id=request.user.pk)
    by_type = {kind: [factor for factor in factors if factor.type == kind] for kind in Authenticator.Type}
    codes = by_type[Authenticator.Type.RECOVERY_CODES]
    context = {
        "app": next(iter(by_type[Authenticator.Type.TOTP]), None),
        "passkeys": by_type[Authenticator.Type.WEBAUTHN],
        "codes_left": len(codes[0].wrap().get_unused_codes()) if codes else None,
        "sessions": open_sessions(request),
        "roles": [(code, role_name(code)) for code in sorted(queries.viewer(officer(request)).roles)],
    }
    return render(request, "access/security.html", context)


def open_sessions(request: HttpRequest) -> list[OpenSession]:
    """The officer's sessions that still work, this one first, then the last used."""
    UserSession.objects.create_from_request(request)  # this one is there, and used now
    rows = UserSession.objects.purge_and_list(request.user)
    found = [
        OpenSession(*browser_of(row.user_agent), row.ip, row.created_at, row.last_seen_at, row.is_current())
        for row in rows
    ]
    return sorted(found, key=lambda one: (not one.is_this, -one.seen_at.timestamp()))


@require_GET
@decides.signed_in("the first steps of an account")
def second_factor(request: HttpRequest) -> HttpResponse:
    """Let an officer without a second factor choose one."""
    return render(request, "access/second_factor.html")


@require_POST
@decides.signed_in("an officer's own sessions")
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """End every session of the officer, this one too."""
    actions.sign_out_everywhere(by=officer(request))
    request.session.flush()
    messages.success(request, _("You are signed out here and everywhere else."))
    return HttpResponseRedirect(reverse("account_login"))
