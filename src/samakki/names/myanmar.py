"""Burmese (my, Mymr): no family name; a name is one to four short words, written without spaces.

The word before a name tells age and standing and changes in life (Maung, Ko, U). The same words occur inside names, so
they are taken off at the start only. A father's name, kept in its own field, is what really tells people apart.
"""

import re

from samakki.names.habits import Habits, no_family, settled
from samakki.names.zawgyi import to_unicode, zawgyi_probability

ASAT, VIRAMA = "\u103a", "\u1039"
CONSONANT = "[\u1000-\u102a\u103f\u104e]"
CLUSTER = re.compile(f"({CONSONANT})([\u102b-\u1038\u103a-\u103e]+)")
SYLLABLE = re.compile(
    f"(?:{CONSONANT}{ASAT}{VIRAMA})?{CONSONANT}(?:{VIRAMA}{CONSONANT})?[\u102b-\u1038\u103a-\u103e]*"
    f"(?:{CONSONANT}(?:\u1037?{ASAT}[\u1037\u1038]*|(?={VIRAMA}){VIRAMA}{CONSONANT}[\u102b-\u1038\u103a-\u103e]*))*"
    "|[^\u1000-\u109f]+|."
)
ORDER = {
    "\u103b": 1,
    "\u103c": 2,
    "\u103d": 3,
    "\u103e": 4,
    "\u1031": 5,
    "\u102d": 6,
    "\u102e": 6,
    "\u1032": 6,
    "\u102f": 7,
    "\u1030": 7,
    "\u102b": 8,
    "\u102c": 8,
    "\u1036": 9,
    "\u1037": 10,
    "\u103a": 11,
    "\u1038": 12,
}
CONVERT_ABOVE = 0.5
ZERO_FOR_WA = re.compile("(?<=[\u1000-\u103f])0|0(?=[\u102b-\u103e])")
SPELLINGS = (
    ("\u102b", "\u102c"),  # tall AA is chosen by the letter before it, not by meaning
    ("\u1025\u102e", "\u1026"),
    ("\u1025\u103a", "\u1009\u103a"),
    ("\u101e\u103c\u1031\u102c\u103a", "\u102a"),
)


def unicode_form(text: str) -> str:
    """The text in Unicode: converted if it was more likely typed in Zawgyi."""
    return to_unicode(text) if zawgyi_probability(text) > CONVERT_ABOVE else text


def normalise(text: str) -> str:
    """One spelling: Unicode, signs of a syllable in one order, tall AA as AA, digit zero as WA between letters.

    >>> normalise("ေအာင္ဆန္း") == normalise("အောင်ဆန်း")
    True
    """
    return settled(ordered)(unicode_form(text))


def ordered(text: str) -> str:
    """One spelling of a text that is in Unicode."""
    text = ZERO_FOR_WA.sub("\u101d", text)
    text = CLUSTER.sub(lambda found: found[1] + "".join(sorted(found[2], key=lambda sign: ORDER.get(sign, 13))), text)
    for written, kept in SPELLINGS:
        text = text.replace(written, kept)
    return text


def syllables(text: str) -> list[str]:
    """The syllables of a text; what is not Burmese stays in one piece, spaces fall away.

    >>> syllables("အောင်ဆန်း")
    ['အောင်', 'ဆန်း']
    """
    return [piece.strip() for piece in SYLLABLE.findall(text) if piece.strip()]


TITLES = (
    "ဦး", "ဒေါ်", "ကို", "မ", "မောင်", "ဆရာ", "ဆရာမ", "ဆရာတော်", "ဆရာဝန်", "ဒေါက်တာ", "ဗိုလ်ချုပ်မှူးကြီး", "ဗိုလ်ချုပ်ကြီး",
    "ဗိုလ်ချုပ်", "ဗိုလ်မှူးကြီး", "ဗိုလ်မှူး", "သခင်", "စဝ်", "မင်းသား", "အရှင်",
)  # fmt: skip
SYLLABLE_TITLES = frozenset(" ".join(syllables(normalise(title))) for title in TITLES)

HABITS = Habits(
    language="my",
    script="Mymr",
    split=no_family,
    normalise=settled(normalise),
    titles=SYLLABLE_TITLES,
    endings=frozenset({"မြို့", "မြို့ နယ်", "ရွာ"}),  # town, township, village
    words=syllables,
)
