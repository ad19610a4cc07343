"""Comparing two records: symmetric, the same every time, and honest about what is not known."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samakki.matching.domain import identifiers
from samakki.matching.domain.check_digits import is_kept
from samakki.matching.domain.definition import Definition, shipped
from samakki.matching.domain.levels import Finding, compare, pattern, unknown
from samakki.matching.domain.rarity import by_holders, listed
from samakki.matching.domain.records import Document, Plate, Record, Saying, Spot, read_record
from samakki.matching.domain.spots import home_level
from samakki.matching.domain.weighing import prior_among, weigh

DEFINITION = shipped()
NAMES = [
    "សុខ សុភា",
    "Sok Sophea",
    "sophea SOK",
    "Mr Sok Sophea",
    "สมชาย",
    "Nguyễn Văn Hùng",
    "ဒေါ်အောင်ဆန်းစုကြည်",
    "王小明",
    "",
]
PROPS = {
    "name": st.sampled_from(NAMES),
    "fatherName": st.sampled_from(NAMES[:4]),
    "birthDate": st.sampled_from(["1990", "1990-05", "1990-05-17", "1990-01-01", "1991-05-17", "1962-05-17"]),
    "samakki:age": st.sampled_from(["30..32@2021-01-01", "16..18@2026-03-01"]),
    "gender": st.sampled_from(["male", "female", "other"]),
    "birthPlace": st.sampled_from(["Battambang", "បាត់ដំបង", "Buriram", "a village"]),
    "phone": st.sampled_from(["+85512345678", "KH:012345678", "+66812345678", "012345678"]),
    "idNumber": st.sampled_from(["1101700230708", "1101700230709", "A1234567", "A1234568"]),
    "nationality": st.sampled_from(["kh", "th"]),
}
said = st.fixed_dictionaries({}, optional=PROPS).map(lambda found: [Saying(*item) for item in found.items() if item[1]])
records = said.map(lambda some: read_record("E-1", "Person", some))


def weight(a: Record, b: Record) -> float:
    return weigh(DEFINITION, compare(DEFINITION, a, b), listed).weight


def levels(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(one.comparison, one.level) for one in findings]


def person(**values: str) -> Record:
    return read_record("E-1", "Person", [Saying(prop.replace("__", ":"), value) for prop, value in values.items()])


@given(records, records)
@settings(max_examples=25, deadline=None)
def test_the_order_of_the_two_makes_no_difference(a: Record, b: Record) -> None:
    one, other = compare(DEFINITION, a, b), compare(DEFINITION, b, a)
    assert levels(one) == levels(other)
    assert weigh(DEFINITION, one, listed).weight == weigh(DEFINITION, other, listed).weight
    assert set(unknown(DEFINITION, a, b)) == set(unknown(DEFINITION, b, a))
    assert pattern(DEFINITION, one) == pattern(DEFINITION, other)


@given(records, records)
@settings(max_examples=30, deadline=None)
def test_it_is_the_same_every_time(a: Record, b: Record) -> None:
    assert compare(DEFINITION, a, b) == compare(DEFINITION, a, b)


@given(records, records)
@settings(max_examples=40, deadline=None)
def test_what_is_not_known_speaks_neither_for_nor_against(a: Record, b: Record) -> None:
    for code in a.values:
        without = Record(a.reference, a.schema, {one: values for one, values in a.values.items() if one != code})
        assert code not in dict(levels(compare(DEFINITION, without, b)))
    assert weigh(DEFINITION, compare(DEFINITION, Record("E-2"), b)).weight == 0


def test_nationality_is_not_even_read() -> None:
    one, other = (person(name="Dara", nationality=code, citizenship=code) for code in ("kh", "th"))
    assert one.values == other.values


@pytest.mark.parametrize("name", ["Mr Sok Sophea", "sok sophea", "SOPHEA Sok", "Lok Srey Sok Sophea"])
def test_titles_case_and_order_of_words_change_nothing(name: str) -> None:
    assert levels(compare(DEFINITION, person(name="Sok Sophea"), person(name=name))) == [("name", "equal")]


@pytest.mark.parametrize("name", ["Mr Sok Sophea", "sok sophea", "Lok Srey Sok Sophea", "Sok  Sophea"])
def test_titles_and_case_change_nothing_across_scripts(name: str) -> None:
    other = person(name="លោកស្រី សុខ សុភា")
    assert weight(person(name=name), other) == weight(person(name="Sok Sophea"), person(name="សុខ សុភា"))


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        ("+85512345678", "+85512345678", "same"),
        ("+85512345678", "KH:012345678", "tail"),
        ("+85512345678", "+66812345678", "differs"),
        ("+85512345678", "+66512345678", "differs"),  # two whole numbers
        ("*678", "+85512345678", "part"),
        ("012*", "+85512345678", "part"),
        ("*345*", "KH:012345678", "part"),
        ("*679", "+85512345678", "differs"),
        ("*678", "*5678", "part"),
        ("*678", "*679", "differs"),
    ],
)
def test_levels_of_telephones(a: str, b: str, level: str) -> None:
    assert identifiers.phone_level(a, b) == identifiers.phone_level(b, a) == level


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        (Document("AB 123-456", "passport"), Document("ab123456", "passport"), "same"),
        (Document("A1234567"), Document("A1284567"), "slip"),
        (Document("A1O34567"), Document("A1035467"), "differs"),
        (Document("AO1I4567"), Document("A0114567"), "slip"),  # two signs that look alike are one slip
        (Document("A1234567", "passport"), Document("A1234567", "identity"), "differs"),
        (Document("A1234567", "", "KH"), Document("A1234567", "", "TH"), "differs"),
        (Document("1101700230708", "identity"), Document("1101700230709", "identity"), "slip"),
        (Document("1101700230708", "identity"), Document("3100600445635", "identity"), "differs_for_life"),
    ],
)
def test_levels_of_papers(a: Document, b: Document, level: str) -> None:
    assert identifiers.document_level(a, b) == identifiers.document_level(b, a) == level


def test_the_end_of_a_number_and_the_beginning_of_one_say_nothing_of_each_other() -> None:
    one, other = (person(samakki__partialPhone=part) for part in ("*678", "012*"))
    assert compare(DEFINITION, one, other) == ()


def test_two_digits_are_too_few_to_remember_a_number_by() -> None:
    assert person(samakki__partialPhone="*78").values == {}


def test_check_digits() -> None:
    assert is_kept("3100600445635")
    assert not is_kept("1101700230709")


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        (Plate("1กข 1234"), Plate("1กข1234"), "same"),
        (Plate("២អ ១២៣៤"), Plate("2អ-1234"), "same"),
        (Plate("กข 1234"), Plate("KKH 1234"), "script"),
        (Plate("กข 1234"), Plate("1234"), "digits"),
        (Plate("1กข 1234"), Plate("*234"), "digits"),
        (Plate("1กข 1234"), Plate("*235"), "differs"),
        (Plate("2A-1234", "KH"), Plate("2A-1234", "TH"), "differs"),
        (Plate("2AB-1234"), Plate("2AB-1235"), "slip"),
    ],
)
def test_levels_of_plates(a: Plate, b: Plate, level: str) -> None:
    assert identifiers.plate_level(a, b) == identifiers.plate_level(b, a) == level


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        ("facebook:sok.dara", "facebook:sok.dara", "same"),
        ("facebook:sok.dara", "line:sok.dara", "differs"),
        ("1234567890", "1234567980", "slip"),
        ("facebook:dara.sok", "facebook:dara.sok1", "differs"),
    ],
)
def test_levels_of_accounts(a: str, b: str, level: str) -> None:
    assert identifiers.account_level(a, b) == identifiers.account_level(b, a) == level


def test_one_country_or_two_is_never_a_reason() -> None:
    assert home_level(Spot("x", "KH"), Spot("y", "KH")) == home_level(Spot("x", "KH"), Spot("y", "TH")) == "unclear"
    assert home_level(Spot("", "KH", "KH-1"), Spot("", "KH", "KH-2")) == "differs"
    assert home_level(Spot("", "KH", "KH-1"), Spot("", "TH")) == "unclear"


def test_what_many_share_says_less() -> None:
    findings = compare(DEFINITION, person(phone="+85512345678"), person(phone="+85512345678"))
    few = weigh(DEFINITION, findings, by_holders(DEFINITION, lambda _value: 2)).weight
    many = weigh(DEFINITION, findings, by_holders(DEFINITION, lambda _value: 50)).weight
    assert few > many > 0


def test_a_common_name_says_less_than_one_that_few_have() -> None:
    common = weight(person(name="Nguyễn Văn Hùng"), person(name="Nguyen Van Hung"))
    rarer = weight(person(name="Nguyễn Đặng Khoa"), person(name="Nguyen Dang Khoa"))
    assert rarer > common > 0


def test_a_small_node_expects_more_than_a_large_one() -> None:
    assert prior_among(DEFINITION, 10) == prior_among(DEFINITION, 1000) == 1e-4
    assert prior_among(DEFINITION, 10_000_000) == DEFINITION.prior


def test_a_record_with_values_of_another_kind_is_a_bug() -> None:
    wrong = Record("E-1", "Person", {"name": ("Dara",)})
    with pytest.raises(TypeError):
        compare(DEFINITION, wrong, wrong)


def test_places_of_levels_stand_for_a_pair() -> None:
    found = pattern(DEFINITION, compare(DEFINITION, person(gender="male"), person(gender="female")))
    assert found.count(-1) == len(DEFINITION.comparisons) - 1


def _codes(definition: Definition) -> set[str]:
    return {one.code for one in definition.comparisons}


def test_every_value_that_is_read_has_a_comparison() -> None:
    everything = read_record(
        "E-1",
        "Person",
        [Saying(prop, value) for prop, value in (("name", "a"), ("fatherName", "b"), ("motherName", "c"))],
    )
    assert set(everything.values) <= _codes(DEFINITION)
