"""Addresses for tests of the frame alone: its own views, pages that fail, and places the frame links to."""

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path
from django.utils.translation import get_language

from samakki.kernel.refusals import Refusal, Refused

handler400 = "samakki.ui.errors.bad_request"
handler403 = "samakki.ui.errors.permission_denied"
handler404 = "samakki.ui.errors.page_not_found"
handler500 = "samakki.ui.errors.server_error"


def speaks(_request: HttpRequest) -> HttpResponse:
    """Name the language of the request."""
    return HttpResponse(get_language())


def missing(_request: HttpRequest) -> HttpResponse:
    raise Http404


def hidden(_request: HttpRequest) -> HttpResponse:
    message = "KH-2026-014 is not yours"
    raise Http404(message)


def forbidden(_request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def garbled(_request: HttpRequest) -> HttpResponse:
    raise BadRequest


def broken(_request: HttpRequest) -> HttpResponse:
    message = "details of the fault"
    raise RuntimeError(message)


def refuses(_request: HttpRequest) -> HttpResponse:
    raise Refused((Refusal("gallery-refusal", {"desk": "KH/POL/AHTJPD/duty"}), Refusal("gallery-other")))


urlpatterns = [
    path("", include("samakki.ui.urls")),
    path("", speaks, name="gallery-home"),
    path("officers/", speaks, name="gallery-officers"),
    path("lock/", speaks, name="gallery-lock"),
    path("out/", speaks, name="gallery-out"),
    path("missing/", missing),
    path("hidden/", hidden),
    path("forbidden/", forbidden),
    path("garbled/", garbled),
    path("broken/", broken),
    path("refuses/", refuses),
]
