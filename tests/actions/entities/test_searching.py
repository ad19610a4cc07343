"""Searching as an act: who finds what, what is logged, and what no number may tell."""

import pytest
from django.db import transaction

from samakki.access import actions as access
from samakki.access.domain.exclusion import ExclusionReason
from samakki.access.domain.vocabulary import Basis, Compartment, Purpose
from samakki.access.models import AuditEntry, Officer
from samakki.entities import actions, registries
from samakki.entities.domain.searching import Scope, SearchFilters
from samakki.entities.domain.statements import NewEntity, NewPlace, NewStatement
from samakki.entities.models import SearchEntry
from samakki.entities.queries.search import MOST, Found, SearchPage
from samakki.kernel.grades import Grade
from samakki.kernel.refusals import Refused
from tests.support.described import source
from tests.support.people import FIELD, People
from tests.support.shared import shared

MINE = SearchFilters()
TRAFFICKING = Purpose.INVESTIGATE_TRAFFICKING


def person(name: str, *more: NewStatement) -> NewEntity:
    return NewEntity("Person", (NewStatement("name", name), *more))


def written(by: Officer, *entities: NewEntity, where: str = "") -> tuple[str, ...]:
    with transaction.atomic():
        return actions.write_entities(by=by, source=where or source(by), entities=entities)


def found(by: Officer, text: str, filters: SearchFilters = MINE, page: int = 1) -> SearchPage:
    return actions.search_records(by=by, text=text, filters=filters, page=page)


def references(page: SearchPage) -> list[str]:
    return [hit.reference for hit in page.hits]


@shared
def officer(people: People) -> Officer:
    return people.officer("investigator")


@shared
def stranger(people: People) -> Officer:
    return people.officer("investigator", desk=FIELD)


def test_who_wrote_it_finds_it_and_another_desk_finds_and_counts_nothing(officer: Officer, stranger: Officer) -> None:
    (reference,) = written(officer, person("Sok Dara"))
    assert references(found(officer, "dara")) == [reference]
    nothing = found(stranger, "dara")
    assert (nothing.count, nothing.hits, nothing.pages, nothing.is_more) == (0, (), 0, False)


def test_a_search_is_logged_without_its_text(officer: Officer) -> None:
    written(officer, person("Sok Dara"))
    found(officer, "Sok Dara")
    entry = AuditEntry.objects.get(action="search_records")
    assert entry.facts == {
        "surface": "search",
        "what": "own-records",
        "count": 1,
        "size": 8,
        "digest": entry.facts["digest"],
    }
    assert "dara" not in str(entry.facts).lower()


def test_the_same_search_leaves_the_same_digest_however_it_is_typed(officer: Officer) -> None:
    for text in ("Sok  Dara", "SOK DARA"):
        found(officer, text)
    one, other = AuditEntry.objects.filter(action="search_records")
    assert one.facts["digest"] == other.facts["digest"]


def test_a_search_beyond_ones_own_records_needs_a_purpose_and_leaves_it_in_the_log(officer: Officer) -> None:
    with pytest.raises(Refused) as refusal:
        found(officer, "dara", SearchFilters(scope=Scope.ALL))
    assert [reason.code for reason in refusal.value.reasons] == ["purpose-needed"]
    assert AuditEntry.objects.get(action="search_records").outcome == "refused"
    found(officer, "dara", SearchFilters(scope=Scope.ALL, purpose=TRAFFICKING.value))
    done = AuditEntry.objects.get(action="search_records", outcome="done")
    assert (done.facts["what"], done.facts["purpose"]) == ("all-open-records", TRAFFICKING.value)


def test_a_purpose_of_another_role_is_refused(officer: Officer) -> None:
    with pytest.raises(Refused) as refusal:
        found(officer, "dara", SearchFilters(scope=Scope.ALL, purpose=Purpose.ADJUDICATE.value))
    assert [reason.code for reason in refusal.value.reasons] == ["purpose-not-yours"]


def test_what_others_shared_is_found_beyond_ones_own_records_alone(
    people: People, officer: Officer, stranger: Officer
) -> None:
    where = source(officer)
    (reference,) = written(officer, person("Sok Dara"), where=where)
    supervisor = people.officer("supervisor")
    access.add_member(by=supervisor, reference=where, officer=stranger.code, purpose=TRAFFICKING, basis=Basis.SHARED)
    assert found(stranger, "dara").count == 0
    wider = SearchFilters(scope=Scope.ALL, purpose=TRAFFICKING.value)
    assert references(found(stranger, "dara", wider)) == [reference]
    other = SearchFilters(scope=Scope.ALL, purpose=Purpose.INVESTIGATE_SMUGGLING.value)
    assert found(stranger, "dara", other).count == 0


def test_a_summary_is_not_searched(people: People, officer: Officer) -> None:
    written(officer, person("Sok Dara"))
    supervisor = people.officer("supervisor")  # sees a summary of the desk's records
    assert found(supervisor, "dara", SearchFilters(scope=Scope.ALL, purpose=TRAFFICKING.value)).count == 0


def test_a_statement_of_a_victim_is_never_found(people: People, officer: Officer) -> None:
    with transaction.atomic():
        record = source(officer, compartment=Compartment.STATEMENT)
        actions.index_text(kind="report", reference="R-1", resource_reference=record, title="", texts=["the red door"])
    assert found(officer, "red door").count == 0


def test_who_is_kept_away_finds_nothing(people: People, officer: Officer) -> None:
    where = source(officer)
    written(officer, person("Sok Dara"), where=where)
    overseer = people.officer("overseer")
    access.exclude(by=overseer, reference=where, reason=ExclusionReason.NAMED_IN_IT, officer=officer.code)
    assert found(officer, "dara").count == 0


