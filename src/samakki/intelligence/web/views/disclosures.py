"""Disclosures on the side that sends: the list, building one, its questions, its page."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samakki.access import queries as officers
from samakki.access.domain.vocabulary import Surface
from samakki.access.web import decisions as decides
from samakki.access.web.asking import officer
from samakki.access.web.decisions import open_record
from samakki.access.web.refusals import show_in
from samakki.cases.web.wording.values import country_name
from samakki.entities.domain.kinds import PHONE_SERVICE
from samakki.entities.web.showing import value_words
from samakki.entities.web.wording.properties import property_words
from samakki.intelligence import actions, queries
from samakki.intelligence.domain.disclosures import DisclosureState
from samakki.intelligence.queries.desks import desks_to_choose
from samakki.intelligence.queries.disclosable import Described, Value
from samakki.intelligence.queries.drafting import asked_of, tickable
from samakki.intelligence.web import showing_disclosures as showing
from samakki.intelligence.web.disclosure_page import show_disclosure
from samakki.intelligence.web.forms.disclosures import ContentsForm, QuestionsForm
from samakki.intelligence.web.missing_checks import checks_missing
from samakki.intelligence.web.views.reports import opened_in_full, tell
from samakki.kernel.refusals import InvalidValue, Refused
from samakki.ui.templatetags.samakki import as_is

MESSAGE = "disclosure.offer"
FIELDS = {
    "disclosure-empty": "items",
    "disclosure-summary-missing": "summary",
    "recipients-missing": "to",
    "recipients-many": "to",
    "recipient-is-own": "to",
    "text-too-long": "summary",
}


@require_GET
@decides.signed_in("disclosures the officer may know of, as the policy lets a list show them")
def disclosures(request: HttpRequest) -> HttpResponse:
    """List what goes out and what came in."""
    by = officer(request)
    sent, came, alarms = queries.disclosures(by), queries.received_list(by), queries.emergencies_sent(by)
    context = {
        "by": by.code,
        "sent": [showing.row(one) for one in sent],
        "came": [showing.received_row(one) for one in came],
        "emergencies": [showing.emergency_row(one) for one in alarms],
        "names": officers.names_of([one.created_by for one in sent] + [one.sent_by for one in alarms]),
    }
    return render(request, "intelligence/disclosures.html", context)


@require_POST
@decides.record(surface=Surface.PAGE)
def start(request: HttpRequest, reference: str) -> HttpResponse:
    """Begin a disclosure from a report."""
    opened_in_full(request, reference)
    made = actions.start_disclosure(by=officer(request), report=reference)
    return HttpResponseRedirect(reverse("intelligence:disclosure_contents", args=[made]))


@require_GET
@decides.record(surface=Surface.PAGE)
def disclosure(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a disclosure exactly as the other desks will read it, and what comes next."""
    return show_disclosure(request, opened(request, reference))


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def contents(request: HttpRequest, reference: str) -> HttpResponse:
    """Tick what goes, and the desks it goes to."""
    detail = to_change(request, reference)
    items, things = tickable(detail.report)
    form = ContentsForm(request.POST or None, initial=_begin(detail))
    form.offer(
        [(one.reference, as_is(one.sanitised)) for one in items],
        [
            (
                one.reference,
                _called(one, things),
                [(value.id, _value_words(one, value, things)) for value in one.values if not _tells_kind(value)],
            )
            for one in things
        ],
        desks_to_choose(MESSAGE),
        brought=[one.reference for one in things if one.is_brought],
        beside={one.reference: tuple(value.id for value in one.values if _tells_kind(value)) for one in things},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.choose_contents(
                by=officer(request),
                reference=reference,
                contents=form.contents,
                to=form.cleaned_data["to"],
                feedback_due=form.cleaned_data["feedback_due"],
            )
        except (Refused, InvalidValue) as problem:
            show_in(form, problem, FIELDS)
        else:
            return HttpResponseRedirect(reverse("intelligence:disclosure_questions", args=[reference]))
    context = {"form": form, "bar": showing.bar(detail), "detail": detail, "has_items": bool(items)}
    return render(request, "intelligence/disclosure_contents.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def questions(request: HttpRequest, reference: str) -> HttpResponse:
    """Answer what is asked before it leaves, and make it ready."""
    detail = to_change(request, reference)
    countries, names = asked_of(reference)
    form = QuestionsForm(
        request.POST or None,
        countries=[(one, country_name(one)) for one in countries],
        names=names,
        held=(detail.answers, detail.names),
        initial={"words": detail.risk_words},
    )
    missing: list[dict[str, object]] = []
    if request.method == "POST" and form.is_valid():
        by = officer(request)
        try:
            actions.answer_questions(
                by=by,
                reference=reference,
                answers=form.answers,
                words=form.cleaned_data["words"],
                names=form.names,
            )
            actions.freeze_disclosure(by=by, reference=reference)
        except Refused as problem:
            show_in(form, problem, {"risk-words-missing": "words", "text-too-long": "words"})
            missing = checks_missing(request, problem)
        else:
            return HttpResponseRedirect(reverse("intelligence:disclosure", args=[reference]))
    context = {
        "form": form,
        "bar": showing.bar(detail),
        "detail": detail,
        "missing_checks": missing,
        "countries": [
            (country_name(one), _desks_of(detail.recipients, one), form.of_country(one)) for one in countries
        ],
    }
    return render(request, "intelligence/disclosure_questions.html", context, status=400 if form.errors else 200)


def opened(request: HttpRequest, reference: str) -> queries.DisclosureDetail:
    """Open a disclosure for this request, or answer as if there were none.

    Raises:
        Http404: nothing of it is open to the reader.
    """
    open_record(request, reference, Surface.PAGE)
    detail = queries.disclosure(officer(request), reference)
    if detail is None:
        raise Http404
    return detail


def to_change(request: HttpRequest, reference: str) -> queries.DisclosureDetail:
    """The same, where it is a draft that the reader may change.

    Raises:
        Http404: it is not.
    """
    detail = opened(request, reference)
    if not detail.is_full or detail.state is not DisclosureState.DRAFT:
        raise Http404
    return detail


def back(request: HttpRequest, reference: str, said: str = "") -> HttpResponseRedirect:
    """Go back to the disclosure and say what was done."""
    if said:
        messages.success(request, said)
    return HttpResponseRedirect(reverse("intelligence:disclosure", args=[reference]))


def refused(request: HttpRequest, reference: str, problem: Refused) -> HttpResponseRedirect:
    """Go back to the disclosure and say every reason why it was not done."""
    tell(request, problem)
    return HttpResponseRedirect(reverse("intelligence:disclosure", args=[reference]))


def _begin(detail: queries.DisclosureDetail) -> dict[str, object]:
    return {
        "items": list(detail.items),
        "to": list(detail.recipients),
        "summary": detail.summary,
        "part": detail.part.value,
        "feedback_due": detail.feedback_due_on,
        **{f"of-{one}": [str(number) for number in some] for one, some in detail.statements.items()},
    }


def _tells_kind(value: Value) -> bool:
    """Whether it says that a number is a telephone's: without it, the other desk would have an account of no kind."""
    return (value.said.prop, value.said.value) == ("service", PHONE_SERVICE)


def _called(one: Described, things: Sequence[Described]) -> SafeString:
    """What a thing is called above its values: kind and name, of a link what it connects."""
    if one.ends:
        called = {other.reference: other.caption for other in things}
        at = {value.said.prop: called.get(value.said.target, "") for value in one.values}
        first, second = (as_is(at.get(end, "") or "–") for end in one.ends)
        return format_html("{}: {} – {}", _("Connection"), first, second)
    kind = showing.kind_words(one.schema, [(value.said.prop, value.said.value) for value in one.values])
    return format_html("{}: {}", kind, as_is(one.caption))


def _value_words(one: Described, value: Value, things: Sequence[Described]) -> SafeString:
    """One value as a person reads it before ticking it; of a link's end, what stands there."""
    said = value.said
    if not said.target:
        return format_html("{}: {}", property_words(said.prop), as_is(value_words(one.schema, said.prop, said.value)))
    shown = as_is({other.reference: other.caption for other in things}.get(said.target, ""))
    if one.ends and said.prop in one.ends:
        return shown
    return format_html("{}: {}", property_words(said.prop), shown)


def _desks_of(recipients: Sequence[str], country: str) -> list[SafeString]:
    return [showing.desk_words(one) for one in recipients if one.startswith(f"{country}/")]
