"""Urgent access to one record: interruption card, reason, and the review by somebody else."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samakki.access import actions, queries
from samakki.access.domain.permits import NEVER_BY_BREAK_GLASS
from samakki.access.domain.vocabulary import Compartment, Duty
from samakki.access.web import decisions as decides
from samakki.access.web.asking import officer
from samakki.access.web.forms.records import ReviewForm, UrgentAccessForm
from samakki.access.web.refusals import show_in
from samakki.access.web.sign_in.confirming import confirmed_lately
from samakki.access.web.wording.vocabulary import COMPARTMENTS
from samakki.kernel.refusals import Refused
from samakki.ui import places

FIELDS = {
    "not-found": "reference",
    "break-glass-not-needed": "reference",
    "break-glass-reason-short": "reason",
    "break-glass-reason-long": "reason",
}


@require_GET
@decides.duty(Duty.BREAK_GLASS)
def urgent_access(request: HttpRequest) -> HttpResponse:
    """Say what urgent access does before anything can be typed."""
    own = [one for one in queries.open_break_glasses(officer(request)) if one.is_own]
    context = {
        "never": [COMPARTMENTS[one] for one in Compartment if one in NEVER_BY_BREAK_GLASS],
        "awaiting": own[0] if own else None,
    }
    return render(request, "access/urgent_access.html", context)


@require_http_methods(["GET", "POST"])
@decides.duty(Duty.BREAK_GLASS)
@confirmed_lately
def open_urgently(request: HttpRequest) -> HttpResponse:
    """Open one record for 24 hours."""
    form = UrgentAccessForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reference = form.cleaned_data["reference"]
        try:
            opened = actions.open_break_glass(
                by=officer(request), reference=reference, reason=form.cleaned_data["reason"]
            )
        except Refused as problem:
            show_in(form, problem, FIELDS)
        else:
            context = {"reference": reference, "opened": opened}
            return render(request, "access/urgent_access_opened.html", context)
    return render(request, "access/urgent_access_form.html", {"form": form}, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@decides.duty(Duty.REVIEW_BREAK_GLASS)
def review(request: HttpRequest, use: str) -> HttpResponse:
    """Read why somebody opened a record, and say whether it was right."""
    by = officer(request)
    waiting = [one for one in queries.open_break_glasses(by) if one.use == use and not one.is_own]
    form = ReviewForm(request.POST if request.method == "POST" else None)
    try:
        if request.method == "POST" and form.is_valid():
            actions.review_break_glass(by=by, use=use, finding=form.cleaned_data["finding"])
            messages.success(request, _("The review is finished. The officer is told that there is a result."))
            return HttpResponseRedirect(places.url_of("home"))
        reason = actions.read_break_glass_reason(by=by, use=use)
    except Refused as problem:
        if any(one.code == "not-found" for one in problem.reasons):
            raise Http404 from None
        raise
    context = {
        "form": form,
        "use": waiting[0],
        "reason": reason,
        "names": queries.names_of([waiting[0].officer]),
    }
    return render(request, "access/urgent_access_review.html", context, status=400 if form.errors else 200)
