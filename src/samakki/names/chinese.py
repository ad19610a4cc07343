"""Chinese (zh, Hani): family name of one character, seldom two, then a given name of one or two.

The same person is Tan, Chen, Chan or Tran, as the characters are read in Hokkien, Mandarin, Cantonese or Vietnamese;
each character therefore has several spellings in Latin letters, each with a share.
"""

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from samakki.names.habits import Habits, Part, Role, settled

TWO_CHARACTER_FAMILIES = frozenset(
    ("欧阳 司马 诸葛 上官 司徒 东方 独孤 南宫 夏侯 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 轩辕 端木 范姜 张简").split()
)
TITLES = tuple(  # normalised already: reading the table of characters here would slow every start
    "先生 女士 小姐 太太 同志 博士 教授 爵士 议员 总统 部长 市长 县长".split()
)
PLACES = ("市", "县", "区")
"""City, county, district, behind a place of two characters at least."""
VARIANTS = str.maketrans(
    "營営沢辺広國桜竜斎浜黒徳豊関単険齢発鉄実県駅気帰図変楽薬覚歓観経軽転銭塩沖著裡爲臺峯羣衆綫祕恆姉囯",
    "营营泽边广国樱龙斋滨黑德丰关单险龄发铁实县站气归图变乐药觉欢观经轻转钱盐冲着里为台峰群众线秘恒姐国",
)
# The reading a character has as a family name, where it differs from its common one.
FAMILY_READINGS = {
    "曾": "zeng", "单": "shan", "仇": "qiu", "查": "zha", "解": "xie", "区": "ou", "盖": "ge", "翟": "zhai",
    "任": "ren", "华": "hua",
    "朴": "piao", "万": "wan", "石": "shi", "覃": "qin", "宁": "ning", "纪": "ji", "尉": "wei", "缪": "miao",
    "洗": "xian", "葛": "ge",
}  # fmt: skip
SEPARATORS = re.compile("[ .=＝-]+")


class Readings(NamedTuple):
    """How one character is read; each field may hold several readings, or none."""

    simplified: str
    mandarin: tuple[str, ...]
    cantonese: tuple[str, ...]
    vietnamese: tuple[str, ...]
    korean: tuple[str, ...]


@cache
def table() -> dict[str, Readings]:
    """Readings of every character the shipped table knows."""
    text = files("samakki.names").joinpath("data/han_readings.tsv").read_text(encoding="utf-8")
    known: dict[str, Readings] = {}
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        letter, simplified, *rest = line.split("\t")
        rest += [""] * (4 - len(rest))
        mandarin, cantonese, vietnamese, korean = (tuple(filter(None, field.split(","))) for field in rest)
        known[letter] = Readings(simplified or letter, mandarin, cantonese, vietnamese, korean)
    return known


def normalise(text: str) -> str:
    """Simplified characters, variant forms as one, no separators inside.

    >>> normalise("陳金揚")
    '陈金扬'
    """
    known = table()
    text = text.translate(VARIANTS)
    return SEPARATORS.sub(" ", "".join(known[letter].simplified if letter in known else letter for letter in text))


def split(words: Sequence[str]) -> tuple[Part, ...]:
    """Family name and given name of a Chinese name; a foreign name keeps its pieces.

    >>> [(part.text, part.role.value) for part in split(["欧阳娜娜"])]
    [('欧阳', 'family'), ('娜娜', 'given')]
    """
    if len(words) != 1 or not 2 <= len(words[0]) <= 4:
        return tuple(Part(word, Role.ANY) for word in words)
    word = words[0]
    cut = 2 if word[:2] in TWO_CHARACTER_FAMILIES and len(word) > 2 else 1
    return (Part(word[:cut], Role.FAMILY), Part(word[cut:], Role.GIVEN))


def looks_chinese(words: Sequence[str]) -> bool:
    """Whether characters are a Chinese name rather than the sounds of a foreign one: few and in one word."""
    return len(words) == 1 and len(words[0]) <= 4


HABITS = Habits(
    language="zh",
    script="Hani",
    split=split,
    normalise=settled(normalise),
    attached_endings=(*TITLES, *PLACES),
)
