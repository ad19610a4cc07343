"""What went wrong, as a program reads it: a stable code, and the same words a page would show.

Source: RFC 9457. ``what``, ``why``, ``now`` and ``reference`` are members of our own.
"""

import json
import logging
from collections.abc import Sequence
from http import HTTPStatus

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from samakki.access.actions.sending import AlreadySent
from samakki.kernel.refusals import InvalidValue, Refusal, Refused
from samakki.ui import errors
from samakki.ui.errors import Fault, reference_of
from samakki.ui.wording import worded

MEDIA_TYPE = "application/problem+json"
_TEXTS = ("type", "title", "detail", "code", "what", "why", "now", "reference")
_REASON = {"type": "object", "properties": {name: {"type": "string"} for name in ("code", "what", "why", "now")}}
_FIELD = {
    "type": "object",
    "properties": {"field": {"type": "array", "items": {"type": "string"}}, "rule": {"type": "string"}},
}
SCHEMA: dict[str, object] = {
    "title": "Problem",
    "description": "What went wrong: a stable code, the words a page would show, and a number to quote.",
    "type": "object",
    "properties": {
        **{name: {"type": "string"} for name in _TEXTS},
        "status": {"type": "integer"},
        "reasons": {"type": "array", "items": _REASON},
        "fields": {"type": "array", "items": _FIELD},
        "a_minute": {"type": "integer"},
    },
    "required": [*_TEXTS, "status"],
}
"""The form of every answer that is no success, for the document that describes the API."""
AT_WORK = Fault(
    _("The request was not answered."),
    _("The same request is being done now."),
    _("Wait a moment, then send it again with the same key to learn what it made."),
)
log = logging.getLogger(__name__)


def problem(
    request: HttpRequest, status: int, code: str, words: Fault, *, more: dict[str, object] | None = None
) -> HttpResponse:
    """One problem in fixed words."""
    return _answer(request, status, code, str(words.heading), str(words.why), str(words.now), more or {})


def refused(request: HttpRequest, reasons: Sequence[Refusal], status: int | None = None) -> HttpResponse:
    """What a rule refused: the first reason as the problem, every reason in ``reasons``."""
    said = [worded(reason) for reason in reasons]
    first = said[0]
    if status is None:
        codes = {reason.code for reason in reasons}
        status = HTTPStatus.NOT_FOUND if "not-found" in codes else HTTPStatus.CONFLICT
        status = HTTPStatus.FORBIDDEN if codes & {"duty-not-held", "compartment-not-written-by-role"} else status
    every = [{"code": one.code, "what": one.what, "why": one.why, "now": one.now} for one in said]
    return _answer(request, status, first.code, first.what, first.why, first.now, {"reasons": every})


def fault(request: HttpRequest, problem_found: Exception) -> HttpResponse:
    """A fault of the node: no word of what it was, and the number under which it stands in the log."""
    reference = reference_of(request)
    log.exception("a fault in the API", exc_info=problem_found, extra={"reference": reference})
    return problem(request, HTTPStatus.INTERNAL_SERVER_ERROR, "fault", errors.FAULT)


def handle(api: NinjaAPI) -> None:
    """Have every exception of a view answered as a problem."""
    for kind in (
        Refused,
        InvalidValue,
        Http404,
        PermissionDenied,
        SuspiciousOperation,
        ValidationError,
        HttpError,
        Exception,
    ):
        api.add_exception_handler(kind, _answered)
    api.add_exception_handler(AlreadySent, _sent_before)


def _sent_before(request: HttpRequest, _found: Exception | type[Exception]) -> HttpResponse:
    """Of two at once the later; ``once`` answers in place of this where it knows what the other made."""
    return problem(request, HTTPStatus.CONFLICT, "idempotency-key-at-work", AT_WORK)


def _answered(request: HttpRequest, found: Exception | type[Exception]) -> HttpResponse:
    match found:
        case Refused() | Http404():
            reasons = found.reasons if isinstance(found, Refused) else (Refusal("not-found"),)
            return refused(request, reasons)
        case InvalidValue():
            return refused(request, [found.refusal], HTTPStatus.UNPROCESSABLE_ENTITY)
        case PermissionDenied():
            return problem(request, HTTPStatus.FORBIDDEN, "not-allowed", errors.NOT_ALLOWED)
        case ValidationError():
            return _wrong_form(request, found)
        case HttpError() | SuspiciousOperation():
            status = found.status_code if isinstance(found, HttpError) else HTTPStatus.BAD_REQUEST
            is_large = isinstance(found, RequestDataTooBig)
            code = "request-too-large" if is_large else "request-form"
            status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE if is_large else status
            return problem(request, status, code, errors.BAD_REQUEST)
        case _:
            return fault(request, found if isinstance(found, Exception) else found())


def _wrong_form(request: HttpRequest, found: ValidationError) -> HttpResponse:
    # Where and which rule, never what was sent: the answer may end in a log of the program that asked.
    fields = [{"field": [str(part) for part in one["loc"]], "rule": str(one["type"])} for one in found.errors]
    return problem(
        request, HTTPStatus.UNPROCESSABLE_ENTITY, "request-form", errors.BAD_REQUEST, more={"fields": fields}
    )


def _answer(
    request: HttpRequest, status: int, code: str, what: str, why: str, now: str, more: dict[str, object]
) -> HttpResponse:
    content = {
        "type": f"urn:samakki:problem:{code}",
        "title": what,
        "status": int(status),
        "detail": f"{why} {now}".strip(),
        "code": code,
        "what": what,
        "why": why,
        "now": now,
        "reference": reference_of(request),
        **more,
    }
    return HttpResponse(json.dumps(content, ensure_ascii=False), status=int(status), content_type=MEDIA_TYPE)
