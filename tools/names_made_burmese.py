"""Burmese names put together from the table of syllables, beside near namesakes: no list of persons is needed.

Burmese names are two to four syllables of a few hundred, so that most have a neighbour that differs in one syllable of
nearly the same letters (Khin Maung Lwin, Khin Maung Lin). Lists of places and legislators have hardly any such
neighbours, and judges that learned from them alone are surest of pairs that are not the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler

from samakki.names.commonness import commonness
from samakki.names.likeness import skeleton
from samakki.names.parsing import parse
from tools.names_burmese import SPELLINGS
from tools.names_burmese_syllables import syllables
from tools.names_sources import Pair

NAMES = 1_500
LENGTHS, OF_LENGTH = (2, 3, 4), (0.3, 0.5, 0.2)
DOUBLED = 0.15
"""How often the first syllable is said twice (Khin Khin Win)."""
UNLISTED = 0.002
"""What share of people is taken to carry a syllable that no table counts."""
USUAL, BY_SOUND = 0.7, 0.1
"""How often a syllable has its usual spelling, and one put together from its sounds; otherwise another of the table."""
NEAR = 12
"""Nearest names and syllables that one is chosen from."""
SAME_CONSONANTS = 0.2
"""How much nearer two syllables are that differ in vowels alone (Than, Thein): what is misread most."""
BY_LETTERS = (JaroWinkler.normalized_similarity, fuzz.token_sort_ratio)
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A name as native syllables, and how each is spelled in Latin letters."""

    native: Words
    latin: Words


class Syllables:
    """The table of syllables with shares of people, all ways to spell each, and which are spelled alike."""

    def __init__(self) -> None:
        by_sound: dict[str, list[str]] = {}
        for native, latin in syllables():
            by_sound.setdefault(native, []).append(latin)
        self.native = list(SPELLINGS)
        self.place = {native: place for place, native in enumerate(self.native)}
        self.ways = {native: spelled.split() for native, spelled in SPELLINGS.items()}
        self.by_sound = {native: by_sound.get(native, ways) for native, ways in self.ways.items()}
        shares = np.array([commonness(native, "my") or UNLISTED for native in self.native])
        self.share = shares / shares.sum()
        usual = [ways[0] for ways in self.ways.values()]
        self.likeness = process.cdist(usual, usual, scorer=JaroWinkler.normalized_similarity, dtype=np.float32)
        bones = np.array([skeleton((one,)) for one in usual])
        self.likeness += SAME_CONSONANTS * (bones[:, None] == bones)

    def name(self, chance: np.random.Generator) -> Made:
        """A name by lot, common syllables more often."""
        picked = chance.choice(len(self.native), size=chance.choice(LENGTHS, p=OF_LENGTH), p=self.share)
        native = tuple(self.native[number] for number in picked)
        if chance.random() < DOUBLED and len(native) < max(LENGTHS):
            native = (native[0], *native)
        return Made(native, tuple(self.spell(syllable, chance) for syllable in native))

    def spell(self, native: str, chance: np.random.Generator) -> str:
        """One way to spell a syllable, by lot."""
        drawn, ways = chance.random(), self.ways[native]
        if drawn < USUAL:
            return ways[0]
        others = self.by_sound[native] if drawn > 1 - BY_SOUND else ways[1:] or ways
        return others[int(chance.integers(len(others)))]

    def known(self, native: str) -> set[str]:
        """All ways to spell a syllable."""
        return {*self.ways[native], *self.by_sound[native]}

    def other(self, native: str, chance: np.random.Generator) -> str:
        """Another syllable that looks alike in Latin letters: one of the nearest, by lot."""
        order = np.argsort(-self.likeness[self.place[native]], kind="stable")
        others = (self.native[n] for n in order)
        near: list[str] = [other for other in others if not self.known(other) & self.known(native)][:NEAR]
        return near[int(chance.integers(len(near)))]

    def twins(self, native: str) -> list[str]:
        """Other syllables with the same usual spelling in Latin letters."""
        return [other for other in self.native if other != native and self.ways[other][0] == self.ways[native][0]]


