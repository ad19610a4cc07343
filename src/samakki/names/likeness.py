"""Likeness of Latin words by their letters alone, without a learned model."""

from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler, Levenshtein

Words = tuple[str, ...]
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


def strings(a: Spelled, b: Spelled) -> list[float]:
    """Likeness of two lists of words by letters alone."""
    plain = fuzz.ratio(a.joined, b.joined)
    return [
        JaroWinkler.normalized_similarity(a.joined, b.joined),
        plain,
        fuzz.token_sort_ratio(a.spaced, b.spaced),
        fuzz.token_set_ratio(a.spaced, b.spaced),
        max([plain, *(fuzz.ratio(turned, b.joined) for turned in a.turned[1:])]),
        float(abs(len(a.joined) - len(b.joined))),
    ]
