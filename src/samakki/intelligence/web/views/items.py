"""Items: adding, cutting, changing, taking out; capture and links."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samakki.access.domain.vocabulary import Surface
from samakki.access.queries import Officer
from samakki.access.web import decisions as decides
from samakki.access.web.asking import officer
from samakki.access.web.refusals import show_in
from samakki.entities import queries as entities
from samakki.intelligence import actions, queries
from samakki.intelligence.domain.writing import NewItem
from samakki.intelligence.queries.marks import item_seen
from samakki.intelligence.web import showing
from samakki.intelligence.web.forms.capture import CaptureForm, LinkForm
from samakki.intelligence.web.forms.items import CutForm, ItemForm, QuickItemForm
from samakki.intelligence.web.views.reports import back, opened_in_full, show_report, tell
from samakki.kernel.marks import MEANWHILE
from samakki.kernel.refusals import InvalidValue, Refused
from samakki.ui.errors import is_fragment

ITEM_FIELDS = {"text-missing": "raw", "text-too-long": "raw", "comparisons-used-up": "sanitised"}


@require_POST
@decides.record(surface=Surface.PAGE)
def quick_item(request: HttpRequest, reference: str) -> HttpResponse:
    """Make an item of a marked piece of the text."""
    opened_in_full(request, reference)
    form = QuickItemForm(request.POST)
    if form.is_valid():
        try:
            actions.add_item(by=officer(request), reference=reference, new=NewItem(form.cleaned_data["raw"]))
        except Refused as problem:
            show_in(form, problem, ITEM_FIELDS)
        else:
            back_to = reverse("intelligence:report", args=[reference])
            return HttpResponseRedirect(f"{back_to}#items")
    return show_report(request, reference, quick=form, status=400)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def cut(request: HttpRequest, reference: str) -> HttpResponse:
    """Cut the whole text into items at one go."""
    detail = opened_in_full(request, reference)
    form = CutForm(request.POST or None, initial={"pieces": detail.received.raw if detail.received else ""})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.cut_into_items(by=officer(request), reference=reference, pieces=form.cut)
        except Refused as problem:
            show_in(form, problem, {"pieces-many": "pieces", "text-missing": "pieces", "text-too-long": "pieces"})
        else:
            return back(request, reference, _("Items added: %(count)s. Now grade each.") % {"count": len(made)})
    context = {"form": form, "bar": showing.bar(detail), "reference": reference}
    return render(request, "intelligence/cut.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def change_item(request: HttpRequest, reference: str, item: str) -> HttpResponse:
    """Change one item: words, grade, conditions."""
    mark = item_seen(reference, item)
    detail = opened_in_full(request, reference)
    held = _item(detail, item)
    form = ItemForm(request.POST or None)
    form.hold(held)
    form.begin_with(mark)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_item(by=officer(request), reference=reference, item=item, new=form.new, seen=form.seen_mark)
        except Refused as problem:
            show_in(form, problem, ITEM_FIELDS)
            if MEANWHILE in problem.reasons:
                mark, now = item_seen(reference, item), ItemForm()
                now.hold(_item(opened_in_full(request, reference), item))
                form.show_meanwhile(mark, now.initial)
        else:
            if "next" in request.POST and (following := _after(detail, item)):
                return HttpResponseRedirect(reverse("intelligence:item", args=[reference, following]))
            return back(request, reference, _("Item %(number)s is saved.") % {"number": held.number})
    context = {
        "form": form,
        "bar": showing.bar(detail),
        "reference": reference,
        "item": held,
        "has_next": bool(_after(detail, item)),
    }
    return render(request, "intelligence/item.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def take_out(request: HttpRequest, reference: str, item: str) -> HttpResponse:
    """Ask, then take an item out of a draft."""
    detail = opened_in_full(request, reference)
    held = _item(detail, item)
    if request.method == "POST":
        actions.take_out_item(by=officer(request), reference=reference, item=item)
        return back(request, reference, _("Item %(number)s was taken out.") % {"number": held.number})
    context = {"bar": showing.bar(detail), "reference": reference, "item": showing.item(held)}
    return render(request, "intelligence/item_out.html", context)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def capture(request: HttpRequest, reference: str, item: str) -> HttpResponse:
    """Make a marked piece of an item a person, a telephone, a house; within the page where script is there."""
    detail = opened_in_full(request, reference)
    held, by = _item(detail, item), officer(request)
    form, made = _capture_form(by, item, request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            schema, said, place = form.read(country=by.desk.address[:2], on=timezone.localdate())
            made = actions.capture(by=by, reference=reference, item=item, schema=schema, statements=said, place=place)
        except InvalidValue as problem:
            if not form.errors:
                form.tell("words", problem)
        except Refused as problem:
            show_in(form, problem)
    if made and not is_fragment(request):
        back_to = reverse("intelligence:report", args=[reference])
        return HttpResponseRedirect(f"{back_to}#{item}")
    captured = entities.entities_by_item(by, reference).get(item, ())
    context = {
        "reference": reference,
        "one": {**showing.item(held), "captured": captured},
        "form": _capture_form(by, item) if made else form,
        "made": made,
        "bar": showing.bar(detail),
        "detail": detail,
    }
    template = "intelligence/parts/capture.html" if is_fragment(request) else "intelligence/capture.html"
    return render(request, template, context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def link(request: HttpRequest, reference: str) -> HttpResponse:
    """Connect two things that the report describes; within the page where script is there."""
    detail, by = opened_in_full(request, reference), officer(request)
    captured = tuple(one for one in entities.entities_of_source(by, reference) if not _is_link(one))
    numbered = [(one.reference, _("Item %(number)s") % {"number": one.number}) for one in detail.items]
    form, made = LinkForm(request.POST or None), ""
    form.offer(captured, list(numbered))
    if request.method == "POST" and form.is_valid():
        schema, ends, said = form.chosen
        try:
            made = actions.link_captured(
                by=by,
                reference=reference,
                item=form.cleaned_data["item"],
                schema=schema,
                ends=ends,
                statements=said,
            )
        except InvalidValue as problem:
            form.tell(problem)
        except Refused as problem:
            show_in(form, problem)
    if made and not is_fragment(request):
        return back(request, reference, _("They are linked."))
    if made:
        form = LinkForm()
        form.offer(captured, list(numbered))
    context = {"reference": reference, "form": form, "made": made, "captured": captured, "bar": showing.bar(detail)}
    template = "intelligence/parts/link.html" if is_fragment(request) else "intelligence/link.html"
    return render(request, template, context, status=400 if form.errors else 200)


@require_POST
@decides.record(surface=Surface.PAGE)
def grade(request: HttpRequest, reference: str) -> HttpResponse:
    """Say that every item has its grade and conditions."""
    opened_in_full(request, reference)
    try:
        actions.grade_report(by=officer(request), reference=reference)
    except Refused as problem:
        tell(request, problem)
        return HttpResponseRedirect(reverse("intelligence:report", args=[reference]))
    return HttpResponseRedirect(reverse("intelligence:release", args=[reference]))


def _capture_form(by: Officer, item: str, data: QueryDict | None = None) -> CaptureForm:
    form = CaptureForm(data, auto_id=f"id_{item}_%s")  # forms of several items may be open on one page
    form.offer(by.desk.address[:2])
    return form


def _item(detail: queries.ReportDetail, item: str) -> queries.ItemDetail:
    found = next((one for one in detail.items if one.reference == item), None)
    if found is None:
        raise Http404
    return found


def _after(detail: queries.ReportDetail, item: str) -> str:
    """The next item that nobody graded."""
    waiting = [one.reference for one in detail.items if one.grade is None and one.reference != item]
    return waiting[0] if waiting else ""


def _is_link(one: entities.Caption) -> bool:
    return one.schema in LINKS


LINKS = frozenset(
    {
        "Membership", "Employment", "Family", "Associate", "Ownership", "UnknownLink", "Payment", "Representation",
    }
)  # fmt: skip
"""Schemata of links, which are entities themselves and are not linked again."""
