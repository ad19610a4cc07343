"""Steps of a disclosure: the second person, letting it go, undoing it, taking it back, answering requests."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samakki.access import queries as officers
from samakki.access.domain.vocabulary import Duty, Surface
from samakki.access.web import decisions as decides
from samakki.access.web.asking import officer
from samakki.access.web.refusals import show_in
from samakki.intelligence import actions, queries
from samakki.intelligence.domain.disclosure_messages import from_bytes, unpacked
from samakki.intelligence.domain.disclosures import OUT
from samakki.intelligence.domain.holdings import ReleaseState
from samakki.intelligence.domain.recalls import RecallScope
from samakki.intelligence.queries.boards import board, ids_of
from samakki.intelligence.queries.desks import listed
from samakki.intelligence.web import holders as board_rows
from samakki.intelligence.web import showing_disclosures as showing
from samakki.intelligence.web.disclosure_page import show_disclosure
from samakki.intelligence.web.forms.disclosures import BackForm, ConditionsForm, ConfirmForm
from samakki.intelligence.web.forms.recalls import RecallForm, ReleaseAnswerForm
from samakki.intelligence.web.views.disclosures import back, opened, refused
from samakki.kernel.refusals import Refused


@require_POST
@decides.record(surface=Surface.PAGE)
def hand_over(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask a second person."""
    return _take(request, reference, actions.hand_over_disclosure, _("It waits for a second person now."))


@require_POST
@decides.record(surface=Surface.PAGE)
def change(request: HttpRequest, reference: str) -> HttpResponse:
    """Make it a draft again."""
    return _take(request, reference, actions.change_disclosure, _("It is a draft again. Nothing was sent."))


@require_POST
@decides.record(surface=Surface.PAGE)
def stop(request: HttpRequest, reference: str) -> HttpResponse:
    """Say that it will never be sent."""
    return _take(request, reference, actions.stop_disclosure, _("Stopped. Nothing was sent."))


@require_POST
@decides.record(surface=Surface.PAGE)
def undo(request: HttpRequest, reference: str) -> HttpResponse:
    """Take it back while it is held."""
    return _take(request, reference, actions.undo_disclosure, _("Undone. Nobody has seen anything of it."))


@require_POST
@decides.record(surface=Surface.PAGE)
def send(request: HttpRequest, reference: str) -> HttpResponse:
    """Let it go after the hold, alone or as the second person."""
    detail, by = opened(request, reference), officer(request)
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return show_disclosure(request, detail, confirm=form, status=400)
    verb = actions.confirm_disclosure if detail.state.value == "waiting" else actions.send_disclosure
    try:
        verb(by=by, reference=reference, seen=form.cleaned_data["seen"])
    except Refused as problem:
        return refused(request, reference, problem)
    return back(request, reference, _("It leaves when the wait is over. Until then you can undo it."))


