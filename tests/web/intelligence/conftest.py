"""People, reports and community reports for the pages of intelligence."""

from tests.support.people import People
from tests.support.shared import shared
from tests.web.intelligence.world import World, build


@shared
def world(people: People) -> World:
    return build(people)
