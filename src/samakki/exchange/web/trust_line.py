"""The lines at the foot of every page: whose clock its times are told by, until when the trust data counts."""

from babel.dates import get_timezone_location
from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samakki.exchange.queries import directory
from samakki.ui.languages import language_of


def clock_line(request: HttpRequest | None, _value: object) -> str:
    """The city whose clock tells every time on these pages: another desk's is often an hour off."""
    if request is None or not request.user.is_authenticated:
        return ""
    zone = timezone.get_current_timezone_name()
    locale = language_of(get_language()).cldr
    place = zone if zone == "UTC" else get_timezone_location(zone, locale=locale, return_city=True)
    return format_html("<p>{}</p>", _("Times on these pages are told by the clock in %(place)s.") % {"place": place})


def trust_line(request: HttpRequest | None, _value: object) -> str:
    """The line, for officers of a node that takes part; nothing while the database does not answer."""
    if not settings.SAMAKKI_EXCHANGE_NAME or request is None or not request.user.is_authenticated:
        return ""
    try:
        fresh = directory.freshness()
    except DatabaseError:
        return ""  # the page says what is wrong; this line must not make it worse
    return render_to_string("exchange/parts/trust_line.html", {"fresh": fresh}, request=request)
