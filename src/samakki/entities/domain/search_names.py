"""Other spellings of a part of a name, among those that the index knows."""

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

from samakki import names  # loads its parts when they are used
from samakki.entities.domain.syllables import fold

LEAST_SCORE = 0.5
"""From here on two texts more likely than not write the same name."""
COMPARED, KEPT = 40, 30
"""Spellings that are compared in full: those whose Latin letters are most alike; and the best of them that are used."""
LONGEST_KEY, LONGEST_LATIN = 48, 80


ONE_OF_EACH = ("សុខ", "สุข", "ສຸກ", "စု", "苏", "সুখ")
"""A syllable in each script that has models."""


def load() -> None:
    """Load the models and loops that compare names now, rather than at somebody's first search."""
    for part in ONE_OF_EACH:
        keys_of(part)
        alike("suk", [(part, latin_of(part))])


def keys_of(part: str) -> frozenset[str]:
    """Keys of a part of a name, as the list of parts holds them; empty for what has no sound."""
    return frozenset(key.removeprefix("w")[:LONGEST_KEY] for key in names.keys(part) if key != "w")


def latin_of(part: str) -> str:
    """A part of a name in Latin letters, roughly, for a first quick look."""
    return fold(names.romanise(part) or part)[:LONGEST_LATIN]


def alike(part: str, known: Iterable[tuple[str, str]]) -> Sequence[str]:
    """Of the spellings under the same keys those that write the same name, the likeliest first.

    Args:
        part: what was typed, folded.
        known: parts, each with its Latin letters.

    >>> alike("dara", [("ដារ៉ា", "dara"), ("tola", "tola")])
    ['ដារ៉ា']
    """
    latin = dict(known)
    near = process.extract(latin_of(part), latin, scorer=fuzz.ratio, limit=COMPARED)
    scored = sorted(((names.score(part, one), one) for _, _, one in near if one != part), reverse=True)
    return [one for value, one in scored[:KEPT] if value >= LEAST_SCORE]
