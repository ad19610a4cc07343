"""From what a source describes to the page of the record that the source is: a case, an exhibit, a statement."""

import pytest
from django.db import transaction

from samakki.access.domain.vocabulary import Compartment
from samakki.cases.models import CaseFolder
from samakki.entities import actions as entities
from samakki.entities.domain.sources import SourceKind
from samakki.entities.domain.statements import NewEntity, NewStatement
from tests.web.cases.world import World

PERSON = NewEntity("Person", (NewStatement("name", "Named on a paper"),))


def folder(world: World, compartment: Compartment) -> str:
    return CaseFolder.objects.get(case__reference=world.case, compartment=compartment.value).resource.reference


def test_what_a_case_describes_leads_to_its_people(world: World) -> None:
    client = world.client("investigator")
    part = folder(world, Compartment.SUSPECTS)
    assert f'href="/case-parts/{part}/"' in client.get(f"/entities/{world.suspect}/").content.decode()
    assert client.get(f"/case-parts/{part}/").headers["Location"] == f"/cases/{world.case}/people/"


@pytest.mark.parametrize(
    ("kind", "compartment", "page"),
    [(SourceKind.EXHIBIT, Compartment.EXHIBITS, "exhibits/"), (SourceKind.STATEMENT, Compartment.STATEMENT, "")],
)
def test_what_a_part_of_a_case_describes_leads_there(
    world: World, kind: SourceKind, compartment: Compartment, page: str
) -> None:
    by, part = world.officers["investigator"], folder(world, compartment)
    with transaction.atomic():
        entities.open_source(by=by, reference=part, kind=kind, resource_reference=part)
    made = entities.describe(by=by, source=part, entity=PERSON)
    client = world.client("investigator")
    shown = client.get(f"/entities/{made}/").content.decode()
    address = "exhibits" if kind is SourceKind.EXHIBIT else "case-parts"
    assert f'href="/{address}/{part}/"' in shown
    assert client.get(f"/case-parts/{part}/").headers["Location"] == f"/cases/{world.case}/{page}"


@pytest.mark.parametrize("who", ["stranger", "investigator"])
def test_a_part_that_is_not_theirs_and_one_that_is_not_there_are_one_answer(world: World, who: str) -> None:
    part = folder(world, Compartment.SUSPECTS) if who == "stranger" else "CP-00000"
    assert world.client(who).get(f"/case-parts/{part}/").status_code == 404
