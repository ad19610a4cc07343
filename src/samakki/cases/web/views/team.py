"""Who works on a case, and its notes; and the tab that intelligence fills."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from samakki.access import queries as access
from samakki.access.domain.vocabulary import Basis, Duty, Surface
from samakki.access.web import decisions as decides
from samakki.access.web.asking import officer
from samakki.access.web.wording.vocabulary import BASES, PURPOSES
from samakki.cases import actions, queries
from samakki.cases.domain.vocabulary import NoteKind
from samakki.cases.web.acting import Asking, ask
from samakki.cases.web.case_page import open_case_page
from samakki.cases.web.forms.cases import MemberForm, NoteForm
from samakki.cases.web.wording.values import NOTE_KINDS
from samakki.ui.forms import Form
from samakki.ui.templatetags.samakki import as_is


@require_GET
@decides.record(surface=Surface.PAGE)
def team(request: HttpRequest, reference: str) -> HttpResponse:
    """Show who is on the team, for what, since when and until when."""
    page = open_case_page(request, reference, "team")
    by = officer(request)
    members = access.members_of(by=by, reference=reference)
    context = {
        "members": [(one, BASES[one.basis], PURPOSES[one.purpose]) for one in members],
        "me": by.code,
        "may_manage": Duty.MANAGE_MEMBERS in access.powers_on(by=by, reference=reference),
    }
    return page.show("cases/team.html", context)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def add_member(request: HttpRequest, reference: str) -> HttpResponse:
    """Put an officer on the team."""
    page = open_case_page(request, reference, "team")
    by = officer(request)
    form = MemberForm(request.POST if request.method == "POST" else None)
    form.offer_choices(access.officers_to_choose(by=by, reference=reference, basis=Basis.TEAM))

    def do(wanted: dict[str, object]) -> str:
        actions.add_to_team(by=by, case=reference, officer=str(wanted["officer"]), purpose=form.cleaned_data["purpose"])
        return _("The officer is on the team and was told.")

    asking = Asking(
        gettext_lazy("Put an officer on the team"),
        gettext_lazy("Put on the team"),
        reverse("cases:team", args=[reference]),
        [_("The officer opens every part of the case that their role reads, for the purpose you choose.")],
        fields={"officer-not-available": "officer", "own-membership": "officer"},
    )
    return ask(page, form, asking, do)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def end_member(request: HttpRequest, reference: str, code: str) -> HttpResponse:
    """Take an officer off the team."""
    page = open_case_page(request, reference, "team")
    by = officer(request)
    form = Form(request.POST if request.method == "POST" else None)
    name = access.names_of([code]).get(code, code)

    def do(_wanted: dict[str, object]) -> str:
        actions.end_team(by=by, case=reference, officer=code)
        return _("The officer is not on the team any more.")

    asking = Asking(
        gettext_lazy("Take this officer off the team?"),
        gettext_lazy("Take off the team"),
        reverse("cases:cases") if code == by.code else reverse("cases:team", args=[reference]),
        [as_is(f"{name} ({code})"), _("Access to every part of the case ends at once. The officer gets no notice.")],
        kind="warning",
    )
    return ask(page, form, asking, do)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def notes(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the notes of a case, and write one."""
    page = open_case_page(request, reference, "notes")
    form = NoteForm(request.POST if request.method == "POST" else None)

    def do(wanted: dict[str, object]) -> str:
        actions.add_note(by=officer(request), case=reference, kind=NoteKind(wanted["kind"]), text=str(wanted["text"]))
        return _("The note is in the case.")

    asked = request.GET.get("kind", "")
    kind = next((one for one in NoteKind if one.value == asked), None)
    rows = queries.notes(reference, kind)
    asking = Asking(
        gettext_lazy("Notes"),
        gettext_lazy("Write the note"),
        reverse("cases:notes", args=[reference]),
        fields={"note-length": "text"},
        template="cases/notes.html",
        extra={
            "rows": [(row, NOTE_KINDS[row.kind]) for row in rows],
            "kinds": [(one.value, words, one is kind) for one, words in NOTE_KINDS.items()],
            "kind": kind,
        },
    )
    return ask(page, form, asking, do)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def correct_note(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Write a note that takes the place of another."""
    page = open_case_page(request, reference, "notes")
    back = reverse("cases:notes", args=[reference])
    before = next((row for row in queries.notes(reference) if row.note == number), None)
    if before is None:
        return HttpResponseRedirect(back)
    form = NoteForm(
        request.POST if request.method == "POST" else None, initial={"kind": before.kind.value, "text": before.text}
    )

    def do(wanted: dict[str, object]) -> str:
        actions.add_note(
            by=officer(request),
            case=reference,
            kind=NoteKind(wanted["kind"]),
            text=str(wanted["text"]),
            corrects=number,
        )
        return _("The correction stands beside the earlier note.")

    asking = Asking(
        gettext_lazy("Correct a note"),
        gettext_lazy("Keep the correction"),
        back,
        [_("The earlier note stays, marked as corrected.")],
        fields={"note-length": "text"},
    )
    return ask(page, form, asking, do)


@require_GET
@decides.record(surface=Surface.PAGE)
def intelligence(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what reports say about the case; the subject above fills it."""
    page = open_case_page(request, reference, "intelligence")
    return page.show("cases/intelligence.html")
