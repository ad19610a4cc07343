"""Sources by their numbers, and the sealed record behind one."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samakki.access import queries as officers
from samakki.access.domain.policy import decide_write, purposes_of
from samakki.access.domain.vocabulary import Compartment, Duty, Purpose, Surface, View
from samakki.access.web import decisions as decides
from samakki.access.web.asking import officer
from samakki.access.web.decisions import open_record
from samakki.access.web.refusals import show_in
from samakki.intelligence import actions, queries
from samakki.intelligence.web.forms.sources import SourceForm
from samakki.intelligence.web.wording.values import SOURCE_KINDS
from samakki.kernel.refusals import Refused


@require_GET
@decides.duty(Duty.WRITE)
def sources(request: HttpRequest) -> HttpResponse:
    """List numbers of sources that the officer wrote down or reads a report of."""
    by = officer(request)
    rows = [(one, SOURCE_KINDS[one.kind]) for one in queries.sources(by)]
    return render(request, "intelligence/sources.html", {"rows": rows, "may_write": _purpose(by) is not None})


@require_http_methods(["GET", "POST"])
@decides.duty(Duty.WRITE)
def new_source(request: HttpRequest) -> HttpResponse:
    """Seal who a source is."""
    by = officer(request)
    purpose = _purpose(by)
    form = SourceForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and purpose is not None:
        try:
            reference = actions.register_source(
                by=by, kind=form.cleaned_data["kind"], details=form.details, purpose=purpose
            )
        except Refused as problem:
            show_in(form, problem, {"source-empty": "names"})
        else:
            messages.success(request, _("Sealed. Its number is %(number)s.") % {"number": reference})
            return HttpResponseRedirect(reverse("intelligence:sources"))
    context = {"form": form, "may_write": purpose is not None}
    return render(request, "intelligence/source_new.html", context, status=400 if form.errors else 200)


@require_GET
@decides.record(surface=Surface.PAGE)
def source(request: HttpRequest, reference: str) -> HttpResponse:
    """Show who a source is, to an officer to whom a custodian granted it."""
    opened = open_record(request, reference, Surface.PAGE)
    details = queries.source_details(reference) if opened.view is View.FULL else None
    if details is None:
        raise Http404
    return render(request, "intelligence/source.html", {"reference": reference, "details": details})


def _purpose(by: officers.Officer) -> Purpose | None:
    """The first purpose for which the officer may write sources; None where there is none."""
    viewer, roles = officers.viewer(by), officers.roles()
    return next(
        (
            one
            for one in purposes_of(viewer, roles=roles)
            if not decide_write(viewer, Compartment.SOURCE_IDENTITY, purpose=one, roles=roles)
        ),
        None,
    )
