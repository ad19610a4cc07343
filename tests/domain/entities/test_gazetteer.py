import pytest
from hypothesis import given
from hypothesis import strategies as st

from samakki.entities.domain import gazetteer
from samakki.kernel.codes import REGION_COUNTRIES
from samakki.kernel.refusals import InvalidValue

EVERY = [one for country in gazetteer.countries() for first in gazetteer.provinces(country) for one in (
    first,
    *gazetteer.districts(first.code),
)]  # fmt: skip


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
