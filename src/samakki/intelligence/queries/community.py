"""Community reports, for the officers of the agency they are routed to."""

from dataclasses import dataclass
from datetime import datetime

from samakki.access import queries as access
from samakki.access.domain.vocabulary import Compartment, Duty, Surface, View
from samakki.access.queries import Officer
from samakki.intelligence.domain.community import KeptWarning
from samakki.intelligence.domain.vocabulary import Concern, Obtained, Use
from samakki.intelligence.models import CommunityReport
from samakki.intelligence.queries.leads import LeadState, lead_of_community_report

TIPS = frozenset({Compartment.TIPS})
WHOLE = frozenset({View.FULL})
PAGE = 50


@dataclass(frozen=True, slots=True)
class CommunityRow:
    """One community report in a list."""

    reference: str
    concern: Concern
    country: str
    province: str
    use: Use
    obtained_on: str
    created_by: str
    created_at: datetime
    lead: LeadState | None


@dataclass(frozen=True, slots=True)
class CommunityDetail:
    """One community report in full; no part of it opens on less.

    Attributes:
        reference: "N-…".
        told: as told.
        lead_text: what the police would read, or have.
        lead_desk: address.
        warnings: what stays in that text although it may give the informant away, and why.
        lead: what came of it; None while it did not go.
        writers: who wrote any of it.
    """

    reference: str
    told: str
    concern: Concern
    language: str
    obtained_how: Obtained
    obtained_on: str
    obtained_as_written: str
    country: str
    province: str
    district: str
    exact_place: str
    source_reference: str
    use: Use
    use_by: str
    use_at: datetime | None
    lead_text: str
    lead_desk: str
    warnings: tuple[KeptWarning, ...]
    lead: LeadState | None
    writers: frozenset[str]
    created_at: datetime
    created_by: str


def community_reports(by: Officer, *, use: Use | None = None) -> tuple[CommunityRow, ...]:
    """The latest community reports that are routed to `by`."""
    seen = access.visible_filter(by=by, surface=Surface.LIST, compartments=TIPS, views=WHOLE, column="resource")
    rows = CommunityReport.objects.filter(seen)
    if use is not None:
        rows = rows.filter(use=use.value)
    return tuple(
        CommunityRow(
            row.reference,
            Concern(row.concern),
            row.country,
            row.province,
            Use(row.use),
            row.obtained_on,
            row.created_by,
            row.created_at,
            lead_of_community_report(row.reference) if row.use == Use.LEAD_SENT.value else None,
        )
        for row in rows.order_by("-created_at", "-pk")[:PAGE]
    )


def community_report(by: Officer, reference: str) -> CommunityDetail | None:
    """One community report; None where it is missing or not open to `by` in full.

    Trap: does not log the look. A page opens the record first (``access.web.decisions.open_record``).
    """
    decision = access.decide_record(by=by, reference=reference, purpose=None, surface=Surface.PAGE)
    row = CommunityReport.objects.filter(reference=reference).first()
    if row is None or decision.view is not View.FULL:
        return None
    return CommunityDetail(
        row.reference,
        row.told,
        Concern(row.concern),
        row.language,
        Obtained(row.obtained_how),
        row.obtained_on,
        row.obtained_as_written,
        row.country,
        row.province,
        row.district,
        row.exact_place,
        row.source_reference,
        Use(row.use),
        row.use_by,
        row.use_at,
        row.lead_text,
        row.lead_desk,
        tuple(KeptWarning(one["code"], one["fragment"], one["reason"]) for one in row.lead_warnings),
        lead_of_community_report(reference),
        frozenset(row.writers),
        row.created_at,
        row.created_by,
    )


def leads_to_agree(by: Officer) -> tuple[CommunityRow, ...]:
    """Proposed leads that `by` may let go: of others, where a role of theirs has the duty."""
    if access.duty_refusals(by, Duty.AUTHORISE_RELEASE):
        return ()
    return tuple(row for row in community_reports(by, use=Use.LEAD_PROPOSED) if row.created_by != by.code)
