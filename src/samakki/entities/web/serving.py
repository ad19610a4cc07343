"""How the content of a stored file leaves the node: always as a download, never as something a browser runs.

The type is the one its bytes said at intake, and the browser may not guess another; the sandbox takes away script,
forms and origin even where a browser shows it all the same. Nothing is kept in a cache on the way.
"""

from collections.abc import Iterable
from typing import Literal

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from samakki.entities.domain.files import served_name, served_type
from samakki.entities.queries.files import OpenedFile

SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'"


def as_download(opened: OpenedFile) -> HttpResponseBase:
    """The content of a file as an attachment named by its reference."""
    file = opened.facts.file
    response = StreamingHttpResponse(opened.pieces(), content_type=served_type(file.media_type))
    response["Content-Length"] = str(file.size)
    return _guarded(response, "attachment", served_name(file))


def as_picture(content: bytes, name: str) -> HttpResponseBase:
    """A picture that this node drew itself, shown inside a page."""
    return _guarded(HttpResponse(content, content_type="image/png"), "inline", name)


def made_here(content: bytes | Iterable[bytes], media_type: str, name: str) -> HttpResponseBase:
    """A document this node made, as an attachment. `name` holds references and codes only."""
    body = content if isinstance(content, bytes) else b"".join(content)
    return _guarded(HttpResponse(body, content_type=media_type), "attachment", name)


def _guarded(response: HttpResponseBase, disposition: Literal["attachment", "inline"], name: str) -> HttpResponseBase:
    response["Content-Disposition"] = f'{disposition}; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store, private"
    response["Content-Security-Policy"] = SANDBOX
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Referrer-Policy"] = "no-referrer"
    return response
