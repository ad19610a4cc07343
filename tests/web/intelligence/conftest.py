"""People, reports and community reports for the pages of intelligence."""

import pytest

from tests.support.people import People
from tests.web.intelligence.world import World, build


@pytest.fixture
def people(db: None) -> People:
    return People()


@pytest.fixture
def world(people: People) -> World:
    return build(people)
