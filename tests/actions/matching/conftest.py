"""People of two police agencies, and records that describe the same man."""

from samakki.access.queries import Officer
from tests.support.judged import World, build, of_another_agency
from tests.support.people import People
from tests.support.shared import shared


@shared
def world(people: People) -> World:
    return build(people)


@shared
def neighbour(people: People) -> Officer:
    return of_another_agency(people)
