"""What came from other nodes: reading an offer, accepting or declining it, its copies and their conditions."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samakki.access import queries as officers
from samakki.access.domain.vocabulary import Surface
from samakki.access.web import decisions as decides
from samakki.access.web.asking import officer
from samakki.access.web.decisions import open_record
from samakki.access.web.refusals import show_in
from samakki.intelligence import actions, queries
from samakki.intelligence.domain.emergency_recalls import Change
from samakki.intelligence.domain.holdings import OfferState
from samakki.intelligence.queries.desks import desks_to_choose, listed
from samakki.intelligence.web import showing_disclosures as showing
from samakki.intelligence.web import showing_emergencies as emergencies
from samakki.intelligence.web.forms.received import AskForm, DeclineForm, UseForm
from samakki.intelligence.web.views.reports import tell
from samakki.intelligence.web.wording.emergencies import LINES, TOLD
from samakki.kernel.refusals import InvalidValue, Refused
from samakki.ui.forms import Form


@require_GET
@decides.record(surface=Surface.PAGE)
def received(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what came, from whom, and under which conditions."""
    detail = opened(request, reference)
    if detail.is_full:
        actions.note_read(by=officer(request), reference=reference)
    shown = showing.received(detail)
    context = {
        "detail": detail,
        "reference": reference,
        "shown": shown,
        "is_emergency": detail.kind == "emergency",
        "lines": [(LINES[name], text) for one in detail.copies for name, text in one.lines if name in LINES],
        "changes": [
            {
                "said": TOLD[one.change][0],
                "what": TOLD[one.change][1],
                "at": one.at,
                "is_correction": one.change is Change.CORRECTED,
            }
            for one in detail.changes
        ],
        "is_unread": any(not one.is_seen for one in detail.changes) or emergencies.has_unread_news(detail),
        **(emergencies.answering(detail) if detail.kind == "emergency" else {}),
        "recalls": () if detail.kind == "emergency" else shown["recalls"],
        "is_open": detail.state is OfferState.OFFERED,
        "recipients": [listed(one) for one in detail.recipients if one != detail.desk],
        "names": officers.names_of([detail.answered_by]),
    }
    return render(request, "intelligence/received.html", context)


