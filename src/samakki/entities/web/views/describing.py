"""Saying something of a person or thing: describe one, add a detail, withdraw, link."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samakki.access.domain.vocabulary import Surface
from samakki.access.queries import Officer
from samakki.access.web import decisions as decides
from samakki.access.web.asking import asked, officer
from samakki.access.web.decisions import open_record
from samakki.access.web.refusals import show_in
from samakki.entities import actions, queries
from samakki.entities.actions import WithdrawalReason
from samakki.entities.domain.kinds import LINK_SCHEMATA, LINKS, Kind
from samakki.entities.domain.places import PLACE_PROPERTIES
from samakki.entities.domain.reading import Remark
from samakki.entities.domain.statements import NewStatement
from samakki.entities.queries import Assertion, EntityDetail, SourceRow
from samakki.entities.web import showing
from samakki.entities.web.forms.describing import DescribeForm
from samakki.entities.web.forms.places import LOOK, PlaceForm
from samakki.entities.web.forms.plans import PLANS, Detail, detail_of
from samakki.entities.web.forms.statements import LinkForm, StatementForm, WithdrawForm
from samakki.entities.web.naming import name_of
from samakki.entities.web.views.connections import withdraw_direct
from samakki.entities.web.views.entities import kind_of
from samakki.entities.web.wording.describing import REMARKS
from samakki.entities.web.wording.kinds import KIND_HINTS, KINDS
from samakki.entities.web.wording.properties import property_words
from samakki.kernel.codes import Country
from samakki.kernel.refusals import InvalidValue, Refused
from samakki.ui.errors import is_fragment


@require_GET
@decides.record(surface=Surface.PAGE)
def choose_kind(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask what kind of thing a source describes."""
    source = _source(request, reference)
    kinds = [(kind.value, KINDS[kind], KIND_HINTS[kind]) for kind in PLANS]
    context = {"source": source, "kinds": kinds, "words": showing.source_words(source), "back": _back(request)}
    return render(request, "entities/choose_kind.html", context)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def describe(request: HttpRequest, reference: str, kind: str) -> HttpResponse:
    """Describe one person or thing."""
    source = _source(request, reference)
    wanted = _kind(kind)
    form = _form(request, wanted)
    if LOOK in request.POST and is_fragment(request):
        return render(request, "entities/parts/place_codes.html", {"form": form})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.describe(by=officer(request), source=reference, entity=form.entity())
        except InvalidValue as problem:
            show_in(form, problem)
        except Refused as refusal:
            raise Http404 from refusal
        else:
            _remark(request, form.remarks)
            messages.success(request, _("It was added."))
            return HttpResponseRedirect(_back(request) or reverse("entities:entity", args=[made]))
    context = {
        "source": source,
        "words": showing.source_words(source),
        "form": form,
        "kind": KINDS[wanted],
        "is_place": wanted is Kind.PLACE,
        "back": _back(request),
    }
    return render(request, "entities/describe.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def add(request: HttpRequest, reference: str) -> HttpResponse:
    """Add a detail: first which one, then what."""
    found, kind = entity_to_change(request, reference)
    prop = asked(request.GET, "what")
    detail = detail_of(kind, prop) if prop else None
    context: dict[str, object] = {"found": found, "name": name_of(found.caption, kind), "kind": KINDS[kind]}
    if detail is None:
        context["takes_sketch"] = kind in {Kind.PLACE, Kind.TRIP, Kind.PERSON}
        context["groups"] = [
            (group.title, [(one.prop, one.label or property_words(one.prop)) for one in group.details])
            for group in PLANS.get(kind, ())
        ]
        return render(request, "entities/choose_detail.html", context)
    form = StatementForm(
        kind,
        detail,
        request.POST if request.method == "POST" else None,
        country=_country(request),
        on=timezone.localdate(),
    )
    if request.method == "POST" and form.is_valid() and _added(request, found, form):
        return HttpResponseRedirect(reverse("entities:entity", args=[reference]))
    context |= {"form": form, "label": detail.label or property_words(prop), "instead": False}
    return render(request, "entities/add_detail.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def withdraw(request: HttpRequest, reference: str, statement: int) -> HttpResponse:
    """Withdraw something that was said, and perhaps say it better."""
    found, kind = entity_to_change(request, reference)
    said = next((one for one in found.assertions if one.id == statement), None)
    if said is None or said.withdrawn_at is not None or (said.target is not None and found.schema in LINK_SCHEMATA):
        raise Http404
    if said.target is not None:
        return withdraw_direct(request, found, said)
    if said.prop in PLACE_PROPERTIES and found.place is not None and not found.caption.protected:
        return HttpResponseRedirect(reverse("entities:correct_place", args=[reference]))
    data = request.POST if request.method == "POST" else None
    form = WithdrawForm(data)
    better = _better(request, kind, said)
    is_whole = request.method == "POST" and form.is_valid()
    if is_whole:
        reason = WithdrawalReason(form.cleaned_data["reason"])
        wants_better = reason is WithdrawalReason.CORRECTED and better is not None
        if not wants_better or (better is not None and better.is_valid()):
            # It comes from the same item as what it corrects, and has its grade unless another was chosen.
            grade = said.grade if said.item else None
            instead = better.statements(item=said.item, grade=grade) if wants_better and better is not None else ()
            if _withdrawn(request, found, form, said, instead):
                return HttpResponseRedirect(reverse("entities:entity", args=[reference]))
    context = {
        "found": found,
        "name": name_of(found.caption, kind),
        "kind": KINDS[kind],
        "label": property_words(said.prop),
        "value": showing.value_words(found.schema, said.prop, said.value),
        "form": form,
        "better": better,
    }
    is_wrong = form.errors or (better is not None and better.is_bound and better.errors)
    return render(request, "entities/withdraw.html", context, status=400 if is_wrong else 200)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def link(request: HttpRequest, reference: str) -> HttpResponse:
    """Link the thing on the page with another."""
    found, kind = entity_to_change(request, reference)
    by = officer(request)
    things = [one for one in queries.things_of_source(by, found.source.reference) if one.caption.reference != reference]
    data = request.POST if request.method == "POST" else None
    form = LinkForm(found.schema, name_of(found.caption, kind), things, data)
    if request.method == "POST" and form.is_valid():
        try:
            _write_link(by, found, form)
        except InvalidValue as problem:
            fields = dict.fromkeys(("target-unknown", "link-to-itself", "target-needed"), "reference")
            show_in(form, problem, fields | {"target-wrong-schema": "how"})
        except Refused as refusal:
            raise Http404 from refusal
        else:
            messages.success(request, _("They are linked."))
            return HttpResponseRedirect(reverse("entities:entity", args=[reference]))
    context = {"found": found, "name": name_of(found.caption, kind), "kind": KINDS[kind], "form": form}
    return render(request, "entities/link.html", context, status=400 if form.errors else 200)


def _write_link(by: Officer, found: EntityDetail, form: LinkForm) -> None:
    kind, is_first = form.kind
    shape = LINKS[kind]
    pair = (found.reference, form.cleaned_data["other"])
    first, second = pair if is_first else pair[::-1]
    if not shape.schema:
        basis = str(form.cleaned_data.get("basis") or "fact")
        said = NewStatement(shape.first, target=second, basis=basis, grade=form.grade)
        actions.add_statements(by=by, entity=first, statements=[said])
        return
    ends = {shape.first: first, shape.second: second}
    actions.link(by=by, source=found.source.reference, schema=shape.schema, ends=ends, statements=form.said())


def _added(request: HttpRequest, found: EntityDetail, form: StatementForm) -> bool:
    try:
        actions.add_statements(by=officer(request), entity=found.reference, statements=form.statements())
    except InvalidValue as problem:
        show_in(form, problem)
        return False
    except Refused as refusal:
        raise Http404 from refusal
    _remark(request, form.remarks)
    messages.success(request, _("It was added."))
    return True


def _withdrawn(
    request: HttpRequest,
    found: EntityDetail,
    form: WithdrawForm,
    said: Assertion,
    instead: tuple[NewStatement, ...],
) -> bool:
    try:
        actions.withdraw_statement(
            by=officer(request),
            entity=found.reference,
            statement=said.id,
            reason=WithdrawalReason(form.cleaned_data["reason"]),
            instead=instead,
        )
    except (InvalidValue, Refused) as problem:
        show_in(form, problem)
        return False
    messages.success(request, _("It was withdrawn. It stays on the page, struck out."))
    return True


def _better(request: HttpRequest, kind: Kind, said: Assertion) -> StatementForm | None:
    """The form for what it should be instead; none for a property that no form asks for."""
    detail: Detail | None = detail_of(kind, said.prop) or detail_of(kind, said.prop.removeprefix("samakki:"))
    if detail is None:
        return None
    is_wanted = request.method == "POST" and request.POST.get("reason") == WithdrawalReason.CORRECTED.value
    form = StatementForm(
        kind, detail, request.POST if is_wanted else None, country=_country(request), on=timezone.localdate()
    )
    form.start_with(said)
    return form


def _form(request: HttpRequest, kind: Kind) -> DescribeForm:
    data = request.POST if request.method == "POST" else None
    country, on = _country(request), timezone.localdate()
    if kind is not Kind.PLACE:
        return DescribeForm(kind, data, country=country, on=on)
    if data is not None and LOOK in data:
        return PlaceForm.looking(data, country=country, on=on)
    return PlaceForm(data, country=country, on=on)


def _source(request: HttpRequest, reference: str) -> SourceRow:
    """The source, opened and theirs to write.

    Raises:
        Http404: it is missing, or not theirs to write alike.
    """
    by = officer(request)
    open_record(request, queries.record_of_source(by, reference), Surface.PAGE)
    source = queries.source_to_write(by, reference)
    if source is None:
        raise Http404
    return source


def entity_to_change(request: HttpRequest, reference: str) -> tuple[EntityDetail, Kind]:
    """The thing, opened and theirs to change, and what an officer calls it.

    Raises:
        Http404: it is missing, or not theirs to change alike.
    """
    by = officer(request)
    open_record(request, queries.record_of(by, reference), Surface.PAGE)
    found = queries.entity(by, reference)
    if found is None or not found.can_change:
        raise Http404
    return found, kind_of(found)


def _kind(text: str) -> Kind:
    kind = next((one for one in PLANS if one.value == text), None)
    if kind is None:
        raise Http404
    return kind


def _country(request: HttpRequest) -> str:
    """The country of the officer's desk, whose numbers need no prefix there."""
    code = officer(request).desk.address[:2]
    return code if Country.is_code(code) else ""


def _back(request: HttpRequest) -> str:
    """An address of this node to go back to, where the page before named one."""
    address = asked(request.GET, "next")
    return address if url_has_allowed_host_and_scheme(address, allowed_hosts=None) else ""


def _remark(request: HttpRequest, remarks: list[Remark]) -> None:
    for code in dict.fromkeys(remark.code for remark in remarks):
        messages.warning(request, str(REMARKS[code]))
