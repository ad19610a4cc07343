"""Sounds in coarse classes: what survives when two languages spell the same name.

Latin letters fold to a few classes of consonants. Letters of another script are spelled in the same classes by a table
that was learned from true pairs (`learning.sound_table`), with several likely spellings each, the likeliest first.
"""

import re
from functools import cache, lru_cache
from heapq import nlargest
from importlib.resources import files
from math import exp, log1p
from operator import itemgetter

from samakki.names.chinese import table as characters
from samakki.names.romanisations import spellings

GROUPS = {
    "ngk": "NK", "tch": "S", "sch": "S", "tsh": "S", "dsh": "S", "tj": "S", "dj": "S", "ts": "S", "tz": "S",
    "dz": "S", "ch": "S", "sh": "S", "zh": "S", "hs": "S", "jh": "S", "x": "S", "kh": "K", "gh": "K", "ck": "K",
    "ph": "P", "bh": "P", "th": "T", "dh": "T", "ng": "N", "nh": "N", "ny": "N", "gn": "N", "rh": "L",
    "ce": "S", "ci": "S", "cy": "S", "c": "K", "b": "P", "p": "P", "f": "P", "v": "W", "w": "W", "d": "T", "t": "T",
    "g": "K", "k": "K", "q": "K", "j": "S", "z": "S", "s": "S", "l": "L", "r": "L", "m": "M", "n": "N",
}  # fmt: skip
GROUP = re.compile("|".join(sorted(GROUPS, key=len, reverse=True)))
OTHER = re.compile("[^KLMNPSTW]+")
TWICE = re.compile(r"(.)\1+")
KEPT = 12
"""Unfinished spellings that are carried on at each letter."""
UNKNOWN = -14.0
Spellings = tuple[tuple[str, float], ...]


@lru_cache(maxsize=65536)
def sounds(word: str) -> str:
    """Classes of the consonants of a folded Latin word; a class twice in a row counts once.

    >>> sounds("sovanna"), sounds("souvannah"), sounds("nguyen")
    ('SWN', 'SWN', 'N')
    """
    return TWICE.sub(r"\1", OTHER.sub("", GROUP.sub(lambda found: GROUPS[found[0]], word)))


@cache
def tables() -> dict[str, dict[str, Spellings]]:
    """For each script and group of its letters, likely classes with their log probability."""
    found: dict[str, dict[str, Spellings]] = {}
    text = files("samakki.names").joinpath("data/sounds.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        script, letters, *spelled = line.split("\t")
        pairs = (entry.partition(":") for entry in spelled)
        found.setdefault(script, {})[letters] = tuple((classes, -float(cost) / 10) for classes, _, cost in pairs)
    return found


@lru_cache(maxsize=65536)
def native_sounds(script: str, text: str, most: int) -> tuple[str, ...]:
    """Likely classes of a word in another script, the likeliest first.

    Args:
        script: ISO 15924 code.
        text: normalised, without spaces.
        most: how many are wanted.

    >>> native_sounds("Khmr", "សុខា", 1)
    ('SK',)
    """
    table = tables().get(script)
    if table is None:
        return ()
    size = len(text)
    longest = 3
    ways: list[dict[str, float]] = [{} for _ in range(size + 1)]
    ways[0][""] = 0.0
    for place in range(size):
        here = ways[place]
        if not here:
            continue
        kept = nlargest(KEPT, here.items(), key=itemgetter(1)) if len(here) > KEPT else list(here.items())
        for length in range(1, min(longest, size - place) + 1):
            spelled = table.get(text[place : place + length])
            if spelled is None:
                if length > 1:
                    continue
                spelled = (("", UNKNOWN),)
            after = ways[place + length]
            for start, log in kept:
                for classes, more in spelled:
                    joined = start + (classes[1:] if start and classes and start[-1] == classes[0] else classes)
                    total = log + more
                    known = after.get(joined)
                    after[joined] = total if known is None else sum_of_logs(known, total)
    return tuple(classes for classes, _ in nlargest(most, ways[size].items(), key=itemgetter(1)))


def sum_of_logs(a: float, b: float) -> float:
    """Log of the sum of two numbers given as logs."""
    return a + log1p(exp(b - a)) if a >= b else b + log1p(exp(a - b))


@lru_cache(maxsize=32768)
def character_sounds(letter: str) -> dict[str, float]:
    """Classes one simplified character may be spelled with, and the share of each."""
    shares: dict[str, float] = {}
    for spelling, share in spellings(letter).items():
        classes = sounds(spelling)
        shares[classes] = shares.get(classes, 0.0) + share
    return shares


@lru_cache(maxsize=65536)
def chinese_sounds(word: str, most: int) -> tuple[str, ...]:
    """Likely classes of a few characters, by their readings.

    >>> chinese_sounds("陈", 2)
    ('SN', 'TN')
    """
    ways = {"": 1.0}
    for letter in word:
        after: dict[str, float] = {}
        for start, share in ways.items():
            for classes, more in (character_sounds(letter) if letter in characters() else {"": 1.0}).items():
                joined = start + (classes[1:] if start and classes and start[-1] == classes[0] else classes)
                after[joined] = after.get(joined, 0.0) + share * more
        ways = dict(nlargest(4 * KEPT, after.items(), key=itemgetter(1)))
    return tuple(classes for classes, _ in nlargest(most, ways.items(), key=itemgetter(1)))
