"""Protection checks: those that were recorded, and recording one. Codes alone stand on these pages."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samakki.access import queries as officers
from samakki.access.domain.vocabulary import Duty
from samakki.access.web import decisions as decides
from samakki.access.web.asking import asked, officer
from samakki.access.web.refusals import show_in
from samakki.cases.web.wording.values import country_name
from samakki.intelligence import actions
from samakki.intelligence.queries.checks import CheckedCode, checked_codes, checks_of
from samakki.intelligence.queries.origins import knows_of
from samakki.intelligence.web.forms.checks import CheckForm
from samakki.intelligence.web.wording import disclosure_values as words
from samakki.kernel.refusals import InvalidValue, Refused

FIELDS = {"check-incomplete": "looked_at", "check-words": "words", "country-unknown": "country"}


@require_GET
@decides.duty(Duty.AUTHORISE_RELEASE)
def checks(request: HttpRequest) -> HttpResponse:
    """List protected people whom the officer knows of, by code, with what was found about each state."""
    found = checked_codes(officer(request))
    names = officers.names_of([one.by for code in found for one in code.checks])
    context = {"codes": [_shown(one) for one in found], "names": names}
    return render(request, "intelligence/protection_checks.html", context)


@require_http_methods(["GET", "POST"])
@decides.duty(Duty.AUTHORISE_RELEASE)
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Record a protection check about one state. Who may not know of the person gets the answer for no such code."""
    form = CheckForm(request.POST or None, initial={"country": asked(request.GET, "country")})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.record_check(
                by=officer(request),
                code=code,
                country=data["country"],
                answer=data["answer"],
                looked_at=data["looked_at"],
                words=data["words"],
            )
        except (Refused, InvalidValue) as problem:
            show_in(form, problem, FIELDS)
        else:
            messages.success(
                request, _("The check is recorded. What was stopped can be sent again now, if it allows it.")
            )
            return HttpResponseRedirect(reverse("intelligence:protection_checks"))
    is_known = knows_of(officer(request), code)
    context = {
        "form": form,
        "code": code,
        "found": _shown(CheckedCode(code, checks_of(code) if is_known else ())),
        "heading": _("Protection check"),
        "action": _("Record the check"),
        "cancel_url": reverse("intelligence:protection_checks"),
    }
    return render(request, "intelligence/protection_check.html", context, status=400 if form.errors else 200)


def _shown(one: CheckedCode) -> dict[str, object]:
    rows = [
        {
            "country": country_name(row.country),
            "answer": words.CHECK_ANSWERS[row.answer],
            "colour": words.CHECK_COLOURS[row.answer],
            "at": row.at,
            "by": row.by,
        }
        for row in one.checks
    ]
    return {"code": one.code, "checks": rows}
