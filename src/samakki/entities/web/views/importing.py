"""Files that come in: the list, the first look, what columns mean, progress, failing rows, accepting and undoing."""

import textwrap
from collections.abc import Sequence

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samakki.access.domain.vocabulary import Duty, Purpose
from samakki.access.queries import Officer
from samakki.access.web import decisions as decides
from samakki.access.web.asking import officer
from samakki.access.web.refusals import show_in
from samakki.entities.actions import importing
from samakki.entities.domain.importing.pieces import told_again
from samakki.entities.domain.importing.states import CHATS, SHEETS, Act, ImportState, refusals_to_move
from samakki.entities.queries import importing as reads
from samakki.entities.queries.brought_in import page_of_record
from samakki.entities.queries.import_rows import RowThing, things_by_row
from samakki.entities.queries.importing import ImportDetail
from samakki.entities.web.forms.importing import StartForm, TargetForm
from samakki.entities.web.naming import name_of
from samakki.entities.web.wording.import_labels import KINDS, STATES, counted_words
from samakki.entities.web.wording.kinds import KINDS as KIND_WORDS
from samakki.kernel.refusals import InvalidValue, Refused
from samakki.ui.wording import worded

FIRST_THINGS = 12
WHY = "an officer's own imports, which nobody else finds until they are accepted"


