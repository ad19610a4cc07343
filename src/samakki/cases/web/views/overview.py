"""The first page of a case."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from samakki.access.domain.vocabulary import Surface
from samakki.access.web import decisions as decides
from samakki.cases.web.case_page import open_case_page


@require_GET
@decides.record(surface=Surface.PAGE)
def case(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what a case is about and how far it is."""
    page = open_case_page(request, reference, "overview")
    return page.show("cases/overview.html")
