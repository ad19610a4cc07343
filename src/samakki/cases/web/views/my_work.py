"""My work: what to do, what came in, what to watch. The first page after signing in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from samakki.access.web import decisions as decides
from samakki.access.web.asking import officer
from samakki.cases.registries import Tab
from samakki.cases.web.my_work import count_for, lists_to_ask, rows_for

TEMPLATES = {
    Tab.TO_DO: "cases/my_work.html",
    Tab.INCOMING: "cases/my_work_incoming.html",
    Tab.WATCHING: "cases/my_work_watching.html",
}


@require_GET
@decides.signed_in("an officer's own work")
def to_do(request: HttpRequest) -> HttpResponse:
    """List what this officer has to do."""
    return _page(request, Tab.TO_DO)


@require_GET
@decides.signed_in("an officer's own work")
def incoming(request: HttpRequest) -> HttpResponse:
    """List what came in for this officer."""
    return _page(request, Tab.INCOMING)


@require_GET
@decides.signed_in("an officer's own work")
def watching(request: HttpRequest) -> HttpResponse:
    """List what this officer watches."""
    return _page(request, Tab.WATCHING)


def _page(request: HttpRequest, tab: Tab) -> HttpResponse:
    # Each tab shows how many rows the other two have, which are counted and not made. A number and the list behind it
    # come from one query set; where they cannot, the list is made to be counted.
    by = officer(request)
    lists = lists_to_ask(by)
    rows = rows_for(by, tab, lists)
    counts = {one.value: len(rows) if one is tab else count_for(by, one, lists) for one in Tab}
    return render(request, TEMPLATES[tab], {"rows": rows, "tab": tab.value, "counts": counts})
