"""A program may name its request, and the node does what is asked under that name once.

Source:
    draft-ietf-httpapi-idempotency-key-header: the header, 422 where the same key comes with another request, 409 while
    the first one is at work. The key may stand without the quotes that the draft asks for.
"""

import json
import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.translation import gettext_lazy as _

from samakki.access.actions import Bearer, sending
from samakki.access.web.numbers import FORMS, parts_of
from samakki.node.api.problems import AT_WORK, problem
from samakki.ui.errors import Fault

HEADER: Final = "Idempotency-Key"
KEY: Final = re.compile(r'"?(?P<key>[!#-\[\]-~]{1,255})"?', re.ASCII)
PARAMETER: Final = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "schema": {"type": "string", "pattern": f"^{KEY.pattern.replace('?P<key>', '')}$"},
    "description": (
        "A name of your own for this request, a random one such as a UUID. Sent again with the same token, key and "
        "content, it is not done a second time, and the answer names what was made. Kept for seven days."
    ),
}
"""How the header stands in the document that describes the API."""

REPLAY: Final = {
    "description": "Done before under this Idempotency-Key; now nothing was done.",
    "content": {
        "application/json": {
            "schema": {
                "type": "object",
                "properties": {"reference": {"type": "string"}},
                "required": ["reference"],
            }
        }
    },
}
"""How the answer to a request that was done before stands there."""

WRONG_KEY: Final = Fault(
    _("Nothing was written."),
    _("The header Idempotency-Key is empty, too long, or has signs that it cannot have."),
    _("Send up to 255 letters, digits and signs without spaces, a random UUID for example."),
)
OTHER_CONTENT: Final = Fault(
    _("Nothing was written."),
    _("A request with the same Idempotency-Key came before, with another content or for another address."),
    _("Use a new key for each new request, and the same one only to send the same request again."),
)
DONE_UNANSWERED: Final = Fault(
    _("Nothing was done a second time."),
    _("The same request was done once, and its answer was cut off before this node had kept what it made."),
    _("Look for what it made. To do it once more on purpose, send it with a new key."),
)


def once(request: HttpRequest, bearer: Bearer, token: str, answer: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """The answer to a request that writes; one whose key was used before is not done again.

    Args:
        request: by a token that was found good.
        bearer: whose token it is.
        token: the token itself: keys of one token say nothing of those of another.
        answer: does what is asked.
    """
    named = request.headers.get(HEADER)
    if named is None:
        return answer()
    found = KEY.fullmatch(named.strip())
    if found is None:
        return problem(request, HTTPStatus.BAD_REQUEST, "idempotency-key-form", WRONG_KEY)
    try:
        body = (*parts_of(request),) if request.content_type in FORMS else (request.body,)
    except RequestDataTooBig:
        return answer()  # which says so
    asked = (b"request", (request.method or "").encode(), request.get_full_path().encode(), *body)
    number = sending.digest_of(token, (b"key", found["key"].encode()))
    form = sending.Numbered(number, sending.digest_of(token, asked), bearer.officer.code)
    before = sending.earlier(number)
    if before is not None:
        return _again(request, form, before)
    with sending.given(form):
        response = answer()
    if sending.keep_answer(form, answer=_reference(response), status=response.status_code):
        return response
    before = sending.earlier(number)
    return response if before is None else _again(request, form, before)


def _again(request: HttpRequest, form: sending.Numbered, before: sending.Earlier) -> HttpResponse:
    if before.content != form.content:
        return problem(request, HTTPStatus.UNPROCESSABLE_ENTITY, "idempotency-key-other-content", OTHER_CONTENT)
    if before.is_running:
        waiting = problem(request, HTTPStatus.CONFLICT, "idempotency-key-at-work", AT_WORK)
        waiting.headers["Retry-After"] = "5"
        return waiting
    if not before.answer:
        return problem(request, HTTPStatus.CONFLICT, "idempotency-key-done", DONE_UNANSWERED)
    return JsonResponse({"reference": before.answer})


def _reference(response: HttpResponseBase) -> str:
    """What was made, as the answer names it; empty where it does not."""
    if not isinstance(response, HttpResponse) or response.status_code >= HTTPStatus.MULTIPLE_CHOICES:
        return ""
    try:
        said = json.loads(response.content)
    except ValueError:
        return ""
    return str(said.get("reference", "")) if isinstance(said, dict) else ""
