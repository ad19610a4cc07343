"""The region of the demonstration: the same for everybody, large enough, written as officers would write it."""

import pytest

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


@pytest.mark.django_db
def test_a_country_works_its_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    people = People()
    monkeypatch.setattr(region, "cases_of", lambda country: cases_of(country, most=3))
    duty, border = people.officer("investigator"), people.officer("investigator")
    for nation in NATIONS:
        written = region.work_region(nation, duty=[duty.code], border=border.code)
        assert written == sum(map(people_in, cases_of(nation.country, most=3)))
    assert Case.objects.count() == 9
    assert Entity.objects.filter(schema="Person").count() >= 9 * 5
    assert CASES == 20
