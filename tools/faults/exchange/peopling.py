"""Who is at the nodes of the simulation: a police of three countries, an investigator and a supervisor at each desk."""

from collections.abc import Sequence
from datetime import date, datetime

from samakki.access import actions as access
from samakki.access.domain.vocabulary import AgencyKind
from samakki.access.models import Officer
from samakki.exchange.domain.trust.statement import Statement
from tests.support.trust import TYPES as DISCLOSURES
from tests.support.trust import put_in_directory

DESKS = ("AHTJPD/duty", "AHTJPD/field")
TYPES = ("line.check", *DISCLOSURES)
SIGNED = date(2026, 1, 5)
OVERSIGHT = "KH/OMB/HQ/duty"


def fill(statements: Sequence[Statement], *, dated: datetime) -> None:
    """Put agencies, desks and officers of every country into one database, and the trust list."""
    put_in_directory(*statements, dated=dated)
    access.add_agency(
        by="console", code="KH/OMB", name="Ombudsman", kind=AgencyKind.OVERSIGHT, terms_accepted_on=SIGNED
    )
    access.add_desk(by="console", address=OVERSIGHT, name="Oversight")
    overseer = _officer("overseer", OVERSIGHT, confirmed_by="console")
    for statement in statements:
        node = statement.nodes[0].name
        access.add_agency(
            by="console", code=str(node), name=f"Police of {node.country}", kind=AgencyKind.POLICE,
            terms_accepted_on=SIGNED,
        )  # fmt: skip
        for desk in statement.desks:
            access.add_desk(by="console", address=str(desk.address), name=f"Desk {desk.address}")
            for role in ("investigator", "supervisor"):
                _officer(role, str(desk.address), confirmed_by=overseer)


def _officer(role: str, desk: str, *, confirmed_by: str) -> str:
    name = f"{role}-{desk.replace('/', '-')}".lower()
    made = access.add_officer(by="console", username=name, full_name=f"Sok Dara {name}", desk=desk)
    access.propose_role(by="console", officer=made.code, role=role)
    by = confirmed_by if confirmed_by == "console" else Officer.objects.get(code=confirmed_by)
    access.confirm_role(by=by, officer=made.code, role=role)
    return made.code
