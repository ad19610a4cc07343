import unicodedata
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samakki.entities.domain.protection import (
    LONGEST_SPELLING,
    MOST_SPELLINGS,
    Protection,
    refusals_of_spellings,
    refusals_to_protect,
)
from samakki.entities.domain.spellings import names_in, replace_spellings, stands_alone

CODE = "P-7K3QX"
UNICODE, ZAWGYI = "အောင်ဆန်းအေးအေး", "ေအာင္ဆန္းေအးေအး"

# text, spellings, what comes out
FOUND = [
    # case, order of parts, what may stand between them
    ("Saw CHAN_sreymom.jpg there", ["Sreymom Chan"], f"Saw {CODE}.jpg there"),
    ("Chan, Sreymom and SreymomChan", ["Sreymom Chan"], f"{CODE} and {CODE}"),
    ("Chan \n\t Sreymom", ["Sreymom Chan"], CODE),
    ("sreymom.chan@mail.example", ["Sreymom Chan"], f"{CODE}@mail.example"),
    ("2Sreymom2020", ["Sreymom"], f"2_{CODE}_2020"),
    ("O’Brien's", ["O'Brien"], f"{CODE}'s"),
    # Unicode forms, width, invisible characters
    ("Ｃｈａｎ　Sreymom", ["Sreymom chan"], CODE),
    ("S\u200bok\u00adha Chea", ["Sokha Chea"], CODE),
    ("nguyen thi lan, NGUYỄN THỊ LAN; Nguye\u0302\u0303n-Thi Lan", ["Nguyễn Thị Lan"], f"{CODE}, {CODE}; {CODE}"),
    ("Do Thi Dao", ["Đỗ Thị Đào"], CODE),
    # scripts without spaces
    ("នាងចាន់ធីទៅ", ["ចាន់ ធី"], f"នាង{CODE}ទៅ"),
    ("ចាន់\u200bធី", ["ចាន់ធី"], CODE),
    ("สมหญิงใจดีไปตลาด", ["สมหญิง ใจดี"], f"{CODE}ไปตลาด"),
    ("นํ้าฝน", ["น้ำฝน"], CODE),
    ("ນາງ ສີດາພອນ ໄປ", ["ສີດາພອນ"], f"ນາງ {CODE} ໄປ"),
    (f"xx {ZAWGYI} yy", [UNICODE], f"xx {CODE} yy"),
    (f"xx {UNICODE} yy", [ZAWGYI], f"xx {CODE} yy"),
    ("မ အေး အေး သွား", ["မအေးအေး"], f"{CODE} သွား"),
    ("王芳说", ["王芳"], f"{CODE}说"),
    ("রহিমা খাতুন বলল", ["রহিমা খাতুন"], f"{CODE} বলল"),
    # two scripts in one text
    ("កញ្ញាSreymom2020", ["Sreymom"], f"កញ្ញា{CODE}_2020"),
    # a short name after its title, or alone
    ("นางสาวมาลี ไป", ["มาลี"], f"นางสาว{CODE} ไป"),
    ("Mom", ["Mom"], CODE),
    ("mom", ["Mom"], CODE),
    # the longer of two spellings
    ("Srey Mom Chan, Srey Mom", ["Srey Mom", "Srey Mom Chan"], f"{CODE}, {CODE}"),
]
LEFT = [
    ("Lanka", ["Lan"]),
    ("Lâm and Lân", ["Lan"]),
    ("her mom said", ["Mom"]),
    ("มาลีวัลย์", ["มาลี"]),
    ("Met Srey. Mom went home", ["Srey Mom"]),
    ("report R-7K3QX", ["7K3QX R"]),
    ("فاطمة بنت علي", ["فاطمة علي"]),
    ("anything", []),
    ("anything", ["", " ", "x", "-"]),
    ("ကောင်", ["ကော"]),  # half a syllable
    ("ស្ត្រី", ["ស"]),
]


@pytest.mark.parametrize(("text", "spellings", "written"), FOUND)
def test_a_name_is_found_however_it_was_typed(text: str, spellings: list[str], written: str) -> None:
    assert replace_spellings(text, spellings, CODE) == written


@pytest.mark.parametrize(("text", "spellings"), LEFT)
def test_what_is_not_the_name_stays(text: str, spellings: list[str]) -> None:
    assert replace_spellings(text, spellings, CODE) == text


def test_a_given_name_alone_is_left_and_told() -> None:
    assert replace_spellings("Sreymom went", ["Chan Sreymom"], CODE) == "Sreymom went"
    assert stands_alone("Sreymom went", ["Chan Sreymom"])
    assert stands_alone("น้องเล็กไป", ["เล็ก"])
    assert not stands_alone(f"{CODE} went", ["Chan Sreymom"])


