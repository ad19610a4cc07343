"""Sounds in coarse classes: what survives when two languages spell the same name.

Latin letters fold to classes of consonants, or of consonants and vowels. Letters of another script are spelled in the
same classes by tables that were learned from true pairs (`learning.sound_table`): several spellings each, the likeliest
first, as many as are needed to be nearly sure. Chinese characters are spelled by their readings.
"""

import re
from collections.abc import Iterable, Sequence
from enum import Enum
from functools import cache, lru_cache
from heapq import nlargest
from importlib.resources import files
from math import exp, log, log1p
from operator import itemgetter

from samakki.names.chinese import table as characters
from samakki.names.romanisations import spellings

CONSONANTS = {
    "ngk": "NK", "tch": "S", "sch": "S", "tsh": "S", "dsh": "S", "tj": "S", "dj": "S", "ts": "S", "tz": "S",
    "dz": "S", "ch": "S", "sh": "S", "zh": "S", "hs": "S", "jh": "S", "x": "S", "kh": "K", "gh": "K", "ck": "K",
    "ph": "P", "bh": "P", "th": "T", "dh": "T", "ng": "N", "nh": "N", "ny": "N", "gn": "N", "rh": "L",
    "ce": "S", "ci": "S", "cy": "S", "c": "K", "b": "P", "p": "P", "f": "P", "v": "W", "w": "W", "d": "T", "t": "T",
    "g": "K", "k": "K", "q": "K", "j": "S", "z": "S", "s": "S", "l": "L", "r": "L", "m": "M", "n": "N",
}  # fmt: skip
VOWELS = {"a": "a", "e": "i", "i": "i", "y": "i", "o": "u", "u": "u"}
CONSONANT = re.compile("|".join(sorted(CONSONANTS, key=len, reverse=True)))
SOUND = re.compile("|".join(sorted((*CONSONANTS, *VOWELS), key=len, reverse=True)))
NO_CONSONANT, NO_SOUND, VOWEL = re.compile("[^KLMNPSTW]+"), re.compile("[^KLMNPSTWaiu]+"), re.compile("[aiu]+")
TWICE = re.compile(r"(.)\1+")
Spellings = tuple[tuple[str, float], ...]
KEPT = 8
"""Unfinished spellings that are carried on at each letter."""
LOOKED_AT = 12
"""Spellings of a word among which likelihood is shared out."""
LONGEST_TEXT, LONGEST_GROUP = 40, 3
UNKNOWN: Spellings = (("", -14.0),)
"""A letter that no table has says nothing."""


class Detail(Enum):
    """How much of the sounds is kept."""

    CONSONANTS = "sounds"
    ALL = "vowels"


@lru_cache(maxsize=16384)
def sounds(word: str) -> str:
    """Classes of the consonants of a folded Latin word; a class twice in a row counts once.

    >>> sounds("sovanna"), sounds("souvannah"), sounds("nguyen")
    ('SWN', 'SWN', 'N')
    """
    return TWICE.sub(r"\1", NO_CONSONANT.sub("", CONSONANT.sub(lambda found: CONSONANTS[found[0]], word)))


@lru_cache(maxsize=16384)
def all_sounds(word: str) -> str:
    """Classes of consonants and vowels; of several vowels in a row the first.

    >>> all_sounds("phea"), all_sounds("nguyen")
    ('Pi', 'NuN')
    """
    folded = SOUND.sub(lambda found: CONSONANTS.get(found[0]) or VOWELS[found[0]], word)
    folded = VOWEL.sub(lambda found: found[0][0], NO_SOUND.sub("", folded))
    return TWICE.sub(r"\1", folded)


def of_latin(word: str, detail: Detail) -> str:
    """Classes of a folded Latin word."""
    return sounds(word) if detail is Detail.CONSONANTS else all_sounds(word)


def consonants_of(spelled: str) -> str:
    """Classes of consonants of what `all_sounds` gave."""
    return TWICE.sub(r"\1", VOWEL.sub("", spelled))


