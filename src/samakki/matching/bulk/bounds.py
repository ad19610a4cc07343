"""The most that two records can be worth, told from a few numbers of each cell, so that hopeless pairs are dropped.

A bound is never lower than the weight by the definition. Letters are told by a mask of those that occur: what occurs in
one word and not in the other has no counterpart, which limits how alike two words can be.
"""

from collections.abc import Callable, Mapping, Sequence
from math import log2

import numpy as np
from numpy.typing import NDArray

from samakki.matching.bulk.duck import Duck
from samakki.matching.bulk.sql import highest
from samakki.matching.domain.definition import Comparison
from samakki.matching.domain.identifiers import LEAST_WITH_SLIP
from samakki.matching.domain.weighing import COMMONEST, RAREST

Floats = NDArray[np.float64]
Numbers = NDArray[np.int32]
Places = NDArray[np.int8]
Best = Callable[[Numbers, Numbers], Places]
"""Takes numbers of cells of two sides, known ones; returns the place of the best level that they can have."""

SLACK = 1e-4
"""Above what rounding in single precision can do."""
LONGEST = 24
"""Signs of a word; a longer one may be as alike to anything."""
PREFIX, PREFIX_WORTH = 4, 0.1
"""Of Jaro-Winkler."""
SWAPPED_OR_LOOK_ALIKE = 2
"""Signs in which two numbers of one length can differ by one slip (`identifiers.is_one_slip`)."""


class Bounds:
    """Bounds of one comparison.

    Args:
        duck: with the view ``cells{at}``.
        one: the comparison, with its weights.
        at: its place in the definition.
        rarity: of each cell, nan where it is not known; None where it plays no part.
    """

    def __init__(self, duck: Duck, one: Comparison, at: int, rarity: Floats | None) -> None:
        self.one = one
        self.rarity = rarity
        self.weights = np.array([level.weight for level in one.levels])
        self.by_rarity = np.array([level.by_rarity and rarity is not None for level in one.levels])
        top = highest(one, has_rarity=rarity is not None)
        rarest = self.weights - np.where(self.by_rarity, log2(RAREST), 0.0)
        # What the level at a place or any behind it can be worth.
        self.most = np.maximum.accumulate(rarest[::-1])[::-1]
        self.top = float(top)
        self.best = BEST[one.kind](duck, one, at) if one.kind in BEST else _anything
        self.is_sure = one.kind == "word"

    def places(self, x: Numbers, y: Numbers) -> Places:
        """The best level of each two cells, all known."""
        return self.best(x, y)

    def __call__(self, x: Numbers, y: Numbers) -> Floats:
        """The most that each two cells can be worth; nothing where one is not known."""
        is_known = (x > 0) & (y > 0)
        place = self.best(x, y)
        found = self.most[place]
        if self.rarity is not None and self.is_sure:
            same = np.flatnonzero((x == y) & is_known)
            found[same] = weight(self.one, np.zeros(len(same), np.int8), self.rarity[x[same]])
        found[~is_known] = 0.0
        return np.asarray(found)


def weight(one: Comparison, places: Places, rarity: Floats | None) -> Floats:
    """What levels are worth, as `sql.weight` has it, to the last bit.

    Args:
        one: the comparison.
        places: of levels, -1 where nothing is known.
        rarity: of each pair, nan where it is not known; None where it plays no part.
    """
    plain = np.array([*(level.weight for level in one.levels), 0.0])  # the last is found by -1
    found = plain[places]
    if rarity is None:
        return np.asarray(found)
    scaled = np.array([*(level.by_rarity for level in one.levels), False])[places] & ~np.isnan(rarity)
    bounded = np.minimum(np.maximum(rarity - log2(one.levels[0].u), log2(RAREST)), log2(COMMONEST))
    rated = np.maximum(found - bounded, np.minimum(found, 0.0))
    return np.where(scaled, rated, found)


def _anything(x: Numbers, _y: Numbers) -> Places:
    return np.zeros(len(x), np.int8)


