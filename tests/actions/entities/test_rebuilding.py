import pytest
from django.conf import settings
from django.db import OperationalError
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat

from samakki.access.models import Officer
from samakki.entities import actions
from samakki.entities.actions import rebuilding
from samakki.entities.domain.search_version import WANTED, IndexVersion
from samakki.entities.domain.searching import SearchFilters
from samakki.entities.domain.statements import NewEntity, NewStatement
from samakki.entities.models import SearchEntry, SearchIndex, SearchName
from samakki.entities.queries.search.version import index_state
from samakki.node.doctor.finding import Level
from samakki.node.doctor.searching import search_index
from tests.support.described import source
from tests.support.people import People


@pytest.fixture
def officer(people: People) -> Officer:
    return people.officer("investigator")


@pytest.fixture
def names(officer: Officer) -> list[str]:
    report = source(officer)
    return [
        actions.describe(by=officer, source=report, entity=NewEntity("Person", (NewStatement("name", name),)))
        for name in ("Sok Dara", "สมชาย ใจดี", "Chan Sreymom", "မောင်မောင်", "Nguyễn Lan")
    ]


def older() -> None:
    """As an older version of the software left it: other keys, and nothing of it noted right."""
    # The row is gone where a test with real transactions emptied all tables.
    made_with = {"tokens_version": WANTED.tokens, "keys_version": WANTED.keys - 1}
    SearchIndex.objects.update_or_create(pk=1, defaults=made_with)
    SearchName.objects.update(key=Concat(Value("old-"), Cast("pk", CharField())))


def hits(by: Officer, text: str) -> list[str]:
    return [one.reference for one in actions.search_records(by=by, text=text, filters=SearchFilters(), page=1).hits]


def levels() -> list[Level]:
    return [one.level for one in search_index(settings.CONFIG)]


def test_a_new_node_is_of_this_version(db: None) -> None:
    assert index_state().is_current
    assert index_state().made_with == WANTED
    assert levels() == [Level.OK]


def test_an_index_of_other_keys_is_told_and_made_good(officer: Officer, names: list[str]) -> None:
    assert hits(officer, "Somchai") == [names[1]]
    older()
    assert hits(officer, "Somchai") == []
    assert hits(officer, "สมชาย") == [names[1]]
    state = index_state()
    assert (state.is_current, state.made_with) == (False, IndexVersion(WANTED.tokens, WANTED.keys - 1))
    (finding,) = search_index(settings.CONFIG)
    assert finding.level is Level.WARN
    assert "samakki search rebuild" in finding.now
    assert actions.rebuild_index() == len(names)
    assert hits(officer, "Somchai") == [names[1]]
    assert index_state().is_current
    assert levels() == [Level.OK]
    assert not SearchName.objects.filter(key__startswith="old-").exists()


def test_an_interrupted_rebuild_goes_on_where_it_stopped(
    officer: Officer, names: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    older()
    monkeypatch.setattr(rebuilding, "CHUNK", 2)
    for progress in actions.rebuild_in_portions():
        if progress.written >= 2:
            break
    state = index_state()
    assert (state.is_current, state.is_rebuilding, state.percent) == (False, True, 40)
    assert "40 %" in next(iter(search_index(settings.CONFIG))).what
    written: list[str] = []
    monkeypatch.setattr(rebuilding, "index_entities", written.extend)
    for _progress in actions.rebuild_in_portions():
        pass
    assert written == names[2:]
    assert index_state().is_current


def test_a_rebuild_that_another_version_began_begins_anew(
    officer: Officer, names: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    older()
    SearchIndex.objects.update(
        step="others", new_keys_version=WANTED.keys + 1, new_tokens_version=1, last=99, written=9
    )
    list(actions.rebuild_in_portions())
    assert hits(officer, "Somchai") == [names[1]]
    written: list[str] = []
    monkeypatch.setattr(rebuilding, "index_entities", written.extend)
    SearchIndex.objects.update(
        step="entities", new_keys_version=WANTED.keys, new_tokens_version=WANTED.tokens, last=10**9, written=9
    )
    list(actions.rebuild_in_portions(anew=True))
    assert written == names


def test_a_protected_person_stays_behind_her_code(officer: Officer, names: list[str]) -> None:
    code = actions.protect_person(by=officer, entity=names[0])
    actions.rebuild_index()
    assert hits(officer, "Dara") == []
    assert hits(officer, code) == [names[0]]
    assert "dara" not in repr(list(SearchEntry.objects.values_list())).lower()


def test_a_portion_that_was_told_to_stop_is_done_again(names: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[int] = []

    def unlucky(row: SearchIndex) -> bool:
        tried.append(1)
        if len(tried) == 1:
            message = "deadlock detected"
            raise OperationalError(message)
        return rebuilding._drop_names(row)

    monkeypatch.setitem(rebuilding._STEPS, "names", unlucky)
    assert actions.rebuild_index() == len(names)
    assert len(tried) == 2
