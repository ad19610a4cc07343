"""One Latin spelling of a name in another script: the likeliest units, read left to right."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from samakki.names.chinese import FAMILY_READINGS, table

UNKNOWN_LETTER = -14.0


class Romaniser:
    """Writes native letters in Latin ones.

    Args:
        best: for each group of native letters its likeliest Latin letters and the log probability of the two together.
    """

    def __init__(self, best: Mapping[str, tuple[str, float]]) -> None:
        self.best = dict(best)
        self.longest = max(map(len, self.best), default=1)
        self.word = lru_cache(maxsize=65536)(self.spell)

    def spell(self, word: str) -> str:
        """One word."""
        scores = [0.0] + [-1e9] * len(word)
        back: list[tuple[int, str]] = [(0, "")] * (len(word) + 1)
        for end in range(1, len(word) + 1):
            for start in range(max(0, end - self.longest), end):
                found = self.best.get(word[start:end])
                if found is None:
                    if end - start > 1:
                        continue
                    letter = word[start:end]
                    found = (letter if letter.isascii() else "", UNKNOWN_LETTER)
                if scores[start] + found[1] > scores[end]:
                    scores[end] = scores[start] + found[1]
                    back[end] = (start, found[0])
        pieces: list[str] = []
        place = len(word)
        while place > 0:
            place, piece = back[place]
            pieces.append(piece)
        return "".join(reversed(pieces))

    def words(self, words: Sequence[str]) -> tuple[str, ...]:
        """Each word; words that give no letters are left out."""
        return tuple(filter(None, map(self.word, words)))

    def to_arrays(self) -> dict[str, NDArray[np.generic]]:
        """The table as arrays for a model file."""
        lines = "\n".join(f"{gram}\t{latin}" for gram, (latin, _) in self.best.items())
        return {
            "spelling": np.frombuffer(lines.encode(), dtype=np.uint8),
            "spelling_log": np.array([log for _, log in self.best.values()], dtype=np.float16),
        }


def from_arrays(arrays: Mapping[str, NDArray[np.generic]]) -> Romaniser:
    """A romaniser from what `Romaniser.to_arrays` gave."""
    lines = bytes(arrays["spelling"].astype(np.uint8)).decode().split("\n")
    logs = arrays["spelling_log"].astype(np.float64).tolist()
    split = [line.split("\t") for line in lines if line]
    return Romaniser({gram: (latin, float(log)) for (gram, latin), log in zip(split, logs, strict=True)})


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


def looks_chinese(words: Sequence[str]) -> bool:
    """Whether characters are a Chinese name rather than the sounds of a foreign one: few and in one word."""
    return len(words) == 1 and len(words[0]) <= 4
