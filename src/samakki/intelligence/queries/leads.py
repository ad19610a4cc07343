"""Leads: where one may go, what came of it, where it came from."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from samakki.access.domain.vocabulary import AgencyKind, Duty
from samakki.access.models import Desk
from samakki.access.queries.people import actors_with
from samakki.intelligence.domain.vocabulary import Concern, LeadOutcome
from samakki.intelligence.models import Lead


@dataclass(frozen=True, slots=True)
class LeadDesk:
    """A police desk that can take a lead: somebody there chooses who works on it."""

    address: str
    name: str


@dataclass(frozen=True, slots=True)
class LeadState:
    """What a lead's two sides may know of each other.

    Attributes:
        community: "N-…", of the agency's report.
        desk: address of the police desk.
        sent_at: when it went.
        outcome: what the police say of it.
        words: a few words of theirs.
        told_at: when they said so; None while it only arrived.
        concern: what it is about.
        country: coarse place: country.
        province: gazetteer code.
        district: gazetteer code.
        agency: code of the agency it came from.
    """

    community: str
    desk: str
    sent_at: datetime
    outcome: LeadOutcome
    words: str
    told_at: datetime | None
    concern: Concern
    country: str
    province: str
    district: str
    agency: str


def lead_desks() -> tuple[LeadDesk, ...]:
    """Police desks of this node in which an officer may authorise, and so gives work out."""
    staffed = {acting.viewer.desk for _officer, acting in actors_with(Duty.AUTHORISE_RELEASE)}
    desks = Desk.objects.filter(agency__kind=AgencyKind.POLICE.value, address__in=staffed).order_by("address")
    return tuple(LeadDesk(desk.address, desk.name) for desk in desks.filter(closed_at=None))


def lead_of_report(reference: str) -> LeadState | None:
    """Where a desk's report came from. Trap: asks no policy; for a page that has opened the report."""
    return _state(Lead.objects.filter(report__reference=reference))


def lead_of_community_report(reference: str) -> LeadState | None:
    """What came of a lead. Trap: asks no policy; for a page that has opened the community report."""
    return _state(Lead.objects.filter(community__reference=reference))


def _state(leads: QuerySet[Lead]) -> LeadState | None:
    lead = leads.select_related("community__resource__owner_desk__agency", "report__resource__owner_desk").first()
    if lead is None:
        return None
    return LeadState(
        lead.community.reference,
        lead.report.resource.owner_desk.address,
        lead.sent_at,
        LeadOutcome(lead.outcome),
        lead.words,
        lead.told_at,
        Concern(lead.community.concern),
        lead.community.country,
        lead.community.province,
        lead.community.district,
        lead.community.resource.owner_desk.agency.code,
    )
