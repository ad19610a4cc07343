"""How common parts of names are: what must be known, what is honestly not, and how little a common part says."""

from importlib.resources import files
from itertools import pairwise

import pytest

from samakki.names.commonness import RAREST, UNLISTED, commonness, rarity, table
from samakki.names.parsing import parse

KNOWN = (
    ("vi", "Nguyễn Trần Lê Phạm Văn Thị nguyen tran VAN thi"),
    ("km", "សុខ ចាន់ សុភា Sok Chan Sophea"),
    ("my", "အောင် ဝင်း လှ မြင့် Ma Aung Win Hla Myint"),
    ("bn", "মোঃ বেগম খাতুন আক্তার রহমান Md. Begum Khatun Akter Rahman"),
    ("id", "Muhammad Siti Nur Nurhayati Sutrisno"),
    ("ms", "Mohd Muhamad Siti Nur Ahmad"),
    ("tl", "Cruz Santos Reyes Maria"),
    ("th", "สมชาย สมศักดิ์ Somchai Somsak"),
    ("zh", "王 李 张 張 陈 陳 Wang Lee Chan Tan"),
    ("lo", "ແສງຈັນ Sengchanh"),
)


@pytest.mark.parametrize(("language", "part"), [(language, part) for language, row in KNOWN for part in row.split()])
def test_common_parts_are_known_in_their_own_script_and_in_latin_letters(language: str, part: str) -> None:
    share = commonness(part, language)
    assert share is not None
    assert RAREST <= share <= 0.5


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("vi", ("Nguyễn", "Trần", "Đỗ", "Kiều")),
        ("zh", ("陈", "李", "罗", "欧阳")),
        ("fil", ("Cruz", "Ramos", "Miranda")),
    ],
)
def test_commoner_parts_have_larger_shares(language: str, parts: tuple[str, ...]) -> None:
    shares = [commonness(part, language) for part in parts]
    assert all(one is not None and other is not None and one > other for one, other in pairwise(shares))


@pytest.mark.parametrize("language", ["", "km", "vi", "zh", "xx"])
def test_what_no_source_knows_is_not_known(language: str) -> None:
    assert commonness("Qwxzjkv", language) is None
    assert commonness("", language) is None


def test_without_a_language_nothing_is_called_rarer_than_anywhere() -> None:
    assert commonness("chan") == max(commonness("chan", language) or 0.0 for language in table())


@pytest.mark.parametrize(
    ("common", "rare"),
    [
        (("Nguyễn Văn Anh", "Nguyen Van Anh"), ("Quách Gia Bửu", "Quach Gia Buu")),
        (("သန်းအောင်ဝင်း", "Than Aung Win"), ("ဓုဂ္ဂနဝရတ်", "Dugga Nawa Rat")),
        (("মোহাম্মদ রহমান", "Md Rahman"), ("ঋতুপর্ণ বাগচী", "Rituparna Bagchi")),
    ],
)
def test_agreeing_in_common_parts_says_less(common: tuple[str, str], rare: tuple[str, str]) -> None:
    def nats(pair: tuple[str, str]) -> float:
        return rarity(parse(pair[0]), parse(pair[1])).nats

    assert nats(common) + 2 < nats(rare)


def test_rarity_counts_only_words_that_agree_where_the_script_is_one() -> None:
    one, other = parse("Nguyễn Văn Hùng", "vi"), parse("Nguyễn Thị Lan", "vi")
    assert rarity(one, other).nats == pytest.approx(0.94, abs=0.01)
    assert rarity(one, other) == rarity(other, one)


def test_the_table_says_where_it_is_from_and_stays_small() -> None:
    folder = files("samakki.names") / "data"
    card = (folder / "COMMONNESS_CARD.md").read_text(encoding="utf-8")
    assert all(language in card for language in table())
    assert all(UNLISTED in own for own in table().values())
    assert len((folder / "commonness.tsv").read_bytes()) < 300_000
