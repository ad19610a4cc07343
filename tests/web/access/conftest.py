"""People for the pages of access."""

import pytest

from tests.support.people import People
from tests.web.access.world import World, build


@pytest.fixture
def people(db: None) -> People:
    return People()


@pytest.fixture
def world(people: People) -> World:
    return build(people)
