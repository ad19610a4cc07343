"""Life at risk: the form, the page with the telephone number, the look back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samakki.access import queries as officers
from samakki.access.domain.vocabulary import Duty, Surface
from samakki.access.web import decisions as decides
from samakki.access.web.asking import officer
from samakki.access.web.decisions import open_record
from samakki.access.web.refusals import show_in
from samakki.exchange.web.naming import telephone
from samakki.intelligence import actions, queries
from samakki.intelligence.domain.emergencies import FIELDS, EmergencyState
from samakki.intelligence.queries.acting import asked_desks
from samakki.intelligence.queries.desks import desks_to_choose, listed
from samakki.intelligence.queries.emergencies import changes_of, emergency_board
from samakki.intelligence.web import holders as board_rows
from samakki.intelligence.web.forms.received import EmergencyForm, FindingForm
from samakki.intelligence.web.missing_checks import checks_missing
from samakki.intelligence.web.wording import disclosure_values as words
from samakki.intelligence.web.wording.emergencies import CHANGES, LINES
from samakki.kernel.refusals import Refused

MESSAGE = "disclosure.emergency"


@require_http_methods(["GET", "POST"])
@decides.duty(Duty.WRITE)
def new_emergency(request: HttpRequest) -> HttpResponse:
    """Send what is needed to save a life, now."""
    form = EmergencyForm(request.POST or None)
    form.offer(desks_to_choose(MESSAGE))
    missing: list[dict[str, object]] = []
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            reference = actions.send_emergency(
                by=officer(request),
                texts={name: data[name] for name in FIELDS},
                desks=form.desks,
                reason=data["reason"],
            )
        except Refused as problem:
            show_in(form, problem, {"emergency-reason": "reason", "recipients-many": "second"})
            missing = checks_missing(request, problem)
        else:
            return HttpResponseRedirect(reverse("intelligence:emergency", args=[reference]))
    context = {"form": form, "missing_checks": missing}
    return render(request, "intelligence/emergency_new.html", context, status=400 if form.errors else 200)


@require_GET
@decides.record(surface=Surface.PAGE)
def emergency(request: HttpRequest, reference: str) -> HttpResponse:
    """Show who has it, whom to call, and whether a desk acts."""
    return _page(request, opened_emergency(request, reference))


@require_POST
@decides.record(surface=Surface.PAGE)
def called(request: HttpRequest, reference: str) -> HttpResponse:
    """Note that the desk was called."""
    opened_emergency(request, reference)
    actions.note_call(by=officer(request), reference=reference)
    messages.success(request, _("Noted."))
    return HttpResponseRedirect(reverse("intelligence:emergency", args=[reference]))


@require_POST
@decides.record(surface=Surface.PAGE)
def review(request: HttpRequest, reference: str) -> HttpResponse:
    """Look back at it, as the supervisor."""
    detail = opened_emergency(request, reference)
    form = FindingForm(request.POST)
    if form.is_valid():
        try:
            actions.review_emergency(by=officer(request), reference=reference, finding=form.cleaned_data["finding"])
        except Refused as problem:
            show_in(form, problem)
        else:
            messages.success(request, _("Reviewed."))
            return HttpResponseRedirect(reverse("intelligence:emergency", args=[reference]))
    return _page(request, detail, form, status=400)


def opened_emergency(request: HttpRequest, reference: str) -> queries.EmergencyDetail:
    """Open an emergency that was sent from here, or answer as if there were none.

    Raises:
        Http404: nothing of it is open to the reader.
    """
    open_record(request, reference, Surface.PAGE)
    detail = queries.emergency(officer(request), reference)
    if detail is None:
        raise Http404
    return detail


def _page(
    request: HttpRequest, detail: queries.EmergencyDetail, form: FindingForm | None = None, *, status: int = 200
) -> HttpResponse:
    by = officer(request)
    desks = asked_desks(detail.reference)
    is_declined = any(one.is_acting is False for one in desks)
    state, colour = words.emergency_words(detail.state, is_declined=is_declined)
    by_desk = {one.desk: one for one in desks}
    now = listed(detail.to_call)
    changed = changes_of(detail.reference)
    context = {
        "detail": detail,
        "reference": detail.reference,
        "state": state,
        "colour": colour,
        "lines": [(LINES[name], text) for name, text in detail.lines if name in LINES],
        "desks": [
            {"asked": one, "desk": listed(one.desk), "phone": telephone(listed(one.desk).phone), "has_it": has_it}
            for one, has_it in ((each, each.desk in detail.holders) for each in desks)
        ],
        "acting": [(listed(one.desk).name, one.since) for one in desks if one.is_acting],
        "now": now,
        "phone": telephone(now.phone),
        "is_unanswered": detail.is_call_due or detail.state is EmergencyState.UNANSWERED,
        "is_over": detail.state is EmergencyState.WITHDRAWN,
        "changes": [
            {
                "change": one,
                "said": CHANGES[one.change][0],
                "before": [(LINES[name], text) for name, text in one.before],
            }
            for one in changed
        ],
        "board_head": [_("Desk"), _("Held?"), _("What it said last"), _("When")],
        "board": [board_rows.row_of_emergency(one, by_desk[one.desk]) for one in emergency_board(detail.reference)],
        "has_next": detail.asked < len(detail.desks),
        "is_declined": is_declined,
        "is_refused": {by_desk[desk].is_acting for desk in detail.holders} == {False},
        "form": form or FindingForm(),
        "may_review": detail.reviewed_at is None
        and by.code != detail.sent_by
        and not officers.duty_refusals(by, Duty.AUTHORISE_RELEASE),
        "finding": words.FINDINGS[detail.finding] if detail.finding else "",
        "names": officers.names_of([detail.sent_by, detail.reviewed_by, *(one.asked_by for one in changed)]),
    }
    return render(request, "intelligence/emergency.html", context, status=status)
