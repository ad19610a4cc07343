"""Words of two names of one script put together pair by pair; for Latin letters also as they sound."""

import re
from collections.abc import Callable
from functools import lru_cache
from math import nan

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from samakki.names.likeness import Words, word_likeness

Rarity = Callable[[str], float]
SOFT = tuple(
    (re.compile(written), kept)
    for written, kept in (
        ("ph", "f"), ("ck|kh|q", "k"), ("c(?=[aoulr]|$)", "k"), ("th|dh", "t"), ("bh", "b"), ("gh", "g"),
        ("tj|dj|ch|j", "j"), ("sh|sj|ts|tz|dz|z|x", "s"), ("v", "w"), ("oe|ou|oo", "u"), ("ee|ie|y", "i"),
        ("ae|ay|ai|ei", "e"), ("au|aw|ow", "o"), ("h$|h(?=[^aeiou])", ""), ("e$", ""), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip
NICKNAMES = {
    short: full
    for full, *shorts in (
        line.split()
        for line in (
            "edward ted eddie ed ned|joseph joe jo|kenneth ken kenny|william bill will billy|robert bob rob bobby"
            "|richard dick rick rich|james jim jimmy|john jack johnny|thomas tom tommy|michael mike mick|anthony tony"
            "|charles charlie chuck|christopher chris|daniel dan danny|david dave|donald don|elizabeth liz betty beth"
            "|francis frank|frederick fred|george georgie|gerald gerry jerry|gregory greg|henry harry|jeffrey jeff"
            "|jonathan jon|lawrence larry|leonard leo len|margaret maggie meg|matthew matt|nicholas nick|patrick pat"
            "|peter pete|philip phil|raymond ray|ronald ron|samuel sam|stephen steve|steven steve|susan sue|timothy tim"
            "|vincent vince|walter walt|winston winnie|alexander alex|andrew andy|benjamin ben|catherine cathy kate"
            "|deborah debbie|jennifer jenny|katherine kathy kate|pamela pam|victoria vicky|douglas doug|martin marty"
        ).split("|")
    )
    for short in shorts
}


@lru_cache(maxsize=16384)
def soft(word: str) -> str:
    """A folded Latin word as it sounds in most languages here: what spelling leaves free is made one.

    >>> soft("saumura"), soft("somora"), soft("shamsuddin"), soft("syamsudin")
    ('somura', 'somora', 'samsudin', 'siamsudin')
    """
    for written, kept in SOFT:
        word = written.sub(kept, word)
    return word


alike_by_letters = lru_cache(maxsize=1 << 18)(word_likeness)


def paired(a: Words, b: Words, like: Callable[[str, str], float]) -> list[tuple[float, int, int]]:
    """Words put together pair by pair, the most alike first: likeness and both places."""
    pairs = sorted(
        ((-like(x, y), i, j) for i, x in enumerate(a) for j, y in enumerate(b)),
    )
    free_a, free_b = set(range(len(a))), set(range(len(b)))
    found = []
    for alike, i, j in pairs:
        if i in free_a and j in free_b:
            free_a.discard(i)
            free_b.discard(j)
            found.append((-alike, i, j))
    return found


def aligned(a: Words, b: Words, rarity: Rarity, nats: Rarity) -> list[float]:
    """Agreement of words.

    Args:
        a: words of one name.
        b: of the other.
        rarity: how much agreement in a word says, by the names that were learned from.
        nats: the same, by published shares of people.
    """
    a, b = sorted((a, b), key=lambda words: (len(words), words))
    found = paired(a, b, alike_by_letters)
    likeness = [alike for alike, _, _ in found]
    agreed = sum(alike * min(rarity(a[i]), rarity(b[j])) for alike, i, j in found)
    used = {j for _, _, j in found}
    left = sum(rarity(word) for j, word in enumerate(b) if j not in used)
    total = sum(map(rarity, (*a, *b))) or 1.0
    carried = sum(min(nats(a[i]), nats(b[j])) for alike, i, j in found if alike > 0.9)
    return [
        min(likeness, default=0.0),
        sum(likeness) / max(len(likeness), 1),
        likeness[1] if len(likeness) > 1 else nan,
        agreed,
        2 * agreed / total,
        left,
        float(len(a)),
        float(len(b)),
        float(any(i != j for _, i, j in found)),
        sum(1.0 for alike in likeness if alike > 0.9),
        carried,
        sum(map(nats, b)) - carried,
    ]


@lru_cache(maxsize=1 << 18)
def soft_likeness(a: str, b: str) -> float:
    """Likeness of two words as they sound; a short form agrees fairly with the name it is short for."""
    if NICKNAMES.get(a, a) == NICKNAMES.get(b, b):
        return 1.0 if a == b else 0.9
    if len(a) == 1 or len(b) == 1:
        return 0.8 if a[:1] == b[:1] else 0.0
    x, y = soft(a), soft(b)
    return 1.0 if x == y else (JaroWinkler.normalized_similarity(x, y) + fuzz.ratio(x, y) / 100) / 2


def softened(a: Words, b: Words, rarity: Rarity) -> list[float]:
    """Agreement of Latin words as they sound."""
    a, b = sorted((a, b), key=lambda words: (len(words), words))
    found = paired(a, b, soft_likeness)
    likeness = [alike for alike, _, _ in found]
    joined_a, joined_b = ("".join(map(soft, words)) for words in (a, b))
    used = {j for _, _, j in found}
    full = [(alike, rarity(a[i]), rarity(b[j])) for alike, i, j in found if len(a[i]) > 1 and len(b[j]) > 1]
    worst = min(full, default=(0.0, 0.0, 0.0))
    return [
        min(likeness, default=0.0),
        sum(likeness) / max(len(likeness), 1),
        fuzz.ratio(joined_a, joined_b),
        fuzz.partial_ratio(joined_a, joined_b),
        fuzz.ratio("".join(sorted(map(soft, a))), "".join(sorted(map(soft, b)))),
        float(sum(len(word) == 1 for word in (*a, *b))),
        float(len(full)),
        worst[0],
        min(worst[1:]),
        sum(alike * min(one, other) for alike, one, other in full if alike > 0.85),
        max((rarity(word) for j, word in enumerate(b) if j not in used), default=0.0),
        float(sum(len(b[j]) for j in range(len(b)) if j not in used)),
    ]
