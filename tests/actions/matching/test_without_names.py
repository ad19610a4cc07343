"""Things and people that have no name to go by: plates, telephones, papers, a house told in words, a nickname."""

import pytest

from samakki.entities import actions as entities
from samakki.entities.domain.statements import NewEntity, NewPlace, NewStatement
from samakki.matching.actions import comparing
from samakki.matching.models import Candidate
from tests.support.described import source
from tests.support.judged import World

Said = dict[str, str]


def written(world: World, schema: str, said: Said) -> str:
    statements = tuple(NewStatement(prop, value) for prop, value in said.items())
    return entities.describe(by=world.officer, source=source(world.officer), entity=NewEntity(schema, statements))


def found() -> dict[frozenset[str], list[str]]:
    comparing.compare_waiting(lambda: True)
    rows = Candidate.objects.values_list("first__reference", "second__reference", "reasons")
    return {frozenset((a, b)): [f"{code}.{level}" for code, level, *_ in reasons] for a, b, reasons in rows}


@pytest.mark.parametrize(
    ("schema", "one", "other", "reason"),
    [
        ("Vehicle", {"registrationNumber": "1กข 1234"}, {"registrationNumber": "1กข-1234"}, "plate.same"),
        ("Vehicle", {"registrationNumber": "1กข 1234"}, {"samakki:partialPlate": "*1234"}, "plate.digits"),
        ("Vehicle", {"samakki:partialPlate": "*1234"}, {"registrationNumber": "1กข 1234"}, "plate.digits"),
        ("UserAccount", {"service": "line", "username": "boss99"}, {"username": "boss99"}, "account.same"),
        (
            "UserAccount",
            {"service": "phone", "samakki:number": "+85512345678"},
            {"service": "phone", "samakki:number": "+85512345678"},
            "phone.same",
        ),
        ("Passport", {"number": "N1234567", "country": "kh"}, {"number": "n 1234567"}, "document.same"),
        ("BankAccount", {"accountNumber": "0012345678"}, {"accountNumber": "001-2345678"}, "account.same"),
        ("Person", {"phone": "+85512345678"}, {"phone": "+85512345678"}, "phone.same"),
    ],
)
def test_an_identifier_is_enough_to_be_put_beside_each_other(
    world: World, schema: str, one: Said, other: Said, reason: str
) -> None:
    a, b = written(world, schema, one), written(world, schema, other)
    assert reason in found().get(frozenset((a, b)), [])


def test_a_house_behind_the_pagoda_is_found_in_other_words(world: World) -> None:
    told = ("Blue house behind the pagoda", "behind the pagoda, the house (blue)")
    a, b = (
        entities.describe(
            by=world.officer,
            source=source(world.officer),
            entity=NewEntity("Address", (), NewPlace(words, country="KH", province="KH-1")),
        )
        for words in told
    )
    assert found()[frozenset((a, b))] == ["spot.province", "words.equal"]


def test_a_house_told_in_most_of_the_same_words_is_found(world: World) -> None:
    a, b = (
        entities.describe(
            by=world.officer,
            source=source(world.officer),
            entity=NewEntity("Address", (), NewPlace(words, country="KH", province="KH-1", district="KH.0102")),
        )
        for words in ("Lucky Star guesthouse behind the new pagoda", "Lucky Star guesthouse behind the market")
    )
    assert found()[frozenset((a, b))][0] == "spot.district"


def test_a_nickname_a_scar_and_three_digits_find_a_man(world: World) -> None:
    a = written(
        world,
        "Person",
        {"weakAlias": "Bong Lek", "samakki:scar": "scar on the left cheek", "samakki:partialPhone": "*678"},
    )
    b = written(
        world,
        "Person",
        {"weakAlias": "บองเล็ก", "samakki:scar": "left cheek scar", "phone": "+66812345678", "gender": "male"},
    )
    assert found()[frozenset((a, b))] == ["name.sure", "phone.part", "marks.alike"]


def test_two_nicknames_alone_are_nothing_to_look_at_among_many(world: World) -> None:
    written(world, "Person", {"weakAlias": "Lek", "birthDate": "1970"})
    written(world, "Person", {"weakAlias": "Lek", "birthDate": "1990"})
    assert found() == {}
