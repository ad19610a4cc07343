"""Western given names that Chinese people take beside their own, and what a Chinese syllable looks like.

"Alan Leong" and 梁家傑 agree in the family name alone; that the rest is missing says less when it is a Western name
than when it is another Chinese one.
"""

from collections.abc import Sequence
from functools import cache, lru_cache

from samakki.names.chinese import table
from samakki.names.chinese_dialects import DIALECT
from samakki.names.romanisations import hong_kong, wade_giles

GIVEN = frozenset(
    (
        "abraham ada adam agnes alan albert alex alexander alfred alice alvin amanda amy andrew andy angela "
        "anita ann anna anthony apollo arthur ben benedict benjamin benny bernard betty bill billy bob bobby "
        "brian bruce carl carmen carol caroline carrie catherine cathy charles charlie cherry chris christine "
        "christopher claire clara claudia cynthia daniel danny david dennis diana dominic donald dora doris "
        "dorothy eddie eddy edmund edward eileen elaine elizabeth ellen elsie emily emma eric ernest esther "
        "eugene eva eve fanny felix fernando florence frances francis frank fred frederick gary george gerald "
        "gilbert gladys gloria grace gordon hannah harry helen helena henry herman holden howard irene ivan "
        "ivy jack jackie jackson jacky james jane janet jason jasmine jeff jeffrey jennifer jenny jeremy "
        "jerry jessica jimmy joan john johnny johnson jonathan joseph joyce judy julia julian justin karen "
        "kathy keith kelvin ken kenneth kenny kevin larry laura lawrence leo leon leonard linda lily lisa "
        "louis lucy maggie margaret maria mark martin mary matthew may michael michelle mike miriam monica "
        "nancy nathan nelson nicholas norman olivia oscar pamela patricia patrick paul peter philip priscilla "
        "rachel raymond rebecca regina richard rita robert roger ronald ronny rose roy ruth sam samuel sandra "
        "sandy sarah scott sharon shirley simon sophia sophie stella stephen steve steven susan sylvia teresa "
        "terry thomas tim timothy tina tom tommy tony tracy vanessa veronica vicky victor vincent virginia "
        "vivian walter wendy wesley william willie wilson winnie yolanda"
    ).split()
)


@cache
def syllables() -> frozenset[str]:
    """Every way one Chinese character may be spelled in a name."""
    mandarin = {word.replace("v", "u") for known in table().values() for word in known.mandarin}
    cantonese = {spelling for known in table().values() for word in known.cantonese for spelling in hong_kong(word)[:4]}
    dialect = {word for words in DIALECT.values() for word in words.split()}
    return frozenset(mandarin | set(map(wade_giles, mandarin)) | cantonese | dialect)


@lru_cache(maxsize=16384)
def is_chinese_word(word: str) -> bool:
    """Whether a folded word could be one Chinese syllable, or two written together.

    >>> is_chinese_word("kwok"), is_chinese_word("suzhen"), is_chinese_word("claudia")
    (True, True, False)
    """
    known = syllables()
    if word in GIVEN:
        return False
    return word in known or any(word[:cut] in known and word[cut:] in known for cut in range(2, len(word) - 1))


def chinese_words(words: Sequence[str]) -> tuple[str, ...]:
    """Those words of a Latin name that could be Chinese."""
    return tuple(word for word in words if is_chinese_word(word))
