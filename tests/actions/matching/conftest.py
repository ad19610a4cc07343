"""People of two police agencies, and records that describe the same man."""

import pytest

from samakki.access.queries import Officer
from tests.support.judged import World, build, of_another_agency
from tests.support.people import People


@pytest.fixture
def people(db: None) -> People:
    return People()


@pytest.fixture
def world(people: People) -> World:
    return build(people)


@pytest.fixture
def neighbour(people: People) -> Officer:
    return of_another_agency(people)
