"""What one officer may do on one record besides reading it, and how urgent access was used on it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from samakki.access.domain.membership import GRANTED
from samakki.access.domain.policy import decide_duty
from samakki.access.domain.vocabulary import Duty, Surface
from samakki.access.models import BreakGlass, Membership, Officer
from samakki.access.queries.choices import manage_refusals
from samakki.access.queries.deployment import roles
from samakki.access.queries.listing import VisibleRecord
from samakki.access.queries.oversight import may_ask_who_looked
from samakki.access.queries.records import standing


@dataclass(frozen=True, slots=True)
class UseRow:
    """One use of urgent access on a record; `finding` is empty while it waits for its review."""

    use: str
    officer: str
    opened_at: datetime
    ends_at: datetime
    finding: str
    reviewed_by: str


def powers_on(*, by: Officer, reference: str) -> frozenset[Duty]:
    """Duties that `by` may use on a record: of members, exclusions and identity grants.

    For a page that shows or leaves out a form. The action behind the form decides again.

    Args:
        by: who looks at the record.
        reference: the record; for one that is missing or not theirs the answer is empty.
    """
    seen = standing(by, reference)
    powers = {duty for duty in (Duty.MANAGE_MEMBERS, Duty.EXCLUDE) if not manage_refusals(by, seen, duty)}
    is_custodian = not decide_duty(seen.viewer, Duty.GRANT_IDENTITY, roles=roles())
    if is_custodian and seen.resource is not None and seen.resource.compartment in GRANTED:
        decision = seen.decide(purpose=None, surface=Surface.PAGE, now=timezone.now())
        powers |= {Duty.GRANT_IDENTITY} if decision.view else set()
    return frozenset(powers)


def ends_of(by: Officer, records: Iterable[VisibleRecord]) -> Mapping[str, datetime | None]:
    """Until when the tie that each of `records` rests on holds; ``None`` for until somebody ends it.

    Args:
        by: whose records they are.
        records: of `by`, as ``my_records`` gives them.

    Returns:
        The latest end by reference; a record that no tie of `by` opens is missing.
    """
    wanted = {record.reference: record for record in records}
    live = Membership.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=timezone.now()), officer=by, resource__reference__in=wanted
    )
    found: dict[str, list[datetime | None]] = {}
    for reference, basis, purpose, ends_at in live.values_list("resource__reference", "basis", "purpose", "ends_at"):
        if (basis, purpose) == (wanted[reference].basis.value, wanted[reference].purpose.value):
            found.setdefault(reference, []).append(ends_at)
    return {reference: None if None in ends else max(filter(None, ends)) for reference, ends in found.items()}


def break_glasses_of(*, by: Officer, reference: str) -> tuple[UseRow, ...]:
    """Every use of urgent access on a record, newest first, for whoever may ask who looked at it; else empty."""
    seen = standing(by, reference)
    if not may_ask_who_looked(by, seen):
        return ()
    uses = BreakGlass.objects.filter(resource=seen.resource_id).select_related("officer").order_by("-opened_at", "-pk")
    return tuple(
        UseRow(use.code, use.officer.code, use.opened_at, use.ends_at, use.finding, use.reviewed_by) for use in uses
    )
