"""Correcting where a place is: words, codes, pin and radius in one go."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samakki.access.domain.vocabulary import Surface
from samakki.access.web import decisions as decides
from samakki.access.web.asking import officer
from samakki.access.web.refusals import show_in
from samakki.entities import actions
from samakki.entities.actions import WithdrawalReason
from samakki.entities.queries import EntityDetail
from samakki.entities.web.forms.places import FIELD_OF_REFUSAL, LOOK, CorrectPlaceForm
from samakki.entities.web.naming import name_of
from samakki.entities.web.views.describing import entity_to_change
from samakki.entities.web.wording.kinds import KINDS
from samakki.kernel.refusals import InvalidValue, Refused
from samakki.ui.errors import is_fragment


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def correct(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask where the place is, beginning with what is said of it now."""
    found, kind = entity_to_change(request, reference)
    if found.place is None or found.caption.protected:
        raise Http404
    form = _form(request, found)
    if LOOK in request.POST and is_fragment(request):
        return render(request, "entities/parts/place_codes.html", {"form": form})
    if request.method == "POST" and form.is_valid() and _corrected(request, reference, form):
        return HttpResponseRedirect(reverse("entities:entity", args=[reference]))
    context = {"found": found, "name": name_of(found.caption, kind), "kind": KINDS[kind], "form": form}
    return render(request, "entities/correct_place.html", context, status=400 if form.errors else 200)


def _form(request: HttpRequest, found: EntityDetail) -> CorrectPlaceForm:
    on = timezone.localdate()
    if request.method != "POST":
        return CorrectPlaceForm.beginning(found, on=on)
    if LOOK in request.POST:
        return CorrectPlaceForm.looking(request.POST, on=on)
    return CorrectPlaceForm(request.POST, on=on)


def _corrected(request: HttpRequest, reference: str, form: CorrectPlaceForm) -> bool:
    place = form.entity().place
    if place is None:  # a form that is valid has one; the type cannot say it
        return False
    try:
        actions.correct_place(
            by=officer(request),
            entity=reference,
            place=place,
            reason=WithdrawalReason(form.cleaned_data["reason"]),
            basis=str(form.cleaned_data.get("basis") or "fact"),
            grade=form.grade,
        )
    except InvalidValue as problem:
        show_in(form, problem, FIELD_OF_REFUSAL | {"place-not-changed": "words"})
        return False
    except Refused as refusal:
        raise Http404 from refusal
    messages.success(request, _("The place is corrected. What was said before stays on the page, struck out."))
    return True
