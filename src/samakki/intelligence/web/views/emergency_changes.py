"""An emergency that is over or was wrong: telling everybody who has it; and reading that, at the other desk."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samakki.access.domain.vocabulary import Surface
from samakki.access.web import decisions as decides
from samakki.access.web.asking import officer
from samakki.access.web.refusals import show_in
from samakki.intelligence import actions
from samakki.intelligence.domain.emergencies import FIELDS
from samakki.intelligence.domain.emergency_recalls import Change
from samakki.intelligence.queries.desks import listed
from samakki.intelligence.web.forms.emergency_changes import ChangeForm
from samakki.intelligence.web.showing_disclosures import desk_words
from samakki.intelligence.web.views.emergencies import opened_emergency
from samakki.intelligence.web.views.received import opened
from samakki.intelligence.web.views.reports import tell
from samakki.kernel.refusals import Refused


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def change(request: HttpRequest, reference: str) -> HttpResponse:
    """Say what is no longer so, to everybody who has it, at once."""
    detail = opened_emergency(request, reference)
    if not detail.holders:
        raise Http404
    form = ChangeForm(request.POST or None)
    form.offer([(one, desk_words(one)) for one in detail.holders], dict(detail.lines))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.change_emergency(
                by=officer(request),
                reference=reference,
                change=data["change"],
                texts={name: data[name] for name in FIELDS} if data["change"] is Change.CORRECTED else {},
                desks=data["desks"] if data["change"] is Change.WRONG_DESK else (),
            )
        except Refused as problem:
            show_in(form, problem, {"emergency-desk-missing": "desks", "emergency-unchanged": "who"})
        else:
            messages.success(request, _("Sent. Call the desks that act on it too, and see below what each answers."))
            return HttpResponseRedirect(reverse("intelligence:emergency", args=[reference]))
    context = {"form": form, "reference": reference, "desks": [listed(one) for one in detail.holders]}
    return render(request, "intelligence/emergency_change.html", context, status=400 if form.errors else 200)


@require_POST
@decides.record(surface=Surface.PAGE)
def cannot(request: HttpRequest, reference: str) -> HttpResponse:
    """Say that the desk does not act on it, or hand it back."""
    opened(request, reference)
    try:
        actions.decline_emergency(by=officer(request), reference=reference)
    except Refused as problem:
        tell(request, problem)
    else:
        messages.success(request, _("The sender is told that your desk does not act. Call them too."))
    return HttpResponseRedirect(reverse("intelligence:received", args=[reference]))


@require_POST
@decides.record(surface=Surface.PAGE)
def read(request: HttpRequest, reference: str) -> HttpResponse:
    """Note that the desk knows what became of it."""
    opened(request, reference)
    actions.note_change_read(by=officer(request), reference=reference)
    messages.success(request, _("Noted."))
    return HttpResponseRedirect(reverse("intelligence:received", args=[reference]))
