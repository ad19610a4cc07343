"""Possible matches of people of an officer's own cases: few, likely, and theirs to see."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from samakki.access.queries import Officer
from samakki.cases import actions as cases
from samakki.cases.queries.matches import people_to_look_at
from samakki.matching import actions as matching
from samakki.matching.domain.vocabulary import Judgement, Reason
from samakki.matching.models import Candidate
from tests.support.casework import a_case
from tests.support.judged import World, build
from tests.support.people import People

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return build(People())


def in_a_case(world: World, *, phone: str = "+66812345678") -> str:
    person = world.person("สมชาย แสวงการ", phone=phone)
    cases.add_person(by=world.officer, case=a_case(world.officer), entity=person)
    return person


def compare() -> None:
    matching.compare_waiting(lambda: True)


def looked_at(by: Officer) -> list[tuple[str, int]]:
    return [(one.found.entity, one.found.count) for one in people_to_look_at(by)]


def test_somebody_in_a_case_who_is_likely_described_elsewhere_is_a_row(world: World) -> None:
    person = in_a_case(world)
    other = world.person("Somchai Sawaengkarn", phone="+66812345678")
    compare()
    (row,) = people_to_look_at(world.officer)
    assert (row.nickname, row.found.entity, row.found.count) == ("Blue lorry", person, 1)
    assert looked_at(world.colleague) == []
    matching.judge(by=world.officer, a=person, b=other, judgement=Judgement.POSITIVE, reason=Reason.STRONG_KEY)
    assert looked_at(world.officer) == []


def test_what_is_less_likely_than_not_is_no_row(world: World) -> None:
    in_a_case(world)
    world.person("Somchai Sawaengkarn", birthDate="1962-05-02", gender="male")
    compare()
    Candidate.objects.update(weight=5.0)
    assert looked_at(world.officer) == []


def test_no_more_than_a_week_s_worth_is_asked_for(world: World, settings: Settings) -> None:
    person = in_a_case(world)
    for _ in range(3):
        world.person("Somchai Sawaengkarn", phone="+66812345678")
    compare()
    assert looked_at(world.officer) == [(person, 3)]
    settings.SAMAKKI_MATCHES_A_WEEK = 2
    assert looked_at(world.officer) == [(person, 2)]
    settings.SAMAKKI_MATCHES_A_WEEK = 0
    assert looked_at(world.officer) == []


def test_last_week_s_are_not_asked_for_again(world: World) -> None:
    in_a_case(world)
    world.person("Somchai Sawaengkarn", phone="+66812345678")
    compare()
    Candidate.objects.update(found_at=timezone.now() - timedelta(days=8))
    assert looked_at(world.officer) == []


def test_people_of_others_cases_are_no_row(world: World) -> None:
    person = world.person("สมชาย แสวงการ", phone="+66812345678")
    world.show(person, world.colleague)
    cases.add_person(by=world.colleague, case=a_case(world.colleague), entity=person)
    world.person("Somchai Sawaengkarn", phone="+66812345678")
    compare()
    assert looked_at(world.officer) == []