@cache
def tables(detail: Detail) -> dict[str, dict[str, str]]:
    """For each script and group of its letters, likely classes with their cost, as the file writes them.

    They are read by `likely` where a name has the letters: all of them as numbers take four times the memory.
    """
    found: dict[str, dict[str, str]] = {}
    text = files("samakki.names").joinpath(f"data/{detail.value}.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        script, letters, spelled = line.split("\t", 2)
        found.setdefault(script, {})[letters] = spelled
    return found


@lru_cache(maxsize=16384)
def likely(spelled: str) -> Spellings:
    """Classes with their log probability, of what `tables` has.

    >>> likely("SK:12")
    (('SK', -1.2),)
    """
    pairs = (entry.partition(":") for entry in spelled.split("\t"))
    return tuple((classes, -float(cost) / 10) for classes, _, cost in pairs)


@lru_cache(maxsize=16384)
def of_native(script: str, text: str, detail: Detail) -> Spellings:
    """Likely classes of letters of another script with their log probability, the likeliest first.

    Args:
        script: ISO 15924 code; "Hani" for the sounds of a foreign name in characters.
        text: one word, normalised, without spaces.
        detail: what is kept.

    >>> of_native("Khmr", "សុខា", Detail.CONSONANTS)[0][0]
    'SK'
    """
    table = tables(detail).get(script, {})
    text = text[:LONGEST_TEXT]
    size = len(text)
    ways: list[dict[str, float]] = [{} for _ in range(size + 1)]
    ways[0][""] = 0.0
    for place, here in enumerate(ways[:-1]):
        kept = nlargest(KEPT, here.items(), key=itemgetter(1)) if len(here) > KEPT else list(here.items())
        for length in range(1, min(LONGEST_GROUP, size - place) + 1):
            written = table.get(text[place : place + length])
            if written is None and length > 1:
                continue
            add_ways(ways[place + length], kept, UNKNOWN if written is None else likely(written))
    return tuple(nlargest(LOOKED_AT, ways[size].items(), key=itemgetter(1)))


def add_ways(after: dict[str, float], kept: Iterable[tuple[str, float]], spelled: Spellings) -> None:
    """Put what was spelled so far and what comes next together; what is spelled alike adds up."""
    for start, before in kept:
        last = start[-1:]
        for classes, cost in spelled:
            whole = start + classes[1:] if last and classes[:1] == last else start + classes
            total = before + cost
            known = after.get(whole)
            if known is None:
                after[whole] = total
            elif known > total:
                after[whole] = known + log1p(exp(total - known))
            else:
                after[whole] = total + log1p(exp(known - total))


def together(parts: Sequence[Spellings]) -> Spellings:
    """Likely classes of several parts, one after the other."""
    if len(parts) == 1:
        return parts[0]
    ways: Spellings = (("", 0.0),)
    for part in parts:
        after: dict[str, float] = {}
        add_ways(after, ways, part[:KEPT])
        ways = tuple(nlargest(KEPT, after.items(), key=itemgetter(1)))
    return ways


@lru_cache(maxsize=16384)
def of_character(letter: str, detail: Detail) -> Spellings:
    """Classes one simplified Chinese character may be spelled with, by its readings.

    >>> [classes for classes, _ in of_character("陈", Detail.CONSONANTS)][:2]
    ['SN', 'TN']
    """
    shares: dict[str, float] = {}
    for spelling, share in (spellings(letter) if letter in characters() else {}).items():
        classes = of_latin(spelling, detail)
        shares[classes] = shares.get(classes, 0.0) + share
    found = nlargest(LOOKED_AT, shares.items(), key=itemgetter(1))
    return tuple((classes, log(share)) for classes, share in found) or UNKNOWN


def enough(best: Spellings, share: float, most: int) -> list[str]:
    """The first of `best` that together have `share` of the likelihood of all, and no more than `most`."""
    if not best:
        return []
    weights = [exp(value - best[0][1]) for _, value in best]
    wanted, reached = share * sum(weights), 0.0
    found = []
    for (spelled, _), weight in zip(best[:most], weights, strict=False):
        found.append(spelled)
        reached += weight
        if reached >= wanted:
            break
    return found
