"""What the search index holds of one record. Both engines store these tokens and neither looks inside them.

A token begins with one letter that says what it is for:

- ``w``: two neighbouring units of a script without spaces, or the last unit alone. A query of several units is a phrase
  of such pairs, so any run of syllables is found, and nothing that only holds the same syllables elsewhere.
- ``i``: a word, a number, or the end of one. What an end begins with stands inside the word: "phorn" in "Somphorn".
- ``n``: a part of a name, whole. Its other spellings are looked up among all parts that the index knows.
- ``k``: a key that a name as a whole shares with its other spellings (``samakki.names.keys``).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from samakki import names  # loads its parts when they are used
from samakki.entities.domain.syllables import Run, fold, pieces
from samakki.names.zawgyi import to_unicode, zawgyi_probability

JOINT = "·"  # between the two units of a pair; no unit holds it
LONGEST_TOKEN = 64  # characters
LEAST_INSIDE, LEAST_DIGITS = 3, 4  # characters with which a word, or a number, is found from its middle on
LEAST_SOUNDS = 4  # of a key of a whole name: fewer are shared by too many names
PART = "n"
LONGEST_NAME = 120  # characters; what is longer is a sentence
LEAST_PART, LONGEST_PART, LONGEST_HAN = 2, 40, 4  # characters
MOST_POSITIONS, MOST_OF_ONE = 16_000, 250  # PostgreSQL keeps 16,383 positions, and 256 of one token
FILLER = "z"  # stands where a token would be one too many, so that its neighbours do not become neighbours
PERHAPS_ZAWGYI = 0.5
_MYANMAR = re.compile("[\u1000-\u109f]")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_NO_SIGN = re.compile("[^A-Za-z0-9]+")
_NUMBER = re.compile(r"\d(?:[ .\-/()]{0,2}\d){5,}")


class Kind(Enum):
    """How a line of a record is searched."""

    NAME = "n"  # by its other spellings too, and from inside its words
    IDENTIFIER = "i"  # phone, plate, account, handle: with or without punctuation, from inside
    TEXT = "t"  # whole words, and any run of syllables


@dataclass(frozen=True, slots=True)
class Line:
    """One value of a record, as it was written."""

    kind: Kind
    text: str
    language: str = ""  # BCP 47, where it is known


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens of a record.

    Attributes:
        placed: those whose order counts, in order.
        loose: the others, each once.
    """

    placed: tuple[str, ...]
    loose: tuple[str, ...]

    @property
    def parts(self) -> frozenset[str]:
        """Parts of the names among them."""
        return frozenset(token[1:] for token in self.loose if token.startswith(PART))


def tokens_of(lines: Iterable[Line], *, with_keys: bool = True) -> Tokens:
    """Tokens of everything that a record says.

    Args:
        lines: of the record.
        with_keys: leave it off where keys of whole names do not matter: they are most of the work.

    >>> tokens_of([Line(Kind.TEXT, "ខ្មែរ 12")])
    Tokens(placed=('wខ្មែ·រ', 'wរ'), loose=('i12',))
    """
    placed: list[str] = []
    loose: dict[str, None] = {}
    for line in lines:
        for reading in readings(line.text):
            _read(fold(reading), line, placed, loose)
        if with_keys and line.kind is Kind.NAME:
            loose.update(dict.fromkeys(whole_keys(line.text, line.language)))
    return Tokens(_within_limits(placed), tuple(loose))


def readings(text: str) -> tuple[str, ...]:
    """The text, and what it is in Unicode where it may have been typed in Zawgyi.

    Both are kept: which it is cannot be told from one syllable, and a part must be found by the same rule as the whole.
    """
    if _MYANMAR.search(text) is None or zawgyi_probability(text) < PERHAPS_ZAWGYI:
        return (text,)
    return tuple(dict.fromkeys((text, to_unicode(text))))


def pairs(units: Sequence[str]) -> Iterator[str]:
    """Each unit with the one after it, and the last alone."""
    for first, second in pairwise(units):
        yield f"w{first}{JOINT}{second}"[:LONGEST_TOKEN]
    yield f"w{units[-1]}"[:LONGEST_TOKEN]


