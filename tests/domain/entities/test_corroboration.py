from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samakki.entities.domain.captions import LONGEST, caption
from samakki.entities.domain.corroboration import by_property, conflicts, independent_sources


@dataclass(frozen=True)
class Said:
    prop: str
    value: str
    origin: str = "R-1"


def codes(*said: tuple[str, str]) -> list[str]:
    return [one.code for one in conflicts([Said(prop, value) for prop, value in said])]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ([("gender", "male"), ("gender", "female")], ["sexes-differ"]),
        ([("gender", "male"), ("gender", "male")], []),
        ([("birthDate", "1980"), ("birthDate", "1980-05-17")], []),
        ([("birthDate", "1980"), ("birthDate", "1979-05-17")], ["birth-dates-differ"]),
        ([("birthDate", "1980"), ("samakki:birthDate", "1979-04/1981-05")], []),
        ([("samakki:birthDate", "2007-04/2008-05"), ("birthDate", "2009")], ["birth-dates-differ"]),
        ([("samakki:age", "16..18@2026-03-01"), ("birthDate", "2009")], []),
        ([("samakki:age", "16..18@2026-03-01"), ("birthDate", "1990")], ["age-and-birth-differ"]),
        ([("samakki:age", "16..18@2026-03-01"), ("samakki:age", "30..35@2026-03-01")], ["ages-differ"]),
        ([("samakki:age", "16..18@2020-03-01"), ("samakki:age", "22..25@2026-03-01")], []),
        ([("height", "170"), ("height", "175")], []),
        ([("height", "160"), ("height", "185")], ["heights-differ"]),
        ([("deathDate", "2020"), ("deathDate", "2021")], ["deaths-differ"]),
        ([("name", "Sok Dara"), ("name", "Somchai")], []),
        ([("birthDate", "not a date"), ("birthDate", "2009"), ("height", "tall"), ("height", "170")], []),
    ],
)
def test_what_does_not_agree_is_named(said: list[tuple[str, str]], found: list[str]) -> None:
    assert codes(*said) == found


def test_every_pair_that_does_not_agree_is_named() -> None:
    assert len(codes(("birthDate", "1979"), ("birthDate", "1980"), ("birthDate", "1981"))) == 3


@given(st.lists(st.tuples(st.sampled_from(["gender", "birthDate", "samakki:age", "height"]), st.text(max_size=12))))
def test_any_values_are_compared_without_an_error(said: list[tuple[str, str]]) -> None:
    codes(*said)


@given(st.lists(st.sampled_from(["S-1", "S-2", "R-3"])))
def test_records_of_one_origin_are_one_voice(origins: list[str]) -> None:
    assert independent_sources([Said("name", "x", origin) for origin in origins]) == len(set(origins))


def test_a_value_and_what_its_twin_holds_stand_under_one_heading() -> None:
    said = [
        Said("notes", "x"),
        Said("samakki:birthDate", "2007-04/2008-05"),
        Said("name", "y"),
        Said("birthDate", "2008"),
    ]
    rows = by_property(said, ["name", "birthDate"])
    assert list(rows) == ["name", "birthDate", "notes"]
    assert list(rows["birthDate"]) == ["2007-04/2008-05", "2008"]


@pytest.mark.parametrize(
    ("schema", "said", "text"),
    [
        ("Person", [("gender", "male", ""), ("weakAlias", "Lek", ""), ("name", "Dara", "")], "Dara"),
        ("Person", [("weakAlias", "បង តូច", "បង  តូច")], "បង តូច"),
        ("UserAccount", [("service", "phone", ""), ("number", "+85512345678", "012 345 678")], "+85512345678"),
        ("Vehicle", [("model", "Hiace", ""), ("samakki:partialPlate", "*1234", "")], "*1234"),
        ("Address", [("full", "near the\npagoda", "")], "near the pagoda"),
        ("Person", [("gender", "male", "")], ""),
        ("Person", [("name", "x" * 500, "")], "x" * LONGEST),
    ],
)
def test_a_caption_is_the_first_thing_that_names_it(schema: str, said: list[tuple[str, str, str]], text: str) -> None:
    assert caption(schema, said) == text
