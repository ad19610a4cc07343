"""Writes and ends ties between officers and records, inside an action's transaction."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Greatest

from samakki.access import audit
from samakki.access.domain.policy import Tie
from samakki.access.models import Membership, Officer

NODE = "node"
LATEST = 1_000
"""Ties among which one that begins later than now is looked for: a clock set back is noticed before so many follow."""


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


def begin_ties(*, now: datetime) -> int:
    """Have ties begin that the node wrote before its clock was set back: none is ever given for a later day.

    Without it an officer would not find what they wrote an hour ago until that hour has passed again.

    Returns:
        How many.
    """
    if now >= max(Membership.objects.order_by("-pk").values_list("starts_at", flat=True)[:LATEST], default=now):
        return 0
    with transaction.atomic():
        number = Membership.objects.filter(starts_at__gt=now).update(starts_at=now)
        audit.record(NODE, "begin_ties", facts={"count": number})
    return number
