"""The languages this package knows, and how it guesses which one a name is written in."""

from dataclasses import dataclass

from samakki.names import (
    bengali,
    chinese,
    filipino,
    indonesian,
    khmer,
    lao,
    latin,
    malay,
    myanmar,
    thai,
    vietnamese,
)
from samakki.names.cleaning import clean
from samakki.names.habits import Habits
from samakki.names.scripts import UNKNOWN, main_script
from samakki.names.zawgyi import zawgyi_probability

HABITS: dict[str, Habits] = {
    habits.language: habits
    for habits in (
        bengali.HABITS,
        chinese.HABITS,
        filipino.HABITS,
        indonesian.HABITS,
        khmer.HABITS,
        lao.HABITS,
        latin.HABITS,
        malay.HABITS,
        myanmar.HABITS,
        thai.HABITS,
        vietnamese.HABITS,
    )
}
ALSO_CALLED = {"tl": "fil", "in": "id", "zh-hant": "zh", "zh-hans": "zh", "yue": "zh", "nan": "zh", "cmn": "zh"}
OF_SCRIPT = {"Khmr": "km", "Thai": "th", "Laoo": "lo", "Mymr": "my", "Hani": "zh", "Beng": "bn"}


@dataclass(frozen=True, slots=True)
class Detected:
    """What a name is written in.

    Args:
        script: ISO 15924 code.
        language: BCP 47 code of a language this package knows; "en" stands for Latin letters of no known language.
        is_guess: the language was not given, or given one does not use this script.
        zawgyi: how likely the text was typed in Zawgyi, 0 to 1; 0 outside the Myanmar script.
    """

    script: str
    language: str
    is_guess: bool
    zawgyi: float = 0.0


def known_language(code: str) -> str:
    """The code this package uses for a language, or "" for one it does not know.

    >>> known_language("tl"), known_language("zh-Hant-TW"), known_language("fr")
    ('fil', 'zh', '')
    """
    folded = code.strip().lower().replace("_", "-")
    folded = ALSO_CALLED.get(folded, folded)
    if folded in HABITS:
        return folded
    first = folded.split("-")[0]
    first = ALSO_CALLED.get(first, first)
    return first if first in HABITS else ""


def detect(text: str, language: str = "") -> Detected:
    """Recognise script and language of a name.

    Args:
        text: a name as written.
        language: BCP 47 code if somebody said it; kept if the language uses the script found.

    >>> detect("สมชาย").language, detect("Trần Văn Hùng").language, detect("Ahmad bin Ali").language
    ('th', 'vi', 'ms')
    """
    cleaned = clean(text)
    script = main_script(cleaned)
    said = known_language(language)
    zawgyi = zawgyi_probability(cleaned) if script == "Mymr" else 0.0
    if said and HABITS[said].script == script:
        return Detected(script, said, is_guess=False, zawgyi=zawgyi)
    if script in OF_SCRIPT:
        return Detected(script, OF_SCRIPT[script], is_guess=not said, zawgyi=zawgyi)
    if script == UNKNOWN and said:
        return Detected(HABITS[said].script, said, is_guess=True)
    return Detected(script, latin_language(cleaned), is_guess=True)


def latin_language(text: str) -> str:
    """The language names in Latin letters look like; "en" where nothing tells."""
    if vietnamese.looks_vietnamese(text):
        return "vi"
    return "ms" if malay.looks_malay(latin.folded(text).split()) else "en"
