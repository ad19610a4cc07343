"""Whom and what a form may offer, and who is on a record. Excluded and closed drop out without a trace."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from samakki.access.domain.accounts import Actor
from samakki.access.domain.membership import ASSIGNABLE, refusals_to_act_on
from samakki.access.domain.permits import permits_of
from samakki.access.domain.policy import Viewer
from samakki.access.domain.vocabulary import Basis, Compartment, Duty, Purpose, Surface
from samakki.access.models import Desk, Exclusion, Membership, Officer
from samakki.access.queries.deployment import roles
from samakki.access.queries.people import actor_of, with_live_roles
from samakki.access.queries.records import Standing, standing
from samakki.kernel.refusals import Refusal


@dataclass(frozen=True, slots=True)
class DeskChoice:
    """One desk that may be chosen."""

    address: str
    name: str


@dataclass(frozen=True, slots=True)
class OfficerChoice:
    """One officer who may be chosen."""

    code: str
    full_name: str
    desk: str


@dataclass(frozen=True, slots=True)
class Member:
    """One tie of one officer to a record."""

    officer: OfficerChoice
    basis: Basis
    purpose: Purpose
    starts_at: datetime
    ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class ExclusionRow:
    """One exclusion in force; `officer` or `desk` is empty."""

    officer: str
    desk: str
    reason: str
    made_by: str
    made_at: datetime


def desks_to_choose(*, by: Officer, reference: str | None = None) -> tuple[DeskChoice, ...]:
    """Desks of this node that something may be addressed to.

    Args:
        by: who chooses.
        reference: the record it is about: desks excluded from it drop out, and nothing can be chosen for a record that
            `by` does not see.
    """
    desks = Desk.objects.filter(closed_at__isnull=True, agency__closed_at__isnull=True)
    if reference is not None:
        seen = standing(by, reference)
        if not _sees(seen):
            return ()
        desks = desks.exclude(pk__in=_excluded(seen).filter(desk__isnull=False).values("desk_id"))
    return tuple(DeskChoice(desk.address, desk.name) for desk in desks.order_by("address"))


def officers_to_choose(
    *, by: Officer, reference: str, purpose: Purpose | None = None, basis: Basis | None = None
) -> tuple[OfficerChoice, ...]:
    """Officers whom `by` may tie to a record: open, not excluded, and with a role that would see something by it.

    Args:
        by: who chooses; needs to manage the record's members or, for ``Basis.GRANT``, to see its code.
        reference: the record.
        purpose: None for any.
        basis: None for any that members are added on.
    """
    seen = standing(by, reference)
    if seen.resource is None or not (_sees(seen) or not manage_refusals(by, seen)):
        return ()
    bases = ASSIGNABLE if basis is None else {basis}
    compartment = seen.resource.compartment
    choices = [
        _choice(officer)
        for officer in with_live_roles(_available(seen)).exclude(pk=by.pk).order_by("full_name", "code")
        if sees_by_tie(actor_of(officer).viewer, compartment, purpose=purpose, bases=bases)
    ]
    return tuple(choices)


def officer_to_tie(reference_standing: Standing, code: str, *, purpose: Purpose, basis: Basis) -> Officer | None:
    """The officer with `code` if they may be tied to the record on `basis`; None for every other case alike."""
    resource = reference_standing.resource
    officers = list(with_live_roles(_available(reference_standing).filter(code=code)))
    fitting = [
        one
        for one in officers
        if resource and sees_by_tie(actor_of(one).viewer, resource.compartment, purpose=purpose, bases={basis})
    ]
    return fitting[0] if fitting else None


def sees_by_tie(
    viewer: Viewer, compartment: Compartment, *, purpose: Purpose | None, bases: "frozenset[Basis] | set[Basis]"
) -> bool:
    """Whether a tie on one of `bases` would show `viewer` anything of `compartment`."""
    held = [role for code, role in roles().items() if code in viewer.roles]
    return any(
        permit.basis in bases and purpose in {None, *role.purposes}
        for role in held
        for permit in permits_of(role, compartment)
    )


def members_of(*, by: Officer, reference: str) -> tuple[Member, ...]:
    """Ties in force now or later, for whoever sees the record or manages its members; empty for everybody else."""
    seen = standing(by, reference)
    if not (_sees(seen) or not manage_refusals(by, seen)):
        return ()
    live = Membership.objects.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=timezone.now()), resource=seen.resource_id)
    return tuple(
        Member(
            _choice(tie.officer), Basis(tie.basis), Purpose(tie.purpose), starts_at=tie.starts_at, ends_at=tie.ends_at
        )
        for tie in live.select_related("officer__desk").order_by("officer__code", "basis", "starts_at")
    )


def manage_refusals(by: Officer, seen: Standing, duty: Duty = Duty.MANAGE_MEMBERS) -> tuple[Refusal, ...]:
    """Why `by` may not manage the members of a record, or with ``Duty.EXCLUDE`` keep somebody away from it."""
    acting = Actor(seen.viewer, by.desk.agency.code)
    decision = seen.decide(purpose=None, surface=Surface.PAGE, now=timezone.now())
    return refusals_to_act_on(acting, duty, seen.resource, decision, excluded=seen.excluded, roles=roles())


def exclusions_of(*, by: Officer, reference: str) -> tuple[ExclusionRow, ...]:
    """Who is kept away from a record, for whoever may keep somebody away from it; empty for everybody else."""
    seen = standing(by, reference)
    if manage_refusals(by, seen, Duty.EXCLUDE):
        return ()
    return tuple(
        ExclusionRow(
            row.officer.code if row.officer else "",
            row.desk.address if row.desk else "",
            row.reason,
            row.made_by,
            row.made_at,
        )
        for row in _excluded(seen).select_related("officer", "desk").order_by("made_at", "pk")
    )


def _sees(seen: Standing) -> bool:
    return seen.decide(purpose=None, surface=Surface.PAGE, now=timezone.now()).view is not None


def _excluded(seen: Standing) -> QuerySet[Exclusion]:
    return Exclusion.objects.filter(resource=seen.resource_id, lifted_at__isnull=True)


def _available(seen: Standing) -> QuerySet[Officer]:
    excluded = _excluded(seen)
    near = Q()
    if seen.resource is not None and seen.resource.compartment is Compartment.SOURCE_IDENTITY:
        # Who a source is never leaves the agency that knows it, by no grant of anybody's.
        country, agency, *_rest = seen.resource.owner_desk.split("/")
        near = Q(desk__agency__code=f"{country}/{agency}")
    return (
        Officer.objects.filter(near, is_active=True, closed_at__isnull=True)
        .exclude(pk__in=excluded.filter(officer__isnull=False).values("officer_id"))
        .exclude(desk__in=excluded.filter(desk__isnull=False).values("desk_id"))
    )


def _choice(officer: Officer) -> OfficerChoice:
    return OfficerChoice(officer.code, officer.full_name, officer.desk.address)
