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
# Letters of Shan, Mon, Karen and Pa'O as the Burmese ones of the same sound; tone marks fall away.
OTHER_LANGUAGES = str.maketrans(
    "\u1075\u1076\u1077\u1078\u1079\u107a\u107b\u107c\u107d\u107e\u107f\u1080\u1081\u1022\u1028\u105a"
    "\u105b\u105c\u1082\u1062\u1083\u1084\u1085\u1086\u1033\u1034\u1035\u105e\u105f\u1060",
    "\u1000\u1001\u1002\u1005\u1007\u100a\u1012\u1014\u1016\u1016\u1017\u101e\u101f\u1021\u1029\u1004"
    "\u1007\u1017\u103d\u102c\u102c\u1031\u1032\u1032\u102d\u102d\u1031\u103b\u103b\u103b",
    "\u1087\u1088\u1089\u108a\u108b\u108c\u108d\u108f\u109a\u109b\uaa7b\uaa7c\uaa7d",
)
# Town, in Shan, Mon and Pa'O, in the letters above.
TOWNS = ("ဝေင်း", "ဝေင်", "ဍုံ")
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
    text = ZERO_FOR_WA.sub("\u101d", text.translate(OTHER_LANGUAGES))
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
    "ဗိုလ်ချုပ်", "ဗိုလ်မှူးကြီး", "ဗိုလ်မှူး", "သခင်", "စဝ်", "စော", "နော်", "မင်းသား", "အရှင်",
)  # fmt: skip
SYLLABLE_TITLES = frozenset(" ".join(syllables(normalise(title))) for title in TITLES)

HABITS = Habits(
    language="my",
    script="Mymr",
    split=no_family,
    normalise=settled(normalise),
    titles=SYLLABLE_TITLES,
    attached=TOWNS,
    endings=frozenset({*TOWNS, "မြို့", "မြို့ နယ်", "ရွာ"}),  # and town, township, village
    words=syllables,
)
