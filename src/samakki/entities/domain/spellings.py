"""Finds a person's names in a text, however they were typed, and puts a code in their place.

What is the same name: any case, any Unicode form, invisible characters anywhere, Zawgyi or Unicode, Latin letters with
or without their marks, the parts in any order, with or without spaces, hyphens or underscores between them. What is
not: a name inside a longer word. In scripts without spaces a short name is taken out only where it stands alone or
after a title, since it would be cut out of other words; what is left standing is told by `stands_alone`.

Not found: another spelling or another language's letters for the same sound. An officer names those.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations

from samakki.entities.domain.text_units import Kind, Unit, Units, cut, cut_as_zawgyi
from samakki.kernel.references import SYMBOLS
from samakki.names import khmer, lao, myanmar, thai
from samakki.names.zawgyi import to_unicode, zawgyi_probability

FEWEST_LETTERS = 2
LONG_ENOUGH = {"Mymr": 2, "Hani": 2, "Hira": 3, "Kana": 3, "Hang": 2, "Thai": 3, "Laoo": 3, "Khmr": 3}
"""Units from which on a name in a script without spaces is found inside running text."""

LIKE_A_WORD = 4
"""Latin names of one part and no more letters than this are found only with a capital: "Mom" is also a word."""

ALL_ORDERS = 4  # parts up to which every order is tried
_REFERENCE = re.compile(rf"(?<![A-Za-z0-9])[A-Z]{{1,3}}-[{SYMBOLS}]{{2,17}}(?![A-Za-z0-9])")
_ASCII_WORD = re.compile(r"[A-Za-z0-9]")
TITLES = tuple(
    sorted({title for habits in (thai, lao, khmer, myanmar) for title in habits.HABITS.attached}, key=len, reverse=True)
)


@dataclass(frozen=True, slots=True)
class Pattern:
    """One spelling, ready to be looked for."""

    parts: tuple[tuple[Unit, ...], ...]
    regex: re.Pattern[str]

    @property
    def units(self) -> tuple[Unit, ...]:
        """All units of the spelling, in its own order."""
        return tuple(unit for part in self.parts for unit in part)


def replace_spellings(text: str, spellings: Iterable[str], code: str) -> str:
    """Put `code` in place of every spelling that stands in `text`; everything else stays as it was.

    Doing it twice changes nothing. Codes and references already in the text are never cut. An underscore is put between
    the code and an ASCII letter or digit that stood next to the name, so that the code can still be read.

    Args:
        text: any text: a caption, a sentence, a file name.
        spellings: each as written once, its parts with spaces between them; those with fewer than two letters are
            passed over.
        code: "P-7K3QX".

    >>> replace_spellings("Saw CHAN_sreymom.jpg there", ["Sreymom Chan"], "P-7K3QX")
    'Saw P-7K3QX.jpg there'
    >>> replace_spellings("Lanka", ["Lan"], "P-7K3QX")
    'Lanka'
    """
    done, last = [], 0
    for start, end in found_spans(text, spellings):
        before = "_" if start and _ASCII_WORD.match(text[start - 1]) else ""
        after = "_" if _ASCII_WORD.match(text[end : end + 1]) else ""
        done += [text[last:start], before, code, after]
        last = end
    return "".join([*done, text[last:]])


def names_in(text: str, spellings: Iterable[str]) -> bool:
    """Whether any of the spellings stands in `text`."""
    return bool(found_spans(text, spellings))


def stands_alone(text: str, spellings: Iterable[str]) -> bool:
    """Whether a part of a name is left in `text`: a given name alone, or a short name inside running text.

    Other people have such names too, so nothing is replaced; a person looks.
    """
    parts = {
        "".join(unit.key for unit in part)
        for pattern in map(_pattern, set(spellings))
        if pattern
        for part in pattern.parts
        if len(part) >= FEWEST_LETTERS
    }
    read = cut(text)
    words = "".join(unit.key if unit.kind in {Kind.SPACED, Kind.SPACELESS} else " " for unit in read.units)
    spaced = set(words.split())
    return any(part in spaced or (part in words and _is_spaceless(part)) for part in parts)


def found_spans(text: str, spellings: Iterable[str]) -> list[tuple[int, int]]:
    """Where names stand in `text`: half-open, in order, none touching another's letters; the longer one is taken."""
    patterns = [pattern for spelling in sorted(set(spellings)) if (pattern := _pattern(spelling))]
    if not patterns or not text:
        return []
    readings = [read for read in (cut(text), cut_as_zawgyi(text)) if read]
    kept_off = [found.span() for found in _REFERENCE.finditer(text)]
    found = sorted(
        (span for read in readings for pattern in patterns for span in _spans(text, read, pattern)),
        key=lambda span: (span[0], -span[1]),
    )
    taken: list[tuple[int, int]] = []
    for start, end in found:
        is_free = all(end <= other_start or start >= other_end for other_start, other_end in (*taken, *kept_off))
        if is_free:
            taken.append((start, end))
    return taken