class _Signs:
    """For each cell the signs of a text: how many, which, and the first eight. Without one everything is possible."""

    def __init__(self, duck: Duck, at: int, column: str) -> None:
        found = duck.arrays(f"SELECT id, {column} AS p FROM cells{at} WHERE {column} IS NOT NULL")
        size = int(duck.rows(f"SELECT coalesce(max(id), 0) FROM cells{at}")[0][0]) + 1
        self.length = np.zeros(size, np.int8)
        self.mask = np.zeros(size, np.uint64)
        self.first = np.zeros(size, np.uint64)
        texts = np.asarray(found["p"])
        for begun in range(0, len(texts), 1 << 16):
            ids = found["id"][begun : begun + (1 << 16)]
            signs = np.array(texts[begun : begun + (1 << 16)].tolist(), dtype="S")
            width = signs.dtype.itemsize
            table = signs.view(np.uint8).reshape(len(signs), width)
            length = np.char.str_len(signs)
            bits = np.where(table > 0, np.uint64(1) << (table & 63).astype(np.uint64), np.uint64(0))
            eight = np.zeros((len(signs), 8), np.uint8)
            eight[:, : min(width, 8)] = table[:, :8]
            self.length[ids] = np.where(length <= LONGEST, length, 0)
            self.mask[ids] = np.bitwise_or.reduce(bits, axis=1)
            self.first[ids] = eight.view("<u8")[:, 0]

    def missing(self, x: Numbers, y: Numbers) -> tuple[Numbers, Numbers]:
        """How many signs of each side are for certain without a counterpart."""
        mine, theirs = self.mask[x], self.mask[y]
        return np.bitwise_count(mine & ~theirs), np.bitwise_count(theirs & ~mine)


def _words(duck: Duck, one: Comparison, at: int) -> Best:
    """By how alike two words can be at most, after Jaro and Winkler, from lengths, masks and first signs."""
    signs = _Signs(duck, at, "p")
    sides = np.arange(LONGEST + 1, dtype=np.float64)
    mine, theirs, shared, prefix = np.meshgrid(sides, sides, sides, np.arange(PREFIX + 1.0), indexing="ij")
    jaro = (shared / np.maximum(mine, 1) + shared / np.maximum(theirs, 1) + (shared > 0)) / 3
    jaro = np.minimum(jaro, 1.0)
    likeness = jaro + prefix * PREFIX_WORTH * (1 - jaro) + SLACK
    table = np.full(likeness.shape, len(one.levels) - 1, np.int8)
    for place in reversed(range(len(one.levels) - 1)):
        table[likeness >= one.levels[place].least] = place
    table[(mine == 0) | (theirs == 0)] = 0  # no text, or a long one
    table = table.ravel()
    sides_of = LONGEST + 1

    def best(x: Numbers, y: Numbers) -> Places:
        lost, gone = signs.missing(x, y)
        one_length, other_length = signs.length[x].astype(np.int32), signs.length[y].astype(np.int32)
        shared = np.maximum(np.minimum(one_length - lost, other_length - gone), 0)
        first = (signs.first[x] ^ signs.first[y]).view(np.int64)
        prefix = np.zeros(len(x), np.int32)
        for width in range(1, PREFIX + 1):
            prefix += (first & ((1 << 8 * width) - 1)) == 0
        found = table[((one_length * sides_of + other_length) * sides_of + shared) * (PREFIX + 1) + prefix]
        equal = x == y
        if one.levels[0].least >= 1:  # only the same word is equal
            found = np.where((found == 0) & ~equal & (one_length > 0) & (other_length > 0), np.int8(1), found)
        found[equal] = 0
        return np.asarray(found)

    return best


def _births(duck: Duck, one: Comparison, at: int) -> Best:
    """By years apart, and by day and month where both are known to the day."""
    found = duck.arrays(
        "SELECT id, coalesce(y, 0) AS y, "
        f"CASE WHEN length(p) = 10 THEN CAST(replace(p, '-', '') AS INTEGER) ELSE 0 END AS d FROM cells{at}"
    )
    years, days = (np.zeros(int(found["id"].max(initial=0)) + 1, np.int32) for _ in range(2))
    years[found["id"]] = found["y"]
    days[found["id"]] = np.ma.filled(found["d"], 0)

    def best(x: Numbers, y: Numbers) -> Places:
        mine, theirs = days[x], days[y]
        apart = np.abs(years[x] - years[y])
        place = np.full(len(x), one.place("differs"), np.int8)
        place[apart <= 3] = one.place("few_years")  # noqa: PLR2004  (as `sql` has it)
        place[apart == 1] = one.place("year_near")
        place[((apart == 1) | (apart == 10)) & (mine % 10_000 == theirs % 10_000)] = one.place("day_other_year")  # noqa: PLR2004  (a decade)
        place[apart == 0] = min(one.place("swapped"), one.place("month"), one.place("year"))
        place[mine == theirs] = 0
        place[(mine == 0) | (theirs == 0)] = 0
        return place

    return best


