"""Rules for roles and accounts: two people for every role, a role only where it belongs, nobody for themself."""

from collections.abc import Collection
from dataclasses import dataclass

from samakki.access.domain.policy import Viewer, decide_duty
from samakki.access.domain.roles import ROLES, Roles
from samakki.access.domain.roles.node import NodeAdministrator, Overseer
from samakki.access.domain.vocabulary import AgencyKind, Duty
from samakki.kernel.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: an officer, or the console of the machine, which is there before any officer is.

    Attributes:
        viewer: code, desk and roles; of the console: code "console" and no role.
        agency: agency code, "KH/POL"; empty for the console.
        is_console: whoever may run ``samakki`` commands on the machine.
    """

    viewer: Viewer
    agency: str
    is_console: bool = False

    @property
    def code(self) -> str:
        """What the log calls the actor."""
        return self.viewer.code

    def is_overseer(self) -> bool:
        """Whether the actor watches over the agencies from outside."""
        return Overseer.code in self.viewer.roles


@dataclass(frozen=True, slots=True)
class OfficerFacts:
    """The officer whom an act is about."""

    code: str
    agency: str
    agency_kind: AgencyKind
    is_open: bool
    roles: frozenset[str]  # held or proposed


@dataclass(frozen=True, slots=True)
class GrantFacts:
    """One role grant as it stands."""

    role: str
    proposed_by: str
    is_confirmed: bool
    is_ended: bool


def refusals_to_manage_accounts(actor: Actor, *, roles: Roles = ROLES) -> tuple[Refusal, ...]:
    """Why `actor` may not add or close agencies, desks and officers."""
    return () if actor.is_console else decide_duty(actor.viewer, Duty.MANAGE_ACCOUNTS, roles=roles)


def refusals_to_staff(*, has_terms: bool, is_agency_closed: bool, is_desk_closed: bool) -> tuple[Refusal, ...]:
    """Why a desk may not get an officer: no signed terms of use, or closed."""
    reasons = {
        "agency-terms-missing": not has_terms,
        "agency-closed": is_agency_closed,
        "desk-closed": is_desk_closed,
    }
    return tuple(Refusal(code) for code, holds in reasons.items() if holds)


def refusals_to_take_away(actor: Actor, officer: OfficerFacts, *, roles: Roles = ROLES) -> tuple[Refusal, ...]:
    """Why `actor` may not end a role, an account or the sessions of `officer`.

    Giving takes two people, taking away takes one: who manages accounts, who confirms roles in the officer's agency,
    or an overseer. Nobody closes their own account by mistake.
    """
    reasons: list[Refusal] = []
    if actor.code == officer.code:
        reasons.append(Refusal("own-account"))
    confirms = not decide_duty(actor.viewer, Duty.CONFIRM_ROLES, roles=roles)
    is_theirs = confirms and (actor.agency == officer.agency or actor.is_overseer())
    if not is_theirs:
        reasons.extend(refusals_to_manage_accounts(actor, roles=roles))
    return tuple(reasons)


def refusals_to_propose(actor: Actor, officer: OfficerFacts, role: str, *, roles: Roles = ROLES) -> tuple[Refusal, ...]:
    """Why `actor` may not propose `role` for `officer`; empty means they may."""
    reasons = list(refusals_to_manage_accounts(actor, roles=roles))
    if actor.code == officer.code:
        reasons.append(Refusal("own-role"))
    if not officer.is_open:
        reasons.append(Refusal("officer-closed", {"officer": officer.code}))
    if role not in roles:
        return (*reasons, Refusal("role-unknown"))
    if officer.agency_kind not in roles[role].may_be_held_in:
        reasons.append(Refusal("role-not-for-agency", {"role": role, "kind": officer.agency_kind.value}))
    if role in officer.roles:
        reasons.append(Refusal("role-there-already", {"role": role}))
    reasons += [
        Refusal("roles-exclude-each-other", {"role": role, "other": other})
        for other in sorted(officer.roles)
        if other in roles[role].never_with or (other in roles and role in roles[other].never_with)
    ]
    return tuple(reasons)


def refusals_to_confirm(
    actor: Actor,
    officer: OfficerFacts,
    grant: GrantFacts,
    *,
    others_who_may: int,
    roles: Roles = ROLES,
) -> tuple[Refusal, ...]:
    """Why `actor` may not put a proposed role in force; empty means they may.

    The console may confirm only while nobody else on the node could: the first officers of an agency have to come from
    somewhere, and afterwards who owns the machine has no say in who reads cases.

    Args:
        actor: the second person.
        officer: who gets the role.
        grant: the proposal.
        others_who_may: open officers, the proposer and `officer` left out, who could confirm it.
        roles: the node's roles.
    """
    reasons: list[Refusal] = []
    if grant.is_confirmed or grant.is_ended:
        reasons.append(Refusal("role-not-proposed", {"role": grant.role}))
    if not officer.is_open:
        reasons.append(Refusal("officer-closed", {"officer": officer.code}))
    if actor.is_console:
        if others_who_may:
            reasons.append(Refusal("console-confirms-first-only", {"others": others_who_may}))
        return tuple(reasons)
    reasons.extend(decide_duty(actor.viewer, Duty.CONFIRM_ROLES, roles=roles))
    if NodeAdministrator.code in actor.viewer.roles:
        reasons.append(Refusal("administrator-cannot-confirm"))
    if actor.code == officer.code:
        reasons.append(Refusal("own-role"))
    if actor.code == grant.proposed_by:
        reasons.append(Refusal("second-person-needed"))
    if actor.agency != officer.agency and not actor.is_overseer():
        reasons.append(Refusal("other-agency", {"agency": officer.agency}))
    return tuple(reasons)


def may_confirm(
    candidates: Collection[Actor], officer: OfficerFacts, grant: GrantFacts, *, roles: Roles = ROLES
) -> int:
    """How many of `candidates` could confirm `grant`."""
    return sum(not refusals_to_confirm(actor, officer, grant, others_who_may=0, roles=roles) for actor in candidates)
