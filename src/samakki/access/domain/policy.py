"""The one policy. Every page, list, search, count, export, attachment, API, notification, chart and statistic asks it.

Order of thought, the same for every record:
 1. Excluded officers and desks meet a record that does not exist.
 2. Each role permits views of a compartment on a basis (``roles``). Urgent access adds one permit (``BREAK_GLASS``).
 3. A permit opens nothing where the purpose, the surface or the handling codes forbid it (`standing_refusals`).
 4. A permit opens nothing without the tie it names: desk, or a membership for that purpose, within its time.
 5. Of the permits that are left the strongest view counts; no permit left is the answer "not-found".

Steps 2 and 3 do not look at a row, so lists get them from here as `reach` and leave only steps 1 and 4 to the
database. `decide` and ``queries.visible`` therefore cannot disagree about what a role may do.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from samakki.access.domain.permits import codes_that_forbid, permits_of
from samakki.access.domain.purposes import OPENS
from samakki.access.domain.roles import ROLES, Permit, Role, Roles
from samakki.access.domain.views import (
    BASIS_SURFACES,
    COMPARTMENT_SURFACES,
    PROTECTED_SURFACES,
    VIEW_SURFACES,
    strength,
    view_on,
)
from samakki.access.domain.vocabulary import Basis, Compartment, Duty, Purpose, Surface, View
from samakki.kernel.handling import HandlingCode
from samakki.kernel.refusals import Refusal

NOT_FOUND = Refusal("not-found")
"""The one outward reason for a record that is missing, not theirs, or kept from them."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """An officer as the policy sees one: no name, only code, desk address and confirmed roles."""

    code: str
    desk: str
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class ResourceFacts:
    """A record as the policy sees one. Its content is nowhere in ``access``."""

    reference: str
    compartment: Compartment
    handling: frozenset[HandlingCode]
    owner_desk: str
    is_protected: bool  # concerns a protected person


@dataclass(frozen=True, slots=True)
class Tie:
    """A membership: one basis, one purpose, half-open in time; `ends_at` None means until somebody ends it."""

    basis: Basis
    purpose: Purpose
    starts_at: datetime
    ends_at: datetime | None

    def holds(self, now: datetime) -> bool:
        """Whether `now` lies in [starts_at, ends_at)."""
        return self.starts_at <= now and (self.ends_at is None or now < self.ends_at)


@dataclass(frozen=True, slots=True)
class Decision:
    """What one officer sees of one record on one surface, for one purpose.

    Attributes:
        view: how much; None means that for this officer the record does not exist.
        basis: what it rests on; None with no view.
        purpose: what it was decided for; None only where an officer without any purpose asked.
        reasons: for people: empty, or `NOT_FOUND` alone. Safe to show.
        inner: for the audit log: every reason there was. Never show these: they tell a missing record from a closed
            one.
    """

    view: View | None
    basis: Basis | None
    purpose: Purpose | None
    reasons: tuple[Refusal, ...] = ()
    inner: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True)
class Reach:
    """One permit after purpose and surface had their say: what a list still has to ask the database."""

    basis: Basis
    compartment: Compartment
    forbidden_codes: frozenset[HandlingCode]  # a record that carries one of these stays closed
    takes_protected: bool


def decide(
    viewer: Viewer,
    resource: ResourceFacts,
    *,
    ties: Collection[Tie],
    purpose: Purpose,
    surface: Surface,
    excluded: bool,
    now: datetime,
    roles: Roles = ROLES,
) -> Decision:
    """What `viewer` sees of `resource` on `surface`, for `purpose`.

    Trap: `ties` must be this viewer's memberships of this very record. The policy cannot check that.

    Args:
        viewer: with confirmed roles only; codes that `roles` does not know count as no role.
        resource: the record's facts, never its content.
        ties: past and future ones may be among them.
        purpose: what the officer opens it for; must be one of the role's and that of the tie.
        surface: where it will show.
        excluded: the officer or their desk is kept away from the record.
        now: aware moment the times of the ties are compared with.
        roles: the node's roles, which a deployment may have tightened.

    Returns:
        The strongest view that any permit opens, or a decision without a view that holds every reason.

    Source:
        Visibility matrix of the project's casework study; drawn again, by hand, in ``tests/spec/access``.
    """
    inner: list[Refusal] = [Refusal("excluded")] if excluded else []
    best: Permit | None = None
    permits = [(role, permit) for role in _held(viewer, roles) for permit in permits_of(role, resource.compartment)]
    if not permits:
        inner.append(Refusal("compartment-closed", {"compartment": resource.compartment.value}))
    for role, permit in permits:
        refusals = (
            *standing_refusals(role, permit, resource, purpose=purpose, surface=surface),
            *_tie_refusals(permit.basis, viewer, resource, ties=ties, purpose=purpose, now=now),
        )
        inner.extend(refusals)
        if not refusals and (best is None or strength(permit.view) > strength(best.view)):
            best = permit
    if best is None or excluded:
        return Decision(None, None, purpose, (NOT_FOUND,), tuple(dict.fromkeys(inner)))
    return Decision(view_on(surface, best.view, is_protected=resource.is_protected), best.basis, purpose)


def decide_for_any_purpose(
    viewer: Viewer,
    resource: ResourceFacts,
    *,
    ties: Collection[Tie],
    surface: Surface,
    excluded: bool,
    now: datetime,
    roles: Roles = ROLES,
) -> Decision:
    """The strongest of the decisions for each purpose the viewer's roles have; ties go to the first purpose.

    For pages that open a record by its address. The decision names the purpose, and the audit entry repeats it.
    """
    decisions = [
        decide(viewer, resource, ties=ties, purpose=purpose, surface=surface, excluded=excluded, now=now, roles=roles)
        for purpose in purposes_of(viewer, roles=roles)
    ]
    opened = [decision for decision in decisions if decision.view]
    if opened:
        return max(opened, key=lambda decision: strength(decision.view or View.CODE))
    inner = [reason for decision in decisions for reason in decision.inner] or [Refusal("no-role")]
    return Decision(None, None, None, (NOT_FOUND,), tuple(dict.fromkeys(inner)))


def decide_duty(viewer: Viewer, duty: Duty, *, roles: Roles = ROLES) -> tuple[Refusal, ...]:
    """Why `viewer` may not do `duty` at all; empty means a role of theirs has it.

    Not checked here: on which record or person. The action that uses the duty checks that.
    """
    if any(duty in role.duties for role in _held(viewer, roles)):
        return ()
    return (Refusal("duty-not-held", {"duty": duty.value}),)


def decide_write(
    viewer: Viewer, compartment: Compartment, *, purpose: Purpose, roles: Roles = ROLES
) -> tuple[Refusal, ...]:
    """Why `viewer` may not make a new record in `compartment` for `purpose`; empty means they may.

    To change a record that exists, ask `decide` for its full view on the page too.
    """
    writing = [role for role in _held(viewer, roles) if compartment in role.writes]
    if not writing:
        return (Refusal("compartment-not-written-by-role", {"compartment": compartment.value}),)
    if compartment not in OPENS[purpose] or not any(purpose in role.purposes for role in writing):
        return (Refusal("purpose-not-for-this", {"purpose": purpose.value, "compartment": compartment.value}),)
    return ()


def purposes_of(viewer: Viewer, *, roles: Roles = ROLES) -> tuple[Purpose, ...]:
    """Every purpose that the viewer's roles have, in the order of the vocabulary."""
    held = {purpose for role in _held(viewer, roles) for purpose in role.purposes}
    return tuple(purpose for purpose in Purpose if purpose in held)


