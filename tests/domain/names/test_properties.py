"""What holds for every name: order, repetition, titles, Unicode form, Latin-only tricks and rubbish change nothing."""

import random
import sys
import unicodedata
from itertools import pairwise, product
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from samakki import names
from samakki.names.commonness import commonness, rarity
from samakki.names.comparing import score_names, shipped_comparer
from samakki.names.languages import HABITS
from samakki.names.scripts import RUNS

WORDS = {
    "km": "សុខ ចាន់ សុភា ដារ៉ា វណ្ណា គឹម ហេង រិទ្ធី ពេជ្រ លឹម",
    "th": "สมชาย สมศักดิ์ แสวงการ บุญมี แก้วมณี ศรีสุข พรชัย วิไล",
    "lo": "ສົມສັກ ບຸນມີ ແກ້ວ ວຽງ ພອນ ຄຳ ສີສຸລິດ",
    "my": "အောင် ဝင်း မြင့် လှိုင် ထွန်း နိုင် သန်း ဌေး ရွှေ ကြည်",
    "bn": "রহমান খাতুন হোসেন আক্তার শেখ মণ্ডল করিম বিশ্বাস",
    "zh": "陈志明 林美玲 黃小华 王伟 张秀英 梁家傑",
    "vi": "Nguyễn Trần Hùng Thị Dũng Phượng Ngọc Đặng",
    "ms": "Ahmad bin Razak Siti binti Abdullah Noraini",
    "id": "Suharto Nurhayati Budi Setiawan Putri Rahayu",
    "fil": "Juan Dela Cruz Reyes Muñoz Santos Peña",
    "en": "Sok Sophea Somchai Aung Win Kim Rahman Jean-Paul",
}
ZAWGYI = {
    "ေအာင္": "အောင်",
    "ခင္": "ခင်",
    "ေမာင္": "မောင်",
    "ညိဳ": "ညို",
    "ဝင္း": "ဝင်း",
    "ျမင့္": "မြင့်",
    "ေဌး": "ဌေး",
    "ႏိုင္": "နိုင်",
    "ထြန္း": "ထွန်း",
    "ေရႊ": "ရွှေ",
    "စိုး": "စိုး",
    "လြင္": "လွင်",
    "သိန္း": "သိန်း",
}
"""Words of names in Zawgyi, and in Unicode."""
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
LATIN = ("vi", "ms", "id", "fil", "en")
RANDOM_STRINGS = 10_000


@some.composite
def people(draw: some.DrawFn, languages: tuple[str, ...] = tuple(WORDS)) -> tuple[str, str]:
    """A name of one to three words, and its language."""
    language = draw(some.sampled_from(languages))
    words = draw(some.lists(some.sampled_from(WORDS[language].split()), min_size=1, max_size=3))
    return ("" if language in ("my", "zh") else " ").join(words), language


def scored(a: tuple[str, str], b: tuple[str, str]) -> float:
    """The score, languages said."""
    return names.score(a[0], b[0], a[1], b[1])


@given(people(), people())
def test_the_order_of_the_two_makes_no_difference(a: tuple[str, str], b: tuple[str, str]) -> None:
    assert scored(a, b) == scored(b, a)
    one, other = names.parse(*a), names.parse(*b)
    assert rarity(one, other) == rarity(other, one)
    assert names.compare(a[0], b[0]).score == names.compare(b[0], a[0]).score


@given(people(), people())
def test_the_same_names_give_the_same_score_every_time(a: tuple[str, str], b: tuple[str, str]) -> None:
    first = scored(a, b)
    names.parse.cache_clear()
    assert scored(a, b) == first
    assert names.compare(a[0], b[0], a[1], b[1]).score == first
    pairs = [(names.parse(*x), names.parse(*y)) for x, y in ((b, a), (a, a), (a, b))]
    assert list(score_names(pairs, shipped_comparer()))[2] == first


@given(people(), people())
def test_a_score_is_a_chance(a: tuple[str, str], b: tuple[str, str]) -> None:
    assert 0 <= scored(a, b) <= 1


Form = Literal["NFC", "NFD", "NFKC", "NFKD"]
FORMS: tuple[Form, ...] = ("NFC", "NFD", "NFKC", "NFKD")


@given(people(), people(), some.sampled_from(FORMS))
def test_unicode_form_never_changes_a_score(a: tuple[str, str], b: tuple[str, str], form: Form) -> None:
    assert scored((unicodedata.normalize(form, a[0]), a[1]), b) == scored(a, b)


@given(people(), people(), some.data())
def test_invisible_characters_never_change_a_score(
    a: tuple[str, str], b: tuple[str, str], data: some.DataObject
) -> None:
    place = data.draw(some.integers(0, len(a[0])))
    mark = data.draw(some.sampled_from(INVISIBLE))
    assert scored((a[0][:place] + mark + a[0][place:], a[1]), b) == scored(a, b)
    assert scored((mark.join(a[0]), a[1]), b) == scored(a, b)


@given(some.lists(some.sampled_from(sorted(ZAWGYI)), min_size=2, max_size=4), people())
def test_zawgyi_and_unicode_are_one_name(words: list[str], b: tuple[str, str]) -> None:
    zawgyi, plain = "".join(words), "".join(ZAWGYI[word] for word in words)
    assert scored((zawgyi, "my"), b) == scored((plain, "my"), b)
    assert scored((zawgyi, ""), b) == scored((plain, ""), b)


