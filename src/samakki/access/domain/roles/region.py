"""Roles that look at the region and never at a person: secretariat analyst, planner, legal steward."""

from typing import ClassVar

from samakki.access.domain.roles.base import Permit, Permits, Role
from samakki.access.domain.vocabulary import AgencyKind, Basis, Compartment, Duty, Purpose, View


class SecretariatAnalyst(Role):
    """Runs mentored programmes, recommendations and outcome counts; cases and people appear as codes."""

    code = "secretariat_analyst"
    may_be_held_in = frozenset({AgencyKind.SECRETARIAT})
    purposes = frozenset({Purpose.RUN_PROGRAMME})
    permits: ClassVar[Permits] = {
        Compartment.SUSPECTS: (Permit(View.CODE, Basis.SHARED),),
        Compartment.REQUESTS: (Permit(View.STATUS, Basis.SHARED),),
        # "Read by code": programme rows name cases by code alone, whoever reads them.
        Compartment.PROGRAMME: (
            Permit(View.FULL, Basis.DESK),
            Permit(View.FULL, Basis.TEAM),
            Permit(View.FULL, Basis.SHARED),
        ),
        Compartment.AGGREGATES: (Permit(View.FULL, Basis.ANYONE),),
        Compartment.LAW: (Permit(View.FULL, Basis.ANYONE),),
    }
    writes = frozenset({Compartment.PROGRAMME})
    duties = frozenset({Duty.WRITE, Duty.MANAGE_MEMBERS})


class Planner(Role):
    """A donor or planner: sees where needs and services do not meet, from suppressed counts only."""

    code = "planner"
    may_be_held_in = frozenset({AgencyKind.PLANNER, AgencyKind.SECRETARIAT})
    purposes = frozenset({Purpose.PLAN_RESOURCES})
    permits: ClassVar[Permits] = {Compartment.AGGREGATES: (Permit(View.FULL, Basis.ANYONE),)}


class LegalSteward(Role):
    """Keeps a country's legal profile right: sources, dates, forms and contacts."""

    code = "legal_steward"
    may_be_held_in = frozenset({AgencyKind.PROSECUTION, AgencyKind.CENTRAL_AUTHORITY, AgencyKind.SECRETARIAT})
    purposes = frozenset({Purpose.KEEP_LAW})
    # Not a column of the starting matrix. Law is public, and keeping it needs no case.
    permits: ClassVar[Permits] = {Compartment.LAW: (Permit(View.FULL, Basis.ANYONE),)}
    writes = frozenset({Compartment.LAW})
    duties = frozenset({Duty.WRITE})