def _documents(duck: Duck, one: Comparison, at: int) -> Best:
    """By whether two numbers can be one slip apart."""
    signs = _Signs(duck, at, "p")
    differs = min(one.place("differs"), one.place("differs_for_life"))
    slip = min(one.place("slip"), differs)

    def best(x: Numbers, y: Numbers) -> Places:
        mine, theirs = signs.length[x], signs.length[y]
        others = signs.first[x] ^ signs.first[y]
        others |= others >> np.uint64(4)
        others |= others >> np.uint64(2)
        others |= others >> np.uint64(1)
        wrong = np.bitwise_count(others & np.uint64(0x0101010101010101))
        lost, gone = signs.missing(x, y)
        may_slip = np.where(mine == theirs, wrong <= SWAPPED_OR_LOOK_ALIKE, lost + gone <= 1)
        may_slip &= (np.minimum(mine, theirs) >= LEAST_WITH_SLIP) & (np.abs(mine - theirs) <= 1)
        place = np.where(may_slip, np.int8(slip), np.int8(differs))
        # Numbers of another kind of paper are other cells with the same signs; no number at all may be any.
        place[(mine == theirs) & (wrong == 0)] = 0
        place[(mine == 0) | (theirs == 0)] = 0
        return np.asarray(place)

    return best


def _phones(duck: Duck, one: Comparison, at: int) -> Best:
    """By the whole number and its last digits."""
    found = duck.arrays(
        "SELECT id, CASE WHEN p IS NULL THEN 0 ELSE dense_rank() OVER (ORDER BY p) END AS p, "
        f"CASE WHEN e IS NULL THEN 0 ELSE dense_rank() OVER (ORDER BY e) END AS e FROM cells{at}"
    )
    numbers, tails = (np.zeros(int(found["id"].max(initial=0)) + 1, np.int32) for _ in range(2))
    numbers[found["id"]], tails[found["id"]] = found["p"], found["e"]

    def best(x: Numbers, y: Numbers) -> Places:
        mine, theirs = numbers[x], numbers[y]
        place = np.where(tails[x] == tails[y], np.int8(one.place("tail")), np.int8(one.place("differs")))
        place[mine == theirs] = 0
        place[(mine == 0) | (theirs == 0)] = 0
        return np.asarray(place)

    return best


BEST: Mapping[str, Callable[[Duck, Comparison, int], Best]] = {
    "word": _words,
    "birth": _births,
    "document": _documents,
    "phone": _phones,
}


def survivors(
    pairs: NDArray[np.int64], ids: Sequence[Numbers], bounds: Sequence[Bounds], least: float
) -> NDArray[np.int64]:
    """Pairs that may be worth at least so many bits.

    Args:
        pairs: as `grouping.packed` has them.
        ids: for each comparison the numbers of the cells of all records.
        bounds: of each comparison.
        least: bits.
    """
    a, b = pairs >> 32, pairs & 0xFFFFFFFF
    # Those that tell most first, so that few pairs are left for the others.
    order = sorted(range(len(bounds)), key=lambda at: (bounds[at].one.kind not in BEST, bounds[at].weights[-1]))
    total = np.zeros(len(pairs))
    for done, at in enumerate(order, start=1):
        total += bounds[at](ids[at][a], ids[at][b])
        rest = sum(max(bounds[other].top, 0.0) for other in order[done:])
        is_kept = total + rest >= least - SLACK
        pairs, a, b, total = pairs[is_kept], a[is_kept], b[is_kept], total[is_kept]
    return pairs
