"""The timeline of a case: its dated events, one of them, and the page to print."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from samakki.access.domain.vocabulary import Compartment, Surface
from samakki.access.web import decisions as decides
from samakki.access.web.asking import asked, officer
from samakki.access.web.refusals import show_in
from samakki.cases import actions, queries
from samakki.cases.domain.events import WhenKind
from samakki.cases.queries.events import EventRow, event, events_of
from samakki.cases.web.acting import Asking, ask
from samakki.cases.web.case_page import CasePage, open_case_page
from samakki.cases.web.forms.events import EventForm, WithdrawForm
from samakki.cases.web.papers.leaving_out import LeftOut, with_owner
from samakki.cases.web.wording.events import when_words
from samakki.entities import queries as entities
from samakki.entities.web.naming import caption_words
from samakki.kernel.refusals import InvalidValue, Refused
from samakki.ui.forms import Form

FIELDS = {
    "event-title-missing": "title",
    "event-time-form": "time",
    "event-time-without-day": "time",
    "event-date-missing": "first",
    "event-unknown-entity": "entities",
    "event-reason-missing": "reason",
    "time-zone-unknown": "zone",
}


@dataclass(frozen=True, slots=True)
class EventCells:
    """An event in words."""

    row: EventRow
    when: str
    source: str
    url: str


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def events(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the timeline, and take in a new event without leaving the page."""
    page = open_case_page(request, reference, "events")
    form = _form(page, request)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_event(by=officer(request), case=reference, new=form.new_event())
        except (Refused, InvalidValue) as problem:
            if isinstance(problem, Refused) and any(one.code == "not-found" for one in problem.reasons):
                raise
            show_in(form, problem, FIELDS)
        else:
            messages.success(request, _("The event is in the timeline."))
            return HttpResponseRedirect(reverse("cases:events", args=[reference]))
    rows = events_of(officer(request), reference, even_gone=asked(request.GET, "show") == "all") or ()
    context = {
        "events": [event_cells(row) for row in rows],
        "form": form,
        "shows_all": asked(request.GET, "show") == "all",
    }
    return page.show("cases/events.html", context, status=400 if form.errors else 200)


@require_GET
@decides.record(surface=Surface.PAGE)
def print_events(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the timeline as a table, for paper."""
    page = open_case_page(request, reference, "events")
    rows = events_of(officer(request), reference) or ()
    left_out = LeftOut.among(events=rows)
    context = {
        "events": [event_cells(row) for row in left_out.events(rows)],
        "withheld": with_owner(left_out.sources),
        "left_out": ", ".join(sorted(left_out.touched)),
    }
    return page.show("cases/events_print.html", context)


@require_GET
@decides.record(surface=Surface.PAGE)
def show_event(request: HttpRequest, reference: str, about: str) -> HttpResponse:
    """Show one event with everything that is known of it."""
    page, row = _open(request, reference, about)
    return page.show("cases/event.html", {"event": event_cells(row)})


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def correct(request: HttpRequest, reference: str, about: str) -> HttpResponse:
    """Ask for the corrected event; the old one stays and says what replaces it."""
    page, row = _open(request, reference, about)
    form = _form(page, request, initial=_initial(row))

    def do(_wanted: dict[str, Any]) -> str:
        actions.correct_event(by=officer(request), event=about, new=form.new_event())
        return _("The event is corrected. What stood before can still be read.")

    asking = Asking(
        gettext_lazy("Correct an event"),
        gettext_lazy("Save the correction"),
        reverse("cases:events", args=[reference]),
        fields=FIELDS,
    )
    return ask(page, form, asking, do)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def withdraw(request: HttpRequest, reference: str, about: str) -> HttpResponse:
    """Ask why an event goes out of the timeline."""
    page, row = _open(request, reference, about)
    form: Form = WithdrawForm(request.POST if request.method == "POST" else None)

    def do(wanted: dict[str, Any]) -> str:
        actions.withdraw_event(by=officer(request), event=about, reason=wanted["reason"])
        return _("The event is out of the timeline. It can still be read.")

    asking = Asking(
        gettext_lazy("Take an event out of the timeline"),
        gettext_lazy("Take it out"),
        reverse("cases:events", args=[reference]),
        template="cases/event_withdraw.html",
        extra={"event": event_cells(row)},
        kind="warning",
        fields=FIELDS,
    )
    return ask(page, form, asking, do)


@require_GET
@decides.signed_in("goes on to the page of an event that the reader may see; shows nothing itself")
def find_event(request: HttpRequest, about: str) -> HttpResponse:
    """Go to an event's page within its case."""
    row = event(officer(request), about)
    if row is None:
        raise Http404
    return HttpResponseRedirect(reverse("cases:event", args=[row.case, about]))


def event_cells(row: EventRow) -> EventCells:
    """An event with every code in words, in the reader's language."""
    source = " ".join(part for part in (row.source, row.source_words, row.grade and f"({row.grade})") if part)
    return EventCells(row, when_words(row), source, reverse("cases:event", args=[row.case, row.reference]))


def _open(request: HttpRequest, reference: str, about: str) -> tuple[CasePage, EventRow]:
    page = open_case_page(request, reference, "events")
    row = event(officer(request), about)
    if row is None or row.case != reference:
        raise Http404
    return page, row


def _form(page: CasePage, request: HttpRequest, *, initial: dict[str, Any] | None = None) -> EventForm:
    form = EventForm(request.POST if request.method == "POST" else None, initial=initial)
    form.offer(_who_and_what(page, request), page.case.countries[0])
    return form


def _who_and_what(page: CasePage, request: HttpRequest) -> list[tuple[str, str]]:
    """People and things that the case describes, or that are in it, as far as the reader may see them."""
    by = officer(request)
    folder = page.case.folders.get(Compartment.SUSPECTS, "")
    if not folder:
        return []
    captions = {one.reference: one for one in entities.entities_of_source(by, folder)}
    captions |= entities.captions(by, [row.entity for row in queries.people(by, page.case.reference)])
    return [(reference, caption_words(caption) or reference) for reference, caption in captions.items()]


def _initial(row: EventRow) -> dict[str, Any]:
    first, slash, last = row.when.iso.partition("/")
    kind = WhenKind.ON
    if row.season:
        kind = WhenKind.SEASON
    elif slash:
        kind = WhenKind.BEFORE if first == ".." else WhenKind.AFTER if last == ".." else WhenKind.BETWEEN
    return {
        "title": row.title,
        "when": kind.value,
        "first": last if first == ".." else first,
        "last": last if kind is WhenKind.BETWEEN else "",
        "season": row.season.value if row.season else "",
        "season_year": first[:4] if row.season else None,
        "time": row.time,
        "zone": row.zone,
        "place": row.place,
        "words": row.words,
        "source": row.source,
        "source_words": row.source_words,
        "grade": row.grade,
        "is_assessment": row.is_assessment,
        "in_summary": row.in_summary,
        "entities": [reference for reference, _caption in row.linked],
    }
