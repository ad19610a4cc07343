"""The most that two records can be worth, told from a few numbers of each cell, so that hopeless pairs are dropped.

A bound is never lower than the weight by the definition. Letters are told by a mask of those that occur: what occurs in
one word and not in the other has no counterpart, which limits how alike two words can be. The loops are in `kernel`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import log2
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from samakki.matching.bulk import kernel
from samakki.matching.bulk.duck import Duck
from samakki.matching.bulk.held import Held
from samakki.matching.bulk.sql import highest
from samakki.matching.bulk.telling import Told, Worth
from samakki.matching.domain.definition import Comparison
from samakki.matching.domain.identifiers import LEAST_WITH_SLIP
from samakki.matching.domain.weighing import COMMONEST, RAREST

Floats = NDArray[np.float64]
Numbers = NDArray[np.int32]
Places = NDArray[np.int8]
Flags = NDArray[np.bool_]
Signs = NDArray[np.uint64]

SLACK = 1e-4
"""Above what rounding in single precision can do."""
LONGEST = kernel.SIDES - 1
"""Signs of a word; a longer one may be as alike to anything."""
PREFIX_WORTH = 0.1
"""Of Jaro-Winkler."""


@dataclass(frozen=True, slots=True)
class Cells:
    """What three numbers of each cell of one comparison tell (`telling.Told`).

    Attributes:
        kind: of the comparison, as `kernel` counts them.
        signs: of each cell; of cell 0 nothing.
        details: places of levels, and what is known of all cells.
        table: of likeness; empty but for words.
    """

    kind: int
    signs: Signs
    details: Sequence[int] = ()
    table: Places = field(default_factory=lambda: np.zeros(0, np.int8))


def told(duck: Duck, comparisons: Sequence[Comparison], held: Sequence[Held | None] = ()) -> Told:
    """What can be told of the cells of all comparisons: of those held, else from views ``cells0`` and so on."""
    kept = held or [None] * len(comparisons)
    tables = [InTables(duck, at) if own is None else own for at, own in enumerate(kept)]
    made = [KINDS.get(one.kind, _anything)(cells, one) for cells, one in zip(tables, comparisons, strict=True)]
    numbers = [sum(detail << 8 * place for place, detail in enumerate(cells.details)) for cells in made]
    return Told(
        np.array([cells.kind for cells in made], np.int8),
        _begins([len(cells.signs) for cells in made]),
        np.concatenate([cells.signs for cells in made]),
        np.array(numbers, np.int64),
        np.concatenate([cells.table for cells in made]),
        _begins([len(cells.table) for cells in made]),
    )


def best(cells: Told, at: int, x: Numbers, y: Numbers) -> tuple[Places, Flags]:
    """The place of the best level that each two known cells can have, and whether that is their level for certain."""
    found, sure = np.empty(len(x), np.int8), np.empty(len(x), np.bool_)
    kernel.places(cells, at, np.ascontiguousarray(x), np.ascontiguousarray(y), found, sure)
    return found, sure


def worth(cells: Told, comparisons: Sequence[Comparison], rarities: Sequence[Floats | None], least: float) -> Worth:
    """What the levels of a definition can be worth.

    Args:
        cells: of these comparisons.
        comparisons: with their weights.
        rarities: of each, how common each cell is, nan where it is not known; None where it plays no part.
        least: bits that pairs must reach.
    """
    most = np.zeros((len(comparisons), max(len(one.levels) for one in comparisons)))
    same = np.zeros(len(cells.cells))
    tops = []
    ends = [*cells.begins[1:], len(cells.cells)]
    for at, (one, rarity) in enumerate(zip(comparisons, rarities, strict=True)):
        weights = np.array([level.weight for level in one.levels])
        by_rarity = np.array([level.by_rarity and rarity is not None for level in one.levels])
        # What the level at a place or any behind it can be worth.
        bonus = np.where(by_rarity, log2(RAREST), 0.0)
        most[at, : len(weights)] = np.maximum.accumulate((weights - bonus)[::-1])[::-1]
        all_cells = np.arange(ends[at] - cells.begins[at], dtype=np.int32)
        place, sure = best(cells, at, all_cells, all_cells)
        found = most[at, place]
        if rarity is not None:
            rated = np.full(len(all_cells), np.nan)
            rated[: len(rarity)] = rarity[: len(all_cells)]
            found[sure] = weight(one, place, rated)[sure]
        same[cells.begins[at] : ends[at]] = found
        tops.append(max(highest(one, has_rarity=rarity is not None), 0.0))
    # Those that tell most first, so that few pairs are left for the others.
    lowest = [one.levels[-1].weight for one in comparisons]
    order = sorted(range(len(tops)), key=lambda at: (cells.kind[at] == kernel.ANYTHING, lowest[at]))
    rest = [sum(tops[other] for other in order[done:]) for done in range(1, len(order) + 1)]
    return Worth(most, same, np.array(order), np.array(rest, np.float64), least - SLACK)


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
    bounded = np.minimum(np.maximum(rarity - log2(one.usual_chance), log2(RAREST)), log2(COMMONEST))
    rated = np.maximum(found - bounded, np.minimum(found, 0.0))
    return np.where(scaled, rated, found)


def most(one: Comparison, rarity: Floats | None) -> Floats | float:
    """As `sql.most`, for pairs whose values are so common."""
    if rarity is None:
        return highest(one, has_rarity=False)
    place = next(place for place, level in enumerate(one.levels) if level.by_rarity)
    others = [level.weight for level in one.levels if not level.by_rarity][:1]
    rated = weight(one, np.full(len(rarity), place, np.int8), rarity)
    return np.maximum(rated, others[0]) if others else rated


def _begins(sizes: Sequence[int]) -> NDArray[np.int64]:
    return np.concatenate(([0], np.cumsum(sizes)[:-1])).astype(np.int64)


class Tellable(Protocol):
    """Cells of a comparison, in tables or in memory."""

    @property
    def size(self) -> int:
        """The highest number."""

    def texts(self) -> Signs:
        """A mask of the signs of each text, the first eight, and how many. Without a text everything is possible."""

    def births(self) -> Signs:
        """The day of each as a number, where it is known to the day, and the year."""

    def papers(self) -> tuple[int, int]:
        """The highest mark of all numbers of papers (`facets`), and of how many sorts they are."""

    def phones(self) -> Signs:
        """A number for each whole telephone number, and one for its end."""


@dataclass(frozen=True, slots=True)
class InTables:
    """Cells in a view."""

    duck: Duck
    at: int

    @property
    def size(self) -> int:
        """As `Tellable.size`."""
        return int(self.duck.rows(f"SELECT coalesce(max(id), 0) FROM cells{self.at}")[0][0])

    def texts(self) -> Signs:
        """As `Tellable.texts`."""
        found = self.duck.arrays(f"SELECT id, p FROM cells{self.at} WHERE p IS NOT NULL")
        made = _none(self)
        texts = np.asarray(found["p"])
        for begun in range(0, len(texts), 1 << 16):
            ids = found["id"][begun : begun + (1 << 16)]
            signs = np.array(texts[begun : begun + (1 << 16)].tolist(), dtype="S")
            kernel.sign(signs.view(np.uint8).reshape(len(signs), signs.dtype.itemsize), ids, made)
        return made

    def births(self) -> Signs:
        """As `Tellable.births`."""
        found = self.duck.arrays(
            "SELECT id, coalesce(y, 0) AS y, "
            f"CASE WHEN length(p) = 10 THEN CAST(replace(p, '-', '') AS INTEGER) ELSE 0 END AS d FROM cells{self.at}"
        )
        made = _none(self)
        made[found["id"], 0], made[found["id"], 1] = np.ma.filled(found["d"], 0), found["y"]
        return made

    def papers(self) -> tuple[int, int]:
        """As `Tellable.papers`."""
        counted = f"SELECT coalesce(max(f), 0), count(DISTINCT (k, g)) FROM cells{self.at} WHERE p IS NOT NULL"
        ((marks, papers),) = self.duck.rows(counted)
        return marks, papers

    def phones(self) -> Signs:
        """As `Tellable.phones`."""
        found = self.duck.arrays(
            "SELECT id, CASE WHEN p IS NULL THEN 0 ELSE dense_rank() OVER (ORDER BY p) END AS p, "
            f"CASE WHEN e IS NULL THEN 0 ELSE dense_rank() OVER (ORDER BY e) END AS e FROM cells{self.at}"
        )
        made = _none(self)
        made[found["id"], 0], made[found["id"], 1] = found["p"], found["e"]
        return made


def _anything(cells: Tellable, _one: Comparison) -> Cells:
    return Cells(kernel.ANYTHING, _none(cells))


def _none(cells: Tellable) -> Signs:
    """Room for the cells of a comparison."""
    return np.zeros((cells.size + 1, 3), np.uint64)


@cache
def likeness() -> Floats:
    """How alike two words can be at most, after Jaro and Winkler, from lengths, masks and first signs."""
    sides = np.arange(kernel.SIDES, dtype=np.float64)
    mine, theirs, shared, prefix = np.meshgrid(sides, sides, sides, np.arange(kernel.PREFIXES + 0.0), indexing="ij")
    jaro = (shared / np.maximum(mine, 1) + shared / np.maximum(theirs, 1) + (shared > 0)) / 3
    jaro = np.minimum(jaro, 1.0)
    return np.asarray(jaro + prefix * PREFIX_WORTH * (1 - jaro) + SLACK)


def _words(cells: Tellable, one: Comparison) -> Cells:
    last = len(one.levels) - 1
    alike = likeness()
    table = np.full(alike.shape, last, np.int8)
    for place in reversed(range(last)):
        table[alike >= one.levels[place].least] = place
    only_the_same = int(one.levels[0].least >= 1)
    return Cells(kernel.WORD, cells.texts(), (last, only_the_same), table.ravel())


def _births(cells: Tellable, one: Comparison) -> Cells:
    """By years apart, and by day and month where both are known to the day."""
    place = one.place
    same_year = min(place("swapped"), place("month"), place("year"))
    details = (place("differs"), place("few_years"), place("year_near"), place("day_other_year"), same_year)
    return Cells(kernel.BIRTH, cells.births(), (*details, place("day")))


def _documents(cells: Tellable, one: Comparison) -> Cells:
    """By whether two numbers can be one slip apart."""
    marks, papers = cells.papers()
    are_for_life = marks >= 2  # noqa: PLR2004  (as `facets` has it)
    are_alike = papers <= 1 and not marks  # of one sort and without check digits: one wrong sign is a slip
    differs = min(one.place("differs"), one.place("differs_for_life")) if are_for_life else one.place("differs")
    slip = min(one.place("slip"), differs)
    details = (one.place("same"), slip, differs, int(are_for_life), int(are_alike), LEAST_WITH_SLIP)
    return Cells(kernel.DOCUMENT, cells.texts(), details)


def _phones(cells: Tellable, one: Comparison) -> Cells:
    """By the whole number and its last digits."""
    differs = one.place("differs")
    return Cells(kernel.PHONE, cells.phones(), (one.place("same"), min(one.place("tail"), differs), differs))


KINDS: Mapping[str, Callable[[Tellable, Comparison], Cells]] = {
    "word": _words,
    "birth": _births,
    "document": _documents,
    "phone": _phones,
}
