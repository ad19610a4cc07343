"""Comparing what was written with what the node holds: asked for, done, done again, and never for the protected."""

import pytest
from django.db import transaction

from samakki.entities import actions as entities
from samakki.entities.actions import WithdrawalReason
from samakki.entities.domain.statements import NewEntity, NewPlace, NewStatement
from samakki.entities.models import Entity
from samakki.matching.actions import comparing, queue
from samakki.matching.domain.definition import Definition, shipped
from samakki.matching.domain.weighing import Rarity, Weighed
from samakki.matching.domain.weighing import Reason as WeighedReason
from samakki.matching.models import Candidate, Compared
from samakki.matching.queries import finding
from samakki.matching.queries.finding import Looked, model_version
from samakki.matching.queries.records import Held
from tests.support.described import source
from tests.support.judged import World


def compare() -> int:
    return comparing.compare_waiting(lambda: True)


def pairs() -> set[frozenset[str]]:
    rows = Candidate.objects.values_list("first__reference", "second__reference")
    return {frozenset(row) for row in rows}


@pytest.fixture(autouse=True)
def without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparing, "PAUSE_SECONDS", 0)


def test_saving_asks_and_the_work_finds_the_same_name_in_another_script(world: World) -> None:
    a = world.person("សុខ សុភា", birthDate="1990-05-17", gender="female")
    b = world.person("Sok Sophea", birthDate="1990", gender="female")
    world.person("Nguyễn Văn Hùng", birthDate="1990", gender="male")
    assert Compared.objects.filter(asked_at__isnull=False).count() == 3
    assert compare() == 3
    assert pairs() == {frozenset((a, b))}
    kept = Candidate.objects.get()
    assert [reason[0] for reason in kept.reasons] == ["name", "birth", "sex"]
    assert kept.model == model_version(shipped())
    assert not comparing.is_waiting()


def test_the_likelier_pair_stands_first_and_reasons_are_numbers(world: World) -> None:
    a = world.person("สมชาย แสวงการ", birthDate="1990-05-17", phone="+66812345678")
    near = world.person("Somchai Sawaengkarn", birthDate="1990-05-17", phone="+66812345678")
    far = world.person("Somchai Sawaengkarn", birthDate="1993")
    compare()
    rows = Candidate.objects.order_by("-weight").values_list("first__reference", "second__reference")
    found = [set(row) for row in rows]
    assert found[0] == {a, near}
    assert {a, far} in found


def test_a_candidate_holds_no_name_and_no_value(world: World) -> None:
    world.person("Somchai Jaidee", phone="+66812345678")
    world.person("สมชาย ใจดี", phone="+66812345678")
    compare()
    text = str(Candidate.objects.get().reasons)
    assert all(said not in text for said in ("Somchai", "สมชาย", "812345678"))


def test_an_identifier_finds_what_no_name_would(world: World) -> None:
    a = world.person("Tola", phone="+85512345678")
    b = world.person("Bopha", phone="+85512345678")
    compare()
    assert pairs() == {frozenset((a, b))}


def test_a_change_on_either_side_is_compared_again(world: World) -> None:
    a = world.person("Chan Sopheak", birthDate="1991-02-03")
    b = world.person("Chan Sopheak", birthDate="1991-02-03")
    compare()
    before = Candidate.objects.get().weight
    entities.add_statements(by=world.officer, entity=b, statements=[NewStatement("gender", "male")])
    entities.add_statements(by=world.officer, entity=a, statements=[NewStatement("gender", "female")])
    assert compare() == 2
    assert Candidate.objects.get().weight < before


def test_what_was_withdrawn_is_compared_no_more(world: World) -> None:
    a = world.person("Tola", phone="+85512345678")
    world.person("Bopha", phone="+85512345678")
    compare()
    said = Entity.objects.get(reference=a).statements.get(prop="phone")
    entities.withdraw_statement(by=world.officer, entity=a, statement=said.pk, reason=WithdrawalReason.MISTAKEN)
    compare()
    assert pairs() == set()


def test_drafts_links_and_calls_are_not_asked_for(world: World) -> None:
    reference = source(world.officer, is_draft=True)
    with transaction.atomic():
        entities.write_entities(
            by=world.officer,
            source=reference,
            entities=[NewEntity("Person", (NewStatement("name", "Dara"),))],
        )
    assert not comparing.is_waiting()


