"""Synthetic agencies, officers and records, made through the actions that make real ones."""

from datetime import date, datetime

from django.db import transaction

from samakki.access import actions
from samakki.access.domain.roles import ROLES
from samakki.access.domain.vocabulary import AgencyKind, Basis, Compartment, Purpose
from samakki.access.models import Officer
from samakki.kernel.handling import HandlingCode

SIGNED = date(2026, 1, 5)
PASSWORD = "correct horse battery staple"

AGENCIES = {
    "KH/POL": AgencyKind.POLICE,
    "KH/PRO": AgencyKind.PROSECUTION,
    "KH/MOJ": AgencyKind.CENTRAL_AUTHORITY,
    "KH/COU": AgencyKind.COURT,
    "KH/NGO": AgencyKind.VICTIM_SUPPORT,
    "KH/HELP": AgencyKind.VICTIM_SUPPORT,
    "XR/SEC": AgencyKind.SECRETARIAT,
    "KH/OMB": AgencyKind.OVERSIGHT,
    "XR/DON": AgencyKind.PLANNER,
    "KH/OPS": AgencyKind.OPERATOR,
}
POLICE, FIELD = "KH/POL/AHTJPD/duty", "KH/POL/AHTJPD/field"
PROSECUTION = "KH/PRO/PP/duty"
SUPPORT, OTHER_SUPPORT = "KH/NGO/HOUSE/care", "KH/HELP/HOUSE/care"
OVERSIGHT, OPERATOR = "KH/OMB/HQ/duty", "KH/OPS/HQ/duty"
DESKS = (
    POLICE,
    FIELD,
    PROSECUTION,
    "KH/MOJ/CA/mla",
    "KH/COU/PP/bench",
    SUPPORT,
    OTHER_SUPPORT,
    "XR/SEC/HQ/duty",
    OVERSIGHT,
    "XR/DON/HQ/duty",
    OPERATOR,
)
USUAL_PLACE = {
    "other_support_agency": OTHER_SUPPORT,
    "custodian": SUPPORT,
    "interpreter": PROSECUTION,
    "court_analyst": "KH/COU/PP/bench",
    "planner": "XR/DON/HQ/duty",
    "legal_steward": "KH/MOJ/CA/mla",
    "supervisor": POLICE,
}


def desk_of(role: str) -> str:
    """The first desk whose agency may have officers of this role."""
    fitting = [desk for desk in DESKS if AGENCIES["/".join(desk.split("/")[:2])] in ROLES[role].may_be_held_in]
    return USUAL_PLACE.get(role, fitting[0])


class People:
    """Agencies and desks of one node, and officers as they are asked for."""

    def __init__(self) -> None:
        for code, kind in AGENCIES.items():
            actions.add_agency(by="console", code=code, name=f"Agency {code}", kind=kind, terms_accepted_on=SIGNED)
        for desk in DESKS:
            actions.add_desk(by="console", address=desk, name=f"Desk {desk}")
        self.number = 0
        self.overseer = self.officer("overseer")  # confirmed by the console: nobody else is there yet

    def officer(self, *roles: str, desk: str = "") -> Officer:
        """An officer with these roles in force, at the usual desk of the first; without any, at the police."""
        self.number += 1
        made = actions.add_officer(
            by="console",
            username=f"officer{self.number}",
            full_name=f"Sok Dara {self.number}",
            desk=desk or (desk_of(roles[0]) if roles else POLICE),
        )
        for role in roles:
            actions.propose_role(by="console", officer=made.code, role=role)
            confirmer = getattr(self, "overseer", "console")
            actions.confirm_role(by=confirmer, officer=made.code, role=role)
        return Officer.objects.select_related("desk__agency").get(code=made.code)


def record(
    *,
    by: Officer,
    compartment: Compartment = Compartment.CASE_FILE,
    purpose: Purpose = Purpose.INVESTIGATE_TRAFFICKING,
    basis: Basis = Basis.TEAM,
    owner_desk: str = "",
    handling: frozenset[HandlingCode] = frozenset({HandlingCode.H0}),
    is_protected: bool = False,
    ends_at: datetime | None = None,
) -> str:
    """Register a record that `by` is the first member of, and give its reference."""
    reference = actions.new_record_reference("C")
    new = actions.NewRecord(
        reference,
        "cases",
        compartment,
        owner_desk=owner_desk,
        handling=handling,
        is_protected=is_protected,
    )
    with transaction.atomic():
        actions.register_resource(by=by, record=new, purpose=purpose, basis=basis, ends_at=ends_at)
    return reference