def standing_refusals(
    role: type[Role], permit: Permit, resource: ResourceFacts, *, purpose: Purpose, surface: Surface
) -> tuple[Refusal, ...]:
    """Why a permit opens nothing here whatever the officer's ties: purpose, surface, handling."""
    found = _reach_of(role, permit, resource.compartment, purpose=purpose, surface=surface)
    reasons = list(found.refusals)
    reasons += [
        Refusal("handling-forbids", {"handling": code.value, "surface": surface.value})
        for code in HandlingCode
        if code in resource.handling & found.reach.forbidden_codes
    ]
    if resource.is_protected and not found.reach.takes_protected:
        reasons.append(Refusal("protected-not-shown-here", {"surface": surface.value}))
    return tuple(reasons)


def reach(
    viewer: Viewer,
    *,
    purpose: Purpose,
    surface: Surface,
    compartments: Iterable[Compartment] = Compartment,
    views: Collection[View] = tuple(View),
    roles: Roles = ROLES,
) -> frozenset[Reach]:
    """What is left of the viewer's permits after purpose and surface, for a list to turn into one query.

    `views` are those that the list can use: a list of what records say needs the full view, a list of records none.
    """
    return frozenset(
        found.reach
        for role in _held(viewer, roles)
        for compartment in compartments
        for permit in permits_of(role, compartment)
        if permit.view in views
        and not (found := _reach_of(role, permit, compartment, purpose=purpose, surface=surface)).refusals
    )


@dataclass(frozen=True, slots=True)
class _Found:
    reach: Reach
    refusals: tuple[Refusal, ...]


def _reach_of(
    role: type[Role], permit: Permit, compartment: Compartment, *, purpose: Purpose, surface: Surface
) -> _Found:
    reasons: list[Refusal] = []
    if purpose not in role.purposes:
        reasons.append(Refusal("purpose-not-of-role", {"purpose": purpose.value, "role": role.code}))
    if compartment not in OPENS[purpose]:
        facts = {"purpose": purpose.value, "compartment": compartment.value}
        reasons.append(Refusal("purpose-not-for-this", facts))
    allowed = COMPARTMENT_SURFACES[compartment] & VIEW_SURFACES[permit.view] & BASIS_SURFACES[permit.basis]
    if surface not in allowed:
        reasons.append(Refusal("surface-closed", {"surface": surface.value, "compartment": compartment.value}))
    forbidden = frozenset(codes_that_forbid(permit.basis, purpose=purpose, surface=surface))
    return _Found(Reach(permit.basis, compartment, forbidden, surface in PROTECTED_SURFACES), tuple(reasons))


def _tie_refusals(
    basis: Basis,
    viewer: Viewer,
    resource: ResourceFacts,
    *,
    ties: Collection[Tie],
    purpose: Purpose,
    now: datetime,
) -> tuple[Refusal, ...]:
    if basis is Basis.ANYONE or (basis is Basis.DESK and viewer.desk == resource.owner_desk):
        return ()
    facts = {"basis": basis.value}
    fitting = [tie for tie in ties if tie.basis is basis]
    if basis is Basis.DESK or not fitting:
        return (Refusal("no-tie", facts),)
    if not any(tie.purpose is purpose for tie in fitting):
        return (Refusal("tie-for-other-purpose", facts),)
    if not any(tie.holds(now) for tie in fitting if tie.purpose is purpose):
        return (Refusal("tie-not-now", facts),)
    return ()


def _held(viewer: Viewer, roles: Mapping[str, type[Role]]) -> list[type[Role]]:
    return [roles[code] for code in sorted(viewer.roles) if code in roles]
