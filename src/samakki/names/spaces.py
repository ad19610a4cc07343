"""Words that one name writes together and the other apart: BongLek and Bong Lek, Abdulrahman and Abdul Rahman."""

from collections.abc import Sequence
from itertools import pairwise

from samakki.names.likeness import Words

SHORTEST = 4
"""Letters of a word that may be several; a shorter one is seldom two names."""


def respaced(a: Words, b: Words) -> tuple[Words, Words]:
    """Both names with spaces in the same places, as far as their letters are the same.

    >>> respaced(("bonglek",), ("bong", "lek"))
    (('bong', 'lek'), ('bong', 'lek'))
    >>> respaced(("aungsan", "suukyi"), ("aung", "sansuu", "kyi"))
    (('aung', 'san', 'suu', 'kyi'), ('aung', 'san', 'suu', 'kyi'))
    """
    if a == b or (len(a) == 1 and len(b) == 1):
        return a, b
    joined = "".join(a)
    if joined == "".join(b):
        cuts = {sum(map(len, words[:n])) for words in (a, b) for n in range(len(words))}
        places = [*sorted(cuts), len(joined)]
        both = tuple(joined[start:end] for start, end in pairwise(places))
        return both, both
    return apart(a, b), apart(b, a)


def apart(words: Words, others: Words) -> Words:
    """The words, those that are several of the others written together cut as there."""
    if len(others) < 2 or not any(len(word) >= SHORTEST and word not in others for word in words):
        return words
    found: list[str] = []
    for word in words:
        found += (run_of(word, others) or [word]) if len(word) >= SHORTEST and word not in others else [word]
    return tuple(found)


def run_of(word: str, others: Words) -> Sequence[str]:
    """Neighbours among the others that are this word when written together."""
    for first, start in enumerate(others):
        if word.startswith(start):
            joined = start
            for last in range(first + 1, len(others)):
                joined += others[last]
                if joined == word:
                    return others[first : last + 1]
                if not word.startswith(joined):
                    break
    return ()
