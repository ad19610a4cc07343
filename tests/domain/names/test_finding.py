"""Finding one name among many: keys first, and all of them where keys bring nothing likely."""

from itertools import product

import pytest

from samakki.names import Finder, comparing, keys, parse, rank, score

PARTS = (("Chan", "Keo", "Long", "Meas", "Sok", "Tep"), ("Bopha", "Chenda", "Dara", "Phalla", "Rithy", "Sophea"))
OTHERS = [" ".join(words) for words in product(*PARTS)]


def test_the_spelling_of_a_name_in_another_script_is_found_first() -> None:
    finder = Finder([parse(one) for one in OTHERS])
    place, value = finder.find(parse("សុខ សុភា"))[0]
    assert OTHERS[place] == "Sok Sophea"
    assert value == score("សុខ សុភា", "Sok Sophea")
    assert len(finder.find(parse("សុខ សុភា"), most=3)) == 3


def test_what_keys_bring_is_enough_where_it_is_likely() -> None:
    finder = Finder([parse(one) for one in OTHERS])
    name = parse("សុខ សុភា")
    assert finder.standings(name) == finder.by_keys(name)
    assert len(finder.by_keys(name)) < len(OTHERS)


def test_a_spelling_that_shares_no_key_is_found_among_all() -> None:
    written, wanted = "ကျင့်ကျိုးမြို့", "Zhengzhou"
    assert not keys(written, "my") & keys(wanted, "en")
    finder = Finder([parse(one, "en") for one in (*OTHERS, wanted)])
    assert len(OTHERS) not in [one.place for one in finder.by_keys(parse(written, "my"))]
    assert finder.find(parse(written, "my"))[0][0] == len(OTHERS)


def test_of_equals_the_one_with_as_many_titles_comes_first() -> None:
    names = ["Maung Nyan", "Nyan"]
    plain, titled = parse("ဉာဏ်", "my"), parse("မောင်ဉာဏ်", "my")
    others = [parse(one, "my") for one in names]
    assert score("ဉာဏ်", names[0], "my", "my") == score("ဉာဏ်", names[1], "my", "my")
    assert [names[place] for place, _ in rank(plain, others)] == ["Nyan", "Maung Nyan"]
    assert titled.titles
    assert [names[place] for place, _ in rank(titled, others)] == ["Maung Nyan", "Nyan"]


def test_equals_are_marked_as_equal() -> None:
    found = Finder([parse("Sok Sophea"), parse("SOK SOPHEA")]).standings(parse("សុខ សុភា"))
    assert found[0].order == found[1].order
    assert [one.place for one in found] == [0, 1]


def test_nothing_is_found_among_none_and_rubbish_does_no_harm() -> None:
    assert Finder([]).find(parse("Sok")) == []
    assert [place for place, _ in Finder([parse(""), parse("Sok")]).find(parse("!!"))] == [0, 1]


def test_more_names_than_one_batch_are_all_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparing, "BATCH", 5)
    found = rank(parse("សុខ សុភា"), [parse(one) for one in OTHERS])
    assert OTHERS[found[0][0]] == "Sok Sophea"
    assert sorted(place for place, _ in found) == list(range(len(OTHERS)))