@require_POST
@decides.record(surface=Surface.PAGE)
def accept(request: HttpRequest, reference: str) -> HttpResponse:
    """Take it into the desk's own files, or say that the desk acts on an emergency."""
    detail, by = opened(request, reference), officer(request)
    try:
        if detail.kind == "emergency":
            actions.take_emergency(by=by, reference=reference)
            return _back(request, reference, _("The sender knows that you act."))
        report = actions.accept_offer(by=by, reference=reference)
    except Refused as problem:
        tell(request, problem)
        return HttpResponseRedirect(reverse("intelligence:received", args=[reference]))
    messages.success(request, _("It is a draft report of your desk now. Its owner and conditions stay with it."))
    return HttpResponseRedirect(reverse("intelligence:report", args=[report]))


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def decline(request: HttpRequest, reference: str) -> HttpResponse:
    """Say why the desk does not take it."""
    detail = opened(request, reference)
    if detail.kind == "emergency":  # answered in another way: its words stay, and its sender finds another desk
        raise Http404
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.decline_offer(
                by=officer(request),
                reference=reference,
                reason=form.cleaned_data["reason"],
                note=form.cleaned_data["note"],
            )
        except Refused as problem:
            show_in(form, problem, {"decline-reason-missing": "reason"})
        else:
            return _back(request, reference, _("Declined. Its words are gone from here."))
    return show_step(
        request,
        detail,
        form,
        heading=_("Decline this disclosure?"),
        action=_("Decline it"),
        explanation=_("The sender reads your reason. The words of the disclosure are erased here at once."),
    )


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def ask(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask the owner for more than reading it."""
    detail = opened(request, reference)
    form = AskForm(request.POST or None)
    others = [one for one in desks_to_choose(OFFERED) if one.address not in {detail.originator_desk, detail.desk}]
    form.offer(_parts(detail), others)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.ask_release(
                by=officer(request),
                reference=reference,
                items=data["items"],
                use=data["use"],
                to=data["to"],
                why=data["why"],
                reply_by=data["reply_by"],
            )
        except (Refused, InvalidValue) as problem:
            fields = {"release-desk": "to", "release-why": "why", "release-day": "reply_by"}
            show_in(form, problem, {**fields, **dict.fromkeys(ADDRESS, "to")})
        else:
            return _back(request, reference, _("Asked. The answer comes to this page."))
    return show_step(
        request,
        detail,
        form,
        heading=_("Ask its owner for a release"),
        action=_("Ask them"),
        explanation=_("What other desks gave belongs to them. They say what may be done with it beyond reading it."),
    )


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def use(request: HttpRequest, reference: str) -> HttpResponse:
    """Note that it was used in an arrest, a charge, a request or a court file."""
    detail = opened(request, reference)
    form = UseForm(request.POST or None)
    form.offer(_parts(detail))
    if request.method == "POST" and form.is_valid():
        try:
            actions.use_copy(
                by=officer(request),
                reference=reference,
                item=form.cleaned_data["item"],
                ground=form.cleaned_data["ground"],
            )
        except Refused as problem:
            show_in(form, problem)
        else:
            return _back(request, reference, _("Noted. If its owner recalls it, it is kept for a court alone."))
    return show_step(
        request,
        detail,
        form,
        heading=_("Note what it was used for"),
        action=_("Note it"),
        explanation=_("Its owner has to allow court use and open action first. What a court needs is not erased."),
    )


@require_POST
@decides.record(surface=Surface.PAGE)
def needless(request: HttpRequest, reference: str, item: str) -> HttpResponse:
    """Let go, as a prosecutor, of a copy in a report that was kept for a court."""
    open_record(request, reference, Surface.PAGE)
    try:
        actions.say_needless(by=officer(request), report=reference, item=item)
    except Refused as problem:
        tell(request, problem)
    else:
        messages.success(request, _("What its owner asked for is done now."))
    return HttpResponseRedirect(reverse("intelligence:report", args=[reference]))


OFFERED = "disclosure.offer"  # what a desk has to take for something to be passed on to it
ADDRESS = ("address-form", "address-country", "address-agency", "address-office", "address-desk")


def _parts(detail: queries.ReceivedDetail) -> list[tuple[str, str]]:
    """What can be chosen of it: each part by its number and its first words."""
    return [(one.item, showing.part_words(one.item, one.said.text if one.said else "")) for one in detail.copies]


def opened(request: HttpRequest, reference: str) -> queries.ReceivedDetail:
    """Open what came for this request, or answer as if there were none.

    Raises:
        Http404: nothing of it is open to the reader.
    """
    open_record(request, reference, Surface.PAGE)
    detail = queries.received(officer(request), reference)
    if detail is None:
        raise Http404
    return detail


def _back(request: HttpRequest, reference: str, said: str) -> HttpResponseRedirect:
    messages.success(request, said)
    return HttpResponseRedirect(reverse("intelligence:received", args=[reference]))


def show_step(
    request: HttpRequest,
    detail: queries.ReceivedDetail,
    form: Form,
    *,
    heading: str,
    action: str,
    explanation: str,
) -> HttpResponse:
    """One step at the desk that got something, on a page of its own; for who reads all of it.

    Raises:
        Http404: the reader does not.
    """
    if not detail.is_full:
        raise Http404
    context = {
        "form": form,
        "reference": detail.reference,
        "heading": heading,
        "action": action,
        "explanation": explanation,
        "cancel_url": reverse("intelligence:received", args=[detail.reference]),
    }
    return render(request, "intelligence/received_step.html", context, status=400 if form.errors else 200)
