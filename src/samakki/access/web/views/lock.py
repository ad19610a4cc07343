"""The lock page: unlock by password or passkey, sign out, and what was typed when the session locked."""

import time

from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth as passkeys
from allauth.mfa.webauthn.internal import flows as passkey_flows
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from samakki.access import actions
from samakki.access.web import decisions as decides
from samakki.access.web import kept, kept_words
from samakki.access.web.asking import officer
from samakki.access.web.lock import SessionClock
from samakki.access.web.sign_in.forms import ConfirmByPasswordForm
from samakki.access.web.sign_in.passkey_forms import ConfirmByPasskeyForm
from samakki.ui import places


def _clock(request: HttpRequest) -> SessionClock:
    return SessionClock(request.session, int(time.time()))


def _next(request: HttpRequest) -> str:
    """Where to go after unlocking: what was typed comes first, then the page that was asked for."""
    if kept.kept(request.session):
        return reverse("access:kept")
    asked = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(asked, allowed_hosts=None) and asked.startswith("/")
    return asked if is_ours else places.url_of("home")


@require_http_methods(["GET", "POST"])
@decides.signed_in("locking and unlocking one's own session")
def lock(request: HttpRequest) -> HttpResponse:
    """Show the lock page; a POST without a password locks now, one with a password unlocks.

    A GET never locks: a link from elsewhere could then lock an officer out of their work.
    """
    clock = _clock(request)
    if request.method == "POST" and "password" in request.POST:
        form = ConfirmByPasswordForm(data=request.POST, user=request.user)
        if form.is_valid():
            reauthenticate_by_password(request)
            clock.unlock()
            actions.note_unlock(by=officer(request), method="password")
            return HttpResponseRedirect(_next(request))
        return _lock_page(request, form)
    if request.method == "POST":
        clock.lock()
        return HttpResponseRedirect(reverse("access:lock"))
    if not clock.is_locked:
        return HttpResponseRedirect(_next(request))
    return _lock_page(request, ConfirmByPasswordForm(user=request.user))


def _lock_page(request: HttpRequest, form: ConfirmByPasswordForm) -> HttpResponse:
    user = request.user
    has_passkey = Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.WEBAUTHN).exists()
    context = {
        "form": form,
        "next": request.POST.get("next") or request.GET.get("next") or "",
        "has_kept": kept.kept(request.session) is not None,
        "idle_minutes": settings.SAMAKKI_IDLE_MINUTES,
        "passkey_form": ConfirmByPasskeyForm(user=user) if has_passkey else None,
        "js_data": {"request_options": passkeys.begin_authentication(user)} if has_passkey else None,
    }
    return render(request, "access/lock.html", context)


@require_POST
@decides.signed_in("unlocking one's own session")
def unlock_by_passkey(request: HttpRequest) -> HttpResponse:
    """Unlock with what a passkey answered."""
    form = ConfirmByPasskeyForm(data=request.POST, user=request.user)
    if not form.is_valid():
        for problem in form.errors.get("credential", []):
            messages.error(request, str(problem))
        return HttpResponseRedirect(reverse("access:lock"))
    passkey_flows.reauthenticate(request, form.cleaned_data["credential"])
    _clock(request).unlock()
    actions.note_unlock(by=officer(request), method="passkey")
    return HttpResponseRedirect(_next(request))


@require_http_methods(["GET", "POST"])
@decides.signed_in("one's own unsent text")
def show_kept(request: HttpRequest) -> HttpResponse:
    """Show what was typed when the session locked, to send or to throw away; a POST throws it away."""
    found = kept.kept(request.session)
    if request.method == "POST" or found is None:
        kept.forget(request.session)
        return HttpResponseRedirect(places.url_of("home"))
    return render(request, "access/kept.html", {"kept": found, "shown": kept_words.shown(found.fields)})
