"""Buttons with which an officer begins work where a list has nothing yet; each only for whom it opens."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from samakki.access import queries as officers
from samakki.access.domain.policy import decide_write, purposes_of
from samakki.access.domain.vocabulary import Compartment, Purpose
from samakki.access.web.asking import officer
from samakki.cases.web.views.listing import opening_purposes
from samakki.intelligence.web.forms.reports import CRIMES


def begin_buttons(request: HttpRequest | None, _value: object) -> str:
    """Write a report, write down what was told, open a case; "" for whose roles do none of it."""
    if request is None or not request.user.is_authenticated:
        return ""
    who, roles = officers.viewer(officer(request)), officers.roles()
    crimes = [one for one in purposes_of(who, roles=roles) if one in CRIMES]
    context = {
        "may_report": any(not decide_write(who, Compartment.INTELLIGENCE, purpose=one, roles=roles) for one in crimes),
        "may_note": not decide_write(who, Compartment.TIPS, purpose=Purpose.PROTECT, roles=roles),
        "may_open": bool(opening_purposes(request)),
    }
    return render_to_string("intelligence/parts/begin.html", context, request) if any(context.values()) else ""