def inside(word: str) -> list[str]:
    """A word and everything it ends in."""
    least = LEAST_DIGITS if word.isdigit() else LEAST_INSIDE
    word = word[:LONGEST_TOKEN]
    places = [0, *range(1, len(word) - least + 1)]
    if not word.isascii():
        places = [place for place in places if not place or not unicodedata.combining(word[place])]
    return [f"i{word[place:]}" for place in places]


def whole_keys(name: str, language: str = "") -> tuple[str, ...]:
    """Tokens for other spellings of a name as a whole; none where it has too few sounds to be told from others."""
    if len(name) > LONGEST_NAME:
        return ()
    found = sorted(key.lower() for key in names.whole_name_keys(name, language))
    return tuple(f"k{key}" for key in found if len(key) >= LEAST_SOUNDS)


def name_parts(folded: str) -> tuple[str, ...]:
    """Parts of a folded name that have spellings of their own.

    A Chinese name is one word; its family name and its given name are parts as well.

    >>> name_parts("sok dara"), name_parts("王小明")
    (('sok', 'dara'), ('王小明', '王', '小明'))
    """
    found: dict[str, None] = {}
    for word in folded.split():
        part = compact(word)
        is_han = _HAN.fullmatch(part) is not None
        if (len(part) >= LEAST_PART or is_han) and len(part) <= LONGEST_PART and not any(map(str.isdigit, part)):
            found[part] = None
            if is_han and LEAST_PART <= len(part) <= LONGEST_HAN:
                family = 2 if len(part) == LONGEST_HAN else 1
                found |= {part[:family]: None, part[family:]: None}
    return tuple(found)


def part_token(part: str) -> str:
    """The token of one part of a name, whole."""
    return f"{PART}{part}"


def parts_in(lines: Iterable[Line]) -> set[str]:
    """Parts of the names among lines."""
    return {
        part
        for line in lines
        if line.kind is Kind.NAME
        for one in readings(line.text)
        for part in name_parts(fold(one))
    }


def lines_in(stored: Iterable[Sequence[str]]) -> list[Line]:
    """Lines as a row holds them."""
    return [Line(Kind(kind), text, language) for kind, text, language in stored]


def numbers(folded: str) -> Iterator[str]:
    """Numbers written in groups, as one: "012 345-678" is 012345678."""
    for found in _NUMBER.finditer(folded):
        yield re.sub(r"\D", "", found[0])


def compact(folded: str) -> str:
    """Letters, signs and digits of an identifier without what stands between them."""
    if folded.isascii():
        return _NO_SIGN.sub("", folded)
    return "".join(letter for letter in folded if letter.isalnum() or unicodedata.category(letter).startswith("M"))


def _read(folded: str, line: Line, placed: list[str], loose: dict[str, None]) -> None:
    is_plain = line.kind is Kind.TEXT
    for piece in pieces(folded):
        if isinstance(piece, Run):
            placed.extend(pairs(piece.units))
        elif is_plain and not piece.is_number:
            loose[f"i{piece.text[:LONGEST_TOKEN]}"] = None
        else:
            loose.update(dict.fromkeys(inside(piece.text)))
    if not folded.isalpha():
        for number in numbers(folded):
            loose.update(dict.fromkeys(inside(number)))
    if line.kind is Kind.IDENTIFIER:
        whole = compact(folded)
        if len(whole) <= LONGEST_TOKEN:
            loose.update(dict.fromkeys(inside(whole)))
    elif line.kind is Kind.NAME:
        loose.update(dict.fromkeys(map(part_token, name_parts(folded))))


def _within_limits(placed: list[str]) -> tuple[str, ...]:
    if len(placed) <= MOST_OF_ONE:
        return tuple(placed)
    seen: Counter[str] = Counter()
    kept = []
    for token in placed[:MOST_POSITIONS]:
        seen[token] += 1
        kept.append(token if seen[token] <= MOST_OF_ONE else FILLER)
    return tuple(kept)