def test_hidden_rows_are_in_no_count_page_or_order(officer: Officer, stranger: Officer) -> None:
    mine = [written(officer, person(f"Dara {number:02}"))[0] for number in range(3)]
    written(stranger, *(person(f"Dara {number:03}") for number in range(60)))
    mine += [written(officer, person(f"Dara {number:02}"))[0] for number in range(3, 6)]
    page = found(officer, "dara")
    assert (page.count, page.pages, page.is_more) == (6, 1, False)
    assert references(page) == mine[::-1]


def test_counts_are_exact_to_a_thousand_and_then_say_more(officer: Officer) -> None:
    where = source(officer)
    written(officer, *(person(f"Dara {number}") for number in range(MOST)), where=where)
    page = found(officer, "dara", page=40)
    assert (page.count, page.is_more, page.pages, len(page.hits)) == (MOST, False, 40, 25)
    written(officer, person("Dara the last"), where=where)
    page = found(officer, "dara", page=99)
    assert (page.count, page.is_more, page.number, len(page.hits)) == (MOST, True, 40, 25)


def test_pages_repeat_and_skip_nothing(officer: Officer) -> None:
    wanted = written(officer, *(person(f"Dara {number}") for number in range(60)))
    pages = [reference for page in (1, 2, 3) for reference in references(found(officer, "dara", page=page))]
    assert pages == list(wanted[::-1])


def test_what_was_typed_comes_before_other_spellings(officer: Officer) -> None:
    first, second, third = written(officer, person("Sok Dara"), person("ដារ៉ា"), person("Dara Keo"))
    page = found(officer, "Dara")
    assert references(page) == [third, first, second]
    assert [hit.found for hit in page.hits] == [Found.WRITTEN, Found.WRITTEN, Found.SPELLING]


def test_of_other_spellings_the_likeliest_comes_first_whenever_it_was_written(officer: Officer) -> None:
    names = ("Sok Sophea", "Sok Sopheap", "Souk Sopheak", "Sokha Sophy")
    likeliest, *_ = written(officer, *map(person, names))
    listed = references(found(officer, "សុខ សុភា"))
    assert len(listed) > 1
    assert listed[0] == likeliest


def test_a_hit_says_which_value_was_found(officer: Officer) -> None:
    written(officer, person("Chan Thy", NewStatement("weakAlias", "Bong Lek")))
    (hit,) = found(officer, "bong").hits
    assert (hit.title, hit.line, hit.found) == ("Chan Thy", "Bong Lek", Found.WRITTEN)


def test_a_reference_is_found_where_it_is_open(officer: Officer, stranger: Officer) -> None:
    (reference,) = written(officer, person("Sok Dara"))
    assert [hit.found for hit in found(officer, reference.lower()).hits] == [Found.REFERENCE]
    assert found(stranger, reference).count == 0


@pytest.mark.parametrize("text", ["", "   ", "?!", "\0", "…"])
def test_nothing_that_can_be_looked_for_is_no_search(officer: Officer, text: str) -> None:
    assert found(officer, text).is_empty
    assert not AuditEntry.objects.filter(action="search_records").exists()


@pytest.mark.parametrize(
    "text", ['"', "'", "dara*", 'x" OR "y', "a & b | !c", "NEAR(a b)", "\\", "dara\0", "%s", "' ::tsquery"]
)
def test_signs_of_the_engines_are_only_text(officer: Officer, text: str) -> None:
    written(officer, person("Sok Dara"))
    assert found(officer, text).count in {0, 1}


def test_filters_narrow(officer: Officer) -> None:
    early = source(officer, grade=Grade.parse("A1"))
    late = source(officer, grade=Grade.parse("C3"))
    (one,) = written(officer, person("Dara One"), where=early)
    (two,) = written(officer, person("Dara Two"), where=late)
    words = "Dara's house near the market"
    house = NewEntity("Address", (NewStatement("full", words),), NewPlace(words, country="KH", province="KH-2"))
    (three,) = written(officer, house, where=late)
    SearchEntry.objects.filter(reference=one).update(first_day="2025-01-01", last_day="2025-12-31")
    SearchEntry.objects.filter(reference=two).update(first_day="2026-02-01", last_day="2026-02-01", case="C-1")
    for filters, expected in (
        (MINE, {one, two, three}),
        (SearchFilters(types=frozenset({"person"})), {one, two}),
        (SearchFilters(types=frozenset({"place"})), {three}),
        (SearchFilters(until="2025-06-01"), {one}),
        (SearchFilters(since="2026-01-01", until="2026-02-28"), {two}),
        (SearchFilters(country="KH"), {three}),
        (SearchFilters(province="KH-2"), {three}),
        (SearchFilters(province="KH-3"), set()),
        (SearchFilters(source_grade="B"), {one}),
        (SearchFilters(information_grade="3"), {one, two, three}),
    ):
        assert set(references(found(officer, "dara", filters))) == expected, filters


def test_a_case_that_is_not_open_narrows_to_nothing(
    officer: Officer, stranger: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = source(stranger, compartment=Compartment.CASE_FILE)
    own = source(officer, compartment=Compartment.CASE_FILE)
    report = source(officer)
    (reference,) = written(officer, person("Sok Dara"), where=report)
    monkeypatch.setitem(registries.case_records, "test", lambda asked: [report] if asked in {case, own} else [])
    assert references(found(officer, "dara", SearchFilters(case=own))) == [reference]
    assert found(officer, "dara", SearchFilters(case=case)).count == 0
