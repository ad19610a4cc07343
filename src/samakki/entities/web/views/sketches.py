"""Adding a sketch map."""

from typing import BinaryIO, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samakki.access.domain.vocabulary import Surface
from samakki.access.web import decisions as decides
from samakki.access.web.asking import officer
from samakki.access.web.refusals import show_in
from samakki.entities import actions
from samakki.entities.web.forms.sketches import SketchForm
from samakki.entities.web.naming import name_of
from samakki.entities.web.views.describing import entity_to_change
from samakki.entities.web.wording.kinds import KINDS
from samakki.kernel.refusals import InvalidValue, Refused


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def add_sketch(request: HttpRequest, reference: str) -> HttpResponse:
    """Keep a sketch map with a place, a trip or a person."""
    found, kind = entity_to_change(request, reference)
    form = SketchForm(request.POST, request.FILES) if request.method == "POST" else SketchForm()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["sketch"]
        try:
            actions.add_sketch(
                by=officer(request), entity=reference, stream=cast("BinaryIO", file.file), given_name=file.name or ""
            )
        except InvalidValue as problem:
            show_in(form, problem)
        except Refused as refusal:
            raise Http404 from refusal
        else:
            messages.success(request, _("It was added."))
            return HttpResponseRedirect(reverse("entities:entity", args=[reference]))
    context = {"found": found, "name": name_of(found.caption, kind), "kind": KINDS[kind], "form": form}
    return render(request, "entities/add_sketch.html", context, status=400 if form.errors else 200)
