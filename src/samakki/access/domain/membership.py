"""Rules for tying an officer to a record, and for a custodian's grant."""

from datetime import datetime, timedelta
from enum import Enum

from samakki.access.domain.accounts import Actor
from samakki.access.domain.policy import NOT_FOUND, Decision, ResourceFacts, decide_duty
from samakki.access.domain.roles import ROLES, Roles
from samakki.access.domain.vocabulary import Basis, Compartment, Duty, View
from samakki.kernel.refusals import Refusal

ASSIGNABLE = frozenset(Basis) - {Basis.ANYONE, Basis.DESK, Basis.GRANT, Basis.BREAK_GLASS}
"""Bases a member is added on. Two follow from role and desk, two have verbs of their own."""

LONGEST: dict[Basis, timedelta] = {
    Basis.SESSION: timedelta(days=1),  # one interpreted session
    Basis.REFERRAL: timedelta(days=92),  # one service; asked for again if it goes on
    Basis.ORDER: timedelta(days=366),
    Basis.MANDATE: timedelta(days=366),
    Basis.GRANT: timedelta(days=30),
}
"""Ties that must have an end, and the longest each may last. No source names lengths: tighten them per country."""

GRANTED = frozenset({Compartment.VICTIM_IDENTITY, Compartment.SOURCE_IDENTITY})
"""Compartments that a custodian's grant opens; whereabouts and care have none."""

NOT_AVAILABLE = Refusal("officer-not-available")
"""The one outward reason for an officer who cannot be tied to a record: unknown, closed, without a fitting role, or
excluded. One answer for all, so that whoever tries cannot find out, and pass on, who is excluded."""


class GrantReason(Enum):
    """Why a custodian opens an identity."""

    COURT_HEARING = "court_hearing"
    FORMAL_REQUEST = "formal_request"
    PROTECTION_MEASURE = "protection_measure"
    TAKE_STATEMENT = "take_statement"
    REPATRIATION = "repatriation"
    SOURCE_REVIEW = "source_review"


def refusals_to_act_on(
    actor: Actor,
    duty: Duty,
    resource: ResourceFacts | None,
    decision: Decision,
    *,
    excluded: bool,
    roles: Roles = ROLES,
) -> tuple[Refusal, ...]:
    """Why `actor` may not use `duty` on a record: manage its members, or keep somebody away from it.

    The own desk's records of a compartment that the role ever sees, and any record read in full. An overseer excludes
    on every record, because a suspicion about an officer comes from outside the desk.

    Args:
        actor: who acts; the console does not.
        duty: ``MANAGE_MEMBERS`` or ``EXCLUDE``.
        resource: None when there is no such record.
        decision: of the policy, for this actor, this record and the page.
        excluded: the actor is kept away from it.
        roles: the node's roles.

    Returns:
        "duty-not-held", or `NOT_FOUND` whether the record is missing, closed or kept from the actor.
    """
    not_held = decide_duty(actor.viewer, duty, roles=roles)
    if resource is None or excluded:
        return (*not_held, NOT_FOUND)
    holding = [roles[code] for code in actor.viewer.roles if code in roles and duty in roles[code].duties]
    is_desks = resource.owner_desk == actor.viewer.desk and any(
        resource.compartment in role.permits for role in holding
    )
    is_watched = duty is Duty.EXCLUDE and actor.is_overseer()
    may = is_desks or is_watched or decision.view is View.FULL
    return not_held if may else (*not_held, NOT_FOUND)


def refusals_of_tie(basis: Basis, *, starts_at: datetime, ends_at: datetime | None) -> tuple[Refusal, ...]:
    """Why a tie on `basis` may not have these times."""
    longest = LONGEST.get(basis)
    if ends_at is None:
        return (Refusal("end-needed", {"basis": basis.value}),) if longest else ()
    if ends_at <= starts_at:
        return (Refusal("end-before-start"),)
    if longest and ends_at - starts_at > longest:
        return (Refusal("end-too-late", {"basis": basis.value, "days": longest.days}),)
    return ()


def refusals_to_add(
    actor: Actor, officer: str, basis: Basis, *, starts_at: datetime, ends_at: datetime | None
) -> tuple[Refusal, ...]:
    """Why `actor` may not tie `officer` to a record that `refusals_to_act_on` let them manage.

    Not checked here: whether the officer can be tied at all; see `NOT_AVAILABLE`.
    """
    reasons = list(refusals_of_tie(basis, starts_at=starts_at, ends_at=ends_at))
    if basis not in ASSIGNABLE:
        reasons.append(Refusal("basis-not-assignable", {"basis": basis.value}))
    if officer == actor.code:
        reasons.append(Refusal("own-membership"))  # two people for every new reader
    return tuple(reasons)


def refusals_to_grant(
    actor: Actor,
    officer: str,
    resource: ResourceFacts | None,
    decision: Decision,
    *,
    starts_at: datetime,
    ends_at: datetime | None,
    roles: Roles = ROLES,
) -> tuple[Refusal, ...]:
    """Why `actor`, a custodian, may not open this identity to `officer`.

    Args:
        actor: the custodian.
        officer: code of who would read it.
        resource: None when there is no such record.
        decision: of the policy, for the custodian and the page.
        starts_at: usually now.
        ends_at: mandatory.
        roles: the node's roles.

    Source:
        GlobaLeaks' custodian: a request with a motivation, a decision by somebody who does not read.
    """
    reasons = list(decide_duty(actor.viewer, Duty.GRANT_IDENTITY, roles=roles))
    if resource is None or decision.view is None or resource.compartment not in GRANTED:
        reasons.append(NOT_FOUND)
    if officer == actor.code:
        reasons.append(Refusal("own-membership"))
    return (*reasons, *refusals_of_tie(Basis.GRANT, starts_at=starts_at, ends_at=ends_at))
