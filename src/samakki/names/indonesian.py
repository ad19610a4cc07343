"""Indonesian (id, Latn): names of one word, and names of several in no fixed order; degrees before and after.

Passports print a single name twice ("Suharto Suharto") or fill the empty field with FNU or LNU.
"""

import re
from collections.abc import Sequence

from samakki.names import latin
from samakki.names.habits import Habits, Part, Role

SYLLABLES = re.compile("[aeiouy]+")
PLACEHOLDERS = frozenset({"fnu", "lnu", "nmn", "xxx"})


def without_fillers(words: Sequence[str]) -> list[str]:
    """Folded words without passport placeholders; a single name printed twice is one name.

    One syllable said twice is a Burmese or Chinese name.

    >>> without_fillers(["suharto", "suharto"]), without_fillers(["fnu", "budi"]), without_fillers(["naing", "naing"])
    (['suharto'], ['budi'], ['naing', 'naing'])
    """
    kept = [word for word in words if word not in PLACEHOLDERS] or list(words)
    return kept[:1] if len(kept) == 2 and kept[0] == kept[1] and len(SYLLABLES.findall(kept[0])) > 1 else kept


def split(words: Sequence[str]) -> tuple[Part, ...]:
    """The first word is a given name; what the others are cannot be told from their place."""
    return tuple(Part(word, Role.GIVEN if place == 0 else Role.ANY) for place, word in enumerate(words))


HABITS = Habits(
    language="id", script="Latn", split=split, normalise=latin.normalise, titles=latin.TITLES, endings=latin.DEGREES
)
