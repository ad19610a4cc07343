"""Signs that a list of "My work" may have a row, see `access.queries.signs`: reports, disclosures, emergencies."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from samakki.access import queries as access
from samakki.access.domain.vocabulary import Surface, View
from samakki.access.queries import Officer
from samakki.intelligence.domain.disclosures import DisclosureState
from samakki.intelligence.domain.holdings import ANSWERS, OfferState
from samakki.intelligence.domain.states import State
from samakki.intelligence.domain.vocabulary import LeadOutcome, Use
from samakki.intelligence.models import CommunityReport, Lead, Recall, ReleaseRequest
from samakki.intelligence.queries.community import TIPS, WHOLE
from samakki.intelligence.queries.disclosures import visible_disclosures
from samakki.intelligence.queries.emergencies import visible_emergencies
from samakki.intelligence.queries.listing import visible_reports
from samakki.intelligence.queries.received import visible_received
from samakki.intelligence.queries.releases import OPEN

Rows = Iterable["QuerySet[Any, Any]"]
FULL = frozenset({View.FULL})
JUDGED = [one.value for one in (State.GRADED, State.SANITISED, State.AUTHORISED, State.FEEDBACK, State.RETAINED)]
BUILT = [one.value for one in (DisclosureState.DRAFT, DisclosureState.FROZEN, DisclosureState.WAITING)]
GONE = [one.value for one in (DisclosureState.HELD, DisclosureState.SENT, DisclosureState.WAITING)]


def reports_to_do(by: Officer) -> Rows:
    """Of reports past their draft, whether or not a day has come, and of leads that were proposed."""
    tips = access.visible_filter(by=by, surface=Surface.LIST, compartments=TIPS, views=WHOLE, column="resource")
    return [
        visible_reports(by, Surface.LIST).filter(state__in=JUDGED),
        CommunityReport.objects.filter(tips, use=Use.LEAD_PROPOSED.value),
    ]


def leads(by: Officer) -> Rows:
    """Of leads that nobody chose a team for, or nobody told the agency of."""
    open_ones = Lead.objects.filter(Q(outcome=LeadOutcome.RECEIVED.value) | Q(told_at__isnull=True))
    return [visible_reports(by, Surface.LIST).filter(pk__in=open_ones.values("report_id"))]


def disclosures_to_do(by: Officer) -> Rows:
    """Of emergencies nobody looked back at, disclosures being built, erasures and requests without an answer."""
    return [
        visible_emergencies(by).filter(reviewed_at=None),
        visible_disclosures(by).filter(state__in=BUILT),
        Recall.objects.filter(is_waiting=True, disclosure__in=visible_disclosures(by)),
        ReleaseRequest.objects.filter(disclosure__in=visible_disclosures(by), state=OPEN),
        _asked(by),
    ]


def disclosures_incoming(by: Officer) -> Rows:
    """Of what other desks sent, and of answers to the officer's requests, however old."""
    states = [one.value for one in ANSWERS]
    return [
        visible_received(by).filter(state=OfferState.OFFERED.value),
        ReleaseRequest.objects.filter(received__in=visible_received(by, FULL), by=by.code, state__in=states),
    ]


def disclosures_watched(by: Officer) -> Rows:
    """Of the officer's emergencies, of disclosures that went out, and of requests without an answer."""
    return [
        visible_emergencies(by).filter(sent_by=by.code),
        visible_disclosures(by).filter(state__in=GONE),
        _asked(by),
    ]


def _asked(by: Officer) -> "QuerySet[Any, Any]":
    return ReleaseRequest.objects.filter(received__in=visible_received(by, FULL), state=OPEN)
