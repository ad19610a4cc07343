"""People for the pages of access."""

from tests.support.people import People
from tests.support.shared import shared
from tests.web.access.world import World, build


@shared
def world(people: People) -> World:
    return build(people)
