"""Officers and their roles."""

import re
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from samakki.access import audit, queries
from samakki.access.actions.agencies import accept_terms, add_agency, add_desk, close_desk
from samakki.access.actions.notifying import notify
from samakki.access.actions.refusing import logged_refusal
from samakki.access.actions.secrets_made import first_password, free_reference
from samakki.access.actions.sessions import end_sessions, remove_second_factors
from samakki.access.actions.ties import end_ties
from samakki.access.domain import accounts as rules
from samakki.access.domain.membership import NOT_AVAILABLE
from samakki.access.domain.notices import NoticeCode
from samakki.access.domain.vocabulary import Duty
from samakki.access.models import Desk, Membership, Officer, RoleGrant
from samakki.access.queries.people import actor, actors_with, officer_facts
from samakki.access.queries.waiting import grant_facts
from samakki.kernel.refusals import InvalidValue, Refusal

__all__ = [
    "NewOfficer",
    "accept_terms",
    "add_agency",
    "add_desk",
    "add_officer",
    "close_desk",
    "close_officer",
    "confirm_role",
    "end_role",
    "propose_role",
]

USERNAME = re.compile(r"[^\W_][\w.@+-]{2,79}")


@dataclass(frozen=True, slots=True)
class NewOfficer:
    """A new account. The password is nowhere else: show it once."""

    code: str
    password: str = field(repr=False)


def add_officer(*, by: Officer | str, username: str, full_name: str, desk: str, language: str = "en") -> NewOfficer:
    """Add an officer, who has no role yet and must choose a password of their own at the first sign-in.

    Args:
        by: who manages accounts, or "console".
        username: 3 to 80 letters, digits and . @ + - _ in any script; letter case does not tell two apart.
        full_name: in the officer's own script.
        desk: address of an open desk of an agency that has signed the terms of use.
        language: BCP 47, of pages.

    Raises:
        InvalidValue: "username-form", "username-taken", "name-empty", "desk-unknown".
        Refused: not theirs to do; terms missing; agency or desk closed.
    """
    name = " ".join(full_name.split())
    if not USERNAME.fullmatch(username):
        raise InvalidValue("username-form")
    if not name:
        raise InvalidValue("name-empty")
    with transaction.atomic():
        reasons = list(rules.refusals_to_manage_accounts(actor(by), roles=queries.roles()))
        if not reasons:
            place = Desk.objects.filter(address=desk).select_related("agency").first()
            if place is None:
                raise InvalidValue("desk-unknown")
            if Officer.objects.filter(username__iexact=username).exists():
                raise InvalidValue("username-taken")
            reasons += rules.refusals_to_staff(
                has_terms=place.agency.terms_accepted_on is not None,
                is_agency_closed=place.agency.closed_at is not None,
                is_desk_closed=place.closed_at is not None,
            )
            if not reasons:
                made = NewOfficer(free_reference("O", _is_code), first_password())
                officer = Officer(
                    code=made.code,
                    username=username,
                    full_name=name,
                    desk=place,
                    language=language,
                    created_at=timezone.now(),
                )
                officer.set_password(made.password)
                officer.save()
                audit.record(by, "add_officer", made.code, facts={"desk": desk})
                return made
    raise logged_refusal(by, "add_officer", "", reasons)


def close_officer(*, by: Officer | str, officer: str) -> None:
    """Close an account for good: roles, memberships, second factors and sessions end with it; history stays.

    Raises:
        Refused: not theirs to do, one's own account, no such officer, closed already.
    """
    with transaction.atomic():
        whom = _lock(officer)
        reasons = _refusals_to_take_away(by, whom)
        if whom is not None and whom.closed_at:
            reasons.append(Refusal("officer-closed", {"officer": officer}))
        if whom is not None and not reasons:
            now = timezone.now()
            whom.closed_at, whom.is_active = now, False
            whom.set_unusable_password()
            whom.save(update_fields=["closed_at", "is_active", "password"])
            RoleGrant.objects.filter(officer=whom, ended_at__isnull=True).update(ended_at=now, ended_by=_code(by))
            end_ties(Membership.objects.filter(officer=whom), now)
            remove_second_factors(whom)
            end_sessions(whom)
            audit.record(by, "close_officer", officer)
            return
    raise logged_refusal(by, "close_officer", officer, reasons)


