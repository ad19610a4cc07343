"""What waits for an officer: notices, reviews, roles and recoveries to confirm."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from samakki.access.domain import breakglass, recovery
from samakki.access.domain.accounts import GrantFacts, refusals_to_confirm
from samakki.access.models import BreakGlass, Exclusion, Notice, Officer, Recovery, RoleGrant
from samakki.access.queries.deployment import roles
from samakki.access.queries.people import actor, officer_facts
from samakki.access.queries.records import exclusion_of, facts_of

PAGE = 50


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One notice, as a code and a reference."""

    notice: int
    code: str
    reference: str
    at: datetime
    is_read: bool


@dataclass(frozen=True, slots=True)
class BreakGlassRow:
    """One use of urgent access; its written reason is opened by an action, which logs that."""

    use: str
    reference: str
    officer: str
    opened_at: datetime
    ends_at: datetime
    is_own: bool


@dataclass(frozen=True, slots=True)
class RoleToConfirm:
    """One proposed role."""

    officer: str
    full_name: str
    role: str
    proposed_by: str
    proposed_at: datetime


@dataclass(frozen=True, slots=True)
class RecoveryToConfirm:
    """One recovery that waits for its second person."""

    officer: str
    full_name: str
    opened_by: str
    ends_at: datetime


def notices(by: Officer, *, unread_only: bool = False, limit: int = PAGE) -> tuple[NoticeRow, ...]:
    """Latest notices to `by`; those about a record that they are excluded from are gone, also old ones."""
    hidden = Exclusion.objects.filter(exclusion_of(by)).values("resource__reference")
    rows = Notice.objects.filter(officer=by).exclude(reference__in=hidden)
    if unread_only:
        rows = rows.filter(read_at__isnull=True)
    return tuple(
        NoticeRow(row.pk, row.code, row.reference, row.at, is_read=row.read_at is not None)
        for row in rows.order_by("-at", "-pk")[:limit]
    )


def open_break_glasses(by: Officer) -> tuple[BreakGlassRow, ...]:
    """Uses without a finding that `by` may review, and their own, oldest first."""
    acting = actor(by)
    waiting = BreakGlass.objects.filter(reviewed_at__isnull=True).select_related("resource__owner_desk", "officer")
    hidden = set(Exclusion.objects.filter(exclusion_of(by)).values_list("resource_id", flat=True))
    rows = []
    for use in waiting.order_by("opened_at", "pk"):
        is_own = use.officer_id == by.pk
        refusals = breakglass.refusals_to_review(
            acting,
            resource=facts_of(use.resource),
            opened_by=use.officer.code,
            is_reviewed=False,
            excluded=use.resource_id in hidden,
            roles=roles(),
        )
        if use.resource_id not in hidden and (is_own or not refusals):
            rows.append(
                BreakGlassRow(
                    use.code, use.resource.reference, use.officer.code, use.opened_at, use.ends_at, is_own=is_own
                )
            )
    return tuple(rows)


def roles_to_confirm(by: Officer) -> tuple[RoleToConfirm, ...]:
    """Proposed roles that `by` may confirm, oldest first."""
    acting = actor(by)
    proposed = RoleGrant.objects.filter(confirmed_at__isnull=True, ended_at__isnull=True)
    return tuple(
        RoleToConfirm(grant.officer.code, grant.officer.full_name, grant.role, grant.proposed_by, grant.proposed_at)
        for grant in proposed.select_related("officer__desk__agency").order_by("proposed_at", "pk")
        if not refusals_to_confirm(
            acting, officer_facts(grant.officer), grant_facts(grant), others_who_may=0, roles=roles()
        )
    )


def recoveries_to_confirm(by: Officer) -> tuple[RecoveryToConfirm, ...]:
    """Open recoveries whose second person `by` may be, oldest first."""
    acting, now = actor(by), timezone.now()
    waiting = Recovery.objects.filter(Q(ends_at__gt=now), used_at__isnull=True, confirmed_at__isnull=True)
    return tuple(
        RecoveryToConfirm(row.officer.code, row.officer.full_name, row.opened_by, row.ends_at)
        for row in waiting.select_related("officer__desk__agency").order_by("opened_at", "pk")
        if not recovery.refusals_to_confirm(
            acting, officer_facts(row.officer), recovery_facts(row), now=now, roles=roles()
        )
    )


def grant_facts(grant: RoleGrant) -> GrantFacts:
    """A row as the rules see it."""
    return GrantFacts(
        grant.role,
        grant.proposed_by,
        is_confirmed=grant.confirmed_at is not None,
        is_ended=grant.ended_at is not None,
    )


def recovery_facts(row: Recovery) -> recovery.RecoveryFacts:
    """A row as the rules see it, with the agency of who opened it."""
    agency = Officer.objects.filter(code=row.opened_by).values_list("desk__agency__code", flat=True)
    return recovery.RecoveryFacts(
        row.opened_by,
        "".join(agency),
        row.confirmed_by,
        row.ends_at,
        row.failed_tries,
        is_used=row.used_at is not None,
    )
