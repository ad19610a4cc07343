"""Agencies, desks and officers, for the pages of accounts. Own agency only, unless the role serves the whole node."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from samakki.access.domain.accounts import Actor
from samakki.access.domain.policy import decide_duty
from samakki.access.domain.vocabulary import AgencyKind, Duty
from samakki.access.models import Agency, Desk, Officer, RoleGrant
from samakki.access.queries.deployment import roles
from samakki.access.queries.people import actor

PAGE = 50
_SEEING = (Duty.MANAGE_ACCOUNTS, Duty.CONFIRM_ROLES, Duty.OPEN_RECOVERY)


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """One agency."""

    code: str
    name: str
    country: str
    kind: AgencyKind
    terms_accepted_on: date | None
    is_closed: bool


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One desk and how many open officers it has."""

    address: str
    name: str
    agency: str
    officers: int
    is_closed: bool


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """One officer in a list."""

    code: str
    username: str
    full_name: str
    desk: str
    is_closed: bool


@dataclass(frozen=True, slots=True)
class RoleRow:
    """One role grant that has not ended."""

    role: str
    proposed_by: str
    proposed_at: datetime
    confirmed_by: str  # "" while it waits for a second person


@dataclass(frozen=True, slots=True)
class OfficerDetail:
    """One officer with their roles."""

    officer: OfficerRow
    roles: tuple[RoleRow, ...]
    created_at: datetime


def agencies(by: Officer) -> tuple[AgencyRow, ...]:
    """Agencies that `by` may look after, by code."""
    rows = Agency.objects.filter(_scope(by, "code")).order_by("code")
    return tuple(
        AgencyRow(
            row.code,
            row.name,
            row.country,
            AgencyKind(row.kind),
            row.terms_accepted_on,
            is_closed=row.closed_at is not None,
        )
        for row in rows
    )


def desks(by: Officer) -> tuple[DeskRow, ...]:
    """Desks that `by` may look after, by address."""
    rows = Desk.objects.filter(_scope(by, "agency__code")).annotate(
        open_officers=Count("officers", filter=Q(officers__closed_at__isnull=True))
    )
    return tuple(
        DeskRow(row.address, row.name, row.agency.code, row.open_officers, is_closed=row.closed_at is not None)
        for row in rows.select_related("agency").order_by("address")
    )


def officers(by: Officer, *, text: str = "", after: str = "", limit: int = PAGE) -> tuple[OfficerRow, ...]:
    """The next officers that `by` may look after, in the order of their codes.

    Args:
        by: who looks.
        text: part of a name, user name, code or desk address; letter case does not matter.
        after: code of the last officer of the page before.
        limit: 1 or more.
    """
    rows = Officer.objects.filter(_scope(by, "desk__agency__code"), code__gt=after)
    if text:
        columns = ("full_name", "username", "code", "desk__address")
        found = Q()
        for column in columns:
            found |= Q(**{f"{column}__icontains": text})
        rows = rows.filter(found)
    return tuple(_row(row) for row in rows.select_related("desk").order_by("code")[:limit])


def officer(by: Officer, code: str) -> OfficerDetail | None:
    """One officer that `by` may look after, or `by`; None for any other and for a code that does not exist."""
    rows = Officer.objects.filter(_scope(by, "desk__agency__code") | Q(pk=by.pk), code=code).select_related("desk")
    found = list(rows)
    grants = RoleGrant.objects.filter(officer__in=found, ended_at__isnull=True).order_by("role")
    role_rows = tuple(RoleRow(one.role, one.proposed_by, one.proposed_at, one.confirmed_by) for one in grants)
    return OfficerDetail(_row(found[0]), role_rows, found[0].created_at) if found else None


def names_of(codes: Iterable[str]) -> Mapping[str, str]:
    """Full names by officer code, for a page that shows who did something. Never log or export the answer."""
    return dict(Officer.objects.filter(code__in=set(codes)).values_list("code", "full_name"))


def _scope(by: Officer, column: str) -> Q:
    acting = actor(by)
    if all(decide_duty(acting.viewer, duty, roles=roles()) for duty in _SEEING):
        return Q(pk__in=[])
    # Not an empty Q for all: Django drops an empty one from an OR, and nothing would be left of "all, or oneself".
    return Q(pk__isnull=False) if _serves_all(acting) else Q(**{column: acting.agency})


def _serves_all(acting: Actor) -> bool:
    return acting.is_overseer() or not decide_duty(acting.viewer, Duty.MANAGE_ACCOUNTS, roles=roles())


def _row(row: Officer) -> OfficerRow:
    return OfficerRow(row.code, row.username, row.full_name, row.desk.address, is_closed=row.closed_at is not None)
