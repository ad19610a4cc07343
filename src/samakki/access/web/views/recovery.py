"""Recovery of a lost sign-in by two officers: start, confirm, use."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from samakki.access import actions, queries
from samakki.access.domain.vocabulary import Duty
from samakki.access.web import decisions as decides
from samakki.access.web.asking import officer
from samakki.access.web.forms.accounts import RecoverForm
from samakki.access.web.refusals import show_in
from samakki.access.web.sign_in.confirming import confirmed_lately
from samakki.kernel.refusals import Refused

PASSWORD_CODES = ("password-too-short", "password-too-common", "password-too-similar", "password-entirely-numeric")


@require_http_methods(["GET", "POST"])
@decides.duty(Duty.OPEN_RECOVERY)
@confirmed_lately
def open_recovery(request: HttpRequest, code: str) -> HttpResponse:
    """Start a recovery, as the first of two; the answer shows the first half of the code, once."""
    found = queries.officer(officer(request), code)
    if found is None:
        raise Http404
    if request.method == "POST":
        half = actions.open_recovery(by=officer(request), officer=code)
        return render(request, "access/recovery_half.html", {"found": found.officer, "half": half, "is_first": True})
    return render(request, "access/recovery_open.html", {"found": found.officer})


@require_http_methods(["GET", "POST"])
@decides.duty(Duty.CONFIRM_RECOVERY)
@confirmed_lately
def confirm_recovery(request: HttpRequest, code: str) -> HttpResponse:
    """Confirm a recovery, as the second of two; the answer shows the second half of the code, once."""
    waiting = [one for one in queries.recoveries_to_confirm(officer(request)) if one.officer == code]
    if request.method == "POST":
        half = actions.confirm_recovery(by=officer(request), officer=code)
        found = waiting[0] if waiting else None
        return render(request, "access/recovery_half.html", {"found": found, "half": half, "is_first": False})
    if not waiting:
        raise Http404
    names = queries.names_of([waiting[0].opened_by])
    return render(request, "access/recovery_confirm.html", {"found": waiting[0], "names": names})


@require_POST
@decides.signed_in("stopping a recovery of one's own sign-in")
def stop_recovery(request: HttpRequest) -> HttpResponse:
    """Stop a recovery that the officer did not ask for."""
    actions.stop_recovery(by=officer(request))
    messages.success(
        request, _("The recovery of your sign-in is stopped. Tell an overseer who you think asked for it.")
    )
    return HttpResponseRedirect(reverse("access:notices"))


@require_http_methods(["GET", "POST"])
@decides.public("an officer who cannot sign in has nothing but two halves of a code")
@never_cache
@sensitive_post_parameters()
def recover(request: HttpRequest) -> HttpResponse:
    """Take both halves of a recovery code and a new password."""
    form = RecoverForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            actions.use_recovery(
                username=typed["username"].strip(),
                first_half=typed["first_half"],
                second_half=typed["second_half"],
                new_password=typed["password"],
            )
        except Refused as problem:
            show_in(form, problem, dict.fromkeys(PASSWORD_CODES, "password"))
        else:
            messages.success(
                request, _("Your new password works. Sign in with it; then you set up a second factor again.")
            )
            return HttpResponseRedirect(reverse("account_login"))
    return render(request, "access/recover.html", {"form": form}, status=400 if form.errors else 200)
