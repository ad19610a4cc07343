"""Requests for a release as pages show them, on either side."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from samakki.intelligence.domain.holdings import ReleaseState, Use
from samakki.intelligence.domain.release_deadlines import is_overdue
from samakki.intelligence.models import ReleaseRequest
from samakki.intelligence.queries.grants import given_in


@dataclass(frozen=True, slots=True)
class AskedRelease:
    """One request for a release, on either side."""

    reference: str
    peer: str
    items: tuple[str, ...]
    use: Use
    to: str
    why: str
    reply_by: date | None
    state: ReleaseState
    reason: str
    words: tuple[tuple[str, str], ...]
    until: date | None
    at: datetime
    by: str
    is_overdue: bool  # its day passed and nobody answered: it opens nothing
    asked_again: bool  # a later request of this desk took its place


def releases_of(rows: QuerySet[ReleaseRequest]) -> tuple[AskedRelease, ...]:
    """Requests, newest first. Asks no policy: the page opened what they are about."""
    found, today = list(rows.order_by("-pk")), timezone.localdate()
    later = {row.instead_of for row in found}
    return tuple(
        AskedRelease(
            row.reference,
            row.peer,
            tuple(row.items),
            Use(row.use),
            row.to,
            row.why,
            row.reply_by,
            ReleaseState(row.state),
            row.reason,
            tuple(given_in(row).items()),
            row.until,
            row.at,
            row.by,
            is_overdue(ReleaseState(row.state), reply_by=row.reply_by, today=today),
            row.reference in later,
        )
        for row in found
    )


def releases_asked_of(disclosure: str) -> tuple[AskedRelease, ...]:
    """What other desks asked about a disclosure. Asks no policy: the page opened the disclosure."""
    return releases_of(ReleaseRequest.objects.filter(disclosure__reference=disclosure))
