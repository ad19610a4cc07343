"""Each form of a page carries a token of its own."""

from django.http import HttpRequest
from django.middleware.csrf import get_token


class OwnToken:
    """Writes the session's token under a new mask each time it is shown.

    Django masks it once for a page, which keeps other sites out as well; but then all forms of one page carry the same
    letters. Under masks of their own the letters say which form of which rendering was sent (``access.web.numbers``).
    """

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    def __str__(self) -> str:
        return get_token(self._request)


def own_token(request: HttpRequest) -> dict[str, object]:
    """Context processor: what ``{% csrf_token %}`` writes, in place of Django's own."""
    return {"csrf_token": OwnToken(request)}
