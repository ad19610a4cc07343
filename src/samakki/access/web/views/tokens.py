"""Tokens by which an officer's own programs use the API."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samakki.access import actions, queries
from samakki.access.web import decisions as decides
from samakki.access.web.asking import asked, officer
from samakki.access.web.forms.tokens import SCOPES, TokenForm
from samakki.access.web.refusals import show_in
from samakki.access.web.sign_in.confirming import confirmed_lately
from samakki.kernel.refusals import Refused

FIELDS = {"token-name": "name", "token-days": "days"}


@require_GET
@decides.signed_in("an officer's own tokens")
def tokens(request: HttpRequest) -> HttpResponse:
    """Tokens in force."""
    rows = [(row, SCOPES[row.scope]) for row in queries.tokens(officer(request))]
    return render(request, "access/tokens.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@decides.signed_in("an officer's own tokens")
@confirmed_lately
def make_token(request: HttpRequest) -> HttpResponse:
    """Make a token, and show it this once."""
    form = TokenForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.make_token(by=officer(request), **form.cleaned_data)
        except Refused as problem:
            show_in(form, problem, FIELDS)
        else:
            return render(request, "access/token_made.html", {"made": made})
    return render(request, "access/token_make.html", {"form": form}, status=400 if form.errors else 200)


@require_POST
@decides.signed_in("an officer's own tokens")
def revoke_token(request: HttpRequest) -> HttpResponse:
    """End a token."""
    actions.revoke_token(by=officer(request), code=asked(request.POST, "code"))
    messages.success(request, _("The token is ended. The program that used it is refused from now on."))
    return HttpResponseRedirect(reverse("access:tokens"))
