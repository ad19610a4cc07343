"""What a password rests on that others guess first."""

import unicodedata
from collections.abc import Iterable

LEAST_OWN_LETTERS = 8
"""Letters that a password has beside words that everybody here knows."""
LEAST_WORD = 3
TRADE = (
    "samakki",
    "password",
    "police",
    "prosecutor",
    "ministry",
    "interior",
    "justice",
    "trafficking",
    "investigator",
    "administrator",
    "officer",
    "welcome",
    "secret",
)
"""Words of the software and of the work; what a node adds stands in its settings."""


def rests_on(password: str, words: Iterable[str]) -> bool:
    """Whether too little is left of a password without words that everybody here knows, digits and signs.

    A sentence that holds such a word among others is fine: what is left of it counts.

    Args:
        password: as typed.
        words: any texts; each is taken apart at what is no letter. Shorter than three letters they do not count.

    >>> rests_on("Samakki-2026!!", ["samakki"])
    True
    >>> rests_on("kh.police.example1", ["kh.police.example"])
    True
    >>> rests_on("my police dog sleeps all day", ["police"])
    False
    """
    typed = left = _letters(password)
    known = {part for word in words for part in _letters(word).split() if len(part) >= LEAST_WORD}
    for part in sorted(known, key=len, reverse=True):
        left = left.replace(part, " ")
    return left != typed and len(left.replace(" ", "")) < LEAST_OWN_LETTERS


def _letters(text: str) -> str:
    """Letters with their marks, a space for everything else."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(one if unicodedata.category(one)[0] in "LM" else " " for one in plain)
