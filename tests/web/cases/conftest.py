"""A case with something on every page of it."""

from tests.support.people import People
from tests.support.shared import shared
from tests.web.cases import evidence_world
from tests.web.cases.evidence_world import Evidence
from tests.web.cases.world import World, build


@shared
def world(people: People) -> World:
    return build(people)


@shared
def evidence(people: People) -> Evidence:
    return evidence_world.build(people)
