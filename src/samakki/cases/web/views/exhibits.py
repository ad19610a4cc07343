"""The exhibits of a case, and one of them."""

from collections.abc import Mapping
from typing import Any, BinaryIO, cast

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from samakki.access.domain.vocabulary import Surface
from samakki.access.web import decisions as decides
from samakki.access.web.asking import officer
from samakki.access.web.refusals import show_in
from samakki.cases import actions
from samakki.cases.actions import Upload
from samakki.cases.domain.exhibits import ExhibitKind, FileRole, NewExhibit
from samakki.cases.queries.exhibits import ExhibitRow, changed_event, exhibit, exhibits_of
from samakki.cases.web.acting import Asking, ask
from samakki.cases.web.case_page import CasePage, open_case_page
from samakki.cases.web.custody_cells import exhibit_cells
from samakki.cases.web.forms.exhibits import ChecklistForm, ExhibitForm, FileForm
from samakki.cases.web.forms.moments import instant
from samakki.entities import queries as entities
from samakki.kernel.marks import mark_of
from samakki.kernel.refusals import InvalidValue, Refused

FIELDS = {
    "exhibit-description-missing": "description",
    "exhibit-place-missing": "seized_place",
    "custody-time-in-future": "seized_on",
    "exhibit-received-before-seized": "received_on",
    "time-zone-unknown": "zone",
    "file-empty": "content",
    "file-active": "content",
    "file-too-large": "content",
    "file-type-not-taken": "content",
}


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def exhibits(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the exhibits of a case, and take in a new one without leaving the page."""
    page = open_case_page(request, reference, "exhibits")
    form = ExhibitForm(*_given(request))
    if request.method == "POST" and form.is_valid():
        try:
            added = actions.add_exhibit(
                by=officer(request), case=reference, new=_new(form), files=_uploads(form.uploads())
            )
        except (Refused, InvalidValue) as problem:
            if isinstance(problem, Refused) and any(one.code == "not-found" for one in problem.reasons):
                raise
            show_in(form, problem, FIELDS)
        else:
            messages.success(request, _("The exhibit is added. You are recorded as holding it."))
            return HttpResponseRedirect(reverse("cases:checklist", args=[reference, added]))
    rows = exhibits_of(officer(request), reference) or ()
    context = {"exhibits": [exhibit_cells(row) for row in rows], "form": form}
    return page.show("cases/exhibits.html", context, status=400 if form.errors else 200)


@require_GET
@decides.record(surface=Surface.PAGE)
def show_exhibit(request: HttpRequest, reference: str, exhibit: str) -> HttpResponse:
    """Show an exhibit, its files and its chain of custody."""
    page, row = open_exhibit(request, reference, exhibit)
    me = officer(request).code
    waiting = row.held.waiting
    context = {
        "exhibit": exhibit_cells(row),
        "changed_event": changed_event(officer(request), exhibit),
        "is_holder": row.held.holder.officer == me,
        "is_with_outsider": bool(row.held.holder.outside),
        "may_answer": waiting is not None and waiting.receiver.officer == me,
        "may_take_back": waiting is not None and waiting.giver.officer == me,
        "has_ended": row.held.ended is not None,
        "described": entities.entities_of_source(officer(request), exhibit),
    }
    return page.show("cases/exhibit.html", context)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def checklist(request: HttpRequest, reference: str, exhibit: str) -> HttpResponse:
    """Ask what was done at the seizure."""
    page, row = open_exhibit(request, reference, exhibit)
    given = request.POST if request.method == "POST" else None
    form = ChecklistForm(given, kind=ExhibitKind(row.kind), initial=_answered(row.checklist))

    def now() -> dict[str, Any]:
        return _answered(open_exhibit(request, reference, exhibit)[1].checklist)

    def do(_wanted: dict[str, Any]) -> str:
        actions.answer_checklist(by=officer(request), exhibit=exhibit, answers=form.answers(), seen=form.seen_mark)
        return _("What was done is written down.")

    asking = Asking(
        gettext_lazy("What was done at the seizure?"),
        gettext_lazy("Save"),
        back_to(reference, exhibit),
        explanation=(gettext_lazy("Answer what you know. What was not done is better said now than asked in court."),),
        now=now,
    )
    return ask(page, form, asking, do)


def _answered(checklist: Mapping[str, str]) -> dict[str, Any]:
    """What the form begins with, and the mark of it."""
    return {**checklist, "seen": mark_of(dict(checklist))}


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def add_file(request: HttpRequest, reference: str, exhibit: str) -> HttpResponse:
    """Add a file to an exhibit."""
    page, _row = open_exhibit(request, reference, exhibit)
    form = FileForm(*_given(request))

    def do(wanted: dict[str, Any]) -> str:
        actions.add_exhibit_file(
            by=officer(request),
            exhibit=exhibit,
            role=FileRole(wanted["role"]),
            upload=upload(wanted["file"]),
            note=wanted["note"],
        )
        return _("The file is kept, and its digest was taken.")

    asking = Asking(
        gettext_lazy("Add a file"),
        gettext_lazy("Add the file"),
        back_to(reference, exhibit),
        fields={"file-type-not-taken": "file", "file-active": "file", "file-empty": "file", "file-too-large": "file"},
    )
    return ask(page, form, asking, do)


@require_GET
@decides.signed_in("goes on to the page of an exhibit that the reader may see; shows nothing itself")
def find_exhibit(request: HttpRequest, about: str) -> HttpResponse:
    """Go to an exhibit's page within its case."""
    row = exhibit(officer(request), about)
    if row is None:
        raise Http404
    return HttpResponseRedirect(back_to(row.case, about))


def open_exhibit(request: HttpRequest, reference: str, about: str) -> tuple[CasePage, ExhibitRow]:
    """The case's page and one exhibit of it.

    Raises:
        Http404: the exhibit is missing, of another case, or not open to this officer.
    """
    page = open_case_page(request, reference, "exhibits")
    row = exhibit(officer(request), about)
    if row is None or row.case != reference:
        raise Http404
    return page, row


def back_to(reference: str, about: str) -> str:
    """Address of an exhibit."""
    return reverse("cases:exhibit", args=[reference, about])


def upload(file: "UploadedFile[bytes]") -> Upload:
    """A file of a form as a verb takes it."""
    return Upload(cast("BinaryIO", file.file), file.name or "")


def _uploads(given: "dict[FileRole, UploadedFile[bytes]]") -> dict[FileRole, list[Upload]]:
    return {role: [upload(file)] for role, file in given.items()}


def _given(request: HttpRequest) -> tuple[Any, ...]:
    return (request.POST, request.FILES) if request.method == "POST" else ()


def _new(form: ExhibitForm) -> NewExhibit:
    values = form.cleaned_data
    seized_at, is_time_known = instant(values, "seized")
    received_at, _known = instant(values, "received")
    return NewExhibit(
        ExhibitKind(values["kind"]),
        values["description"],
        cast("Any", seized_at),
        values["zone"],
        values["seized_place"],
        is_time_known=is_time_known,
        seized_by=values["seized_by"],
        received_at=received_at if values["seized_by"] else None,
        legal_basis=values["legal_basis"],
        seal=values["seal"],
    )
