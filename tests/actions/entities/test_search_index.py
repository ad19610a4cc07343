"""The index of a search: written with what is said, gone with it, and made anew."""

import pytest
from django.db import connection, transaction

from samakki.access.models import Officer
from samakki.entities import actions
from samakki.entities.domain.statements import NewStatement
from samakki.entities.models import Entity, SearchEntry, SearchName, Statement
from tests.actions.entities.test_searching import found, person, references, written
from tests.support.described import source
from tests.support.people import People
from tests.support.shared import shared


@shared
def officer(people: People) -> Officer:
    return people.officer("investigator")


def test_the_index_changes_with_what_is_said(officer: Officer) -> None:
    (reference,) = written(officer, person("Sok Dara", NewStatement("alias", "Bong Thom")))
    statement = Statement.objects.get(prop="alias").pk
    actions.withdraw_statement(
        by=officer, entity=reference, statement=statement, reason=actions.WithdrawalReason.MISTAKEN
    )
    assert found(officer, "thom").count == 0
    assert found(officer, "dara").count == 1


def test_the_index_keeps_nothing_of_a_write_that_was_rolled_back(officer: Officer) -> None:
    where = source(officer)
    with pytest.raises(RuntimeError), transaction.atomic():  # noqa: PT012  (what is rolled back must be written inside)
        actions.write_entities(by=officer, source=where, entities=[person("Sok Dara")])
        raise RuntimeError
    assert not SearchEntry.objects.exists()
    assert not SearchName.objects.exists()
    assert found(officer, "dara").count == 0


def test_a_protected_person_is_found_by_her_code_alone_and_leaves_no_spelling_behind(officer: Officer) -> None:
    (reference,) = written(officer, person("Sreymom Keo", NewStatement("alias", "ស្រីមុំ")))
    Entity.objects.filter(reference=reference).update(is_protected=True, protected_code="P-7K3Q", caption="P-7K3Q")
    with transaction.atomic():
        actions.index_entities([reference])
    for text in ("Sreymom", "ស្រីមុំ", "mom", "keo"):
        assert found(officer, text).count == 0, text
    (hit,) = found(officer, "P-7K3Q").hits
    assert (hit.title, hit.line) == ("P-7K3Q", "")
    assert not SearchName.objects.exists()
    assert "reymom" not in everything_stored()


def test_a_part_of_a_name_that_another_row_holds_stays_known(officer: Officer) -> None:
    one, _ = written(officer, person("Sreymom Keo"), person("Keo Dara"))
    Entity.objects.filter(reference=one).update(is_protected=True, protected_code="P-7K3Q")
    with transaction.atomic():
        actions.index_entities([one])
    assert set(SearchName.objects.values_list("part", flat=True)) == {"keo", "dara"}


def test_a_text_is_found_until_it_is_dropped(officer: Officer) -> None:
    record = source(officer)
    with transaction.atomic():
        actions.index_text(
            kind="report",
            reference="R-1",
            resource_reference=record,
            title="Driver at the market",
            texts=["He drives people to the river at night."],
            names=["ដារ៉ា"],
            identifiers=["+85512345678"],
            on="2026-02",
            grade="B2",
        )
    for text in ("market", "river night", "Dara", "012345678"):
        assert [hit.kind for hit in found(officer, text).hits] == ["report"], text
    assert [hit.grade for hit in found(officer, "river").hits] == ["B2"]
    with transaction.atomic():
        actions.drop_from_index("report", "R-1")
    assert found(officer, "market").count == 0
    assert not SearchName.objects.exists()


def test_the_index_is_written_in_a_transaction_alone(transactional_db: None) -> None:
    del transactional_db
    with pytest.raises(ValueError, match="transaction"):
        actions.index_entities([])
    with pytest.raises(ValueError, match="transaction"):
        actions.drop_from_index("report", "R-1")


def test_rebuilding_gives_the_same_and_takes_away_what_is_no_more(officer: Officer) -> None:
    (reference,) = written(officer, person("Sok Dara"))
    with transaction.atomic():
        actions.index_text(
            kind="report", reference="R-1", resource_reference=source(officer), title="Dara", texts=["river"]
        )
    SearchEntry.objects.filter(kind="entity").update(lines=[], title="")
    SearchEntry.objects.create(
        kind="entity",
        reference="E-GONE",
        resource_id=SearchEntry.objects.get(kind="report").resource_id,
        tokens="igone",
    )
    assert actions.rebuild_index() == 2
    assert set(references(found(officer, "dara"))) == {reference, "R-1"}
    assert found(officer, "gone").count == 0


def test_the_triggers_of_the_index_are_there(db: None) -> None:
    del db
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL needs none")
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'entities_search_%'")
        names = {name for (name,) in cursor.fetchall()}
    assert names == {"entities_search_added", "entities_search_gone", "entities_search_changed"}


def everything_stored() -> str:
    """All that the tables of the index hold."""
    rows = [*SearchEntry.objects.values_list(), *SearchName.objects.values_list()]
    return repr(rows).lower()
