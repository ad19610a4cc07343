"""Scores and reasons: what must hold whatever the models learned."""

import csv
import itertools
from pathlib import Path

import pytest

from samakki.names import PairsFileWrong, compare, parse, rank, romanise, score, score_pairs
from tests.domain.names.test_parsing import random_texts

SAME = [
    ("សុខ សុភា", "km", "Sok Sophea", "en"),
    ("ហ៊ុន សែន", "km", "Hun Sen", "en"),
    ("สมชาย แสวงการ", "th", "Somchai Sawaengkarn", "en"),
    ("အောင်ဆန်းစုကြည်", "my", "Aung San Suu Kyi", "en"),
    ("ေအာင္ဆန္းစုၾကည္", "my", "Aung San Suu Kyi", "en"),
    ("শেখ হাসিনা", "bn", "Sheikh Hasina", "en"),
    ("陳金德", "zh", "Chen Chin-te", "en"),
    ("梁家傑", "zh", "Leung Kar-kit", "en"),
    ("Mohd Najib bin Abdul Razak", "ms", "Mohamed Najib Abdul Razak", "en"),
]
DIFFERENT = [
    ("សុខ សុភា", "km", "Chan Dara", "en"),
    ("สมชาย แสวงการ", "th", "Prayut Chan-ocha", "en"),
    ("အောင်ဆန်းစုကြည်", "my", "Thein Sein", "en"),
    ("শেখ হাসিনা", "bn", "Khaleda Zia", "en"),
    ("陳金德", "zh", "Tsai Ing-wen", "en"),
    ("Ahmad bin Ali", "ms", "Siti binti Hassan", "ms"),
]


@pytest.mark.parametrize(("a", "lang_a", "b", "lang_b"), SAME)
def test_the_same_name_scores_above_one_half(a: str, lang_a: str, b: str, lang_b: str) -> None:
    assert score(a, b, lang_a, lang_b) > 0.5


@pytest.mark.parametrize(("a", "lang_a", "b", "lang_b"), DIFFERENT)
def test_another_name_scores_low(a: str, lang_a: str, b: str, lang_b: str) -> None:
    assert score(a, b, lang_a, lang_b) < 0.2


def test_the_order_of_the_two_makes_no_difference() -> None:
    names = [(pair[0], pair[1]) for pair in SAME] + [(pair[2], pair[3]) for pair in SAME]
    for (a, lang_a), (b, lang_b) in itertools.combinations(names, 2):
        assert score(a, b, lang_a, lang_b) == score(b, a, lang_b, lang_a)


@pytest.mark.parametrize(
    ("titled", "bare", "other"),
    [
        ("Daw Aung San Suu Kyi", "Aung San Suu Kyi", "အောင်ဆန်းစုကြည်"),
        ("ဒေါ်အောင်ဆန်းစုကြည်", "အောင်ဆန်းစုကြည်", "Aung San Suu Kyi"),
        ("นายสมชาย แสวงการ", "สมชาย แสวงการ", "Somchai Sawaengkarn"),
        ("លោកស្រី សុខ សុភា", "សុខ សុភា", "Sok Sophea"),
        ("Dato' Najib Razak", "Najib Razak", "Najib bin Razak"),
        ("陳金德先生", "陳金德", "Chen Chin-te"),
        ("Dr. H. Imam Suroso, SH, MM", "Imam Suroso", "Imam Suroso"),
    ],
)
def test_honorifics_never_change_the_score(titled: str, bare: str, other: str) -> None:
    assert score(titled, other) == score(bare, other)


@pytest.mark.parametrize(
    ("written", "also", "other"),
    [
        ("Nguyễn Văn Hùng", "Nguye\u0302\u0303n Va\u0306n Hu\u0300ng", "阮文雄"),
        ("สมชาย", "สม\u200bชาย", "Somchai"),
        ("Somchai", "ＳＯＭＣＨＡＩ", "สมชาย"),
        ("Mary-Ann O'Neill", "mary ann oneill", "Mary Ann O\u2019Neill"),
        ("陳金德", "陈金德", "Chen Chin-te"),
    ],
)
def test_unicode_form_case_accents_and_hyphens_cost_nothing(written: str, also: str, other: str) -> None:
    assert score(written, other) == score(also, other)


def test_names_without_letters_score_nothing_and_random_text_never_raises() -> None:
    assert score("", "Sok") == 0.0
    assert score("...", "???") == 0.0
    texts = random_texts(400)
    for a, b in itertools.pairwise(texts):
        assert 0.0 <= score(a, b) <= 1.0
        compare(a, b)


def test_reasons_are_codes_with_facts() -> None:
    found = compare("លោក សុខ សុភា", "Sophea Sok")
    codes = {reason.code: reason.facts for reason in found.reasons}
    assert "=" in str(codes["letters-agree"]["pairs"])
    assert codes["titles-ignored"]["titles"] == "លោក"
    assert codes["order-differs"]["used"] == "sok sophea"
    assert codes["language-guessed"]["side"] in ("a", "b")
    assert found.model


def test_the_same_call_gives_the_same_score_again() -> None:
    assert [score(a, b, x, y) for a, x, b, y in SAME] == [score(a, b, x, y) for a, x, b, y in SAME]


def test_a_file_of_pairs_gets_a_column_and_keeps_the_others(tmp_path: Path) -> None:
    pairs, out = tmp_path / "pairs.csv", tmp_path / "scores.csv"
    pairs.write_text(
        "name_a,lang_a,name_b,lang_b,note\nសុខ សុភា,km,Sok Sophea,en,x\nសុខ សុភា,km,Chan Dara,,y\n", encoding="utf-8"
    )
    assert score_pairs(pairs, out) == 2
    rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert [row["note"] for row in rows] == ["x", "y"]
    assert float(rows[0]["score"]) > 0.5 > float(rows[1]["score"])
    assert score("សុខ សុភា", "Sok Sophea", "km", "en") == pytest.approx(float(rows[0]["score"]), abs=1e-6)


def test_a_file_without_names_is_refused_by_code(tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.csv"
    pairs.write_text("name_a,other\nx,y\n", encoding="utf-8")
    with pytest.raises(PairsFileWrong) as refused:
        score_pairs(pairs, tmp_path / "out.csv")
    assert refused.value.facts["missing"] == "name_b"
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize(("text", "spelled"), [("陈明", "Chen Ming"), ("Hùng", "Hung")])
def test_romanising_gives_latin_letters(text: str, spelled: str) -> None:
    assert romanise(text) == spelled


def test_the_reasons_name_the_side_that_was_guessed_about() -> None:
    found = compare("လွလွ", "Hla Hla", "my", "en")
    assert any(reason.code == "encoding-guessed" and reason.facts["side"] == "a" for reason in found.reasons)


def test_names_are_ranked_by_how_well_they_fit_and_keep_their_scores() -> None:
    spellings = ["Chan Dara", "Sok Sophea", "", "Sok Sopheap", "សុខ សុភា"]
    found = rank(parse("សុខ សុភា"), [parse(one) for one in spellings])
    assert [place for place, _ in found][:2] in ([1, 4], [4, 1])
    assert sorted(place for place, _ in found) == list(range(len(spellings)))
    for place, value in found:
        assert value == score("សុខ សុភា", spellings[place])
    assert rank(parse("x"), []) == []
