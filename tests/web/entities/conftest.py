"""People and things for the pages of entities."""

from collections.abc import Iterator

import pytest

from samakki.entities import registries
from tests.support.people import People
from tests.web.entities.world_of_entities import Described, build


@pytest.fixture
def people(db: None) -> People:
    return People()


@pytest.fixture
def described(people: People) -> Iterator[Described]:
    before = dict(registries.profile_members)
    among = dict(registries.profile_members_among)
    registries.profile_members_among.clear()
    yield build(people)
    registries.profile_members.clear()
    registries.profile_members.update(before)
    registries.profile_members_among.update(among)