def test_an_error_in_one_holds_up_nobody_else(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    a, b = world.person("Sok Sophea"), world.person("សុខ សុភា")
    broken = Entity.objects.get(reference=world.person("Chan Dara")).pk
    real = finding.look

    def look(held: Held, definition: Definition, rarity: Rarity) -> Looked:
        if held.pk == broken:
            raise RuntimeError
        return real(held, definition, rarity)

    monkeypatch.setattr(comparing, "look", look)
    assert compare() == 3
    assert pairs() == {frozenset((a, b))}
    assert Compared.objects.get(entity=broken).model == finding.FAILED
    assert comparing.progress() == comparing.Progress(2, 3)


def test_all_is_compared_anew_by_another_model_and_once(world: World) -> None:
    world.person("Sok Sophea")
    world.person("សុខ សុភា")
    compare()
    assert comparing.ask_for_all() == comparing.Progress(2, 2)
    assert not comparing.is_waiting()
    Compared.objects.update(model="older")
    assert comparing.ask_for_all() == comparing.Progress(0, 2)
    assert compare() == 2
    assert comparing.progress() == comparing.Progress(2, 2)


def test_places_are_compared_by_what_is_told_of_them(world: World) -> None:
    place = NewPlace("Lucky Star guesthouse behind the market", country="KH", province="KH-1")
    a, b = (
        entities.describe(by=world.officer, source=source(world.officer), entity=NewEntity("Address", (), place))
        for _ in range(2)
    )
    compare()
    assert pairs() == {frozenset((a, b))}


def test_whoever_is_protected_is_in_no_candidate_from_that_moment_on(world: World) -> None:
    a, b = world.person("สมชาย แสวงการ", birthDate="1990"), world.person("Somchai Sawaengkarn", birthDate="1990")
    compare()
    assert pairs() == {frozenset((a, b))}
    entities.protect_person(by=world.officer, entity=a)
    assert pairs() == set()
    compare()
    assert pairs() == set()
    assert comparing.keep([pair(a, b)], model="bulk") == 0


def test_who_shares_a_record_with_somebody_protected_is_in_none_either(world: World) -> None:
    reference = source(world.officer)
    her, him = (
        entities.describe(by=world.officer, source=reference, entity=NewEntity("Person", (NewStatement("name", name),)))
        for name in ("Kanya Srisuk", "Somchai Sawaengkarn")
    )
    other = world.person("สมชาย แสวงการ")
    compare()
    assert frozenset((him, other)) in pairs()
    entities.protect_person(by=world.officer, entity=her)
    assert pairs() == set()


def test_a_worker_that_dies_leaves_whole_portions_and_the_next_goes_on(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "PORTION", 2)
    for number in range(5):
        world.person("Somchai Sawaengkarn", birthDate=f"199{number}")
    real = finding.look
    seen: list[int] = []

    def dying(held: Held, definition: Definition, rarity: Rarity) -> Looked:
        seen.append(held.pk)
        if len(seen) == 4:
            raise KeyboardInterrupt  # as a signal does: no handler of errors catches it
        return real(held, definition, rarity)

    monkeypatch.setattr(comparing, "look", dying)
    with pytest.raises(KeyboardInterrupt):
        compare()
    assert comparing.progress() == comparing.Progress(2, 5)
    assert Compared.objects.filter(asked_at__isnull=False).count() == 3
    monkeypatch.setattr(comparing, "look", real)
    assert compare() == 3
    assert comparing.progress() == comparing.Progress(5, 5)
    assert Candidate.objects.count() == 10


def test_what_is_asked_for_again_while_it_is_compared_is_compared_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    a = world.person("Somchai Sawaengkarn")
    real = finding.look

    def slow(held: Held, definition: Definition, rarity: Rarity) -> Looked:
        monkeypatch.setattr(comparing, "look", real)
        entities.add_statements(by=world.officer, entity=a, statements=[NewStatement("gender", "male")])
        return real(held, definition, rarity)

    monkeypatch.setattr(comparing, "look", slow)
    assert comparing.compare_waiting(iter([True, False]).__next__) == 1
    assert comparing.is_waiting()


def test_candidates_found_in_bulk_are_kept_and_renewed(world: World) -> None:
    a, b = world.person("Dara"), world.person("Bopha")
    assert comparing.keep([pair(a, b)], model="bulk") == 1
    assert comparing.keep([pair(b, a)], model="bulk") == 1
    assert Candidate.objects.get().weight == WEIGHED.weight


def test_one_task_is_asked_for_however_many_entities_wait(world: World) -> None:
    for _ in range(3):
        world.person("Somchai Sawaengkarn")
    assert queue.take_up_again()  # the queue of tests works at once
    assert not comparing.is_waiting()
    assert not queue.take_up_again()


WEIGHED = Weighed(12.0, 0.9, (WeighedReason("phone", "same", 12.0, 2e-6),))


def pair(a: str, b: str) -> tuple[int, int, Weighed]:
    found = dict(Entity.objects.filter(reference__in=[a, b]).values_list("reference", "pk"))
    return found[a], found[b], WEIGHED