def burmese(seed: int, weight: float) -> Iterator[Pair]:
    """True pairs, each beside up to three other names; with Latin letters, and of two Burmese spellings.

    Args:
        seed: of what is drawn.
        weight: what a pair counts in learning.
    """
    chance, known = np.random.default_rng(seed), Syllables()
    names: dict[Words, Made] = {}
    while len(names) < NAMES:
        name = known.name(chance)
        if not has_title("".join(name.native), "my") and not has_title(" ".join(name.latin), "en"):
            names.setdefault(name.native, name)
    pool = list(names.values())
    texts = [" ".join(name.latin) for name in pool]
    for number, name in enumerate(pool):
        scores = process.cdist([texts[number]], texts, scorer=BY_LETTERS[number % 2], dtype=np.float32)[0]
        near = [pool[n] for n in np.argsort(-scores, kind="stable")[:NEAR]]
        yield from with_latin(name, near, pool[int(chance.integers(len(pool)))], known, chance, weight)
        yield from in_burmese(name, near, known, chance, weight)


def spelled(seed: int) -> list[Pair]:
    """True pairs alone, with Latin letters: what unit models learn from where no list of persons may be used."""
    return [pair for pair in burmese(seed, 1.0) if pair.is_same and pair.lang_b == "en"]


def with_latin(
    name: Made, near: Sequence[Made], far: Made, known: Syllables, chance: np.random.Generator, weight: float
) -> Iterator[Pair]:
    """A name with its own Latin spelling; that of a near name, with another syllable, and in another order or far."""
    place = int(chance.integers(len(name.native)))
    changed = known.spell(known.other(name.native[place], chance), chance)
    turned = tuple(name.latin[n] for n in chance.permutation(len(name.latin)))
    wrong = [other.latin for other in near if is_another(name, other.latin, known)][:1]
    wrong += [
        (*name.latin[:place], changed, *name.latin[place + 1 :]),
        turned if chance.random() < 1 / 3 else far.latin,
    ]
    yield pair_of(name, " ".join(name.latin).title(), "en", weight, is_same=True)
    for latin in dict.fromkeys(wrong):
        if is_another(name, latin, known) and not has_title(" ".join(latin), "en"):
            yield pair_of(name, " ".join(latin).title(), "en", weight, is_same=False)


def in_burmese(
    name: Made, near: Sequence[Made], known: Syllables, chance: np.random.Generator, weight: float
) -> Iterator[Pair]:
    """A name with one syllable in other letters of the same sound, where there are such; near it, other names."""
    places = [place for place, native in enumerate(name.native) if known.twins(native)]
    if not places:
        return
    place = places[int(chance.integers(len(places)))]
    twins = known.twins(name.native[place])
    twin = twins[int(chance.integers(len(twins)))]
    yield pair_of(name, "".join((*name.native[:place], twin, *name.native[place + 1 :])), "my", weight, is_same=True)
    place = int(chance.integers(len(name.native)))
    other = known.other(name.native[place], chance)
    turned = tuple(name.native[n] for n in chance.permutation(len(name.native)))
    wrong = [one.native for one in near if is_another(name, one.latin, known)][:1]
    wrong += [(*name.native[:place], other, *name.native[place + 1 :]), turned]
    for native in dict.fromkeys(wrong):
        if native != name.native and not has_title("".join(native), "my"):
            yield pair_of(name, "".join(native), "my", weight, is_same=False)


def is_another(name: Made, latin: Words, known: Syllables) -> bool:
    """Whether a Latin spelling cannot be one of this name."""
    return len(latin) != len(name.native) or any(
        word not in known.known(native) for native, word in zip(name.native, latin, strict=True)
    )


def has_title(name: str, language: str) -> bool:
    """Whether a word is taken for a title, so that less is compared than was put together."""
    return bool(parse(name, language).titles)


def pair_of(name: Made, other: str, language: str, weight: float, *, is_same: bool) -> Pair:
    """A pair of a name with something written."""
    native = "".join(name.native)
    return Pair(native, "my", other, language, is_same, "own-tables", f"made:{native}", weight)
