"""Which pairs are looked at is chosen by what it costs."""

from collections.abc import Sequence

import pytest

from samakki.matching.bulk import blocking
from samakki.matching.bulk.blocking import Measured, Part, choose, parts
from samakki.matching.bulk.cells import cell
from samakki.matching.bulk.columns import understood
from samakki.matching.bulk.facets import KINDS
from samakki.matching.bulk.learning import start
from samakki.matching.domain.records import Spot, resolved

RARE, TOWN, STREET = Part("document", "t.p0"), Part("town", "t.s1"), Part("street", "t.s2")
SEX, YEARS = Part("sex", "t.p3", is_rough=True), Part("birth.years", "t.y4", is_rough=True)


def costs(**pairs: int) -> blocking.Measure:
    def measure(group: Sequence[Part]) -> Measured:
        return Measured(pairs.get("_".join(part.code.replace(".", "") for part in group), 10**9), 0)

    return measure


def test_what_is_rare_is_a_rule_and_what_is_common_only_together() -> None:
    found = choose([RARE, TOWN, STREET, SEX], costs(document=500, town_street=900, document_town=1), 1_000)
    assert [rule.parts for rule in found] == [("document",), ("town", "street")]


def test_rough_things_never_stand_together_alone() -> None:
    assert choose([SEX, YEARS], costs(sex=1, birthyears=1, sex_birthyears=1), 1_000) == ()


def test_what_nobody_shares_is_not_counted_again_together_with_more() -> None:
    asked: list[tuple[str, ...]] = []

    def measure(group: Sequence[Part]) -> Measured:
        asked.append(tuple(part.code for part in group))
        return Measured(0, 0)

    assert choose([RARE, TOWN, STREET, SEX, YEARS], measure, 1_000) == ()
    assert len(asked) == 5


def test_three_together_only_with_something_rough() -> None:
    found = choose([TOWN, STREET, SEX], costs(town_street_sex=100), 1_000)
    assert [rule.parts for rule in found] == [("town", "street", "sex")]


def test_rules_stay_within_what_all_may_give_together() -> None:
    several = [Part(f"c{n}", f"t.s{n}") for n in range(20)]
    found = choose(several, lambda _group: Measured(2_400, 0), 1_000)
    assert len(found) == 5
    assert sum(rule.pairs for rule in found) <= blocking.PAIRS_A_RECORD * 1_000


WHOLE, WORD = Part("name.whole", "k.key", keys=0), Part("name.word", "k.key", keys=0)


def names_cost(**pairs: int) -> blocking.Measure:
    """Names of which all give too many pairs, and blocks of ten records or fewer so many; everybody's sex is known."""

    def measure(group: Sequence[Part]) -> Measured:
        if not any(part.keys >= 0 for part in group):
            return Measured(0, 1_000, known=1_000)
        few = pairs.get("_".join(part.code.replace(".", "") for part in group), 10**9)
        smaller = tuple(few if size <= 10 else 10**9 for size in blocking.SMALLER)
        return Measured(10**9, 0, smaller)

    return measure


def test_a_name_alone_is_a_rule_where_it_is_rare() -> None:
    found = choose([WHOLE], names_cost(namewhole=900), 1_000)
    assert [(rule.parts, rule.pairs, rule.largest) for rule in found] == [(("name.whole",), 900, 10)]


def test_small_blocks_of_all_rules_are_of_one_size_and_stay_within_what_they_may_give() -> None:
    assert [rule.parts for rule in choose([WORD, WHOLE], names_cost(nameword=12_000, namewhole=5_000), 1_000)] == [
        ("name.whole",),
        ("name.word",),
    ]
    assert choose([WORD, WHOLE], names_cost(nameword=12_000, namewhole=7_000), 1_000) == ()


def test_what_nearly_all_records_know_is_asked_for_as_well() -> None:
    found = choose([WHOLE, SEX], names_cost(namewhole=3_000, namewhole_sex=500), 1_000)
    assert [rule.parts for rule in found] == [("name.whole", "sex")]


def test_things_of_few_values_are_never_measured_by_a_part_of_them() -> None:
    assert not blocking.is_sampled([SEX], 10**6)
    assert blocking.is_sampled([TOWN, SEX], 10**6)
    assert not blocking.is_sampled([TOWN], 1_000)


@pytest.mark.parametrize(
    ("one", "other"), [("Battambang", "បាត់ដំបង"), ("Bangkok", "กรุงเทพมหานคร"), ("Klang Bai", "klang  bai")]
)
def test_places_are_shared_by_their_area_whatever_they_are_written_in(one: str, other: str) -> None:
    mine, theirs = (KINDS["place"].of(cell([resolved(text)]))[1] for text in (one, other))
    assert mine
    assert mine == theirs


def test_of_several_places_the_first_that_has_an_area_counts() -> None:
    assert KINDS["place"].of(cell([Spot(), resolved("Kandal")]))[1] == KINDS["place"].of(cell([resolved("កណ្តាល")]))[1]


def test_every_kind_of_comparison_can_be_shared_or_is_rough() -> None:
    uses = [
        understood(code, code) for code in ("name", "birth", "sex", "origin", "document", "phone", "account", "plate")
    ]
    definition = start([[*uses, understood("x", "word x"), understood("y", "text y")]])
    codes = {part.code.partition(".")[0] for part in parts(definition)}
    assert codes == {one.code for one in definition.comparisons}
