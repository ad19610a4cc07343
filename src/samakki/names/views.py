"""What a comparer has worked out about one name, so that it is done once."""

from dataclasses import dataclass, field

from samakki.names.commonness import parts, summed
from samakki.names.likeness import Spelled, Words
from samakki.names.parsing import Name


@dataclass(slots=True)
class Character:
    """A Chinese name ready for what is asked of Chinese names alone.

    Args:
        first: number of its first character for the model of characters.
        rest: of the others; None where there are none.
        rest_letters: how many they are.
        systems: number of the whole for each of `chinese_systems.models`; none where it is no Chinese name.
    """

    first: int
    rest: int | None
    rest_letters: int
    systems: tuple[int, ...]


@dataclass(slots=True)
class ChineseWords:
    """Latin words ready to be read as a Chinese name; where one word is taken out, by the place of that word.

    Args:
        alone: number of each word alone.
        others: how many of the other words could not be Chinese, how many could, and the number of the latter.
        systems: number of the whole for each of `chinese_systems.models`.
    """

    alone: tuple[int, ...]
    others: dict[int, tuple[float, float, int | None]] = field(default_factory=dict)
    systems: tuple[int, ...] = ()


@dataclass(slots=True)
class Ways:
    """Several Latin spellings of a name, for names in other scripts.

    Args:
        words: of each.
        joined: without spaces.
        skeletons: their consonants.
    """

    words: tuple[Words, ...]
    joined: list[str]
    skeletons: list[str]


@dataclass(slots=True)
class View:
    """A name ready to be compared.

    Args:
        name: as it was read.
        script: what it is written in.
        has_letters: whether anything of it can be compared.
        latin: its words in Latin letters, as written or as its script's model spells them.
        spelled: those in the shapes they are compared in.
        written: its own words in those shapes, where it meets a name of its own script.
        frequency: log frequency of its rarest and commonest word, and of all together.
        place: what place a table knows it as, or "".
        forms: for each of its forms its number for the model of its script, and what its likeliest spelling would
            reach.
        ready: for each script the number of its Latin words in all orders.
        pivots: for each script the number of its Latin spellings.
        weights: for each language how much agreement in all of it says.
    """

    name: Name
    script: str
    has_letters: bool
    latin: Words
    spelled: Spelled
    frequency: list[float]
    place: str
    written: Spelled | None = None
    forms: list[tuple[int, float]] = field(default_factory=list)
    ready: dict[str, int | None] = field(default_factory=dict)
    pivots: dict[str, int | None] = field(default_factory=dict)
    ways: Ways | None = None
    character: Character | None = None
    chinese: ChineseWords | None = None
    weights: dict[str, tuple[float, float]] = field(default_factory=dict)

    def weight(self, language: str) -> tuple[float, float]:
        """How much agreement in all of it says by published shares of people, and how many parts none knows."""
        found = self.weights.get(language)
        if found is None:
            known = summed(parts(self.name), language)
            found = self.weights[language] = (known.nats, float(known.unknown))
        return found
