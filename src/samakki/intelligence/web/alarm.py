"""The strip on top of every page while a life is at risk and nobody has said that they act."""

from django.db import DatabaseError
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from samakki.access.web.asking import duties_of, officer
from samakki.exchange.web.naming import telephone
from samakki.intelligence.queries.alarms import Alarm, alarms
from samakki.intelligence.queries.desks import listed
from samakki.intelligence.web.wording.emergencies import TOLD

MOST = 3  # named on every page; the others are counted


def alarm_strip(request: HttpRequest | None, _value: object) -> str:
    """The strip, for officers of the desk that has to act or to call; nothing while the database does not answer."""
    if request is None or not duties_of(request):  # a visitor, or somebody whose first steps are not done
        return ""
    try:
        found = alarms(officer(request))
    except DatabaseError:
        return ""  # the page says what is wrong; this strip must not make it worse
    if not found:
        return ""
    context = {"alarms": [_shown(one, request.path) for one in found[:MOST]], "more": max(len(found) - MOST, 0)}
    return render_to_string("intelligence/parts/alarm.html", context, request=request)


def _shown(one: Alarm, path: str) -> dict[str, object]:
    desk = listed(one.desk)
    url = reverse("intelligence:received" if one.has_come else "intelligence:emergency", args=[one.reference])
    said = TOLD[one.change][0] if one.change else ""
    return {
        "alarm": one,
        "said": said,
        "desk": desk,
        "phone": telephone(desk.phone),
        "url": url,
        "is_here": path == url,
        "is_ours": one.is_ours,
        "acting": [(listed(each.desk).name, each.since) for each in one.acting],
    }
