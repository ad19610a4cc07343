"""What every request meets first: one log line, a size, an address that can be one, a method, HTTPS for programs."""

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponseNotAllowed, JsonResponse
from django.http.response import HttpResponseBase

from samakki.node import security

Answer = Callable[[HttpRequest], HttpResponseBase]
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
API, EXCHANGE = "/api/", "/exchange"
"""Where programs call; settings let them past the way to HTTPS."""
log = logging.getLogger(__name__)


def log_requests(answer: Answer) -> Answer:
    """Middleware: log how each request ended.

    The address is logged as its pattern in ``urls.py`` (``records/<reference>/access/``): no reference, query,
    referrer, client address or user is on the line.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        began = time.perf_counter()
        response = answer(request)
        match = request.resolver_match
        log.info(
            "request",
            extra={
                "method": request.method or "",
                "route": match.route if match else "",
                "status": response.status_code,
                "ms": round((time.perf_counter() - began) * 1000, 1),
            },
        )
        return response

    return middleware


def limit_size(answer: Answer) -> Answer:
    """Middleware: refuse a request whose body is larger than ``server.upload_megabytes``, before it is read.

    A body without a length is read as empty by Django, so nothing gets past by not saying how long it is.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > settings.SAMAKKI_UPLOAD_BYTES:
            message = "the body of the request is too large"
            raise RequestDataTooBig(message)
        return answer(request)

    return middleware


def plain_address(answer: Answer) -> Answer:
    """Middleware: refuse an address with a zero byte in it: no record is called so, and PostgreSQL cannot be asked."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if "\0" in request.path_info:
            message = "the address holds a zero byte"
            raise SuspiciousOperation(message)
        return answer(request)

    return middleware


def known_method(answer: Answer) -> Answer:
    """Middleware: refuse TRACE, and what is no method of pages or programs here."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        return answer(request) if request.method in METHODS else HttpResponseNotAllowed(METHODS)

    return middleware


def programs_by_https(answer: Answer) -> Answer:
    """Middleware: turn away a program that calls without HTTPS.

    Led to HTTPS it would work, and nobody would learn that its token goes over the line in the clear each time.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        is_program = request.path_info.startswith(API) or request.path_info == EXCHANGE
        if settings.SECURE_SSL_REDIRECT and is_program and not request.is_secure():
            return JsonResponse({"code": "https-only"}, status=403)
        return answer(request)

    return middleware


def client_address(request: HttpRequest) -> str | None:
    """Address a request came from; axes and the sign-in pages count wrong passwords by it."""
    return security.client_address(request.META, behind_proxy=settings.SECURE_PROXY_SSL_HEADER is not None)
