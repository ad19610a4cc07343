"""People and things for the pages of entities."""

import pytest

from samakki.entities import registries
from tests.support.people import People
from tests.support.shared import shared
from tests.web.entities.world_of_entities import Described, build, profile_of


@shared
def world(people: People) -> Described:
    return build(people)


@pytest.fixture
def described(world: Described, monkeypatch: pytest.MonkeyPatch) -> Described:
    """The world, in which three descriptions are judged to be one man."""
    monkeypatch.setattr(registries, "profile_members_among", {})
    monkeypatch.setitem(registries.profile_members, "test", profile_of(world))
    return world
