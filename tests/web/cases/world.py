"""One case with a team of three desks, people, tasks, notes and something waiting for everybody."""

from dataclasses import dataclass
from datetime import date

from django.test import Client

from samakki.access.domain.vocabulary import Purpose
from samakki.access.models import Officer
from samakki.cases import actions, queries
from samakki.cases.domain.elements import Element, Standing
from samakki.cases.domain.tasks import NewTask
from samakki.cases.domain.vocabulary import AgeStatus, DataSubjectCategory, NoteKind, Offence, Role, Stage
from samakki.entities.domain.statements import NewEntity, NewStatement
from tests.support.casework import a_case, on_team
from tests.support.people import FIELD, People
from tests.support.sign_in import signed_in

REASON = "Two witnesses say so, independently of each other."


@dataclass
class World:
    """Who is there, and what they work on."""

    people: People
    officers: dict[str, Officer]
    case: str
    suspect: str
    child: str
    both: str  # presumed victim and suspect at once
    task: str
    handed: str  # task handed to the field desk

    def client(self, kind: str) -> Client:
        """A client as an officer of this kind."""
        return signed_in(self.officers[kind])

    def addresses(self) -> dict[str, str]:
        """Values for addresses with a place in them."""
        return {
            "case": self.case,
            "suspect": self.suspect,
            "child": self.child,
            "both": self.both,
            "task": self.task,
            "member": self.officers["field"].code,
            "note": str(queries.notes(self.case)[-1].note),
        }


def someone(by: Officer, case: str, name: str) -> str:
    """A person described in the case."""
    person = NewEntity("Person", (NewStatement("name", name),))
    return actions.describe_person(by=by, case=case, person=person)


def build(people: People) -> World:
    """Make the world through the verbs of cases."""
    officers = {
        "investigator": people.officer("investigator"),
        "supervisor": people.officer("supervisor"),
        "field": people.officer("investigator", desk=FIELD),
        "prosecutor": people.officer("prosecutor"),
        "stranger": people.officer("investigator", desk=FIELD),
    }
    lead, supervisor = officers["investigator"], officers["supervisor"]
    case = a_case(lead, nickname="ឡានខៀវ Blue lorry", offences=frozenset(Offence), countries=("KH", "TH", "KR"))
    on_team(supervisor, case, officers["field"])
    on_team(supervisor, case, officers["prosecutor"], purpose=Purpose.PROSECUTE)
    suspect = someone(lead, case, "ហេង សុខា")
    child = someone(lead, case, "มะลิ")
    both = someone(lead, case, "Nguyễn Thị Hoa")
    actions.categorise(by=lead, case=case, person=suspect, category=DataSubjectCategory.SUSPECT, reason=REASON)
    actions.give_role(by=lead, case=case, person=suspect, role=Role.RECRUITER, reason=REASON)
    actions.categorise(by=lead, case=case, person=child, category=DataSubjectCategory.VICTIM, reason="")
    actions.set_age(by=lead, case=case, person=child, age=AgeStatus.IN_DOUBT, reason="")
    actions.categorise(by=lead, case=case, person=both, category=DataSubjectCategory.VICTIM, reason="")
    actions.categorise(by=lead, case=case, person=both, category=DataSubjectCategory.SUSPECT, reason=REASON)
    actions.change_stage(by=lead, case=case, to=Stage.INVESTIGATION, reason=REASON)
    actions.assess_element(
        by=lead,
        case=case,
        offence=Offence.TRAFFICKING,
        element=Element.ACT,
        standing=Standing.PARTLY,
        forms=["recruitment", "transportation"],
        words="The advert and the ticket are there.",
    )
    actions.support_element(by=lead, case=case, element=Element.ACT, reference=suspect, words="Placed the advert")
    task = actions.add_task(
        by=lead,
        case=case,
        new=NewTask("Ask for the calls of March", assigned=lead.code, due_on=date(2026, 2, 27), waiting_on="Q-7K3QX"),
    )
    handed = actions.add_task(
        by=lead, case=case, new=NewTask("Photograph the house", due_on=date(2026, 3, 4), after=(task,), protects=True)
    )
    actions.hand_over_task(by=lead, case=case, task=handed, to_desk=FIELD, reason="The house is in your district.")
    actions.add_note(by=lead, case=case, kind=NoteKind.FACT, text="The lorry was seen\nat the bridge.")
    actions.follow(by=supervisor, reference=case)
    return World(people, officers, case, suspect, child, both, task, handed)
