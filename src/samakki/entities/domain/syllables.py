"""Cuts a text into the units that the search index holds: syllables where a script has no spaces, words elsewhere.

Both engines get the same tokens from here, so neither needs an extension, a dictionary or a locale. A unit is what
people look for: nobody searches half a syllable. ``docs/explanation/search.md`` has the measurements behind it.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from samakki.kernel.digits import ascii_digits

INVISIBLE = re.compile("[\u00ad\u034f\u061c\u17b4\u17b5\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
"""Break hints, joiners and direction marks: writers do not see them."""

_MARKS = re.compile("[\u0300-\u036f]")
_LETTERS = str.maketrans({"đ": "d", "ø": "o", "ł": "l", "ı": "i"})  # no decomposition, and typed without the stroke
# Typed two ways and drawn as one: two E for AE, the tone after NIKHAHIT, the subscript DA for the subscript TA.
_THAI_AE, _LAO_AE = ("\u0e40\u0e40", "\u0e41"), ("\u0ec0\u0ec0", "\u0ec1")
_AM_THEN_TONE = re.compile("([\u0e4d\u0ecd])([\u0e48-\u0e4b\u0ec8-\u0ecb])")
_KHMER_DA = ("\u17d2\u178a", "\u17d2\u178f")

SPACELESS = (
    "[\u1780-\u17b3](?:\u17d2[\u1780-\u17b3])*[\u17b4-\u17d1\u17d3\u17dd]*"  # Khmer with its subscripts
    "|[\u1000-\u102a\u103f\u1050-\u1055](?:\u1039[\u1000-\u102a])*[\u102b-\u103e\u1056-\u1059\u105e-\u109d]*"  # Myanmar
    "|[\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46][\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]*"  # Thai
    "|[\u0e81-\u0eb0\u0eb2\u0eb3\u0ebd-\u0ec6\u0edc-\u0edf][\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece]*"  # Lao
    "|[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"  # Han, one at a time
)
_NOT_SPACELESS = "\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
WORD = f"[^\\W_{_NOT_SPACELESS}]+(?:[\u0900-\u0dff]+[^\\W_{_NOT_SPACELESS}]*)*"
"""Everything else: letters and digits together; the marks of Indian scripts belong to their word."""

_UNIT = re.compile(f"(?P<unit>{SPACELESS})|(?P<word>{WORD})")


@dataclass(frozen=True, slots=True)
class Run:
    """Units of a script without spaces that follow one another, whatever space stands between them."""

    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of any other script, or a number."""

    text: str

    @property
    def is_number(self) -> bool:
        """Whether it is made of digits alone."""
        return self.text.isascii() and self.text.isdigit()


def fold(text: str) -> str:
    """One form of everything that is typed in several and read as one: case, width, accents, digits, invisible signs.

    Doing it twice changes nothing.

    >>> fold("Nguyễn Văn Đức ０៨៥"), fold("ก\u200bข")
    ('nguyen van duc 085', 'กข')
    """
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", INVISIBLE.sub("", text)).casefold()
    text = _MARKS.sub("", unicodedata.normalize("NFKD", text)).translate(_LETTERS)
    text = INVISIBLE.sub("", ascii_digits(text))
    text = unicodedata.normalize("NFC", text)
    if text.isascii():
        return text
    text = _AM_THEN_TONE.sub(r"\2\1", text).replace(*_KHMER_DA)
    return _doubled(text)


def _doubled(text: str) -> str:
    return text.replace(*_THAI_AE).replace(*_LAO_AE)


def pieces(folded: str) -> Iterator[Run | Word]:
    """Runs and words of a folded text, in order.

    A run goes on over spaces: whether a name was written with one is not what people remember.

    >>> list(pieces("สมชาย somchai 12"))
    [Run(units=('ส', 'ม', 'ช', 'า', 'ย')), Word(text='somchai'), Word(text='12')]
    """
    units: list[str] = []
    last = 0
    for found in _UNIT.finditer(folded):
        word = found["word"]
        if units and (word is not None or folded[last : found.start()].strip()):
            yield Run(tuple(units))
            units = []
        if word is not None:
            yield Word(word)
        else:
            units.append(found[0])
        last = found.end()
    if units:
        yield Run(tuple(units))
