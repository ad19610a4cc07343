"""The search page: one box, filters beside it, and what was found in the records that are open to the officer."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from samakki.access import queries as access
from samakki.access.domain.policy import purposes_of
from samakki.access.web import decisions as decides
from samakki.access.web.asking import asked, officer
from samakki.access.web.refusals import show_in
from samakki.entities import actions
from samakki.entities.domain.reading import romanised
from samakki.entities.queries.search import MOST, PAGE, Hit, SearchPage
from samakki.entities.queries.search.version import index_state
from samakki.entities.web import kept_searches
from samakki.entities.web.forms.searching import SearchForm
from samakki.entities.web.searchable import type_words, url_of
from samakki.entities.web.wording.searching import FOUND
from samakki.kernel.refusals import Refused

NOT_KEPT = 404
PURPOSE_FIELDS = {"purpose-needed": "purpose", "purpose-not-yours": "purpose"}


@require_http_methods(["GET", "POST"])
@decides.signed_in("a search form; what it finds is decided record by record")
def search(request: HttpRequest) -> HttpResponse:
    """Show the box, or take what was typed into it."""
    if request.method == "GET":
        return _page(request, _form(request))
    form = _form(request, request.POST)
    if form.is_valid():
        try:
            actions.check_search(by=officer(request), filters=form.filters())
        except Refused as problem:
            show_in(form, problem, PURPOSE_FIELDS)
        else:
            sent = {name: asked(request.POST, name) for name in form.fields}
            number = kept_searches.keep(request.session, sent)
            return HttpResponseRedirect(reverse("entities:found", args=[number]))
    return _page(request, form, status=400)


@require_GET
@decides.signed_in("what a search of this session finds in records that are open to the officer")
def found(request: HttpRequest, number: str) -> HttpResponse:
    """Search again for what this session kept under a number, and show one page of what is found."""
    sent = kept_searches.kept(request.session, number)
    form = _form(request, sent)
    if sent is None or not form.is_valid():
        return _page(request, form if sent else _form(request), is_gone=True, status=NOT_KEPT)
    wanted = asked(request.GET, "page")
    page_number = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < len(str(MOST)) else 1
    try:
        result = actions.search_records(
            by=officer(request), text=form.cleaned_data["text"], filters=form.filters(), page=page_number
        )
    except Refused as problem:  # a role ended since the search was sent
        show_in(form, problem, PURPOSE_FIELDS)
        return _page(request, form, status=400)
    return _page(request, form, result=result)


def _form(request: HttpRequest, data: Any = None) -> SearchForm:  # noqa: ANN401  (what a form takes)
    by = officer(request)
    return SearchForm(data, purposes=purposes_of(access.viewer(by), roles=access.roles()))


def _page(
    request: HttpRequest,
    form: SearchForm,
    *,
    result: SearchPage | None = None,
    is_gone: bool = False,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "result": result, "is_gone": is_gone, "most": MOST, "index": index_state()}
    if result is not None:
        context["rows"] = [_row(hit) for hit in result.hits]
        context["page"] = Paginator(range(result.count), PAGE).get_page(result.number)
    return render(request, "entities/search.html", context, status=status)


def _row(hit: Hit) -> dict[str, Any]:
    words, colour = FOUND[hit.found]
    return {
        "hit": hit,
        "type": type_words(hit.kind, hit.type),
        "url": url_of(hit.kind, hit.reference),
        "latin": romanised(hit.title),
        "why": words,
        "colour": colour,
    }
