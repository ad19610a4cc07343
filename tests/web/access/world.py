"""One small world for the pages: an officer of each kind, a record, something waiting everywhere."""

from dataclasses import dataclass

from django.test import Client

from samakki.access import actions
from samakki.access.domain.vocabulary import Basis, Compartment, Purpose
from samakki.access.models import Officer
from tests.support.people import FIELD, POLICE, People, record
from tests.support.sign_in import signed_in

REASON = "The witness is followed since an hour and nobody of the desk answers the telephone."
KINDS = ("investigator", "supervisor", "prosecutor", "support_lead", "custodian", "overseer", "node_administrator")


@dataclass
class World:
    """Who is there, and what they wait for."""

    people: People
    officers: dict[str, Officer]
    case: str  # a case file of the police, the investigator is a member
    outsider: Officer  # an investigator of another desk, no member
    newcomer: Officer  # without a role; one is proposed
    lost: Officer  # cannot sign in; a recovery is open
    use: str  # urgent access to the case by the outsider

    def client(self, kind: str, *, confirmed: bool = True) -> Client:
        """A client as an officer of this kind, as an officer without a role, or as a visitor."""
        if kind == "visitor":
            return Client()
        return signed_in(self.officers[kind], confirmed=confirmed)

    def addresses(self) -> dict[str, str]:
        """Values for addresses with a place in them."""
        return {
            "case": self.case,
            "newcomer": self.newcomer.code,
            "lost": self.lost.code,
            "member": self.officers["investigator"].code,
            "use": self.use,
        }


def build(people: People) -> World:
    """Make the world through the verbs of access."""
    officers = {kind: people.officer(kind) for kind in KINDS if kind != "overseer"}
    officers["overseer"] = people.overseer
    officers["nobody"] = people.officer()
    case = record(by=officers["investigator"])
    outsider = people.officer("investigator", desk=FIELD)
    newcomer = people.officer(desk=POLICE)
    actions.propose_role(by=officers["node_administrator"], officer=newcomer.code, role="investigator")
    lost = people.officer(desk=POLICE)
    actions.open_recovery(by=officers["node_administrator"], officer=lost.code)
    opened = actions.open_break_glass(by=outsider, reference=case, reason=REASON)
    return World(people, officers, case, outsider, newcomer, lost, opened.use)


def identity(world: World) -> str:
    """An identity of a protected person, kept by the support desk of the custodian."""
    return record(
        by=world.officers["support_lead"],
        compartment=Compartment.VICTIM_IDENTITY,
        purpose=Purpose.PROTECT,
        basis=Basis.CLIENT,
        is_protected=True,
    )