NAMES = [
    "Chan Sreymom",
    "Nguyễn Thị Lan",
    "ចាន់ ស្រីមុំ",
    "สมหญิง ใจดี",
    "ສີດາ ວົງສາ",
    UNICODE,
    "王芳华",
    "রহিমা খাতুন",
    "Siti Nur Aisyah binti Ahmad",
]
NEIGHBOURS = st.text(
    alphabet=st.sampled_from(" .,;:!?()\n\t0123456789-_กขา เកខ្ាကခေ王李abcXYZéđ\u200b\u00ad"), max_size=20
)


@given(st.sampled_from(NAMES), NEIGHBOURS, NEIGHBOURS)
def test_what_stands_around_a_name_is_untouched(name: str, before: str, after: str) -> None:
    text = f"{before} | {name} | {after}"
    assert replace_spellings(text, [name], CODE) == f"{before} | {CODE} | {after}"


@given(st.lists(st.sampled_from(NAMES), max_size=4), NEIGHBOURS, st.lists(st.text(max_size=12), max_size=3))
def test_doing_it_twice_changes_nothing(names: list[str], between: str, odd: list[str]) -> None:
    spellings = [*NAMES, *odd]
    once = replace_spellings(between.join(names), spellings, CODE)
    assert replace_spellings(once, spellings, CODE) == once


@given(st.text(max_size=60))
def test_without_a_name_any_text_stays_as_it_is(text: str) -> None:
    assert replace_spellings(text, ["Qxzvy Wvzxq"], CODE) == text


@given(st.sampled_from(NAMES), st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]), st.booleans(), st.booleans())
def test_neither_form_nor_case_nor_invisible_characters_hide_a_name(
    name: str, form: Literal["NFC", "NFD", "NFKC", "NFKD"], upper: bool, sprinkled: bool
) -> None:
    typed = unicodedata.normalize(form, name.upper() if upper else name)
    typed = "\u2060".join(typed) if sprinkled else typed
    assert replace_spellings(typed, [name], CODE) == CODE


@given(st.sampled_from(NAMES).filter(lambda name: " " in name), st.randoms(use_true_random=False))
def test_the_order_of_up_to_four_parts_hides_nothing(name: str, random: object) -> None:
    parts = name.split()[:4]
    shuffled = parts.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis types it so
    assert replace_spellings(" ".join(shuffled), [" ".join(parts)], CODE) == CODE


@given(st.text(max_size=200), st.lists(st.text(max_size=30), max_size=4))
def test_hostile_texts_and_spellings_do_not_break_it(text: str, spellings: list[str]) -> None:
    once = replace_spellings(text, spellings, CODE)
    assert replace_spellings(once, spellings, CODE) == once


def test_a_long_text_of_near_misses_takes_no_time() -> None:
    assert replace_spellings("a-" * 20_000, ["a b c d"], CODE) == "a-" * 20_000


def test_a_protection_prints_its_code_and_no_name() -> None:
    protection = Protection(CODE, ("Chan Sreymom",), ("E-1",), "O-7K3QR", None, frozenset({"R-1"}))  # type: ignore[arg-type]  # the time plays no part
    assert repr(protection) == f"Protection({CODE})"
    assert protection.concerns("R-1")
    assert not protection.concerns("R-2")
    assert protection.written("chan sreymom") == CODE
    assert protection.left_in("Sreymom")


def test_spellings_are_refused_that_could_not_be_found() -> None:
    codes = [
        [reason.code for reason in refusals_of_spellings(said)]
        for said in (["Chan"], [], [" "], ["x"], ["Chan"] * (MOST_SPELLINGS + 1), ["a" * (LONGEST_SPELLING + 1)])
    ]
    assert codes == [
        [],
        ["protect-spelling-missing"],
        ["protect-spelling-missing"],
        ["protect-spelling-short"],
        ["protect-spellings-many"],
        ["protect-spelling-long"],
    ]
    assert not names_in("anything", ["Chan"])


def test_only_an_open_person_without_a_code_can_be_protected() -> None:
    assert refusals_to_protect(is_open=True, schema="Person", code="") == ()
    told = [
        refusals_to_protect(is_open=False, schema="Person", code=CODE),
        refusals_to_protect(is_open=True, schema="Company", code=""),
        refusals_to_protect(is_open=True, schema="Person", code=CODE),
    ]
    assert [reasons[0].code for reasons in told] == ["not-found", "protect-not-a-person", "protect-already"]
