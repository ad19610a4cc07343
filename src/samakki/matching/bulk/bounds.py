"""The most that two records can be worth, told from a few numbers of each cell, so that hopeless pairs are dropped.

A bound is never lower than the weight by the definition. Letters are told by a mask of those that occur: what occurs in
one word and not in the other has no counterpart, which limits how alike two words can be.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import log2

import numpy as np
from numpy.typing import NDArray

from samakki.matching.bulk.duck import Duck
from samakki.matching.bulk.sql import highest
from samakki.matching.domain.definition import Comparison
from samakki.matching.domain.identifiers import LEAST_WITH_SLIP
from samakki.matching.domain.weighing import COMMONEST, RAREST

Floats = NDArray[np.float64]
Numbers = NDArray[np.int32] | NDArray[np.int64]
Places = NDArray[np.int8]
Flags = NDArray[np.bool_]

SLACK = 1e-4
"""Above what rounding in single precision can do."""
FIRST = 8
"""Signs that are held of each text."""
LONGEST = 24
"""Signs of a word; a longer one may be as alike to anything."""
DECADE = 10
PREFIX, PREFIX_WORTH = 4, 0.1
"""Of Jaro-Winkler."""
SWAPPED_OR_LOOK_ALIKE = 2
"""Signs in which two numbers of one length can differ by one slip (`identifiers.is_one_slip`)."""


@dataclass(frozen=True, slots=True)
class Cells:
    """What a few numbers of each cell tell.

    Attributes:
        best: place of the best level that each two known cells can have.
        sure: takes two cells and what `best` gave; whether that is their level and no mere bound.
    """

    best: Callable[[Numbers, Numbers], Places]
    sure: Callable[[Numbers, Numbers, Places], Flags]


def cells_of(duck: Duck, one: Comparison, at: int) -> Cells:
    """What can be told of the cells of a comparison.

    Args:
        duck: with the view ``cells{at}``.
        one: the comparison.
        at: its place in the definition.
    """
    return KINDS[one.kind](duck, one, at) if one.kind in KINDS else ANYTHING


class Bounds:
    """Bounds of one comparison.

    Args:
        cells: what can be told of its cells.
        one: the comparison, with its weights.
        rarity: of each cell, nan where it is not known; None where it plays no part.
    """

    def __init__(self, cells: Cells, one: Comparison, rarity: Floats | None) -> None:
        self.cells, self.one, self.rarity = cells, one, rarity
        weights = np.array([level.weight for level in one.levels])
        by_rarity = np.array([level.by_rarity and rarity is not None for level in one.levels])
        # What the level at a place or any behind it can be worth.
        self.most = np.maximum.accumulate((weights - np.where(by_rarity, log2(RAREST), 0.0))[::-1])[::-1]
        self.top = highest(one, has_rarity=rarity is not None)
        self.least = float(weights[-1])

    def __call__(self, x: Numbers, y: Numbers) -> Floats:
        """The most that each two cells can be worth; nothing where one is not known."""
        place = self.cells.best(x, y)
        found = self.most[place]
        if self.rarity is not None:
            same = np.flatnonzero(x == y)
            same = same[self.cells.sure(x[same], y[same], place[same])]
            found[same] = weight(self.one, place[same], self.rarity[x[same]])
        found[(x == 0) | (y == 0)] = 0.0
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


ANYTHING = Cells(
    lambda x, _y: np.zeros(len(x), np.int8),
    lambda x, _y, _places: np.zeros(len(x), np.bool_),
)


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
            eight = np.zeros((len(signs), FIRST), np.uint8)
            eight[:, : min(width, FIRST)] = table[:, :FIRST]
            self.length[ids] = np.where(length <= LONGEST, length, 0)
            self.mask[ids] = np.bitwise_or.reduce(bits, axis=1)
            self.first[ids] = eight.view("<u8")[:, 0]

    def missing(self, x: Numbers, y: Numbers) -> tuple[Numbers, Numbers]:
        """How many signs of each side are for certain without a counterpart."""
        mine, theirs = self.mask[x], self.mask[y]
        return np.bitwise_count(mine & ~theirs), np.bitwise_count(theirs & ~mine)


def _words(duck: Duck, one: Comparison, at: int) -> Cells:
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
    heads = (signs.first & np.uint64(0xFFFFFFFF)) | (signs.length.astype(np.uint64) << np.uint64(32))

    def best(x: Numbers, y: Numbers) -> Places:
        lost, gone = signs.missing(x, y)
        mine, theirs = heads[x].view(np.int64), heads[y].view(np.int64)
        first = mine ^ theirs
        mine >>= 32
        theirs >>= 32
        shared = np.maximum(np.minimum(mine - lost, theirs - gone), 0)
        prefix = np.zeros(len(x), np.int64)
        for width in range(1, PREFIX + 1):
            prefix += (first & ((1 << 8 * width) - 1)) == 0
        found = table[((mine * sides_of + theirs) * sides_of + shared) * (PREFIX + 1) + prefix]
        equal = x == y
        if one.levels[0].least >= 1:  # only the same word is equal
            found[(found == 0) & ~equal & (mine > 0) & (theirs > 0)] = 1
        found[equal] = 0
        return np.asarray(found)

    return Cells(best, lambda x, y, places: (x == y) | (places == len(one.levels) - 1))


def _births(duck: Duck, one: Comparison, at: int) -> Cells:
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
        is_slip = ((apart == 1) | (apart == DECADE)) & (mine % 10_000 == theirs % 10_000)
        place[is_slip] = one.place("day_other_year")
        place[apart == 0] = min(one.place("swapped"), one.place("month"), one.place("year"))
        place[mine == theirs] = one.place("day")
        place[(mine == 0) | (theirs == 0)] = 0
        return place

    def sure(x: Numbers, y: Numbers, _places: Places) -> Flags:
        mine, theirs = days[x], days[y]
        return np.asarray((mine > 0) & (theirs > 0) & ((mine == theirs) | (years[x] != years[y])))

    return Cells(best, sure)


def _documents(duck: Duck, one: Comparison, at: int) -> Cells:
    """By whether two numbers can be one slip apart."""
    signs = _Signs(duck, at, "p")
    told = f"SELECT coalesce(max(f), 0), count(DISTINCT (k, g)) FROM cells{at} WHERE p IS NOT NULL"
    ((marks, papers),) = duck.rows(told)
    are_for_life = marks >= 2  # noqa: PLR2004  (as `facets` has it)
    are_alike = papers <= 1 and not marks  # of one sort and without check digits: one wrong sign is a slip
    differs = min(one.place("differs"), one.place("differs_for_life")) if are_for_life else one.place("differs")
    slip = min(one.place("slip"), differs)

    def wrong_signs(x: Numbers, y: Numbers) -> NDArray[np.uint8]:
        """Of the first eight."""
        others = signs.first[x] ^ signs.first[y]
        others |= others >> np.uint64(4)
        others |= others >> np.uint64(2)
        others |= others >> np.uint64(1)
        return np.asarray(np.bitwise_count(others & np.uint64(0x0101010101010101)))

    def best(x: Numbers, y: Numbers) -> Places:
        mine, theirs = signs.length[x], signs.length[y]
        wrong = wrong_signs(x, y)
        lost, gone = signs.missing(x, y)
        may_slip = np.where(mine == theirs, wrong <= SWAPPED_OR_LOOK_ALIKE, lost + gone <= 1)
        may_slip &= (np.minimum(mine, theirs) >= LEAST_WITH_SLIP) & (np.abs(mine - theirs) <= 1)
        place = np.where(may_slip, np.int8(slip), np.int8(differs))
        # Numbers of another kind of paper are other cells with the same signs; no number at all may be any.
        place[(mine == theirs) & (wrong == 0)] = 0
        place[x == y] = one.place("same")
        place[(mine == 0) | (theirs == 0)] = 0
        return np.asarray(place)

    def sure(x: Numbers, y: Numbers, places: Places) -> Flags:
        mine, theirs = signs.length[x], signs.length[y]
        is_sure = (x == y) | ((places == differs) & (differs != slip) & (not are_for_life))
        if are_alike:
            is_one = (mine == theirs) & (mine <= FIRST) & (places == slip) & (differs != slip)
            is_sure |= is_one & (wrong_signs(x, y) == 1)
        return np.asarray(is_sure & (mine > 0) & (theirs > 0))

    return Cells(best, sure)


def _phones(duck: Duck, one: Comparison, at: int) -> Cells:
    """By the whole number and its last digits."""
    found = duck.arrays(
        "SELECT id, CASE WHEN p IS NULL THEN 0 ELSE dense_rank() OVER (ORDER BY p) END AS p, "
        f"CASE WHEN e IS NULL THEN 0 ELSE dense_rank() OVER (ORDER BY e) END AS e FROM cells{at}"
    )
    numbers, tails = (np.zeros(int(found["id"].max(initial=0)) + 1, np.int32) for _ in range(2))
    numbers[found["id"]], tails[found["id"]] = found["p"], found["e"]

    def best(x: Numbers, y: Numbers) -> Places:
        mine, theirs = numbers[x], numbers[y]
        differs = one.place("differs")
        place = np.where(tails[x] == tails[y], np.int8(min(one.place("tail"), differs)), np.int8(differs))
        place[mine == theirs] = one.place("same")
        place[(mine == 0) | (theirs == 0)] = 0
        return np.asarray(place)

    def sure(x: Numbers, y: Numbers, _places: Places) -> Flags:
        mine, theirs = numbers[x], numbers[y]
        return np.asarray((mine > 0) & (theirs > 0) & ((mine == theirs) | (tails[x] != tails[y])))

    return Cells(best, sure)


KINDS: Mapping[str, Callable[[Duck, Comparison, int], Cells]] = {
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
    order = sorted(range(len(bounds)), key=lambda at: (bounds[at].cells is ANYTHING, bounds[at].least))
    total = np.zeros(len(pairs))
    for done, at in enumerate(order, start=1):
        total += bounds[at](ids[at][a].astype(np.intp), ids[at][b].astype(np.intp))
        rest = sum(max(bounds[other].top, 0.0) for other in order[done:])
        is_kept = total + rest >= least - SLACK
        pairs, a, b, total = pairs[is_kept], a[is_kept], b[is_kept], total[is_kept]
    return pairs
