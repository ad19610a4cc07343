"""The line at the foot of every page: until when the trust data of this node counts."""

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django.template.loader import render_to_string

from samakki.exchange.queries import directory


def trust_line(request: HttpRequest | None, _value: object) -> str:
    """The line, for officers of a node that takes part; nothing while the database does not answer."""
    if not settings.SAMAKKI_EXCHANGE_NAME or request is None or not request.user.is_authenticated:
        return ""
    try:
        fresh = directory.freshness()
    except DatabaseError:
        return ""  # the page says what is wrong; this line must not make it worse
    return render_to_string("exchange/parts/trust_line.html", {"fresh": fresh}, request=request)