def test_every_two_words_are_one_name_in_either_encoding() -> None:
    """Unicode that looks a little like Zawgyi was read in both ways, though nobody could write the second."""
    for pair in product(ZAWGYI, repeat=2):
        zawgyi, plain = "".join(pair), "".join(ZAWGYI[word] for word in pair)
        assert names.parse(zawgyi, "my").forms == names.parse(plain, "my").forms, pair


@given(some.data())
def test_honorifics_never_change_a_score(data: some.DataObject) -> None:
    language = data.draw(some.sampled_from(sorted(WORDS)))
    name, other = data.draw(people((language,))), data.draw(people())
    habits = HABITS[language]
    titled = [
        *(f"{title} {name[0]}" for title in habits.titles),
        *(f"{title}{name[0]}" for title in habits.attached),
        *(f"{name[0]}{ending}" for ending in habits.attached_endings),
    ]
    text = data.draw(some.sampled_from(sorted(titled)))
    assert scored((text, language), other) == scored(name, other)


@given(people(LATIN), people(), some.sampled_from((str.upper, str.lower, str.title, str.swapcase)))
def test_case_costs_nothing(a: tuple[str, str], b: tuple[str, str], change: object) -> None:
    assert callable(change)
    assert scored((change(a[0]), a[1]), b) == scored(a, b)


@given(people(LATIN), people(), some.sampled_from("\u0301\u0300\u0302\u0303\u0308\u0323"))
def test_accents_cost_nothing(a: tuple[str, str], b: tuple[str, str], accent: str) -> None:
    marked = "".join(letter + accent if letter in "aeiouAEIOU" else letter for letter in a[0])
    bare = "".join(x for x in unicodedata.normalize("NFD", a[0]) if not unicodedata.combining(x))
    assert scored((unicodedata.normalize("NFC", marked), a[1]), b) == scored(a, b)
    assert scored((bare, a[1]), b) == scored(a, b)


@given(people(LATIN), people(), some.sampled_from(("-", "\u2010", "\u2013", "  ", "\u00a0", " - ", "_", ", ", "/")))
def test_hyphens_and_other_separators_cost_nothing(a: tuple[str, str], b: tuple[str, str], mark: str) -> None:
    assert scored((a[0].replace(" ", mark), a[1]), b) == scored(a, b)


@given(people(LATIN), people())
def test_full_width_letters_cost_nothing(a: tuple[str, str], b: tuple[str, str]) -> None:
    wide = "".join(chr(ord(x) + 0xFEE0) if "!" <= x <= "~" else x for x in a[0])
    assert scored((wide, a[1]), b) == scored(a, b)


def rubbish(count: int) -> list[str]:
    """Strings of every script the package knows and of any others, marks without letters, controls, emoji."""
    chance = random.Random(20261122)  # noqa: S311  (an example, not a secret)
    runs = [(first, following - 1) for (first, _), (following, _) in pairwise(RUNS)]
    anything = [code for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) not in ("Cn", "Co", "Cs")]
    marks = [code for code in anything if unicodedata.category(chr(code))[0] in "MC"]
    found = []
    for number in range(count):
        size = chance.choice((0, 1, 1, 2, 3, 5, 8, 13, 40, 120))
        kind = number % 4
        if kind == 0:
            first, last = chance.choice(runs)
            letters = [chr(chance.randint(first, last)) for _ in range(size)]
        elif kind == 1:
            letters = [chr(chance.choice(marks)) for _ in range(size)]
        elif kind == 2:
            words = [word for row in WORDS.values() for word in row.split()]
            letters = [chance.choice(chance.choice(words)) for _ in range(size)]
        else:
            letters = [chr(chance.choice(anything)) for _ in range(size)]
        for place in range(0, len(letters), 7):
            letters[place] = chance.choice((letters[place], " ", "."))
        found.append("".join(letters))
    return found


def test_ten_thousand_random_strings_of_every_script_never_raise() -> None:
    others = [" ".join(row.split()[:2]) for row in WORDS.values()]
    pairs = []
    for number, text in enumerate(rubbish(RANDOM_STRINGS)):
        other = others[number % len(others)]
        language = ("", "km", "my", "zh", "vi", "xx")[number % 6]
        pairs.append((names.parse(text, language), names.parse(other)))
        assert commonness(text, language) is None or 0 < (commonness(text, language) or 0) <= 1
        if number % 10 == 0:
            assert 0 <= names.score(text, other, language) <= 1, ascii(text)
            names.keys(text, language)
            names.romanise(text, language)
            names.compare(text, other, language)
    for (read, _), score in zip(pairs, score_names(pairs, shipped_comparer()), strict=True):  # many at once: as `score`
        assert 0 <= score <= 1, ascii(read.as_written)


@given(some.text(max_size=60), some.text(max_size=60))
@settings(max_examples=200)
def test_any_two_texts_can_be_compared_either_way_round(a: str, b: str) -> None:
    assert names.score(a, b) == names.score(b, a)


@pytest.mark.parametrize("text", ["\ud800", "Sok \udfff", "សុខ\ud83d"])
def test_half_characters_of_broken_files_do_not_raise(text: str) -> None:
    assert 0 <= names.score(text, "Sok Sophea") <= 1
