"""Keeping an officer or a desk away from a record, untold; for supervisors of its desk and overseers."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samakki.access import actions, queries
from samakki.access.domain.vocabulary import Duty
from samakki.access.web import decisions as decides
from samakki.access.web.asking import asked, officer
from samakki.access.web.forms.records import ExclusionForm
from samakki.access.web.refusals import show_in
from samakki.access.web.wording.records import EXCLUSION_REASONS
from samakki.kernel.refusals import Refused

FIELDS = {
    "not-found": "reference",
    "officer-not-available": "officer",
    "officer-or-desk": "officer",
    "desk-not-available": "desk",
    "owner-desk-stays": "desk",
    "excluded-already": "officer",
}


@require_http_methods(["GET", "POST"])
@decides.duty(Duty.EXCLUDE)
def exclusions(request: HttpRequest) -> HttpResponse:
    """Exclude somebody from a record, and show who is excluded from it already.

    A reference that is missing and one that is not the reader's give the same page: an empty list, and on sending the
    same message beside the reference.
    """
    by = officer(request)
    reference = asked(request.GET, "reference")
    form = ExclusionForm(request.POST if request.method == "POST" else None, initial={"reference": reference})
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data
        try:
            actions.exclude(
                by=by,
                reference=wanted["reference"],
                reason=wanted["reason"],
                officer=wanted["officer"].strip(),
                desk=wanted["desk"].strip(),
            )
        except Refused as problem:
            show_in(form, problem, FIELDS)
        else:
            return _done(request, wanted["reference"], _("The exclusion is in force. Nobody is told."))
    rows = queries.exclusions_of(by=by, reference=reference) if reference else ()
    words = {reason.value: text for reason, text in EXCLUSION_REASONS.items()}
    context = {
        "form": form,
        "reference": reference,
        "rows": [(row, words.get(row.reason, row.reason)) for row in rows],
        "names": queries.names_of(code for row in rows for code in (row.officer, row.made_by)),
    }
    return render(request, "access/exclusions.html", context, status=400 if form.errors else 200)


@require_POST
@decides.duty(Duty.EXCLUDE)
def lift_exclusion(request: HttpRequest) -> HttpResponse:
    """Let an officer or a desk know of a record again."""
    reference = asked(request.POST, "reference")
    try:
        actions.lift_exclusion(
            by=officer(request),
            reference=reference,
            officer=asked(request.POST, "officer"),
            desk=asked(request.POST, "desk"),
        )
    except Refused as problem:
        if any(reason.code == "not-found" for reason in problem.reasons):
            raise Http404 from None
        raise
    return _done(request, reference, _("The exclusion is lifted. Nobody is told."))


def _done(request: HttpRequest, reference: str, words: str) -> HttpResponse:
    messages.success(request, words)
    return HttpResponseRedirect(f"{reverse('access:exclusions')}?{urlencode({'reference': reference})}")
