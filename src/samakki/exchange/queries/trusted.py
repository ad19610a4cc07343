"""How the trust list stands on this node, for its administrator and for pages that rest on it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from samakki.exchange.domain.trust.statement import Reach
from samakki.exchange.models import Member, TrustState


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member of the exchange.

    Attributes:
        country: ISO 3166-1 alpha-2, or "XR".
        nodes, desks: how many are listed now.
        reach: how its desks want to be written to.
        contact_point: address; may be empty.
        confirmed: date of the newest trust data in which its statement was the current one.
        problem: why a newer one was not taken; a code, empty for none.
    """

    country: str
    nodes: int
    desks: int
    reach: Reach
    contact_point: str
    confirmed: datetime
    problem: str


@dataclass(frozen=True, slots=True)
class ListState:
    """The list as a whole.

    Attributes:
        version: of the timestamp.
        root_version: of the root.
        dated: from when on it counts.
        taken_at: when this version came.
        asked_at: when the source last answered.
    """

    version: int
    root_version: int
    dated: datetime
    taken_at: datetime
    asked_at: datetime


def members() -> tuple[MemberRow, ...]:
    """Every member, by country."""
    listed = Q(gone_at=None)
    rows = Member.objects.filter(listed).annotate(
        node_count=Count("nodes", filter=Q(nodes__gone_at=None), distinct=True),
        desk_count=Count("desks", filter=Q(desks__gone_at=None), distinct=True),
    )
    return tuple(
        MemberRow(
            one.country,
            one.node_count,
            one.desk_count,
            Reach(one.reach),
            one.contact_point,
            one.confirmed,
            one.problem,
        )
        for one in rows.order_by("country")
    )


def list_state() -> ListState | None:
    """The list that this node follows; None where it follows none."""
    one = TrustState.objects.first()
    return (
        None
        if one is None
        else ListState(one.timestamp_version, one.root_version, one.dated, one.taken_at, one.asked_at)
    )
