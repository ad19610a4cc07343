"""Which pairs are looked at is chosen by what it costs."""

from collections.abc import Sequence

from samakki.matching.bulk import blocking
from samakki.matching.bulk.blocking import Measured, Part, choose, parts
from samakki.matching.bulk.columns import understood
from samakki.matching.bulk.learning import start

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


def test_every_kind_of_comparison_can_be_shared_or_is_rough() -> None:
    uses = [
        understood(code, code) for code in ("name", "birth", "sex", "origin", "document", "phone", "account", "plate")
    ]
    definition = start([[*uses, understood("x", "word x"), understood("y", "text y")]])
    codes = {part.code.partition(".")[0] for part in parts(definition)}
    assert codes == {one.code for one in definition.comparisons}
