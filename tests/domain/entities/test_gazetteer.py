from collections import defaultdict
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samakki.entities.domain import gazetteer, place_keys
from samakki.kernel.codes import REGION_COUNTRIES
from samakki.kernel.refusals import InvalidValue
from samakki.names import KEYS_VERSION, keys

EVERY = [one for country in gazetteer.countries() for first in gazetteer.provinces(country) for one in (
    first,
    *gazetteer.districts(first.code),
)]  # fmt: skip
REMAKE = "The keys that are shipped are of other names or rules: run `python -m tools.place_keys`."


def test_every_country_of_the_region_has_its_provinces() -> None:
    assert set(gazetteer.countries()) == {country.code for country in REGION_COUNTRIES}
    counted = {country: len(gazetteer.provinces(country)) for country in ("KH", "TH", "LA", "MM", "BD", "MY", "CN")}
    assert counted == {"KH": 25, "TH": 77, "LA": 18, "MM": 15, "BD": 8, "MY": 16, "CN": 31}


def test_every_row_has_a_latin_name_a_parent_and_a_middle_inside_the_region() -> None:
    for one in EVERY:
        assert one.latin
        assert gazetteer.chain(one.code)[-1] == one
        assert len(one.code) <= 16  # the column of a place
        if one.latitude is not None and one.longitude is not None:
            assert -12 < one.latitude < 54
            assert 73 < one.longitude < 142


@pytest.mark.parametrize("country", ["KH", "TH", "LA", "MM", "BD", "CN"])
def test_provinces_of_countries_with_a_script_of_their_own_have_a_name_in_it(country: str) -> None:
    assert all(one.local and not one.local.isascii() for one in gazetteer.provinces(country))


def test_provinces_that_were_merged_say_into_which() -> None:
    merged = [one for one in gazetteer.provinces("VN") if one.now]
    assert (len(gazetteer.provinces("VN")), len(merged)) == (63, 29)
    assert all(not gazetteer.area(one.now).now for one in merged)  # type: ignore[union-attr]  # each is there
    assert gazetteer.provinces("VN")[-1].now


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("បាត់ដំបង", "KH-2"),
        ("Batdambang", "KH-2"),
        ("บุรีรัมย์", "TH-31"),
        ("Ha Noi", "VN-HN"),
        ("Đà Nẵng", "VN-DN"),
        ("ຈຳປາສັກ", "LA-CH"),
        ("瑞丽", "CN.533102"),
        ("Ruili", "CN.533102"),
        ("কক্সবাজার", "BD-11"),
        ("ရန်ကုန်", "MM-06"),
    ],
)
def test_a_place_is_found_by_its_name_in_any_script(text: str, code: str) -> None:
    assert code in [one.code for one in gazetteer.find(text)]


@cache
def shipped_by_place() -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for key, places in place_keys.shipped().each():
        for place in places:
            found[place].add(key)
    return found


@pytest.mark.parametrize("country", gazetteer.countries())
def test_every_place_is_kept_under_the_keys_that_its_names_have_now(country: str) -> None:
    assert place_keys.shipped().version == KEYS_VERSION, REMAKE
    other = [
        one.code
        for place, one in enumerate(gazetteer.every())
        if one.country == country and shipped_by_place()[place] != set().union(*map(keys, gazetteer.names_of(one)))
    ]
    assert other == [], REMAKE


def test_no_more_places_are_kept_than_the_table_has() -> None:
    assert max(shipped_by_place()) < len(gazetteer.every()), REMAKE


def test_keys_of_places_are_read_as_they_were_packed() -> None:
    made = place_keys.made([["កំពត", "Kampot"], ["!"], ["กำปอด"], ["Hue"]])
    kept = place_keys.unpacked(made.packed())
    assert dict(kept.each()) == dict(made.each())
    assert kept.with_any(keys("Kampot")) == {0, 2}
    assert kept.with_any(["", "a", "z" * 40]) == set()
    assert place_keys.unpacked(place_keys.made([]).packed()).with_any(keys("Kampot")) == set()


@given(text=st.text(max_size=30))
def test_looking_for_any_text_finds_areas_or_nothing(text: str) -> None:
    assert all(one.code for one in gazetteer.find(text))


@pytest.mark.parametrize(
    ("codes", "refused"),
    [
        (("KH", "KH-1", "KH.0102"), ""),
        (("KH", "", ""), ""),
        (("TH", "KH-1", ""), "province-elsewhere"),
        (("KH", "KH-99", ""), "province-unknown"),
        (("KH", "KH.0102", ""), "province-unknown"),
        (("KH", "KH-1", "KH.0203"), "district-elsewhere"),
        (("KH", "KH-1", "KH-2"), "district-unknown"),
        (("KH", "", "KH.0102"), "district-elsewhere"),
    ],
)
def test_codes_must_lie_in_each_other(codes: tuple[str, str, str], refused: str) -> None:
    try:
        gazetteer.check_codes(*codes)
    except InvalidValue as error:
        assert error.refusal.code == refused  # noqa: PT017  (one test for both ends: what is refused, and what is not)
    else:
        assert refused == ""
