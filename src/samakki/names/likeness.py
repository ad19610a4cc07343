"""Likeness of Latin words by their letters alone, without a learned model."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler, Levenshtein

Words = tuple[str, ...]
Doubles = NDArray[np.float64]
FEW = 12
"""Pairs below which one after the other is quicker than all at once."""
CLASSES = str.maketrans(
    {
        **dict.fromkeys("bpfv", "p"),
        **dict.fromkeys("dt", "t"),
        **dict.fromkeys("gkqc", "k"),
        **dict.fromkeys("jzsx", "s"),
    }
    | {**dict.fromkeys("lr", "l"), **dict.fromkeys("aeiouyhw ", None)}
)


def orders(words: Words) -> list[tuple[Words, int]]:
    """The orders a name may be written in: as it is, first word last, last word first, and one end left out."""
    found = [(words, 0)]
    if len(words) > 1:
        found += [(words[1:] + words[:1], 1)]
    if len(words) > 2:
        found += [(words[-1:] + words[:-1], 1), (words[1:], 2), (words[:-1], 2)]
    return found


def skeleton(words: Words) -> str:
    """Classes of the consonants of Latin words: what survives when two languages spell the same sounds.

    >>> skeleton(("beijing",)), skeleton(("peking",))
    ('psnk', 'pknk')
    """
    return "".join(words).translate(CLASSES)


def word_likeness(a: str, b: str) -> float:
    """0 to 1: how alike two words are; an initial agrees fairly with a word that starts with it."""
    if a == b:
        return 1.0
    if (len(a) == 1 or len(b) == 1) and a[:1] == b[:1]:
        return 0.8
    return (JaroWinkler.normalized_similarity(a, b) + Levenshtein.normalized_similarity(a, b)) / 2


class Spelled(NamedTuple):
    """Latin words in the shapes they are compared in."""

    joined: str
    spaced: str
    turned: tuple[str, ...]
    skeleton: str


def spelled(words: Words) -> Spelled:
    """The shapes of a list of words; `turned` are the orders with nothing left out."""
    turned = tuple("".join(order) for order, changed in orders(words) if changed < 2)
    return Spelled("".join(words), " ".join(words), turned, skeleton(words))


def rated(a: Sequence[str], b: Sequence[str], scorer: Callable[..., float]) -> Doubles:
    """What a scorer says of each pair of texts."""
    if len(a) < FEW:
        return np.array([scorer(one, other) for one, other in zip(a, b, strict=True)], dtype=np.float64)
    return process.cpdist(a, b, scorer=scorer, dtype=np.float64)


def ratios(a: Sequence[str], b: Sequence[str]) -> Doubles:
    """Share of letters that two texts have in common, 0 to 100, for each pair."""
    return rated(a, b, fuzz.ratio)


def strings(pairs: Sequence[tuple[Spelled, Spelled]]) -> Doubles:
    """Likeness of two lists of words by letters alone, a row of six numbers for each pair."""
    out = np.empty((len(pairs), 6))
    if not pairs:
        return out
    a, b = [pair[0].joined for pair in pairs], [pair[1].joined for pair in pairs]
    spaced_a, spaced_b = [pair[0].spaced for pair in pairs], [pair[1].spaced for pair in pairs]
    out[:, 0] = rated(a, b, JaroWinkler.normalized_similarity)
    out[:, 1] = ratios(a, b)
    out[:, 2] = rated(spaced_a, spaced_b, fuzz.token_sort_ratio)
    out[:, 3] = rated(spaced_a, spaced_b, fuzz.token_set_ratio)
    out[:, 4] = out[:, 1]
    turned = [(place, text) for place, (one, _) in enumerate(pairs) for text in one.turned[1:]]
    if turned:
        places = [place for place, _ in turned]
        found = ratios([text for _, text in turned], [b[place] for place in places])
        np.maximum.at(out[:, 4], places, found)
    out[:, 5] = [abs(len(one) - len(other)) for one, other in zip(a, b, strict=True)]
    return out
