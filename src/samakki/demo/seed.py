"""Writes one demonstration nation into an empty node, through the same actions that pages use. Needs Django.

Everybody has the same password and the same second factor; ``launch`` prints the one, ``codes`` shows the other.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import transaction
from django.utils import timezone

from samakki.access import actions
from samakki.access.actions import NewRecord
from samakki.access.domain.exclusion import ExclusionReason
from samakki.access.domain.roles.node import NodeAdministrator, Overseer
from samakki.access.domain.vocabulary import AgencyKind, Basis, Compartment, Purpose
from samakki.cases import queries as cases
from samakki.demo import on_file, told_names
from samakki.demo.casework import tell_village, watch_border, work_case
from samakki.demo.people import PASSWORD, SECOND_FACTOR_SECRET, DemoNation, DemoOfficer
from samakki.demo.region import work_region
from samakki.demo.stories import STORIES

OFFICERS = get_user_model().objects
CONSOLE = "console"
QUICK = {"time_cost": 1, "memory_cost": 1024, "parallelism": 1}
DANGER = "A neighbour called: the people in the house are to be moved tonight, and nobody of the desk can be reached."


@dataclass(slots=True)
class Seats:
    """Codes of the nation's officers by what they do there, in the order in which they came."""

    by_desk_and_role: Mapping[tuple[str, str], Sequence[str]]

    def all_at(self, desk: str, role: str) -> Sequence[str]:
        """Who holds `role` at the desk whose address ends with `desk`."""
        return next(
            codes for (place, held), codes in self.by_desk_and_role.items() if place.endswith(desk) and held == role
        )

    def at(self, desk: str, role: str) -> str:
        """The first of them."""
        return self.all_at(desk, role)[0]


def seed(nation: DemoNation, *, with_region: bool = False, is_empty: bool = False) -> int:
    """Fill the node. All of it is there afterwards, or nothing.

    Args:
        nation: whose node it is.
        with_region: also the country's cases of the region, which take longer than all the rest.
        is_empty: agencies, desks and officers alone, for whoever wants to bring records of their own.

    Returns:
        How many officers it has.
    """
    with quick_hashing(), transaction.atomic():
        _add_places(nation)
        seats = Seats(_add_officers(nation))
        if not is_empty:
            _add_records(nation, seats)
        if with_region:
            work_region(
                nation,
                duty=seats.all_at("/AHT/duty", "investigator"),
                border=seats.at("/smuggling", "investigator"),
                prosecutor=seats.at("/TIP/cases", "prosecutor"),
            )
    return sum(1 for _ in nation.officers())


@contextmanager
def quick_hashing() -> Iterator[None]:
    """Hash passwords with little work, because everybody knows them; each is hashed again at its first sign-in."""
    full = {name: getattr(Argon2PasswordHasher, name) for name in QUICK}
    for name, value in QUICK.items():
        setattr(Argon2PasswordHasher, name, value)
    try:
        yield
    finally:
        for name, value in full.items():
            setattr(Argon2PasswordHasher, name, value)


def _add_places(nation: DemoNation) -> None:
    today = timezone.localdate()
    for agency in nation.agencies:
        name = told_names.on_its_node(told_names.of_agency(agency.name), nation.language)
        actions.add_agency(
            by=CONSOLE, code=agency.code, name=name, kind=AgencyKind(agency.kind), terms_accepted_on=today
        )
        for desk in agency.desks:
            name = told_names.on_its_node(told_names.of_desk(desk.name), nation.language)
            actions.add_desk(by=CONSOLE, address=desk.address, name=name)


