"""All people of a node compared in one go: the same candidates as one by one, and nobody who is protected."""

from pathlib import Path

import pytest
from django.db import transaction

from samakki.entities import actions as entities
from samakki.entities.domain.statements import NewEntity, NewStatement
from samakki.matching.actions import comparing
from samakki.matching.actions.linking import link_node
from samakki.matching.models import Candidate, Compared
from samakki.matching.queries.everything import open_records
from tests.support.described import source
from tests.support.judged import World, build
from tests.support.people import People

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(comparing, "PAUSE_SECONDS", 0)
    return build(People())


def linked(folder: Path) -> int:
    return link_node(work=folder / "work", memory_mb=500, threads=1, say=lambda _stage, _done, _of: None).kept


def pairs() -> set[tuple[str, str, float]]:
    rows = Candidate.objects.values_list("first__reference", "second__reference", "weight")
    return {(first, second, round(weight, 6)) for first, second, weight in rows}


def test_a_node_at_once_finds_the_candidates_of_one_by_one(world: World, tmp_path: Path) -> None:
    world.person("สมชาย แสวงการ", phone="+66812345678")
    world.person("Somchai Sawaengkarn", phone="+66812345678")
    world.person("Sok Sophea")
    comparing.compare_waiting(lambda: True)
    one_by_one = pairs()
    assert len(one_by_one) == 1
    Candidate.objects.all().delete()
    Compared.objects.all().delete()
    assert linked(tmp_path) == 1
    assert pairs() == one_by_one
    assert linked(tmp_path) == 1
    assert pairs() == one_by_one
    assert not list(tmp_path.iterdir())


def test_nobody_protected_no_record_of_theirs_and_no_draft_is_read(world: World, tmp_path: Path) -> None:
    her, him = world.person("Kanya Srisuk"), world.person("Somchai Sawaengkarn", phone="+66812345678")
    beside = source(world.officer)
    one = NewEntity("Person", (NewStatement("name", "Somchai Sawaengkarn"), NewStatement("phone", "+66812345678")))
    entities.describe(by=world.officer, source=beside, entity=one)
    hers = entities.describe(by=world.officer, source=beside, entity=NewEntity("Person", one.statements[:1]))
    entities.protect_person(by=world.officer, entity=her)
    entities.protect_person(by=world.officer, entity=hers)
    draft = source(world.officer, is_draft=True)
    with transaction.atomic():
        entities.write_entities(by=world.officer, source=draft, entities=[one])
    read = {held.record.reference for some in open_records(("Person",)) for held in some}
    assert read == {him}
    assert linked(tmp_path) == 0
    assert pairs() == set()
