"""The bulk path writes what the usual path would have written, and goes nowhere where people work."""

import argparse
from pathlib import Path

import pytest

from samakki.access.models import Membership, Resource
from samakki.access.queries import Officer
from samakki.demo.crowd import crowd
from samakki.demo.generate import CrowdIsHere, generate
from samakki.entities import actions
from samakki.entities.domain.searching import SearchFilters
from samakki.entities.models import Entity, Place, SearchEntry, SearchName, Source, Statement
from samakki.entities.queries.search import search
from samakki.node.commands import demo_command
from samakki.node.commands.console import Stopped
from tests.support.people import People, record

pytestmark = pytest.mark.django_db(transaction=True)
COUNT = 120


def told(_done: int) -> None:
    """Nobody watches."""


def rows() -> list[object]:
    left_out = {"id", "tokens", "lines"}
    named = [field.name for field in SearchEntry._meta.concrete_fields if field.name not in left_out]
    return [*SearchEntry.objects.order_by("reference").values(*named, "lines")]


def tokens() -> dict[str, str]:
    return {row.reference: row.tokens for row in SearchEntry.objects.all()}


def test_the_bulk_path_writes_what_the_usual_path_would() -> None:
    assert generate(COUNT, seed=3, told=told) == COUNT
    assert Entity.objects.count() == SearchEntry.objects.count() == COUNT
    assert Source.objects.count() == Resource.objects.count() == Membership.objects.count()
    assert Place.objects.exists()
    assert Statement.objects.filter(as_written="").exists()
    before, before_tokens = rows(), tokens()
    parts = set(SearchName.objects.values_list("part", "key", "latin"))
    assert actions.rebuild_index() == COUNT
    assert rows() == before
    assert tokens() == before_tokens
    assert set(SearchName.objects.values_list("part", "key", "latin")) == parts


def test_the_crowd_is_found_by_who_owns_it_and_grows_by_hand_afterwards() -> None:
    generate(COUNT, seed=3, told=told)
    phone = SearchEntry.objects.filter(type="phone").first()
    assert phone is not None
    owner = Officer.objects.get(memberships__resource=phone.resource_id)
    assert phone.reference in {
        hit.reference for hit in search(by=owner, text=phone.title, filters=SearchFilters()).hits
    }
    other = Officer.objects.exclude(pk=owner.pk).filter(username__startswith="invented").first()
    assert other is not None
    assert phone.reference not in {
        hit.reference for hit in search(by=other, text=phone.title, filters=SearchFilters()).hits
    }
    assert record(by=owner)  # numbers that the database gives go on behind those of the load


def test_the_same_seed_comes_once() -> None:
    generate(10, seed=3, told=told)
    with pytest.raises(CrowdIsHere):
        generate(10, seed=3, told=told)
    assert Entity.objects.count() == 10


def test_nothing_is_generated_where_people_work(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    record(by=people.officer("investigator"))
    given = argparse.Namespace(act="generate", entities=10, seed=1)
    monkeypatch.setattr(demo_command, "is_demo", lambda: False)
    with pytest.raises(Stopped):
        demo_command.run(given, Path("home"))
    assert not Entity.objects.exists()


def test_the_same_seed_gives_the_same_crowd() -> None:
    one, again, other = (list(crowd(200, seed=seed)) for seed in (5, 5, 6))
    assert one == again
    assert one != other


@pytest.fixture
def people() -> People:
    return People()
