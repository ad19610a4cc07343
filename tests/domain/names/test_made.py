"""What judges learn from beside found pairs: names put together must be what they are said to be."""

from functools import cache
from itertools import islice

from samakki.names import parse
from tools.names_burmese import SPELLINGS
from tools.names_made import of_their_children
from tools.names_made_burmese import burmese, spelled
from tools.names_sources import Pair, is_shippable


@cache
def made() -> tuple[Pair, ...]:
    return tuple(burmese(7, 0.3))


def test_the_same_seed_makes_the_same_names() -> None:
    assert tuple(islice(burmese(7, 0.3), 50)) == made()[:50]


def test_every_name_has_its_spelling_and_others_beside_it_and_all_of_it_counts() -> None:
    with_latin = [pair for pair in made() if pair.lang_b == "en"]
    true = [pair for pair in with_latin if pair.is_same]
    assert len(with_latin) - len(true) > 2 * len(true) > 2000
    for pair in with_latin[:400]:
        assert is_shippable(pair)
        assert pair.weight < 1
        assert not parse(pair.name_a, "my").titles
        assert not parse(pair.name_b, "en").titles


def test_no_other_name_is_spelled_as_the_name_itself() -> None:
    spelled = {pair.name_a: pair.name_b for pair in made() if pair.is_same and pair.lang_b == "en"}
    for pair in made():
        if not pair.is_same and pair.lang_b == "en":
            assert pair.name_b != spelled[pair.name_a]


def test_two_burmese_spellings_are_one_only_where_latin_letters_are() -> None:
    for pair in made():
        if pair.lang_b == "my":
            assert pair.name_a != pair.name_b


def test_a_syllable_said_twice_is_spelled_twice() -> None:
    for native, ways in SPELLINGS.items():
        half = native[: len(native) // 2]
        if native == half + half:
            for one in ways.split():
                assert one[: len(one) // 2] * 2 == one


def test_unit_models_learn_from_other_names_than_judges() -> None:
    of_judges = {pair.name_a for pair in made()}
    of_units = {pair.name_a for pair in spelled(8)}
    assert len(of_units - of_judges) > 2 * len(of_units & of_judges)


def test_a_child_is_not_the_father() -> None:
    found = Pair("Johari Baharum", "ms", "Johari Baharum", "en", True, "x", "g")
    other = Pair("Ali Razak", "ms", "Ali Razak", "en", True, "x", "h")
    children = list(of_their_children([found, other]))
    assert [(pair.name_a, pair.name_b, pair.is_same) for pair in children] == [
        ("Johari Baharum", "baharum razak", False),
        ("Ali Razak", "razak baharum", False),
    ]
    assert {pair.group for pair in children} == {"g", "h"}
