"""Django's entry for the application server."""

import logging
from collections.abc import Callable, Iterable
from typing import Any

from django.core.handlers.wsgi import WSGIHandler

StartResponse = Callable[..., Any]
log = logging.getLogger(__name__)
_django = WSGIHandler()


def application(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    """Answer one request.

    Django turns errors of pages into the error page itself. What fails outside of that (a broken address list, a
    library's middleware) would reach the server, which prints it as it is; here it goes to the log like any fault.
    """
    try:
        return _django(environ, start_response)
    except Exception:
        log.exception("a request failed outside of the pages")
        start_response("500 Internal Server Error", [("Content-Type", "text/plain; charset=utf-8")])
        return [b"Something went wrong on this node. Tell its administrator the time.\n"]
