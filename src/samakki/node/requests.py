"""One log line for each request, and a reference number for each fault."""

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from samakki.node import security

Answer = Callable[[HttpRequest], HttpResponseBase]
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


def client_address(request: HttpRequest) -> str | None:
    """Address a request came from; axes and the sign-in pages count wrong passwords by it."""
    return security.client_address(request.META, behind_proxy=settings.SECURE_PROXY_SSL_HEADER is not None)
