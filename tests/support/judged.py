"""Entities in records of one or two agencies, and officers who see some of them: what judging needs."""

from dataclasses import dataclass

from samakki.access import actions as access
from samakki.access.domain.vocabulary import AgencyKind, Basis, Purpose
from samakki.access.models import Officer
from samakki.entities import actions as entities
from samakki.entities.domain.statements import NewEntity, NewStatement
from samakki.entities.models import Entity
from tests.support.described import source
from tests.support.people import SIGNED, People

OTHER_AGENCY, OTHER_DESK = "KH/GEN", "KH/GEN/BORDER/duty"


@dataclass
class World:
    """Entities in records of one or two agencies, and officers who see some of them."""

    people: People
    officer: Officer
    colleague: Officer

    def person(self, name: str, *, by: Officer | None = None, schema: str = "Person", **said: str) -> str:
        """Somebody as a record of their own describes them."""
        by = by or self.officer
        statements = (NewStatement("name", name), *(NewStatement(prop, value) for prop, value in said.items()))
        return entities.describe(by=by, source=source(by), entity=NewEntity(schema, statements))

    def show(self, entity: str, officer: Officer) -> None:
        """Tie an officer to the record that describes an entity."""
        row = Entity.objects.select_related("resource__owner_desk").get(reference=entity)
        supervisor = self.people.officer("supervisor", desk=row.resource.owner_desk.address)
        access.add_member(
            by=supervisor,
            reference=row.resource.reference,
            officer=officer.code,
            purpose=Purpose.INVESTIGATE_TRAFFICKING,
            basis=Basis.TEAM,
        )


def build(people: People) -> World:
    """Two investigators of one desk."""
    return World(people, people.officer("investigator"), people.officer("investigator"))


def of_another_agency(people: People) -> Officer:
    """An investigator of another police agency on the same node."""
    access.add_agency(
        by="console", code=OTHER_AGENCY, name="Border force", kind=AgencyKind.POLICE, terms_accepted_on=SIGNED
    )
    access.add_desk(by="console", address=OTHER_DESK, name="Border desk")
    return people.officer("investigator", desk=OTHER_DESK)
