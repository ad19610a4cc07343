"""Officers as the rules see them."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db.models import Prefetch, QuerySet

from samakki.access.domain.accounts import Actor, OfficerFacts
from samakki.access.domain.policy import Viewer, decide_duty
from samakki.access.domain.vocabulary import AgencyKind, Duty
from samakki.access.models import Officer, RoleGrant
from samakki.access.queries.deployment import roles
from samakki.kernel.refusals import Refusal

CONSOLE = "console"
_kept: ContextVar[dict[int, Viewer] | None] = ContextVar("viewers", default=None)


@contextmanager
def viewers_kept() -> Iterator[None]:
    """While it lasts, the roles of an officer are looked up once: a page that only reads asks for them thirty times.

    Trap: a role that is given or ended meanwhile counts from the next page on. Never around anything that writes roles.
    """
    before = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(before)


@contextmanager
def standing_in(officer: Officer, held: frozenset[str]) -> Iterator[None]:
    """While it lasts, somebody who is in no table has these roles: so a query is written for all who have them."""
    before = _kept.set({officer.pk: Viewer(officer.code, officer.desk.address, held)})
    try:
        yield
    finally:
        _kept.reset(before)


def viewer(officer: Officer) -> Viewer:
    """`officer` with the roles that are in force now; none for a closed account."""
    kept = _kept.get()
    if kept is None:
        return _viewer(officer)
    if officer.pk not in kept:
        kept[officer.pk] = _viewer(officer)
    return kept[officer.pk]


def _viewer(officer: Officer) -> Viewer:
    held = RoleGrant.objects.filter(officer=officer, confirmed_at__isnull=False, ended_at__isnull=True)
    codes = frozenset(held.values_list("role", flat=True))
    return Viewer(officer.code, officer.desk.address, codes if officer.is_active else frozenset())


def actor(by: Officer | str) -> Actor:
    """Who acts, for the rules of accounts.

    Raises:
        ValueError: `by` is a string other than "console", which no person can type.
    """
    if isinstance(by, Officer):
        return Actor(viewer(by), by.desk.agency.code)
    if by != CONSOLE:
        message = f"{by!r} is no actor"
        raise ValueError(message)
    return Actor(Viewer(CONSOLE, "", frozenset()), "", is_console=True)


def duty_refusals(by: Officer, duty: Duty) -> tuple[Refusal, ...]:
    """Why `by` may not do `duty` at all; empty means a role of theirs has it."""
    return decide_duty(viewer(by), duty, roles=roles())


def officer_facts(officer: Officer) -> OfficerFacts:
    """`officer` as the one whom an act is about, with proposed roles among the held ones."""
    live = RoleGrant.objects.filter(officer=officer, ended_at__isnull=True)
    agency = officer.desk.agency
    return OfficerFacts(
        officer.code,
        agency.code,
        AgencyKind(agency.kind),
        is_open=officer.closed_at is None,
        roles=frozenset(live.values_list("role", flat=True)),
    )


def actors_with(duty: Duty, *, agency: str | None = None) -> tuple[tuple[Officer, Actor], ...]:
    """Every open officer who has `duty` by a role in force, in one agency or in all."""
    granting = [code for code, role in roles().items() if duty in role.duties]
    officers = with_live_roles(Officer.objects.filter(is_active=True, role_grants__role__in=granting).distinct())
    found = [(one, actor_of(one)) for one in officers if agency in {None, one.desk.agency.code}]
    return tuple((one, acting) for one, acting in found if acting.viewer.roles & set(granting))


def with_live_roles(officers: "QuerySet[Officer]") -> "QuerySet[Officer]":
    """The same officers, with desk, agency and roles in force fetched by two queries instead of one for each."""
    live = RoleGrant.objects.filter(confirmed_at__isnull=False, ended_at__isnull=True)
    return officers.select_related("desk__agency").prefetch_related(
        Prefetch("role_grants", queryset=live, to_attr="live_grants")
    )


def actor_of(officer: Officer) -> Actor:
    """An officer that `with_live_roles` fetched, as an actor."""
    grants: Iterable[RoleGrant] = vars(officer)["live_grants"]
    codes = frozenset(grant.role for grant in grants)
    return Actor(Viewer(officer.code, officer.desk.address, codes), officer.desk.agency.code)