@require_GET
@decides.signed_in(WHY)
def imports(request: HttpRequest) -> HttpResponse:
    """Files that the officer brought in."""
    rows = [(one, KINDS[one.kind], STATES[one.state]) for one in reads.imports(officer(request))]
    return render(request, "entities/imports.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@decides.duty(Duty.WRITE)
def start(request: HttpRequest) -> HttpResponse:
    """Bring a file in."""
    by = officer(request)
    purposes = reads.purposes(by)
    is_sent = request.method == "POST"
    form = StartForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    form.offer(purposes, settings.SAMAKKI_COUNTRY)
    if is_sent and form.is_valid():
        wanted = form.cleaned_data
        upload = wanted["file"]
        try:
            reference = importing.start_import(
                by=by,
                file=upload.file,
                file_name=upload.name or "",
                purpose=Purpose(wanted["purpose"]),
                country=wanted["country"],
            )
        except (Refused, InvalidValue) as problem:
            show_in(form, problem, dict.fromkeys(_codes(problem), "file"))
        else:
            return HttpResponseRedirect(_next(by, reference))
    context = {"form": form, "may_write": bool(purposes)}
    return render(request, "entities/import_start.html", context, status=400 if form.errors else 200)


@require_GET
@decides.signed_in(WHY)
def show(request: HttpRequest, reference: str) -> HttpResponse:
    """An import: what was done with it, what comes next."""
    detail = found(request, reference)
    shown = things_by_row(officer(request), reference, limit=FIRST_THINGS) if detail.entities_done else ()
    return render(request, "entities/import.html", {**page(detail), "things": row_things(shown)})


@require_GET
@decides.signed_in(WHY)
def progress(request: HttpRequest, reference: str) -> HttpResponse:
    """How far the node is: a piece of the page that asks again by itself."""
    detail = found(request, reference)
    response = render(request, "entities/parts/import_progress.html", page(detail))
    if not detail.is_working:
        response["HX-Refresh"] = "true"
    return response


@require_POST
@decides.signed_in(WHY)
def check(request: HttpRequest, reference: str) -> HttpResponse:
    """Have every row read."""
    found(request, reference)
    importing.check_import(by=officer(request), reference=reference)
    return back_to(reference)


@require_POST
@decides.signed_in(WHY)
def write(request: HttpRequest, reference: str) -> HttpResponse:
    """Have the rows written as a draft."""
    found(request, reference)
    importing.write_import(by=officer(request), reference=reference)
    return back_to(reference)


@require_http_methods(["GET", "POST"])
@decides.signed_in(WHY)
def accept(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask where a draft goes, then open it to others."""
    detail, by = found(request, reference), officer(request)
    form = TargetForm(request.POST if request.method == "POST" else None)
    form.offer(reads.targets(by))
    if request.method == "POST" and form.is_valid():
        try:
            importing.accept_import(by=by, reference=reference, into=form.cleaned_data["into"])
        except Refused as problem:
            show_in(form, problem, {"import-target-not-available": "into"})
        else:
            messages.success(request, _("Accepted. Whoever may see that record finds it from now on."))
            return back_to(reference)
    context = {**page(detail), "form": form}
    return render(request, "entities/import_accept.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@decides.signed_in(WHY)
def undo(request: HttpRequest, reference: str) -> HttpResponse:
    """Take everything back that an import brought: a draft at once, an accepted one after a question."""
    detail = found(request, reference)
    if request.method == "GET":
        return render(request, "entities/import_undo.html", page(detail))
    importing.undo_import(by=officer(request), reference=reference)
    messages.success(request, _("The import is undone. Nothing of it is found any more."))
    return back_to(reference)


def found(request: HttpRequest, reference: str) -> ImportDetail:
    """The import, where the reader may see it.

    Raises:
        Http404: there is none, or it is not theirs.
    """
    detail = reads.import_detail(officer(request), reference)
    if detail is None:
        raise Http404
    return detail


def page(detail: ImportDetail) -> dict[str, object]:
    """What every page of an import shows."""
    return {
        "one": detail,
        "kind": KINDS[detail.kind],
        "state": STATES[detail.state],
        "is_sheet": detail.kind in SHEETS,
        "digest": " ".join(textwrap.wrap(detail.sha256, 16)),  # so that a telephone can break the line
        "entities": counted_words(detail.entities),
        "entities_total": sum(detail.entities.values()),
        "is_empty": detail.state in {ImportState.CHECKED, ImportState.DRAFT} and not detail.entities,
        "remarks": _remarks(detail),
        "fault": worded(told_again(detail.fault, detail.fault_facts)) if detail.fault else None,
        "may": {act.value: not refusals_to_move(detail.state, act) for act in Act},
        "is_draft": detail.state is ImportState.DRAFT,
        "is_accepted": detail.state is ImportState.ACCEPTED,
        "record_url": page_of_record(detail.accepted_into) or reverse("access:record_access", args=[detail.record]),
    }


def row_things(found: Sequence[RowThing]) -> list[tuple[RowThing, object, object]]:
    """Things with the words for their kind and what each is called."""
    return [(one, KIND_WORDS[one.kind], name_of(one.caption, one.kind)) for one in found]


def back_to(reference: str) -> HttpResponse:
    """To the page of an import."""
    return HttpResponseRedirect(reverse("entities:import", args=[reference]))


def _remarks(detail: ImportDetail) -> list[tuple[str, int]]:
    """What is said of rows, and of how many, most first."""
    counted = sorted(detail.remarks.items(), key=lambda item: -item[1])
    return [(without_facts(code), count) for code, count in counted]


def without_facts(code: str) -> str:
    """Why, for many rows at once: a sentence that names one row's date speaks of "…"."""
    return worded(told_again(code, ANY_FACTS)).why.replace("….", "…")


ANY_FACTS = dict.fromkeys(("date", "row", "most", "longest", "month", "year", "property", "kind"), "…")
"""Facts of no row in particular."""


def _next(by: Officer, reference: str) -> str:
    """The page that comes next: how the file is read or, where there is nothing to ask, the import's own."""
    detail = reads.import_detail(by, reference)
    is_asked = detail is not None and (detail.kind in SHEETS or detail.kind in CHATS)
    return reverse("entities:import_reading" if is_asked else "entities:import", args=[reference])


def _codes(problem: Refused | InvalidValue) -> list[str]:
    reasons = problem.reasons if isinstance(problem, Refused) else (problem.refusal,)
    return [reason.code for reason in reasons]
