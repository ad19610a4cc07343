"""Cuts a text into the smallest pieces a reader sees as one, so that a name in it can be found and taken out whole.

A unit is a letter with its marks; in the scripts without spaces it is what cannot be cut without breaking a letter or
a syllable: a Khmer consonant with its subscripts, a Thai or Lao consonant with the vowels around it, a Burmese
syllable with its final consonant. Invisible characters are in no unit. Each unit has a key that is the same however
the same letters were typed: case, Unicode form, order of marks, width, invisible characters.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from samakki.names.cleaning import APOSTROPHES, DASHES, INVISIBLE
from samakki.names.scripts import UNKNOWN, script_of
from samakki.names.zawgyi import to_unicode

SPACELESS = frozenset({"Thai", "Laoo", "Khmr", "Mymr", "Hani", "Hira", "Kana", "Hang"})
MARKS_OPTIONAL = frozenset({"Latn", "Grek", "Cyrl", "Arab", "Hebr"})
"""Scripts that are often typed without their marks; elsewhere a mark is a letter."""

COENG, VIRAMA, ASAT = "\u17d2", "\u1039", "\u103a"
LEADING = "\u0e40-\u0e44\u0ec0-\u0ec4"
FOLLOWING = "\u0e30\u0e32\u0e33\u0e45\u0e46\u0eb0\u0eb2\u0eb3\u0ebd\u0ec6"
PLAIN = str.maketrans({"đ": "d", "ø": "o", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d"})
BETWEEN = frozenset("-'_,+·•‧・،、’‘ ")

_UNSEEN = re.compile(rf"{INVISIBLE.pattern}|[\U000e0000-\U000e0fff]|[\u2028\u2029]")
_ZAWGYI_SYLLABLE = re.compile(
    "[\u1031\u103b\u107e-\u1084]*[\u1000-\u102a\u103f\u104e\u106a\u106b\u1086\u106e\u106f\u108f-\u1092\u1097]"
    "[\u102b-\u1030\u1032-\u103a\u103c-\u103e\u105a\u1060-\u1069\u106c\u106d\u1070-\u107d\u1085\u1087-\u108e"
    "\u1093-\u1096]*"
)


class Kind(Enum):
    """What a unit is to somebody who looks for the edges of a word."""

    SPACED = "spaced"  # a letter of a script that puts spaces between words
    SPACELESS = "spaceless"
    BETWEEN = "between"  # may stand between the parts of one name
    OTHER = "other"  # digits, and punctuation that ends a phrase


@dataclass(frozen=True, slots=True)
class Unit:
    """One piece of a text: what it is compared by, the marks that may be left out, and where it stands."""

    key: str
    marks: str
    kind: Kind
    script: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Units:
    """All units of a text, their keys in one string, and the way back from a place in that string."""

    units: tuple[Unit, ...]
    keys: str
    firsts: tuple[int, ...]  # where in `keys` each unit begins

    def unit_from(self, place: int) -> int | None:
        """The unit whose key begins at `place`; None inside a unit."""
        found = bisect_right(self.firsts, place) - 1
        return found if found >= 0 and self.firsts[found] == place else None

    def unit_to(self, place: int) -> int | None:
        """The unit whose key ends before `place`; None inside a unit."""
        if place == len(self.keys):
            return len(self.units) - 1
        following = self.unit_from(place)
        return None if following is None or following == 0 else following - 1


def cut(text: str) -> Units:
    """Read a text as Unicode."""
    return _joined(_grouped(text))


def cut_as_zawgyi(text: str) -> Units | None:
    """Read the Burmese of a text as Zawgyi; None where that reading is the same text."""
    if not any("\u1000" <= letter <= "\u109f" for letter in text) or to_unicode(text) == text:
        return None
    units: list[Unit] = []
    last = 0
    for found in _ZAWGYI_SYLLABLE.finditer(text):
        units += _grouped(text, last, found.start())
        last = found.end()
        written = to_unicode(found[0])
        # A final consonant belongs to the syllable before it, as it does in Unicode.
        if ASAT in written[1:3] and units and units[-1].script == "Mymr" and units[-1].end == found.start():
            before = units.pop()
            units.append(_unit(before.key + written, before.start, found.end()))
        else:
            units.append(_unit(written, found.start(), found.end()))
    return _joined([*units, *_grouped(text, last, len(text))])


def _joined(units: Sequence[Unit]) -> Units:
    firsts, place = [], 0
    for unit in units:
        firsts.append(place)
        place += len(unit.key)
    return Units(tuple(units), "".join(unit.key for unit in units), tuple(firsts))


def _grouped(text: str, start: int = 0, end: int | None = None) -> list[Unit]:
    end = len(text) if end is None else end
    found = _spans(text, start, end)
    return [_unit(" " if _joins(text, first) else _seen(text[first:last]), first, last) for first, last in found]


def _joins(text: str, place: int) -> bool:
    """Whether a full stop stands between two letters, as in an address for mail; at the end of a phrase it does not."""
    return text[place] == "." and text[place - 1 : place].isalpha() and text[place + 1 : place + 2].isalpha()


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where each unit begins and ends; invisible characters between units are in none."""
    seen = [place for place in range(start, end) if not _UNSEEN.match(text[place])]
    number = 0
    while number < len(seen):
        last = _last_of_unit(text, seen, number)
        yield seen[number], seen[last] + 1
        number = last + 1


