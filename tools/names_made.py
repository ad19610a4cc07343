"""Pairs the judges also learn from, made from others: names with other spaces, two Latin spellings, Burmese namesakes.

What is made counts less than what was found (`WEIGHT`, `SPACES_WEIGHT`) and is never measured. It keeps the group of
what it was made from, so that who is measured on a group has not learned from it either.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler

from samakki.names.languages import HABITS, known_language
from samakki.names.latin import folded
from samakki.names.parsing import parse
from tools.names_made_burmese import burmese
from tools.names_sources import Pair

WEIGHT = 0.3
SPACES_WEIGHT = 0.15
NEAR = 12
"""Nearest other names that are looked at for one that belongs to somebody else."""


def made(labelled: Sequence[Pair], spellings: Sequence[Pair], seed: int) -> list[Pair]:
    """All pairs that are made from labelled ones, from spellings and from the table of Burmese syllables."""
    found = two_spellings(spellings)
    return [
        *other_spaces(labelled),
        *with_namesakes(found, seed),
        *of_their_children([*labelled, *found]),
        *burmese(seed, WEIGHT),
    ]


def other_spaces(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Each pair once more with words of one side or both written together: nobody minds spaces in names."""
    for pair in pairs:
        number = sum(f"{pair.name_a}{pair.name_b}".encode())
        a, b = (" " in name.strip() for name in (pair.name_a, pair.name_b))
        if not (a or b):
            continue
        sides = (number % 3 != 1, number % 3 != 0) if a and b else (a, b)
        one, other = (
            together(name, number) if is_joined else name
            for name, is_joined in zip((pair.name_a, pair.name_b), sides, strict=True)
        )
        yield replace(pair, name_a=one, name_b=other, weight=SPACES_WEIGHT)


def together(name: str, number: int) -> str:
    """A name with all its words written together, or two of them.

    >>> together("Aung San Suu", 0), together("Aung San Suu", 4)
    ('AungSanSuu', 'AungSan Suu')
    """
    words = name.split()
    if len(words) < 3 or number % 2 == 0:
        return "".join(words)
    place = number // 2 % (len(words) - 1)
    return " ".join([*words[:place], words[place] + words[place + 1], *words[place + 2 :]])


def two_spellings(pairs: Iterable[Pair]) -> list[Pair]:
    """True pairs of two Latin spellings: those among the pairs, and spellings of one name in another script."""
    found: dict[tuple[str, str], Pair] = {}
    ways: defaultdict[tuple[str, str, str], dict[str, Pair]] = defaultdict(dict)
    for pair in pairs:
        if not pair.is_same or not is_latin(pair.lang_b):
            continue
        if is_latin(pair.lang_a):
            found[pair.name_a, pair.name_b] = pair
        else:
            ways[pair.source, pair.lang_a, pair.name_a].setdefault(folded(pair.name_b), pair)
    for (source, _, native), spelled in ways.items():
        names = [spelled[key] for key in sorted(spelled)]
        for one, other in pairwise(names):
            group = f"spelled:{native}"
            new = Pair(one.name_b, one.lang_b, other.name_b, other.lang_b, is_same=True, source=source, group=group)
            found.setdefault((one.name_b, other.name_b), new)
    return [replace(pair, weight=WEIGHT) for pair in found.values()]


def of_their_children(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Each name beside one that begins with its last word and goes on otherwise: a father's name, or a family's.

    Johari Baharum is not Baharum Mohamed, though words may stand in another order and one may be left out.
    """
    true = [pair for pair in pairs if pair.is_same and is_latin(pair.lang_a) and is_latin(pair.lang_b)]
    for number, pair in enumerate(true):
        words = parse(pair.name_a, pair.lang_a).words
        other = true[(number * 7 + 3) % len(true)]
        others = parse(other.name_a, other.lang_a).words
        if len(words) > 1 and others and len(words[-1]) > 1:
            yield replace(pair, name_b=f"{words[-1]} {others[-1]}", is_same=False, weight=WEIGHT)


def is_latin(language: str) -> bool:
    """Whether names of a language are written in Latin letters."""
    known = known_language(language)
    return not known or HABITS[known].script == "Latn"


def with_namesakes(pairs: Sequence[Pair], seed: int) -> Iterator[Pair]:
    """Each pair, and its first name beside others of its source: nearest by letters, by words, and one by chance."""
    chance = np.random.default_rng(seed)
    of_source: defaultdict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        of_source[pair.source].append(pair)
    for own in of_source.values():
        names = {(p.name_a, p.lang_a, p.group) for p in own} | {(p.name_b, p.lang_b, p.group) for p in own}
        pool = sorted(names)
        asked, texts = [folded(pair.name_a) for pair in own], [folded(name) for name, _, _ in pool]
        by_letters = process.cdist(asked, texts, scorer=JaroWinkler.normalized_similarity, dtype=np.float32)
        by_words = process.cdist(asked, texts, scorer=fuzz.token_sort_ratio, dtype=np.float32)
        for number, pair in enumerate(own):
            yield pair
            chosen = []
            own_texts = (folded(pair.name_a), folded(pair.name_b))  # of a namesake letters say nothing
            for scores in (by_letters[number], by_words[number]):
                near = np.argsort(-scores, kind="stable")[:NEAR]
                chosen += [pool[n] for n in near if pool[n][2] != pair.group and texts[n] not in own_texts][:1]
            chosen += [pool[n] for n in chance.integers(len(pool), size=1) if pool[n][2] != pair.group]
            for name, language, _ in dict.fromkeys(chosen):
                yield replace(pair, name_b=name, lang_b=language, is_same=False)
