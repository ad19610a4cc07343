"""Pages for what went wrong: what happened, why, what to do now, and the number to quote.

A node's urls name these as ``handler400`` … ``handler500`` and ``handler429``, its settings as ``CSRF_FAILURE_VIEW``
and ``AXES_LOCKOUT_CALLABLE``, and ``RefusalMiddleware`` turns a refused action into a page.
"""

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from samakki.kernel.references import new_reference
from samakki.kernel.refusals import Refused
from samakki.ui.wording import Text, worded

log = logging.getLogger(__name__)

REFERENCE_BYTES = 6


@dataclass(frozen=True, slots=True)
class Fault:
    """The words of one error page."""

    heading: Text
    why: Text
    now: Text


BAD_REQUEST = Fault(
    _("This node did not understand the request"),
    _("What the browser sent is incomplete or has a form this node does not accept."),
    _("Go back, load the page again and send it once more. Nothing was changed."),
)
NOT_ALLOWED = Fault(
    _("You cannot open this page"),
    _("None of your roles has this duty, or your session does not allow it now."),
    _("If your work needs it, ask the supervisor of your desk for the role."),
)
NOT_FOUND = Fault(
    _("This page is not available to you"),
    _("The address is wrong, the page does not exist, or it is not open to you. One answer serves all three."),
    _("Check the address or the reference. If you need the record for your work, ask the supervisor of your desk."),
)
TOO_MANY = Fault(
    _("Too many attempts"),
    _("There were more attempts than this node allows in a short time. It waits, so that nobody can guess a password."),
    _("Wait fifteen minutes and try again. If it was not you, tell the supervisor of your desk now."),
)
STALE_FORM = Fault(
    _("This form is no longer valid"),
    _("The page was open for too long, you signed in or out in another window, or the browser keeps no cookies."),
    _("Go back, load the page again and send it once more. Nothing was changed."),
)
FAULT = Fault(
    _("Something went wrong on this node"),
    _("This is a fault of the software, not yours. What you sent may not have been saved."),
    _("Load the page again and check. If it happens again, tell the node's administrator the reference number."),
)

BARE = (
    "<!doctype html><html lang='en'><meta charset='utf-8'><title>Fault</title>"
    "<h1>Something went wrong on this node</h1>"
    "<p>Load the page again. If it happens again, give this number to the administrator: {reference}</p></html>"
)


def reference_of(request: HttpRequest) -> str:
    """The number under which this request stands in the log; made at the first call, the same afterwards."""
    known = request.META.get("samakki.reference")
    if isinstance(known, str):
        return known
    made = new_reference("E", secrets.token_bytes(REFERENCE_BYTES))
    request.META["samakki.reference"] = made
    return made


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return _page(request, BAD_REQUEST, 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: only where it is no secret that the page exists."""
    return _page(request, NOT_ALLOWED, 403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: the same words whether the thing is missing or not the reader's to know."""
    return _page(request, NOT_FOUND, 404)


def too_many_requests(request: HttpRequest, *_args: object) -> HttpResponse:
    """429; also the answer to locked sign-in attempts."""
    return _page(request, TOO_MANY, 429)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of a form whose token is missing or stale."""
    return _page(request, STALE_FORM, 403)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: no context processor, no database, and one bare sentence if even the template fails."""
    reference = reference_of(request)
    try:
        words = {"heading": FAULT.heading, "why": FAULT.why, "now": FAULT.now, "reference": reference}
        return HttpResponse(render_to_string("ui/error.html", words), status=500)
    except Exception:
        log.exception("the error page failed too", extra={"reference": reference})
        return HttpResponse(BARE.format(reference=reference), status=500)


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """409: a rule said no; every reason at once."""
    reasons = [worded(reason) for reason in refusal.reasons]
    template = "ui/parts/refusal.html" if is_fragment(request) else "ui/refused.html"
    return render(request, template, {"reasons": reasons, "reference": reference_of(request)}, status=409)


def is_fragment(request: HttpRequest) -> bool:
    """Whether htmx asked for a piece of a page rather than a page."""
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-Boosted") != "true"


class RefusalMiddleware:
    """Turns an action's refusal into a page, so that no view has to."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal; anything else goes on to be a fault."""
        return refused(request, exception) if isinstance(exception, Refused) else None


def _page(request: HttpRequest, fault: Fault, status: int) -> HttpResponse:
    template = "ui/parts/error_content.html" if is_fragment(request) else "ui/error.html"
    words = {"heading": fault.heading, "why": fault.why, "now": fault.now, "reference": reference_of(request)}
    return render(request, template, words, status=status)
