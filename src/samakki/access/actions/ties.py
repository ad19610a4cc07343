"""Writes and ends ties between officers and records, inside an action's transaction."""

from datetime import datetime

from django.db.models import F, QuerySet
from django.db.models.functions import Greatest

from samakki.access.domain.policy import Tie
from samakki.access.models import Membership, Officer


def tie(resource_id: int, officer: Officer, how: Tie, *, granted_by: str, reason: str = "") -> None:
    """Write one tie.

    Args:
        resource_id: row of the record.
        officer: who is tied to it.
        how: basis, purpose and times.
        granted_by: code of who gives it.
        reason: a code, where the basis has one.
    """
    Membership.objects.create(
        resource_id=resource_id,
        officer=officer,
        purpose=how.purpose.value,
        basis=how.basis.value,
        reason=reason,
        granted_by=granted_by,
        starts_at=how.starts_at,
        ends_at=how.ends_at,
    )


def end_ties(ties: QuerySet[Membership], now: datetime) -> int:
    """End those of `ties` that have not ended, and return how many; one still to begin ends where it would begin."""
    return ties.exclude(ends_at__lte=now).update(ends_at=Greatest(F("starts_at"), now))
