"""Reports: the list, a new one, one report, its head and text."""

from hashlib import sha256

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samakki.access import queries as officers
from samakki.access.domain.policy import decide_write, purposes_of
from samakki.access.domain.vocabulary import Compartment, Duty, Purpose, Surface, View
from samakki.access.web import decisions as decides
from samakki.access.web.asking import officer
from samakki.access.web.decisions import open_record
from samakki.access.web.refusals import show_in
from samakki.entities import queries as entities
from samakki.intelligence import actions, queries
from samakki.intelligence.domain.vocabulary import Encoding, LeadOutcome, OriginalKind
from samakki.intelligence.queries.marks import report_seen
from samakki.intelligence.web import showing, showing_disclosures
from samakki.intelligence.web.forms.items import KeepForm, QuickItemForm
from samakki.intelligence.web.forms.reports import CRIMES, ReportChangeForm, ReportFilterForm, ReportForm
from samakki.intelligence.web.missing_checks import checks_missing
from samakki.intelligence.web.places import coarse_place
from samakki.intelligence.web.wording.values import (
    FILE_MARKS,
    OBTAINED,
    OUTCOMES,
    SOURCE_KINDS,
    STATES,
    TURNS,
    URGENCIES,
)
from samakki.kernel.dates import PartialDate
from samakki.kernel.marks import MEANWHILE
from samakki.kernel.refusals import InvalidValue, Refused
from samakki.ui.languages import BY_CODE
from samakki.ui.wording import worded

NOTHING = sha256(b"").hexdigest()
"""Digest of an original that never was: what another desk gave came as items."""

FIELDS = {
    "text-missing": "text",
    "text-too-long": "text",
    "source-not-yours": "source_reference",
    "purpose-not-for-this": "purpose",
}


@require_GET
@decides.signed_in("reports the officer may know of, as the policy lets a list show them")
def reports(request: HttpRequest) -> HttpResponse:
    """List reports of the officer's desk and teams."""
    by = officer(request)
    form = ReportFilterForm(request.GET or None)
    form.is_valid()
    number = request.GET.get("page", "1")
    page = queries.reports(by, form.filters, page=int(number) if number.isdecimal() and len(number) < _LONG else 1)
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "rows": [showing.row(one) for one in page.rows],
        "page": page,
        "query": query.urlencode(),
        "form": form,
        "is_filtered": bool(query),
        "may_write": bool(_writes(by)),
        "names": officers.names_of([one.created_by for one in page.rows]),
    }
    return render(request, "intelligence/reports.html", context)


@require_http_methods(["GET", "POST"])
@decides.duty(Duty.WRITE)
def new_report(request: HttpRequest) -> HttpResponse:
    """Start a report."""
    by = officer(request)
    form = ReportForm(request.POST or None, request.FILES or None)
    purposes = _writes(by)
    form.offer(purposes, queries.sources(by))
    if request.method == "POST" and form.is_valid():
        file, name = form.uploaded
        try:
            reference = actions.start_report(by=by, new=form.new, file=file, file_name=name)
        except (Refused, InvalidValue) as problem:
            show_in(form, problem, FIELDS)
        else:
            messages.success(request, _("Saved as a draft. Now cut the text into items."))
            return HttpResponseRedirect(reverse("intelligence:report", args=[reference]))
    context = {"form": form, "may_write": bool(purposes), "had_file": bool(request.FILES)}
    return render(request, "intelligence/report_new.html", context, status=400 if form.errors else 200)


