"""What every name goes through first, whatever its script: one Unicode form, no invisible characters, ASCII digits."""

import re
import unicodedata
from functools import lru_cache

INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
"""Break hints, joiners, direction marks, inherent vowels and variation selectors: writers do not see them."""

FOOTNOTE = re.compile(r"\[\d+\]")
DASHES = re.compile("[\u2010-\u2015\u2212\u00ad\ufe58\ufe63\uff0d]")
APOSTROPHES = re.compile("[\u2018\u2019\u02bb\u02bc\u02b9\u00b4\u0060\uff07\u201b]")
SEPARATORS = re.compile("[\\s,;/|_·・•‧・،၊။។៕。、，]+")


def digit_to_ascii(letter: str) -> str:
    """A decimal digit of any script as ASCII; anything else as it is.

    Shan digits stay: Zawgyi uses their code points for signs.
    """
    if letter.isascii() or "\u1090" <= letter <= "\u1099":
        return letter
    value = unicodedata.decimal(letter, None)
    return letter if value is None else str(value)


class _Digits(dict[int, str]):
    """What `digit_to_ascii` makes of each character, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        """The digit or the character."""
        self[code] = digit_to_ascii(chr(code))
        return self[code]


_DIGITS = _Digits()


@lru_cache(maxsize=4096)  # the language, the parts and the keys of a name are each read from it
def clean(text: str) -> str:
    """One Unicode form of a text: composed, visible characters only, ASCII digits, single spaces.

    Compatibility forms (full width, ligatures) become plain letters, except Thai and Lao AM, which the language
    files decide about. Doing it twice changes nothing.

    >>> clean(" Ｎｇｕｙê\u0303n\u200b  Văn ")
    'Nguyễn Văn'
    >>> clean("ភូមិ២")
    'ភូមិ2'
    """
    text = INVISIBLE.sub("", FOOTNOTE.sub("", text))
    # SARA AM has a compatibility decomposition that nobody types; it is taken out before NFKC and put back.
    text = text.replace("\u0e33", "\ue033").replace("\u0eb3", "\ue0b3")
    text = unicodedata.normalize("NFKC", text).replace("\ue033", "\u0e33").replace("\ue0b3", "\u0eb3")
    text = INVISIBLE.sub("", text)
    if not text.isascii():
        text = text.translate(_DIGITS)
    text = DASHES.sub("-", APOSTROPHES.sub("'", text))
    return SEPARATORS.sub(" ", text).strip()
