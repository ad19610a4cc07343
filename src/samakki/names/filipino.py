"""Filipino (fil, Latn): given, mother's family name, family name; Spanish particles and Chinese parts inside.

Jr. and III tell father from son; Ma. is Maria; "de la", "dela" and "del" are joined or not.
"""

from collections.abc import Sequence

from samakki.names import latin
from samakki.names.habits import Habits, Part, Role

PARTICLES = frozenset({"de", "del", "dela", "la", "los", "las", "delos", "san", "santa", "y"})


def split(words: Sequence[str]) -> tuple[Part, ...]:
    """Given names, then the mother's family name, then the family name; particles belong to what follows.

    >>> [part.role.value for part in split(["Juan", "Santos", "de", "la", "Cruz", "Jr."])]
    ['given', 'middle', 'particle', 'particle', 'family', 'generation']
    """
    plain = [latin.folded(word) for word in words]
    named = [n for n, word in enumerate(plain) if n == 0 or (word not in PARTICLES and word not in latin.GENERATION)]
    return tuple(
        Part(
            word,
            Role.GIVEN
            if n == 0
            else Role.GENERATION
            if plain[n] in latin.GENERATION
            else Role.PARTICLE
            if plain[n] in PARTICLES
            else Role.FAMILY
            if n == named[-1]
            else Role.MIDDLE,
        )
        for n, word in enumerate(words)
    )


HABITS = Habits(
    language="fil", script="Latn", split=split, normalise=latin.normalise, titles=latin.TITLES, endings=latin.DEGREES
)