@require_GET
@decides.record(surface=Surface.PAGE)
def report(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one report, as much of it as the reader may see."""
    open_record(request, reference, Surface.PAGE)
    return show_report(request, reference)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def change_report(request: HttpRequest, reference: str) -> HttpResponse:
    """Change head and text of a draft."""
    mark = report_seen(reference)
    detail = opened_in_full(request, reference)
    by = officer(request)
    form = ReportChangeForm(request.POST or None)
    form.hold(detail)
    form.begin_with(mark)
    form.offer(_writes(by), queries.sources(by))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_report(by=by, reference=reference, new=form.new, seen=form.seen_mark)
        except Refused as problem:
            show_in(form, problem, FIELDS)
            if MEANWHILE in problem.reasons:
                mark, now = report_seen(reference), ReportChangeForm()
                now.hold(opened_in_full(request, reference))
                form.show_meanwhile(mark, now.initial)
        else:
            return back(request, reference, _("Saved."))
    context = {"form": form, "bar": showing.bar(detail), "reference": reference}
    return render(request, "intelligence/report_change.html", context, status=400 if form.errors else 200)


@require_POST
@decides.record(surface=Surface.PAGE)
def settle_letters(request: HttpRequest, reference: str) -> HttpResponse:
    """Say whether the text is in Zawgyi."""
    opened_in_full(request, reference)
    is_zawgyi = request.POST.get("is_zawgyi") == "yes"
    actions.settle_letters(by=officer(request), reference=reference, is_zawgyi=is_zawgyi)
    return back(request, reference, _("Thank you. The bytes as received are kept."))


@require_GET
@decides.record(surface=Surface.ATTACHMENT)
def original(request: HttpRequest, reference: str) -> HttpResponse:
    """Hand out a text exactly as it was received, byte for byte."""
    opened = open_record(request, reference, Surface.ATTACHMENT)
    if opened.view is not View.FULL or queries.report(officer(request), reference) is None:
        raise Http404
    content = actions.original_of(by=officer(request), reference=reference)
    headers = {"Content-Disposition": f'attachment; filename="{reference}.txt"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type="application/octet-stream", headers=headers)


def show_report(
    request: HttpRequest, reference: str, *, quick: QuickItemForm | None = None, status: int = 200
) -> HttpResponse:
    """Render the page of a report that was opened."""
    by = officer(request)
    detail = queries.report(by, reference)
    if detail is None:
        raise Http404
    captured = entities.entities_of_source(by, reference) if detail.is_full else ()
    by_item = entities.entities_by_item(by, reference) if captured else {}
    lead = queries.lead_of_report(reference) if detail.lead_reference else None
    received = detail.received
    people = [
        detail.created_by,
        detail.authorised_by,
        *(one.by for one in detail.steps),
        *(one.by for one in detail.filed),
    ]
    context = {
        "reference": reference,
        "detail": detail,
        "bar": showing.bar(detail),
        "items": [{**showing.item(one), "captured": by_item.get(one.reference, ())} for one in detail.items],
        "captured": captured,
        "brought_in": entities.brought_into(by, reference) if detail.is_full else (),
        "state": STATES[detail.state],
        "turn": TURNS[detail.turn],
        "next": showing.next_steps(detail),
        "steps": showing.all_steps(),
        "way": [showing.taken(one) for one in detail.steps],
        "names": officers.names_of(people),
        "disclosures": [showing_disclosures.row(one) for one in queries.disclosures_of(by, reference)],
        "came_with": showing_disclosures.came_with(by, reference),
        "received": received,
        "how": OBTAINED[received.obtained_how] if received else "",
        "when": PartialDate(received.obtained_on) if received and received.obtained_on else None,
        "language": BY_CODE[received.language].own_name if received and received.language in BY_CODE else "",
        "source_kind": SOURCE_KINDS[detail.source_kind],
        "urgency": URGENCIES[detail.urgency],
        "asks_zawgyi": received is not None and received.encoding is Encoding.ZAWGYI_ASKED,
        "was_zawgyi": received is not None and received.encoding is Encoding.ZAWGYI_CONVERTED,
        "is_file": received is not None and received.kind is OriginalKind.FILE,
        "has_original": received is not None and received.digest != NOTHING,
        "is_sealed": received is not None and not received.file and not queries.original_text(reference),
        "marks": [FILE_MARKS[one] for one in received.file_marks if one in FILE_MARKS] if received else [],
        "warnings": [showing.warning(one) for one in detail.warnings],
        "keep": KeepForm(),
        "quick": quick or QuickItemForm(),
        "lead": lead,
        "lead_place": coarse_place(lead.country, lead.province, lead.district) if lead else "",
        "lead_outcome": OUTCOMES[lead.outcome] if lead else "",
        "lead_waits": lead is not None and lead.outcome is LeadOutcome.RECEIVED,
        "may_authorise": not officers.duty_refusals(by, Duty.AUTHORISE_RELEASE),
        "is_writer": by.code in detail.facts.writers,
        "may_choose_team": Duty.MANAGE_MEMBERS in officers.powers_on(by=by, reference=reference),
    }
    return render(request, "intelligence/report.html", context, status=status)


def opened_in_full(request: HttpRequest, reference: str) -> queries.ReportDetail:
    """Open a report for this request and give all of it, or answer as if there were none.

    Raises:
        Http404: the report, or its full view, is not open to the reader.
    """
    open_record(request, reference, Surface.PAGE)
    detail = queries.report(officer(request), reference)
    if detail is None or not detail.is_full:
        raise Http404
    return detail


def back(request: HttpRequest, reference: str, words: str) -> HttpResponseRedirect:
    """Go back to the report and say what was done."""
    messages.success(request, words)
    return HttpResponseRedirect(reverse("intelligence:report", args=[reference]))


def tell(request: HttpRequest, problem: Refused) -> None:
    """Say at the top of the next page what was refused, every reason at once."""
    for reason in problem.reasons:
        words = worded(reason)
        messages.error(request, f"{words.what} {words.why} {words.now}".strip())
    for one in checks_missing(request, problem):
        if one["url"]:
            words_of_link = _("Record a check about %(country)s") % {"country": one["country"]}
            messages.error(request, format_html('<a class="govuk-link" href="{}">{}</a>', one["url"], words_of_link))


def _writes(by: officers.Officer) -> frozenset[Purpose]:
    """Purposes for which the officer may write reports."""
    viewer = officers.viewer(by)
    roles = officers.roles()
    wanted = [one for one in purposes_of(viewer, roles=roles) if one in CRIMES]
    return frozenset(
        one for one in wanted if not decide_write(viewer, Compartment.INTELLIGENCE, purpose=one, roles=roles)
    )


_LONG = 7  # digits of a page number