def propose_role(*, by: Officer | str, officer: str, role: str) -> None:
    """Propose a role; it is in force once another person confirmed it.

    Raises:
        Refused: see ``domain.accounts.refusals_to_propose``; no such officer.
    """
    with transaction.atomic():
        whom = _lock(officer)
        reasons: list[Refusal] = [NOT_AVAILABLE]
        if whom is not None:
            reasons = list(rules.refusals_to_propose(actor(by), officer_facts(whom), role, roles=queries.roles()))
            if not reasons:
                RoleGrant.objects.create(officer=whom, role=role, proposed_by=_code(by), proposed_at=timezone.now())
                audit.record(by, "propose_role", officer, facts={"role": role})
                return
    raise logged_refusal(by, "propose_role", officer, reasons)


def confirm_role(*, by: Officer | str, officer: str, role: str) -> None:
    """Put a proposed role in force, as its second person.

    Raises:
        Refused: see ``domain.accounts.refusals_to_confirm``; no such officer, or nothing proposed.
    """
    with transaction.atomic():
        whom = _lock(officer)
        grant = _live_grant(whom, role)
        reasons: list[Refusal] = [NOT_AVAILABLE if whom is None else Refusal("role-not-proposed", {"role": role})]
        if whom is not None and grant is not None:
            about, stands = officer_facts(whom), grant_facts(grant)
            others = [one for row, one in actors_with(Duty.CONFIRM_ROLES) if row.pk != whom.pk]
            others_who_may = rules.may_confirm(others, about, stands, roles=queries.roles())
            reasons = list(
                rules.refusals_to_confirm(
                    actor(by), about, stands, others_who_may=others_who_may, roles=queries.roles()
                )
            )
            if not reasons:
                grant.confirmed_by, grant.confirmed_at = _code(by), timezone.now()
                grant.save(update_fields=["confirmed_by", "confirmed_at"])
                notify([whom], NoticeCode.ROLE_CONFIRMED, at=grant.confirmed_at)
                audit.record(by, "confirm_role", officer, facts={"role": role})
                return
    raise logged_refusal(by, "confirm_role", officer, reasons)


def end_role(*, by: Officer | str, officer: str, role: str) -> None:
    """End a role, or a proposal of one, at once.

    Raises:
        Refused: see ``domain.accounts.refusals_to_take_away``; no such officer or role.
    """
    with transaction.atomic():
        whom = _lock(officer)
        grant = _live_grant(whom, role)
        reasons = _refusals_to_take_away(by, whom)
        if whom is not None and grant is None:
            reasons.append(Refusal("role-not-held", {"role": role}))
        if whom is not None and grant is not None and not reasons:
            grant.ended_by, grant.ended_at = _code(by), timezone.now()
            grant.save(update_fields=["ended_by", "ended_at"])
            notify([whom], NoticeCode.ROLE_ENDED, at=grant.ended_at)
            audit.record(by, "end_role", officer, facts={"role": role})
            return
    raise logged_refusal(by, "end_role", officer, reasons)


def _is_code(code: str) -> bool:
    return Officer.objects.filter(code=code).exists()


def _refusals_to_take_away(by: Officer | str, whom: Officer | None) -> list[Refusal]:
    if whom is None:
        return [NOT_AVAILABLE]
    return list(rules.refusals_to_take_away(actor(by), officer_facts(whom), roles=queries.roles()))


def _lock(code: str) -> Officer | None:
    """The officer, locked, so that two people acting on one account wait for each other."""
    return Officer.objects.select_for_update(of=("self",)).filter(code=code).select_related("desk__agency").first()


def _live_grant(whom: Officer | None, role: str) -> RoleGrant | None:
    return RoleGrant.objects.filter(officer=whom, role=role, ended_at__isnull=True).first()


def _code(by: Officer | str) -> str:
    return by.code if isinstance(by, Officer) else by
