"""The region of the demonstration: the same for everybody, large enough, written as officers would write it."""

import pytest

from samakki.access.domain.vocabulary import Compartment, Surface
from samakki.access.queries import visible
from samakki.cases.models import Case
from samakki.demo import region
from samakki.demo.nations import NATIONS
from samakki.demo.region_plan import BROKERS, CASES, PlannedCase, cases_of
from samakki.entities.models import Entity
from tests.support.people import People

COUNTRIES = [nation.country for nation in NATIONS]


def people_in(planned: PlannedCase) -> int:
    return sum(1 for item in planned.items if item.entity.schema == "Person")


def test_sixty_cases_and_about_four_hundred_people() -> None:
    planned = [case for country in COUNTRIES for case in cases_of(country)]
    assert len(planned) == 60
    assert 350 < sum(map(people_in, planned)) < 450
    assert {item.entity.schema for case in planned for item in case.items} == {
        "Person", "UserAccount", "Address", "Vehicle", "Vessel",
    }  # fmt: skip


def test_the_same_seed_gives_the_same_region() -> None:
    assert cases_of("TH", seed=7) == cases_of("TH", seed=7)
    assert cases_of("TH", seed=7) != cases_of("TH", seed=8)


def test_brokers_turn_up_in_several_countries_by_the_same_number() -> None:
    numbers = [
        {said.value for case in cases_of(country) for said in case.items[1].entity.statements if said.prop == "number"}
        for country in COUNTRIES
    ]
    assert any(numbers[0] & numbers[1])
    assert any(numbers[1] & numbers[2])
    assert len(set.union(*numbers)) <= BROKERS


@pytest.mark.parametrize("country", COUNTRIES)
def test_some_cases_are_of_the_prosecution_and_of_no_border_desk(country: str) -> None:
    cases = cases_of(country)
    assert sum(one.is_prosecution for one in cases) == 2
    assert not any(one.is_prosecution and one.is_border for one in cases)


@pytest.mark.django_db
def test_a_country_works_its_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    people = People()
    monkeypatch.setattr(region, "cases_of", some_cases)
    duty, border = people.officer("investigator"), people.officer("investigator")
    prosecutor = people.officer("prosecutor")
    for nation in NATIONS:
        written = region.work_region(nation, duty=[duty.code], border=border.code, prosecutor=prosecutor.code)
        assert written == sum(map(people_in, some_cases(nation.country)))
    assert Case.objects.count() == 12
    assert Entity.objects.filter(schema="Person").count() >= 12 * 5
    assert CASES == 20
    owned = Case.objects.filter(resource__owner_desk=prosecutor.desk)
    assert owned.count() == 3
    assert {one.lead for one in owned} == {prosecutor.code}
    for officer in (prosecutor, duty, border):
        listed = visible(by=officer, surface=Surface.LIST, compartments=[Compartment.CASE_FILE])
        assert {one.reference for one in listed} == {one.reference for one in Case.objects.filter(lead=officer.code)}


def some_cases(country: str) -> tuple[PlannedCase, ...]:
    """The first three of a country, of which one is the border desk's, and the first of its prosecution."""
    return tuple(one for number, one in enumerate(cases_of(country, most=10)) if number < 3 or one.is_prosecution)
