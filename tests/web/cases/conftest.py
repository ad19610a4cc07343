"""A case with something on every page of it."""

import pytest

from tests.support.people import People
from tests.web.cases.world import World, build


@pytest.fixture
def people(db: None) -> People:
    return People()


@pytest.fixture
def world(people: People) -> World:
    return build(people)