@require_POST
@decides.record(surface=Surface.PAGE)
def attach(request: HttpRequest, reference: str) -> HttpResponse:
    """Attach conditions, as the second person."""
    detail = opened(request, reference)
    form = ConditionsForm(request.POST)
    if not form.is_valid():
        return show_disclosure(request, detail, conditions=form, status=400)
    try:
        actions.attach_conditions(
            by=officer(request),
            reference=reference,
            conditions=tuple(form.cleaned_data["conditions"]),
            note=form.cleaned_data["note"],
        )
    except Refused as problem:
        return refused(request, reference, problem)
    return back(request, reference, _("Attached. The page shows it with these conditions now."))


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def send_back(request: HttpRequest, reference: str) -> HttpResponse:
    """Send it back to who built it, as the second person."""
    detail = opened(request, reference)
    form = BackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.return_disclosure(by=officer(request), reference=reference, note=form.cleaned_data["note"])
        except Refused as problem:
            show_in(form, problem)
        else:
            return back(request, reference, _("It went back. Nothing was sent."))
    context = {
        "form": form,
        "bar": showing.bar(detail),
        "heading": _("Send the disclosure back?"),
        "action": _("Send it back"),
        "explanation": _("Who built it sees your words and changes it. Nothing is sent to another desk."),
        "cancel_url": reverse("intelligence:disclosure", args=[reference]),
    }
    return render(request, "intelligence/disclosure_step.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def recall(request: HttpRequest, reference: str) -> HttpResponse:
    """Take back all or a part of what left."""
    detail = opened(request, reference)
    if not detail.is_full or detail.state not in OUT:
        raise Http404
    texts = texts_of(detail)
    form = RecallForm(request.POST or None)
    form.offer([(one, showing.part_words(one, texts.get(one, ""))) for one in ids_of(reference)], texts)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.recall_disclosure(
                by=officer(request),
                reference=reference,
                scope=data["scope"],
                reason=data["reason"],
                note=data["note"],
                items=data["items"],
                corrections=form.corrections,
            )
        except Refused as problem:
            show_in(form, problem, {"recall-note": "note", "recall-words-missing": "scope"})
        else:
            waits = data["scope"] is RecallScope.ERASE
            said = (
                _("A second person has to agree before anything is erased.") if waits else _("Every holder was asked.")
            )
            return back(request, reference, said)
    context = {
        "form": form,
        "bar": showing.bar(detail),
        "detail": detail,
        "texts": [(form[f"words-{one}"], text) for one, text in texts.items()],
    }
    return render(request, "intelligence/disclosure_recall.html", context, status=400 if form.errors else 200)


@require_POST
@decides.record(surface=Surface.PAGE)
def agree(request: HttpRequest, reference: str, recall: str) -> HttpResponse:
    """Let an erasure go, or say no, as the second person."""
    opened(request, reference)
    is_no = "refuse" in request.POST
    verb = actions.refuse_recall if is_no else actions.agree_to_recall
    try:
        verb(by=officer(request), reference=reference, recall=recall)
    except Refused as problem:
        return refused(request, reference, problem)
    said = _("Nothing is erased.") if is_no else _("Every holder was asked to erase it.")
    return back(request, reference, said)


@require_GET
@decides.record(surface=Surface.PAGE)
def holders(request: HttpRequest, reference: str) -> HttpResponse:
    """Show who still holds what."""
    detail = opened(request, reference)
    context = {
        "bar": showing.bar(detail),
        "reference": reference,
        "head": [_("Desk"), _("What"), _("Held?"), _("What it said last"), _("When")],
        "rows": [board_rows.row(one) for one in board(reference)],
    }
    return render(request, "intelligence/disclosure_holders.html", context)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def answer_release(request: HttpRequest, reference: str, release: str) -> HttpResponse:
    """Answer another desk that wants to do more with what it was given."""
    detail = opened(request, reference)
    asked = next((one for one in queries.releases_asked_of(reference) if one.reference == release), None)
    if asked is None:
        raise Http404
    texts = {one: text for one, text in texts_of(detail).items() if not asked.items or one in asked.items}
    form = ReleaseAnswerForm(request.POST or None)
    form.offer({one: (showing.part_words(one), text) for one, text in texts.items()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.answer_release(
                by=officer(request),
                reference=reference,
                request=release,
                answer=data["answer"],
                reason=data["reason"],
                words=form.words_given if data["answer"] is ReleaseState.APPROVED_SANITISED else {},
                until=data["until"],
            )
        except Refused as problem:
            show_in(form, problem, {"release-reason-missing": "reason", "release-words-missing": "answer"})
        else:
            return back(request, reference, _("Answered."))
    shown = showing.release(asked)
    context = {
        "form": form,
        "bar": showing.bar(detail),
        "asked": asked,
        "peer": listed(asked.peer),
        "to": listed(asked.to) if asked.to else None,
        "use": shown["use"],
        "parts": [showing.part_words(one) for one in asked.items],
        "is_open": shown["is_open"],
        "may_answer": not officers.duty_refusals(officer(request), Duty.AUTHORISE_RELEASE),
        "state": shown["state"],
        "colour": shown["colour"],
    }
    return render(request, "intelligence/disclosure_release.html", context, status=400 if form.errors else 200)


def texts_of(detail: queries.DisclosureDetail) -> dict[str, str]:
    """Words of each item as they left, by id; none where they are shown to nobody here any more."""
    raw = detail.rest or detail.first
    return {one.id: one.text for one in unpacked(from_bytes(raw)).items} if raw else {}


def _take(request: HttpRequest, reference: str, verb: Callable[..., None], said: str) -> HttpResponse:
    opened(request, reference)
    try:
        verb(by=officer(request), reference=reference)
    except Refused as problem:
        return refused(request, reference, problem)
    return back(request, reference, said)