def _last_of_unit(text: str, seen: Sequence[int], first: int) -> int:
    """Number, among the characters that are seen, of the last one of the unit that begins at `first`."""
    letters = [text[place] for place in seen[first : first + 64]]  # no syllable is longer
    place = 0
    if re.match(f"[{LEADING}]", letters[0]) and len(letters) > 1:
        place = 1
    script = script_of(letters[place])
    while place + 1 < len(letters):
        following = letters[place + 1]
        is_stack = letters[place] in {COENG, VIRAMA} and unicodedata.category(following) == "Lo"
        if unicodedata.category(following).startswith("M") or following in FOLLOWING or is_stack:
            place += 1
        elif script == "Mymr" and _closes(letters, place + 1):
            place += 2
        else:
            break
    return first + place


def _closes(letters: Sequence[str], place: int) -> bool:
    """Whether a consonant ends the Burmese syllable before it: it carries the killer, perhaps after a tone."""
    after = [letter for letter in letters[place + 1 : place + 3] if letter != "\u1037"]
    return "\u1000" <= letters[place] <= "\u102a" and after[:1] == [ASAT]


def _seen(text: str) -> str:
    return _UNSEEN.sub("", text)


def _unit(written: str, start: int, end: int) -> Unit:
    """Fold what is written there."""
    if written.isspace() or written in BETWEEN or DASHES.fullmatch(written) or APOSTROPHES.fullmatch(written):
        return Unit(" ", "", Kind.BETWEEN, UNKNOWN, start, end)
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", written).casefold()).translate(PLAIN)
    plain = _seen(plain)
    letters = [letter for letter in plain if not unicodedata.category(letter).startswith("M")]
    marks = "".join(sorted(letter for letter in plain if unicodedata.category(letter).startswith("M")))
    script = next((found for letter in plain if (found := script_of(letter)) != UNKNOWN), UNKNOWN)
    if script in MARKS_OPTIONAL:
        return Unit("".join(letters), marks, Kind.SPACED, script, start, end)
    if script == UNKNOWN and not (letters and all(letter.isalpha() for letter in letters)):
        return Unit(plain or "\0", "", Kind.OTHER, script, start, end)
    kind = Kind.SPACELESS if script in SPACELESS else Kind.SPACED
    # The order in which signs of one syllable were typed is not part of the name.
    return Unit(plain[:1] + "".join(sorted(plain[1:])), "", kind, script, start, end)
