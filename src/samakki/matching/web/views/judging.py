"""Two entities beside each other, a judgement on them, its confirmation and its withdrawal."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samakki.access import queries as access
from samakki.access.domain.vocabulary import Surface
from samakki.access.queries import Officer
from samakki.access.web import decisions as decides
from samakki.access.web.asking import officer
from samakki.access.web.decisions import open_record
from samakki.access.web.refusals import show_in
from samakki.entities import queries as entities
from samakki.entities.queries import Caption
from samakki.entities.web.showing import value_words
from samakki.entities.web.wording.properties import property_words
from samakki.kernel.refusals import Refused
from samakki.matching import actions, queries
from samakki.matching.domain.profiles import Change
from samakki.matching.queries import JudgementRow, PairView
from samakki.matching.queries.candidates import possible_match
from samakki.matching.web.forms import ConfirmForm, JudgeForm, OtherForm, WithdrawForm
from samakki.matching.web.possible import percent
from samakki.matching.web.wording import name_reasons
from samakki.matching.web.wording.judgements import JUDGEMENTS, VERDICTS, reason_text, withdrawal_text

NUMBER, SAY = "number", "say"
FIELDS = {"reason-does-not-fit": "reason"}


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def choose_other(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask which other entity this one is to be compared with."""
    by = open_entity(request, reference)
    form = OtherForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        other = form.cleaned_data["other"]
        if other == reference:
            form.add_error("other", _("This is the same entity: type the reference of another one"))
        elif other not in entities.captions(by, [other]):
            form.add_error("other", _("There is no entity with this reference that you may see: check it"))
        else:
            return HttpResponseRedirect(reverse("matching:pair", args=[reference, other]))
    context = {"reference": reference, "form": form, "back_url": page_of(reference)}
    return render(request, "matching/choose_other.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def pair(request: HttpRequest, reference: str, other: str) -> HttpResponse:
    """Show two entities beside each other and take a judgement."""
    open_entity(request, reference)
    by = open_entity(request, other)
    found = queries.pair(by, reference, other)
    if found is None or reference == other:
        raise Http404
    form = JudgeForm(request.POST if request.method == "POST" else None, say=request.GET.get(SAY, ""))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            code = actions.judge(by=by, a=reference, b=other, judgement=given["judgement"], reason=given["reason"])
        except Refused as problem:
            show_in(form, problem, FIELDS)
        else:
            return _judged(request, by, code, reference)
    wants_number = NUMBER in request.GET
    context = {**pair_context(found, wants_number=wants_number), "form": form}
    together = possible_match(by, reference, other) if wants_number else None
    context["together"] = percent(together.probability) if together is not None and together.told else ""
    context["names_of"] = access.names_of(code for row in found.judgements for code in officers_in(row))
    return render(request, "matching/pair.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    """Let an officer of another agency say the same."""
    by, found = _open_judgement(request, code)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.confirm(by=by, code=code)
        except Refused as problem:
            show_in(form, problem)
        else:
            messages.success(request, _("The judgement holds from now on."))
            return HttpResponseRedirect(page_of(found.a))
    return _act_page(request, "matching/confirm.html", found, form)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Say what will come apart, then take a judgement back."""
    by, found = _open_judgement(request, code)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            done = actions.unjudge(by=by, code=code, reason=form.cleaned_data["reason"])
        except Refused as problem:
            show_in(form, problem)
        else:
            words = _("The judgement was taken back.")
            if done.comes_apart:
                words = _("The judgement was taken back. What hung together by it is apart again.")
            messages.success(request, words)
            return HttpResponseRedirect(page_of(found.a))
    ahead = queries.what_if(by, found.a, without=code)
    captions = entities.captions(by, [one for group in (*ahead.before, *ahead.after) for one in group])
    more = {"comes_apart": ahead.comes_apart, "groups": _groups(ahead, captions)}
    return _act_page(request, "matching/withdraw.html", found, form, more)


def page_of(reference: str) -> str:
    """Address of an entity's page."""
    return reverse("entities:entity", args=[reference])


def pair_context(found: PairView, *, wants_number: bool) -> dict[str, Any]:
    """What the page of two entities shows."""
    context: dict[str, Any] = {
        "a": found.a,
        "b": found.b,
        "page_a": page_of(found.a.reference),
        "page_b": page_of(found.b.reference),
        "properties": [
            (
                property_words(one.prop),
                [value_words(found.a.schema, one.prop, value) for value in one.a],
                [value_words(found.b.schema, one.prop, value) for value in one.b],
                *VERDICTS[one.verdict],
            )
            for one in found.properties
        ],
        "judgements": [judgement_row(row) for row in found.judgements],
        "names": None,
    }
    if found.names is not None:
        reasons = found.names.reasons
        context["names"] = {
            "a": found.names.a,
            "b": found.names.b,
            # Two figures would round a chance up to certainty, which no pair of names has.
            "number": f"{min(max(found.names.score, 0.01), 0.99):.2f}" if wants_number else "",
            "for": name_reasons.words_of(reasons, name_reasons.FOR),
            "against": name_reasons.words_of(reasons, name_reasons.AGAINST),
            "around": name_reasons.words_of(reasons, name_reasons.AROUND),
        }
    return context


def judgement_row(row: JudgementRow) -> dict[str, Any]:
    """One judgement as lists show it."""
    words, colour = JUDGEMENTS[row.judgement]
    return {
        "row": row,
        "words": words,
        "colour": colour if row.is_in_force else "grey",
        "why": reason_text(row.reason),
        "withdrawn_why": withdrawal_text(row.withdrawn.reason) if row.withdrawn else "",
    }


def officers_in(row: JudgementRow) -> Sequence[str]:
    """Codes of the officers whom a judgement names."""
    return [row.made_by, *(step.by for step in (row.confirmed, row.withdrawn) if step)]


def _judged(request: HttpRequest, by: Officer, code: str, reference: str) -> HttpResponse:
    row = queries.judgement(by, code)
    words = _("Your judgement is kept.")
    if row is not None and row.is_waiting:
        words = _("Your judgement is kept. It holds as soon as an officer of the other agency says the same.")
    messages.success(request, words)
    return HttpResponseRedirect(page_of(reference))


def open_entity(request: HttpRequest, reference: str) -> Officer:
    """Open the record that describes an entity, and make sure that the entity itself is theirs to see."""
    by = officer(request)
    open_record(request, entities.record_of(by, reference), Surface.PAGE)
    if reference not in entities.captions(by, [reference]):
        raise Http404
    return by


def _open_judgement(request: HttpRequest, code: str) -> tuple[Officer, JudgementRow]:
    by = officer(request)
    found = queries.judgement(by, code)
    if found is None:
        open_record(request, code, Surface.PAGE)  # the same work and the same answer as for a record that is not there
        raise Http404
    open_entity(request, found.a)
    open_entity(request, found.b)
    return by, found


def _act_page(
    request: HttpRequest,
    template: str,
    found: JudgementRow,
    form: ConfirmForm | WithdrawForm,
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:
    captions = entities.captions(officer(request), [found.a, found.b])
    context = {
        "judgement": judgement_row(found),
        "a": captions[found.a],
        "b": captions[found.b],
        "names_of": access.names_of(officers_in(found)),
        "form": form,
        "pair_url": reverse("matching:pair", args=[found.a, found.b]),
        **(more or {}),
    }
    return render(request, template, context, status=400 if form.errors else 200)


def _groups(ahead: Change, captions: Mapping[str, Caption]) -> list[list[Caption]]:
    return [named(group, captions) for group in ahead.after]


def named(references: Iterable[str], captions: Mapping[str, Caption]) -> list[Caption]:
    """Captions of those that may be shown."""
    return [captions[one] for one in references if one in captions]