@lru_cache(maxsize=512)
def _pattern(spelling: str) -> Pattern | None:
    """What to look for; None where too few letters are left to look for."""
    if zawgyi_probability(spelling) > 0.5:  # noqa: PLR2004  (more likely than not)
        spelling = to_unicode(spelling)
    parts: list[tuple[Unit, ...]] = []
    current: list[Unit] = []
    for unit in (*cut(spelling).units, None):
        if unit is not None and unit.kind in {Kind.SPACED, Kind.SPACELESS}:
            current.append(unit)
        elif current:
            parts.append(tuple(current))
            current = []
    units = [unit for part in parts for unit in part]
    if len(units) < FEWEST_LETTERS and not any(len(unit.key) >= FEWEST_LETTERS for unit in units):
        return None
    return Pattern(tuple(parts), re.compile("|".join(_written(order) for order in _orders(parts))))


def _orders(parts: Sequence[tuple[Unit, ...]]) -> Iterator[Sequence[tuple[Unit, ...]]]:
    if len(parts) <= ALL_ORDERS:
        yield from dict.fromkeys(permutations(parts))
        return
    yield parts
    yield parts[::-1]
    for turn in range(1, len(parts)):
        yield [*parts[turn:], *parts[:turn]]


def _written(parts: Sequence[tuple[Unit, ...]]) -> str:
    return " {0,12}".join(
        (" ?" if part[0].kind is Kind.SPACELESS else "").join(re.escape(unit.key) for unit in part) for part in parts
    )


def _spans(text: str, read: Units, pattern: Pattern) -> Iterator[tuple[int, int]]:
    place = 0
    while match := pattern.regex.search(read.keys, place):
        place = match.start() + 1
        first, last = read.unit_from(match.start()), read.unit_to(match.end())
        if first is None or last is None or last < first:
            continue
        if _has_edges(text, read, pattern, first, last) and _has_marks(read.units[first : last + 1], pattern, text):
            yield read.units[first].start, read.units[last].end
            place = max(place, match.end())


def _has_edges(text: str, read: Units, pattern: Pattern, first: int, last: int) -> bool:
    """Whether the name is a word of its own here."""
    before = read.units[first - 1] if first else None
    after = read.units[last + 1] if last + 1 < len(read.units) else None
    if _goes_on(before, read.units[first]) or _goes_on(read.units[last], after):
        return False
    one = read.units[first]
    if one.kind is not Kind.SPACELESS or len(pattern.units) >= LONG_ENOUGH.get(one.script, FEWEST_LETTERS):
        return True
    return _is_edge(text, before, one, after, read.units[last])


def _goes_on(one: Unit | None, other: Unit | None) -> bool:
    """Whether two units are letters of one word of a script with spaces."""
    return one is not None and other is not None and one.kind is other.kind is Kind.SPACED


def _is_edge(text: str, before: Unit | None, first: Unit, after: Unit | None, last: Unit) -> bool:
    """Whether a short name of a script without spaces stands alone, or after a title."""
    starts = before is None or before.script != first.script or before.end < first.start
    starts = starts or text[: first.start].endswith(TITLES)
    return starts and (after is None or after.script != last.script or after.start > last.end)


def _has_marks(units: Sequence[Unit], pattern: Pattern, text: str) -> bool:
    """Whether the marks of Latin letters allow it: alike, or left out on one side; a longer name needs none of it."""
    letters = [unit for unit in units if unit.kind is not Kind.BETWEEN]
    if len(pattern.parts) > 1 or not letters or letters[0].kind is not Kind.SPACED:
        return True
    there, wanted = [unit.marks for unit in letters], [unit.marks for unit in pattern.units]
    if any(there) and there != wanted:
        return False
    is_short = len(letters) <= LIKE_A_WORD and letters[0].script == "Latn"
    return not is_short or text[letters[0].start].isupper() or len(letters) == len(text.strip())


def _is_spaceless(key: str) -> bool:
    return any(unit.kind is Kind.SPACELESS for unit in cut(key).units)
