"""A connection between two things: what is said of it, what was, and correcting or withdrawing it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samakki.access.domain.vocabulary import Surface
from samakki.access.queries import Officer
from samakki.access.web import decisions as decides
from samakki.access.web.asking import officer
from samakki.access.web.decisions import open_record
from samakki.access.web.refusals import show_in
from samakki.entities import actions, queries
from samakki.entities.actions import WithdrawalReason
from samakki.entities.domain.kinds import LINKS, kind_of_entity
from samakki.entities.domain.statements import NewStatement
from samakki.entities.queries import Assertion, EntityDetail, LinkRow
from samakki.entities.web.connecting import connection as in_words
from samakki.entities.web.connecting import kind_of_link, role_of
from samakki.entities.web.forms.statements import LinkForm, OtherEndForm, WithdrawForm
from samakki.entities.web.naming import name_of
from samakki.kernel.refusals import InvalidValue, Refused

OTHER_END = dict.fromkeys(("target-unknown", "link-to-itself", "target-needed"), "reference")
FIELDS = OTHER_END | {"target-wrong-schema": "how"}


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def connection(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a connection with its history; let who may change its record correct or withdraw it."""
    by = officer(request)
    open_record(request, queries.record_of(by, reference), Surface.PAGE)
    row = queries.link_of(by, reference)
    if row is None:
        raise Http404
    record = row.ends[0].source.record
    changeable = queries.changeable(by, {record}) if row.is_current else frozenset()
    if not changeable:
        if request.method == "POST":
            raise Http404
        return render(request, "entities/connection.html", _context(row))
    data = request.POST if request.method == "POST" else None
    form = WithdrawForm(data)
    better = _better(by, row, request, is_wanted=data is None or _is_corrected(form))
    if data is not None and form.is_valid() and (not _is_corrected(form) or better.is_valid()):
        try:
            _change(by, row, form, better)
        except (InvalidValue, Refused) as problem:
            show_in(better if _is_corrected(form) else form, problem, FIELDS)
        else:
            messages.success(request, _("It was changed. What was said before stays on the page."))
            return HttpResponseRedirect(reverse("entities:entity", args=[row.first.reference]))
    is_wrong = bool(form.errors or (better.is_bound and better.errors))
    context = {**_context(row), "form": form, "better": better}
    return render(request, "entities/connection.html", context, status=400 if is_wrong else 200)


def withdraw_direct(request: HttpRequest, found: EntityDetail, said: Assertion) -> HttpResponse:
    """Correct or withdraw a property of the thing on the page that names another. The page has opened it."""
    by = officer(request)
    row = next(one for one in queries.direct_links(by, found) if one.ends[0].id == said.id)
    data = request.POST if request.method == "POST" else None
    form = WithdrawForm(data)
    better = OtherEndForm(data if data is not None and _is_corrected(form) else None)
    better.offer(queries.things_of_source(by, found.source.reference), also=said.target)
    better.initial = {**better.initial, "other": row.second.reference, "basis": said.basis}
    if data is not None and form.is_valid() and (not _is_corrected(form) or better.is_valid()):
        instead = _instead(said, better) if _is_corrected(form) else ()
        reason = WithdrawalReason(form.cleaned_data["reason"])
        try:
            if instead and instead[0].target == found.reference:
                raise InvalidValue("link-to-itself")
            actions.withdraw_statement(by=by, entity=found.reference, statement=said.id, reason=reason, instead=instead)
        except (InvalidValue, Refused) as problem:
            fields = OTHER_END | {"target-wrong-schema": "other"}
            show_in(better if _is_corrected(form) else form, problem, fields)
        else:
            messages.success(request, _("It was changed. What was said before stays on the page."))
            return HttpResponseRedirect(reverse("entities:entity", args=[found.reference]))
    is_wrong = bool(form.errors or (better.is_bound and better.errors))
    context = {**_context(row), "form": form, "better": better}
    return render(request, "entities/connection.html", context, status=400 if is_wrong else 200)


def _context(row: LinkRow) -> dict[str, object]:
    words = in_words(row)
    first = row.first
    return {
        "connection": words,
        "reference": "" if row.is_direct else row.link.reference,
        "name": name_of(first, kind_of_entity(first.schema, first.services)),
        "is_current": row.is_current,
        "back_url": reverse("entities:entity", args=[first.reference]),
        "record": row.ends[0].source.record,
    }


def _better(by: Officer, row: LinkRow, request: HttpRequest, *, is_wanted: bool) -> LinkForm:
    things = queries.things_of_source(by, row.ends[0].source.reference)
    others = [one for one in things if one.caption.reference != row.first.reference]
    name = name_of(row.first, kind_of_entity(row.first.schema, row.first.services))
    data = request.POST if request.method == "POST" and is_wanted else None
    form = LinkForm(row.first.schema, name, others, data)
    form.offer(others, also=row.second)
    form.start_with(row, kind_of_link(row), role_of(row))
    return form


def _is_corrected(form: WithdrawForm) -> bool:
    return form.data.get("reason") == WithdrawalReason.CORRECTED.value


def _change(by: Officer, row: LinkRow, form: WithdrawForm, better: LinkForm) -> None:
    link = row.link.reference
    if not _is_corrected(form):
        actions.withdraw_link(by=by, link=link, reason=WithdrawalReason(form.cleaned_data["reason"]))
        return
    kind, is_first = better.kind
    shape = LINKS[kind]
    if not shape.schema:
        raise InvalidValue("target-wrong-schema")
    pair = (row.first.reference, better.cleaned_data["other"])
    first, second = pair if is_first else pair[::-1]
    ends = {shape.first: first, shape.second: second}
    actions.correct_link(by=by, link=link, schema=shape.schema, ends=ends, statements=better.said())


def _instead(said: Assertion, better: OtherEndForm) -> tuple[NewStatement, ...]:
    basis = str(better.cleaned_data.get("basis") or said.basis)
    grade = better.grade or (said.grade if said.item else None)
    target = str(better.cleaned_data["other"])
    return (NewStatement(said.prop, target=target, item=said.item, basis=basis, grade=grade),)
