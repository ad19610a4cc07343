"""One Latin spelling of a name in another script: the likeliest units, read left to right."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from heapq import nlargest
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from samakki.names.chinese import FAMILY_READINGS, table
from samakki.names.reading_order import as_spoken

UNKNOWN_LETTER = -14.0
CARRIED, WAYS = 12, 6
"""Unfinished spellings carried on, and whole ones given."""


class Romaniser:
    """Writes native letters in Latin ones.

    Args:
        best: for each group of native letters its likely Latin letters, each with the log probability of the two
            together, the likeliest first.
    """

    def __init__(self, best: Mapping[str, Sequence[tuple[str, float]]]) -> None:
        self.best = {gram: tuple(ways) for gram, ways in best.items()}
        self.longest = max(map(len, self.best), default=1)
        self.word = lru_cache(maxsize=16384)(self.spell)
        self.ways = lru_cache(maxsize=16384)(self.spellings)

    def pieces(self, word: str, start: int, end: int) -> Sequence[tuple[str, float]]:
        """Likely spellings of a part of a word; none for an unknown group of several letters."""
        found = self.best.get(word[start:end])
        if found is not None:
            return found
        letter = word[start:end]
        return [(letter if letter.isascii() else "", UNKNOWN_LETTER)] if end - start == 1 else []

    def spell(self, word: str) -> str:
        """One word."""
        word = as_spoken(word)
        scores = [0.0] + [-1e9] * len(word)
        back: list[tuple[int, str]] = [(0, "")] * (len(word) + 1)
        for end in range(1, len(word) + 1):
            for start in range(max(0, end - self.longest), end):
                for latin, log in self.pieces(word, start, end)[:1]:
                    if scores[start] + log > scores[end]:
                        scores[end] = scores[start] + log
                        back[end] = (start, latin)
        pieces: list[str] = []
        place = len(word)
        while place > 0:
            place, piece = back[place]
            pieces.append(piece)
        return "".join(reversed(pieces))

    def spellings(self, word: str) -> tuple[tuple[str, float], ...]:
        """Several likely spellings of one word with their log probability, the likeliest first."""
        word = as_spoken(word)
        ways: list[dict[str, float]] = [{"": 0.0}] + [{} for _ in word]
        for end in range(1, len(word) + 1):
            here = ways[end]
            for start in range(max(0, end - self.longest), end):
                for latin, log in self.pieces(word, start, end):
                    for before, so_far in ways[start].items():
                        text = before + latin
                        here[text] = max(here.get(text, -1e9), so_far + log)
            if len(here) > CARRIED:
                ways[end] = dict(nlargest(CARRIED, here.items(), key=itemgetter(1)))
        return tuple(nlargest(WAYS, ways[-1].items(), key=itemgetter(1)))

    def words(self, words: Sequence[str]) -> tuple[str, ...]:
        """Each word; words that give no letters are left out."""
        return tuple(filter(None, map(self.word, words)))

    def to_arrays(self) -> dict[str, NDArray[np.generic]]:
        """The table as arrays for a model file."""
        lines = "\n".join("\t".join([gram, *(latin for latin, _ in ways)]) for gram, ways in self.best.items())
        return {
            "spelling": np.frombuffer(lines.encode(), dtype=np.uint8),
            "spelling_log": np.array([log for ways in self.best.values() for _, log in ways], dtype=np.float16),
        }


def from_arrays(arrays: Mapping[str, NDArray[np.generic]]) -> Romaniser:
    """A romaniser from what `Romaniser.to_arrays` gave."""
    lines = bytes(arrays["spelling"].astype(np.uint8)).decode().split("\n")
    logs = iter(arrays["spelling_log"].astype(np.float64).tolist())
    split = [line.split("\t") for line in lines if line]
    return Romaniser({gram: [(latin, next(logs)) for latin in ways] for gram, *ways in split})


def pinyin(word: str) -> str:
    """Mandarin reading of characters, the first with the reading it has as a family name.

    >>> pinyin("曾国藩")
    'zengguofan'
    """
    known = table()
    syllables = []
    for place, letter in enumerate(word):
        family = FAMILY_READINGS.get(letter, "") if place == 0 else ""
        reading = known[letter].mandarin[:1] if letter in known else ()
        syllables.append(family or "".join(reading) or (letter if letter.isascii() else ""))
    return "".join(syllables).replace("v", "u")
