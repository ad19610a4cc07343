"""Profiles: what follows from judgements, whatever their order."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from samakki.matching.domain.profiles import Judged, between, change, components, profiles
from samakki.matching.domain.vocabulary import Judgement

POSITIVE, NEGATIVE, UNSURE = Judgement
ENTITIES = "ABCDEF"
PAIRS = list(itertools.combinations(ENTITIES, 2))


def judged(*said: tuple[str, str, Judgement]) -> list[Judged]:
    return [Judged(f"J-{number}", a, b, judgement) for number, (a, b, judgement) in enumerate(said, 1)]


several = st.lists(st.tuples(st.sampled_from(PAIRS), st.sampled_from(Judgement)), max_size=14).map(
    lambda said: judged(*((*pair, judgement) for pair, judgement in said))
)


def test_positive_judgements_join_on() -> None:
    found = profiles(judged(("A", "B", POSITIVE), ("C", "B", POSITIVE), ("D", "E", POSITIVE)))
    assert found.groups == (("A", "B", "C"), ("D", "E"))
    assert found.of("C") == ("A", "B", "C")
    assert found.of("F") == ("F",)
    assert found.conflicts == ()


def test_unsure_and_negative_join_nothing() -> None:
    assert profiles(judged(("A", "B", UNSURE), ("B", "C", NEGATIVE))).groups == ()


def test_a_negative_vetoes_what_joins_the_two_and_leaves_the_rest() -> None:
    found = profiles(
        judged(
            ("A", "B", POSITIVE), ("B", "C", POSITIVE), ("C", "D", POSITIVE), ("E", "A", POSITIVE), ("A", "C", NEGATIVE)
        )
    )
    assert found.groups == (("A", "E"), ("C", "D"))
    (conflict,) = found.conflicts
    assert conflict.pair == ("A", "C")
    assert conflict.negative == ("J-5",)
    assert conflict.positive == ("J-1", "J-2")


def test_two_words_on_the_same_pair_are_a_conflict() -> None:
    found = profiles(judged(("A", "B", POSITIVE), ("B", "A", NEGATIVE)))
    assert found.groups == ()
    assert found.conflicts[0].positive == ("J-1",)


def test_every_way_round_a_ring_is_vetoed() -> None:
    ring = [("A", "B", POSITIVE), ("B", "C", POSITIVE), ("C", "D", POSITIVE), ("D", "A", POSITIVE)]
    found = profiles(judged(*ring, ("A", "C", NEGATIVE)))
    assert found.groups == ()
    assert found.conflicts[0].positive == ("J-1", "J-2", "J-3", "J-4")


def test_a_long_chain_needs_no_recursion() -> None:
    names = [f"E-{number:05}" for number in range(3000)]
    chain = judged(*((a, b, POSITIVE) for a, b in itertools.pairwise(names)), (names[0], names[-1], NEGATIVE))
    assert profiles(chain).groups == ()


@given(several, st.randoms())
def test_the_order_of_judgements_makes_no_difference(said: list[Judged], chance: object) -> None:
    shuffled = [Judged(one.code, one.b, one.a, one.judgement) for one in said]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # a random.Random
    assert profiles(said) == profiles(shuffled)


@given(several)
def test_a_profile_never_holds_two_that_were_judged_different(said: list[Judged]) -> None:
    found = profiles(said)
    for one in said:
        if one.judgement is NEGATIVE:
            assert one.b not in found.of(one.a)
    for group in found.groups:
        assert len(group) > 1
        assert all(found.of(member) == group for member in group)


@given(several)
def test_only_what_a_conflict_names_rests(said: list[Judged]) -> None:
    found = profiles(said)
    named = {code for conflict in found.conflicts for code in conflict.positive}
    for one in said:
        if one.judgement is POSITIVE:
            assert (one.b in found.of(one.a)) or one.code in named


@given(several)
def test_taking_back_every_negative_gives_back_what_positives_say(said: list[Judged]) -> None:
    positive = [one for one in said if one.judgement is POSITIVE]
    assert profiles(positive).groups == tuple(sorted(components(one.pair for one in positive)))


@given(st.sets(st.sampled_from(PAIRS), max_size=9), st.sampled_from(PAIRS))
def test_edges_between_two_are_those_on_ways_that_meet_nothing_twice(
    edges: set[tuple[str, str]], ends: tuple[str, str]
) -> None:
    a, b = ends
    expected: set[tuple[str, str]] = set()
    for size in range(len(ENTITIES) - 1):
        for middle in itertools.permutations([one for one in ENTITIES if one not in ends], size):
            way = {(min(x, y), max(x, y)) for x, y in itertools.pairwise([a, *middle, b])}
            if way <= edges:
                expected |= way
    assert between(a, b, sorted(edges)) == expected


def test_a_change_says_what_was_together_and_what_is_now() -> None:
    before = judged(("A", "B", POSITIVE), ("B", "C", POSITIVE), ("D", "E", POSITIVE))
    found = change(profiles(before), profiles(before[1:]), ["A", "B"])
    assert found.before == (("A", "B", "C"),)
    assert found.after == (("A",), ("B", "C"))
    assert found.comes_apart
    assert not change(profiles(before[1:]), profiles(before), ["A", "B"]).comes_apart
