"""Taking entities out: whose name is this, the receipt, the file."""

import textwrap

from django.contrib import messages
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samakki.access.web import decisions as decides
from samakki.access.web.asking import officer
from samakki.access.web.refusals import show_in
from samakki.entities import actions
from samakki.entities.domain.exporting.formats import Format, extension, media_type
from samakki.entities.domain.exporting.naming import MOST_ASKED, Whose, personal_names
from samakki.entities.queries import leaving as reads
from samakki.entities.queries.leaving import Scope, Selection
from samakki.entities.web.forms.exporting import ExportForm
from samakki.entities.web.wording.exporting import FORMATS, WHOSE
from samakki.exchange.web.naming import desk_named
from samakki.kernel.refusals import Refused

WHY = "taking out what the policy lets leave; it is asked for every entity, on the surface for exports"
MOST_CHOSEN = 500


@require_GET
@decides.signed_in("an officer's own files")
def exports(request: HttpRequest) -> HttpResponse:
    """Files that the officer made."""
    rows = [(one, FORMATS[Format(one.form)]) for one in reads.exports(officer(request))]
    return render(request, "entities/exports.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@decides.signed_in(WHY)
def export(request: HttpRequest, of: str) -> HttpResponse:
    """Ask whose each name is, then make the file."""
    by, selection = officer(request), _selection(request, of)
    names = personal_names(reads.leaving(by, selection))
    form = ExportForm(request.POST if request.method == "POST" else None, names=names)
    to_protect = []
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.export_entities(
                by=by,
                selection=selection,
                form=form.cleaned_data["form"],
                answers=form.answers(),
                rest=form.rest(),
            )
        except Refused as problem:
            show_in(form, problem)
            to_protect = form.victims()
        else:
            messages.success(request, _("The file is made."))
            return HttpResponseRedirect(reverse("entities:export", args=[made]))
    context = {
        "of": of,
        "form": form,
        "names": names,
        "asked_together": names[MOST_ASKED:],
        "to_protect": to_protect,
        "held": reads.held_in(by, selection),
        "records": reads.records_in(by, selection),
        "left_out": reads.left_out(by, selection),
        "withheld": [(one, desk_named(one.owner)) for one in reads.withheld_in(by, selection)],
    }
    return render(request, "entities/export_make.html", context, status=400 if form.errors else 200)


@require_GET
@decides.signed_in("an officer's own files")
def receipt(request: HttpRequest, reference: str) -> HttpResponse:
    """What was taken out."""
    row = reads.export(officer(request), reference)
    if row is None:
        raise Http404
    answers = {words: 0 for words in WHOSE}
    for whose in row.people.values():
        answers[Whose(whose)] += 1
    said = [(WHOSE[whose], count) for whose, count in answers.items() if count]
    digest = " ".join(textwrap.wrap(row.sha256, 16))  # so that a telephone can break the line
    context = {"row": row, "form": FORMATS[Format(row.form)], "said": said, "digest": digest}
    return render(request, "entities/export.html", context)


@require_GET
@decides.signed_in("an officer's own files")
def fetch(request: HttpRequest, reference: str) -> HttpResponseBase:
    """The file, as a download that nothing opens by itself."""
    by = officer(request)
    row, pieces = reads.export(by, reference), actions.fetch_export(by=by, reference=reference)
    if row is None or pieces is None:
        raise Http404
    form = Format(row.form)
    return StreamingHttpResponse(
        pieces,
        headers={
            "Content-Type": f"{media_type(form)}; charset=utf-8",
            "Content-Disposition": f'attachment; filename="{row.reference}.{extension(form)}"',
            "Content-Length": str(row.size),
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store, private",
        },
    )


def _selection(request: HttpRequest, of: str) -> Selection:
    if of == "chosen":
        return Selection(Scope.CHOSEN, chosen=tuple(dict.fromkeys(request.GET.getlist("e")))[:MOST_CHOSEN])
    if of.startswith("E-"):
        return Selection(Scope.CHOSEN, chosen=(of,))
    return Selection(Scope.CASE if of.startswith("C-") else Scope.SOURCE, of)