def _add_officers(nation: DemoNation) -> dict[tuple[str, str], list[str]]:
    """Everybody: the administrator and the first overseer from the console, the others from those two."""
    everybody = [(desk.address, officer) for _, desk, officer in nation.officers()]
    first = [next(one for one in everybody if role in one[1].roles) for role in (NodeAdministrator.code, Overseer.code)]
    administrator, overseer = (_add_officer(CONSOLE, desk, officer) for desk, officer in first)
    seated = {(first[0][0], NodeAdministrator.code): [administrator], (first[1][0], Overseer.code): [overseer]}
    _give(CONSOLE, CONSOLE, administrator, NodeAdministrator.code)
    _give(administrator, CONSOLE, overseer, Overseer.code)
    for desk, officer in everybody:
        if (desk, officer) in first:
            continue
        added = _add_officer(administrator, desk, officer)
        for role in officer.roles:
            _give(administrator, overseer, added, role)
            seated.setdefault((desk, role), []).append(added)
        for role in officer.proposed:
            actions.propose_role(by=OFFICERS.get(code=administrator), officer=added, role=role)
    return seated


def _add_officer(by: str, desk: str, officer: DemoOfficer) -> str:
    made = actions.add_officer(
        by=CONSOLE if by == CONSOLE else OFFICERS.get(code=by),
        username=officer.username,
        full_name=officer.full_name,
        desk=desk,
        language=officer.language,
    )
    added = OFFICERS.get(code=made.code)
    actions.change_own_password(by=added, password=PASSWORD)
    TOTP.activate(added, SECOND_FACTOR_SECRET)
    return made.code


def _give(proposer: str, confirmer: str, officer: str, role: str) -> None:
    first = CONSOLE if proposer == CONSOLE else OFFICERS.get(code=proposer)
    second = CONSOLE if confirmer == CONSOLE else OFFICERS.get(code=confirmer)
    actions.propose_role(by=first, officer=officer, role=role)
    actions.confirm_role(by=second, officer=officer, role=role)


def _add_records(nation: DemoNation, seats: Seats) -> None:
    """A trafficking case with its papers, a smuggling case, and a use of urgent access that waits for its review."""
    story = STORIES[nation.country]
    investigator, border = seats.at("/AHT/duty", "investigator"), seats.at("/smuggling", "investigator")
    chief = seats.at("/AHT/duty", "supervisor")
    supervisor = OFFICERS.get(code=chief)
    prosecutor = seats.at("/TIP/cases", "prosecutor")
    colleagues = seats.all_at("/AHT/duty", "investigator")[1:]
    case = work_case(story, investigator=investigator, colleagues=colleagues, supervisor=chief, prosecutor=prosecutor)
    statements, suspects = (cases.folder(case, part) for part in (Compartment.STATEMENT, Compartment.SUSPECTS))
    actions.add_member(
        by=supervisor,
        reference=statements,
        officer=seats.at("/smuggling", "interpreter"),
        purpose=Purpose.INTERPRET,
        basis=Basis.SESSION,
        ends_at=timezone.now() + timedelta(hours=8),
    )
    actions.add_member(
        by=supervisor,
        reference=case,
        officer=seats.at("/registry", "judge"),
        purpose=Purpose.ADJUDICATE,
        basis=Basis.BUNDLE,
    )
    # A relative of a suspect works at the border desk. Nobody there is told.
    actions.exclude(by=supervisor, reference=case, reason=ExclusionReason.RELATED, officer=border)
    tell_village(story, social_worker=seats.at("/HOUSE/care", "social_worker"))

    authority = seats.at("/MLA/requests", "central_authority_officer")
    _register(authority, "Q", "cooperation", Compartment.REQUESTS, Purpose.COOPERATE)
    if nation.country == on_file.COUNTRY:
        on_file.put_on_file(investigator=seats.at("/INTL/liaison", "investigator"))
    second = seats.at("/smuggling", "supervisor")
    watch_border(story, investigator=border)
    actions.open_break_glass(by=OFFICERS.get(code=second), reference=suspects, reason=DANGER)


def _register(
    by: str, prefix: str, subject: str, compartment: Compartment, purpose: Purpose, *, is_protected: bool = False
) -> str:
    reference = actions.new_record_reference(prefix)
    record = NewRecord(reference, subject, compartment, is_protected=is_protected)
    actions.register_resource(by=OFFICERS.get(code=by), record=record, purpose=purpose)
    return reference
