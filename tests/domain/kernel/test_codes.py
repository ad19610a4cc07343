import pytest
from babel import Locale

from samakki.kernel.code_tables import COUNTRY_CODES, LANGUAGE_CODES, LONG_LANGUAGE_CODES, SCRIPT_CODES
from samakki.kernel.codes import (
    COMMIT_COUNTRIES,
    PAGE_LANGUAGES,
    REGION_COUNTRIES,
    Country,
    Language,
    Script,
)
from samakki.kernel.refusals import InvalidValue

ENGLISH = Locale.parse("en")
# CLDR names these too; ISO 3166-1 does not assign them.
NOT_ASSIGNED = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"}


def test_the_country_table_is_the_whole_standard() -> None:
    territories = {code for code in map(str, ENGLISH.territories) if len(code) == 2 and code.isalpha()}
    assert territories - NOT_ASSIGNED == COUNTRY_CODES
    assert len(COUNTRY_CODES) == 249


def test_every_country_of_the_region_has_a_name_in_every_page_language() -> None:
    for language in PAGE_LANGUAGES:
        names = Locale.parse(language.tag).territories
        assert [country for country in REGION_COUNTRIES if not names.get(country.code)] == []


def test_every_script_has_a_name_and_no_other_spelling() -> None:
    assert {code for code in SCRIPT_CODES if code not in ENGLISH.scripts} == set()
    assert {Script.parse(code.upper()).code for code in SCRIPT_CODES} == SCRIPT_CODES


def test_a_two_letter_language_is_one_that_cldr_knows() -> None:
    assert [code for code in LANGUAGE_CODES if len(code) == 2 and code not in ENGLISH.languages] == []


def test_long_codes_lead_to_languages_of_the_table() -> None:
    assert set(LONG_LANGUAGE_CODES.values()) <= set(LANGUAGE_CODES)
    assert not set(LONG_LANGUAGE_CODES) & set(LANGUAGE_CODES)
    assert Language.parse("khm") == Language("km")


@pytest.mark.parametrize(
    ("typed", "tag"),
    [("KM", "km"), ("zh_HANT", "zh-Hant"), (" ms-arab-bn ", "ms-Arab-BN"), ("shn", "shn"), ("in", "id")],
)
def test_a_language_tag_gets_its_one_right_form(typed: str, tag: str) -> None:
    assert str(Language.parse(typed)) == tag
    assert Language.parse(tag).tag == tag


def test_the_language_part_stands_alone() -> None:
    assert Language("zh-Hant").code == "zh"
    assert Language("fil").code == "fil"


@pytest.mark.parametrize("typed", ["", "xx", "khmer", "zh-Khmr-XX-x", "km-", "zz"])
def test_an_unknown_language_is_refused(typed: str) -> None:
    with pytest.raises(InvalidValue, match="language-unknown"):
        Language.parse(typed)


def test_a_language_with_an_unknown_script_or_country_is_refused() -> None:
    with pytest.raises(InvalidValue, match="script-unknown"):
        Language.parse("ms-Abcd")
    with pytest.raises(InvalidValue, match="country-unknown"):
        Language.parse("ms-XX")


def test_values_cannot_be_made_from_another_spelling() -> None:
    for make, text in ((Country, "kh"), (Script, "khmr"), (Language, "ZH")):
        with pytest.raises(InvalidValue):
            make(text)


def test_countries_and_scripts_print_as_their_codes() -> None:
    assert f"{Country.parse('th')} {Script.parse('thai')}" == "TH Thai"


def test_the_six_states_of_the_mekong_memorandum_lead_the_region() -> None:
    assert [country.code for country in COMMIT_COUNTRIES] == ["KH", "CN", "LA", "MM", "TH", "VN"]
    assert len(REGION_COUNTRIES) == len(set(REGION_COUNTRIES)) == 12
