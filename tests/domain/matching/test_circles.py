"""Two people of one family, village or case agree in much; what they share is not taken for one person."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samakki.matching.domain.definition import shipped
from samakki.matching.domain.levels import Finding, compare
from samakki.matching.domain.rarity import listed
from samakki.matching.domain.records import Record, Saying, read_record
from samakki.matching.domain.weighing import Weighed, prior_among, weigh

SMALL, LARGE = 1_000, 1_000_000
COMMON = {"name": "Nguyễn Văn Hùng", "gender": "male", "birthDate": "1990"}


def person(said: dict[str, str]) -> Record:
    return read_record("E-1", "Person", [Saying(prop, value) for prop, value in said.items()])


def weighed(a: dict[str, str], b: dict[str, str], *, among: int = SMALL) -> Weighed:
    definition = shipped()
    definition = type(definition)(
        definition.version, prior_among(definition, among), definition.comparisons, definition.circle
    )
    return weigh(definition, compare(definition, person(a), person(b)), listed)


def test_a_common_name_a_year_a_sex_and_a_province_are_no_near_certainty() -> None:
    said = {**COMMON, "birthPlace": "Buriram"}
    assert 0.3 < weighed(said, {**said, "name": "Nguyen Van Hung"}).probability < 0.9


def test_among_a_million_the_same_says_next_to_nothing() -> None:
    assert weighed(COMMON, COMMON, among=LARGE).probability < 0.05


def test_brothers_are_not_one_person() -> None:
    family = {"fatherName": "Sok Chan", "motherName": "Chea Sokha", "phone": "+85512345678", "birthPlace": "Buriram"}
    one = {**family, "name": "Sok Dara", "gender": "male", "birthDate": "1990-05-17"}
    other = {**family, "name": "Sok Piseth", "gender": "male", "birthDate": "1992-02-03"}
    assert weighed(one, other).probability < 0.5


def test_a_rare_name_and_a_day_are_as_good_as_before() -> None:
    said = {"name": "Somchai Sawaengkarn", "gender": "male", "birthDate": "1962-05-17", "birthPlace": "Buriram"}
    assert weighed(said, {**said, "name": "สมชาย แสวงการ"}).probability > 0.95


def test_a_paper_and_a_name_together_are_as_good_as_before() -> None:
    said = {"name": "Somchai Sawaengkarn", "idNumber": "1101700230708"}
    assert weighed(said, said).probability > 0.99


levels = st.fixed_dictionaries(
    {},
    optional={one.code: st.sampled_from([level.code for level in one.levels]) for one in shipped().comparisons},
)


@given(levels)
@settings(max_examples=100)
def test_a_stronger_level_is_never_worth_less_however_much_is_shared(found: dict[str, str]) -> None:
    definition = shipped()
    whole = weigh(definition, [Finding(*item) for item in found.items()])
    assert whole.shared >= 0
    assert whole.weight == pytest.approx(sum(reason.weight for reason in whole.reasons) - whole.shared)
    for code, level in found.items():
        place = definition.comparison(code).place(level)
        if place:
            stronger = {**found, code: definition.comparison(code).levels[place - 1].code}
            assert weigh(definition, [Finding(*item) for item in stronger.items()]).weight >= whole.weight - 1e-9


def test_a_nickname_a_scar_and_three_digits_are_a_lead_and_not_a_certainty() -> None:
    told = {"weakAlias": "Bong Lek", "scar": "scar on the left cheek", "samakki:partialPhone": "*678"}
    known = {"weakAlias": "บองเล็ก", "scar": "left cheek scar", "phone": "+66812345678"}
    found = weighed(told, known, among=100_000)
    assert [(one.comparison, one.level) for one in found.reasons] == [
        ("name", "sure"),
        ("phone", "part"),
        ("marks", "alike"),
    ]
    assert 0.05 < found.probability < 0.5
    assert weighed({"weakAlias": "Bong Lek"}, {"weakAlias": "Bong Lek"}).probability < 0.05


def test_a_name_that_agrees_counts_before_a_nickname_that_does() -> None:
    one = {"name": "Somchai Sawaengkarn", "weakAlias": "Lek"}
    assert weighed(one, {"name": "สมชาย แสวงการ", "weakAlias": "Lek"}).reasons[0].level == "sure"
