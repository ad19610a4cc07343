"""Malay (ms, Latn): given name, then bin or binti and the father's name; Chinese and Indian names keep their own order.

"Bin" is often left out, and Mohd, Muhd and Mohamad are the same word.
"""

from collections.abc import Sequence

from samakki.names import latin
from samakki.names.habits import Habits, Part, Role

SON_OR_DAUGHTER = frozenset({"bin", "binti", "binte", "bte", "bt", "b", "ibni", "anak", "al", "ap"})


def looks_malay(words: Sequence[str]) -> bool:
    """Whether folded words have a son-of or daughter-of inside."""
    return any(word in SON_OR_DAUGHTER - {"b", "al", "ap", "bt"} for word in words[1:-1])


def split(words: Sequence[str]) -> tuple[Part, ...]:
    """Given names, the particle, the father's names; without a particle nothing can be told.

    >>> [part.role.value for part in split(["Ahmad", "bin", "Ali"])]
    ['given', 'particle', 'father']
    """
    place = next(
        (n for n, word in enumerate(words) if 0 < n < len(words) - 1 and latin.folded(word) in SON_OR_DAUGHTER), 0
    )
    if not place:
        return tuple(Part(word, Role.GIVEN if n == 0 else Role.ANY) for n, word in enumerate(words))
    return tuple(
        Part(word, Role.GIVEN if n < place else Role.PARTICLE if n == place else Role.FATHER)
        for n, word in enumerate(words)
    )


HABITS = Habits(
    language="ms", script="Latn", split=split, normalise=latin.normalise, titles=latin.TITLES, endings=latin.DEGREES
)
