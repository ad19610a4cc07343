"""Pairs found, compared and weighed in arrays, where numbers of cells fit in memory: the outcome is that of `pairs`.

Pairs that cannot reach the threshold are dropped by bounds. Of the rest each two different cells are compared once, by
the SQL of the definition, and by Python where that cannot say.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from samakki.matching.bulk import bounds, kernel, meeting, sql
from samakki.matching.bulk.blocking import Part, Rule
from samakki.matching.bulk.bounds import Floats, Numbers, Places, Signs, weight
from samakki.matching.bulk.duck import Duck
from samakki.matching.bulk.grouping import Grouping, Ints, aliased, packed, unpacked
from samakki.matching.bulk.kernel import Told, Worth
from samakki.matching.bulk.loading import Loaded
from samakki.matching.bulk.meeting import Blocks
from samakki.matching.bulk.pairs import PAIRS_AT_ONCE, Drawn, Say
from samakki.matching.bulk.stages import Stages
from samakki.matching.domain.definition import Comparison, Definition
from samakki.matching.domain.fitting import Counts
from samakki.names.compiling import IS_COMPILED

HELD_AT_ONCE = 1 << 20
"""Pairs that a pass over blocks keeps before it is emptied; more than the largest block has."""
SIEVE = 1 << 20
"""Marks that say which pairs are none of a few: as many as stay in the caches of a processor."""
BYTES_A_RECORD, BYTES_A_KEY = 600, 60
Made = TypeVar("Made")
WIDTH = 16  # levels of a comparison and two marks, as one digit of a pattern


def fits(records: int, keyed: int, memory_mb: int) -> bool:
    """Whether there is a compiler, and arrays take no more than half of the memory that may be used."""
    return IS_COMPILED and records * BYTES_A_RECORD + keyed * BYTES_A_KEY <= memory_mb * 2**20 / 2


class Quick:
    """Pairs in arrays.

    Args:
        duck: with views of cells, rarities and keys.
        stages: where results go.
        loaded: the tables of the run.
        comparisons: of the definition.
        say: told how far it is.
    """

    def __init__(self, duck: Duck, stages: Stages, loaded: Loaded, comparisons: Sequence[Comparison], say: Say) -> None:
        self.duck, self.stages, self.say = duck, stages, say
        self.records = sum(loaded.sizes)
        self.ids = self._numbers(len(comparisons))
        self.rarities = [None if one is None else self._rarity(at) for at, one in enumerate(loaded.rarities)]
        self.grouping = Grouping(duck, self.ids, loaded.sizes)
        self.told = bounds.told(duck, comparisons)
        self.blocks: list[Blocks] = []

    def _numbers(self, count: int) -> NDArray[np.int32]:
        listed = ", ".join(f"CAST(coalesce(i{at}, 0) AS INTEGER) AS i{at}" for at in range(count))
        found = self.duck.arrays(f"SELECT n, {listed} FROM records")
        made = np.zeros((self.records, count), np.int32)
        for at in range(count):
            made[found["n"], at] = found[f"i{at}"]
        return made

    def _rarity(self, at: int) -> Floats:
        found = self.duck.arrays(f"SELECT id, r FROM rarities{at}")
        made = np.full(int(self.ids[:, at].max(initial=0)) + 1, np.nan)
        made[found["id"]] = np.ma.filled(found["r"], np.nan)
        return made

    def found(self, rules: Sequence[Rule], possible: Sequence[Part]) -> int:
        """As `pairs.InSql.found`: blocks alone, since pairs are made where they are looked at."""
        by_code = {part.code: part for part in possible}
        groups = [[by_code[code] for code in rule.parts] for rule in rules]
        for part in {part for group in groups for part in group}:
            self.grouping.prepare(part)
        self.say("pairs", 0, len(rules))
        with ThreadPoolExecutor(self.duck.processes) as pool:
            made = list(pool.map(self.grouping.blocks, groups, [rule.largest for rule in rules]))
        self.say("pairs", len(rules), len(rules))
        self.grouping.forget()
        self.blocks = [blocks for blocks, _ in made]
        return sum(size for _, size in made)

    def drawn(self, definition: Definition, drawn: Drawn, name: str) -> Counts:
        """As `pairs.InSql.drawn`."""
        return self._counted(definition, distinct(self._each(partial(expanded, Lot(drawn)))), name)

    def apart(self, definition: Definition, lots: Path, name: str) -> Counts:
        """As `pairs.InSql.apart`."""
        self.duck.view("lots", [lots])
        found = self.duck.arrays("SELECT a, b FROM lots ORDER BY a, b")
        pairs, place = np.unique(packed(found["a"], found["b"]), return_inverse=True)
        sieve, met = np.zeros(SIEVE, np.bool_), np.zeros(len(pairs), np.bool_)
        meeting.sift(pairs, sieve)
        self._each(lambda blocks: meeting.meet(blocks, pairs, sieve, met))
        return self._counted(definition, pairs[place[~met[place]]], name)

    def anchored(self, definition: Definition, number: int, drawn: Drawn, name: str) -> Counts:
        """As `pairs.InSql.anchored`."""
        return self._counted(definition, distinct([expanded(Lot(drawn), self.blocks[number])]), name)

    def _each(self, work: Callable[[Blocks], Made]) -> list[Made]:
        """Work on the blocks of all rules, those with most pairs first."""
        with ThreadPoolExecutor(self.duck.processes) as pool:
            return list(pool.map(work, reversed(self.blocks)))

    def _counted(self, definition: Definition, pairs: Ints, name: str) -> Counts:
        def count() -> list[list[int]]:
            a, b = unpacked(pairs)
            levels = self._levels(definition, a, b)
            self._ask(definition, a, b, levels, name)
            pattern = np.zeros(len(pairs), np.int64)
            for column in levels:
                if pattern.max(initial=0) >= 2**58:
                    pattern = np.unique(pattern, return_inverse=True)[1]
                pattern = pattern * WIDTH + column + 1
            _, first, counts = np.unique(pattern, return_index=True, return_counts=True)
            # In the order of the patterns, as SQL gives them: sums depend on it in the last bit.
            return sorted(
                [*(int(column[place]) for column in levels), int(of)] for place, of in zip(first, counts, strict=True)
            )

        told = self.stages.told(f"{name}.json", count)
        if not isinstance(told, list):
            raise TypeError
        return {tuple(row[:-1]): float(row[-1]) for row in told}

    def weighed(self, definition: Definition, found: int, least: float) -> list[Path]:
        """As `pairs.InSql.weighed`."""
        del found  # most are dropped before anything is made of them
        self.say("compare", 0, 0)
        path = self.stages.done("survivors.npy", partial(self._survivors, definition, least))
        held = np.load(path, mmap_mode="r")
        parts = max(1, -(-len(held) // PAIRS_AT_ONCE))
        paths = []
        for part, pairs in enumerate(np.array_split(held, parts)):
            self.say("compare", part, parts)
            make = partial(self._part, definition, np.asarray(pairs), least, f"part{part}")
            paths.append(self.stages.done(f"matches{part}.parquet", make))
        self.say("compare", parts, parts)
        return paths

    def _survivors(self, definition: Definition, least: float, path: Path) -> None:
        """Write the pairs that can be worth enough, each once, sorted."""
        worth = bounds.worth(self.told, definition.comparisons, self.rarities, least)
        rows = np.empty((self.records, len(worth.order), 2), np.uint64)
        same = np.empty((self.records, len(worth.order)), np.float32)
        cuts = np.linspace(0, self.records, self.duck.processes + 1).astype(int)
        with ThreadPoolExecutor(self.duck.processes) as pool:
            for done in [
                pool.submit(kernel.lay, self.told, worth, self.ids, *span, rows, same) for span in pairwise(cuts)
            ]:
                done.result()
        kept = distinct(self._each(partial(expanded, May(self.told, worth, rows, same))))
        with path.open("wb") as target:
            np.save(target, kept)

    def _part(self, definition: Definition, pairs: Ints, least: float, name: str, path: Path) -> None:
        a, b = unpacked(pairs)
        levels = self._levels(definition, a, b)
        best = np.zeros(len(a))
        rarities = []
        for at, one in enumerate(definition.comparisons):
            rarity = self._rarity_of(at, one, a, b)
            rarities.append(rarity)
            top = sql.highest(one, has_rarity=rarity is not None)
            best += np.where(levels[at] == sql.ASK, top, weight(one, np.maximum(levels[at], -1), rarity))
        may = best >= least
        a, b, levels = a[may], b[may], [level[may] for level in levels]
        rarities = [None if rarity is None else rarity[may] for rarity in rarities]
        self._ask(definition, a, b, levels, name)
        total = np.zeros(len(a))
        for at, one in enumerate(definition.comparisons):
            worth = weight(one, levels[at], rarities[at])
            total = worth if not at else total + worth
        kept = total >= least
        columns = {"a": a[kept], "b": b[kept], "weight": total[kept]}
        columns |= {f"l{at}": level[kept].astype(np.int64) for at, level in enumerate(levels)}
        self.duck.hold("kept", columns)
        self.duck.write("SELECT * FROM kept", path)
        self.stages.drop(name)

    def _rarity_of(self, at: int, one: Comparison, a: Ints, b: Ints) -> Floats | None:
        rarity = self.rarities[at]
        of_both = np.maximum if sql.commoner(one) else np.minimum
        return None if rarity is None else of_both(rarity[self.ids[:, at][a]], rarity[self.ids[:, at][b]])

    def _levels(self, definition: Definition, a: Ints, b: Ints) -> list[Places]:
        """Places of the levels of pairs, as far as SQL can tell."""
        found = []
        for at, one in enumerate(definition.comparisons):
            x, y = self.ids[:, at][a], self.ids[:, at][b]
            levels = np.full(len(a), sql.UNKNOWN, np.int8)
            is_known = (x > 0) & (y > 0)
            known = np.flatnonzero(is_known)
            best, is_told = bounds.best(self.told, at, x[known], y[known])
            levels[known[is_told]] = best[is_told]
            known = known[~is_told]
            keys, inverse = _different(x[known], y[known])
            levels[known] = self._compared(at, one, *unpacked(keys))[inverse]
            found.append(levels)
        return found

    def _compared(self, at: int, one: Comparison, x: Ints, y: Ints) -> Places:
        """The level of each two cells by SQL."""
        self.duck.hold("asked", {"k": np.arange(len(x)), "one": x, "other": y})
        cells = f"({aliased(self.duck, at)})"
        found = self.duck.arrays(
            f"SELECT q.k, {sql.level(one, at)} AS place FROM asked q "
            f"JOIN {cells} a ON q.one = a.i{at} JOIN {cells} b ON q.other = b.i{at}"
        )
        made = np.zeros(len(x), np.int8)
        made[found["k"]] = found["place"]
        return made

    def _ask(self, definition: Definition, a: Ints, b: Ints, levels: Sequence[Places], name: str) -> None:
        """Put what Python says in place of `sql.ASK`."""
        for at, one in enumerate(definition.comparisons):
            asked = np.flatnonzero(levels[at] == sql.ASK)
            if not len(asked):
                continue
            keys, inverse = _different(self.ids[:, at][a[asked]], self.ids[:, at][b[asked]])
            x, y = unpacked(keys)
            self.duck.hold("asked", {"one": x, "other": y})
            cells = (
                f"SELECT q.one, q.other, c.c AS a, d.c AS b FROM asked q "
                f"JOIN cells{at} c ON q.one = c.id JOIN cells{at} d ON q.other = d.id"
            )
            answers = self.stages.done(f"{name}.answers{at}.parquet", partial(self.duck.judge, cells, one))
            self.duck.view("answers", [answers])
            told = self.duck.arrays("SELECT one, other, place FROM answers ORDER BY one, other")
            place = np.searchsorted(packed(told["one"], told["other"]), keys)
            levels[at][asked] = told["place"][place][inverse]


def _different(x: Numbers, y: Numbers) -> tuple[Ints, NDArray[np.intp]]:
    """Each two cells once, and where each pair finds its own."""
    keys = packed(np.minimum(x, y).astype(np.int64), np.maximum(x, y).astype(np.int64))
    found, inverse = np.unique(keys, return_inverse=True)
    return found, inverse


class Choice(Protocol):
    """Which pairs of blocks are wanted."""

    def fill(self, blocks: Blocks, block: int, out: Ints) -> tuple[int, int]:
        """As `kernel.survive`."""


@dataclass(frozen=True, slots=True)
class Lot:
    """Those that are drawn."""

    drawn: Drawn

    def fill(self, blocks: Blocks, block: int, out: Ints) -> tuple[int, int]:
        """As `meeting.drawn`."""
        return meeting.drawn(blocks, self.drawn.below, self.drawn.seed, block, out)


@dataclass(frozen=True, slots=True)
class May:
    """Those that may be worth enough."""

    told: Told
    worth: Worth
    rows: Signs
    same: NDArray[np.float32]

    def fill(self, blocks: Blocks, block: int, out: Ints) -> tuple[int, int]:
        """As `kernel.survive`."""
        return kernel.survive(self.told, self.worth, self.rows, self.same, blocks, block, out)


def expanded(choice: Choice, blocks: Blocks) -> Ints:
    """The pairs of blocks that are wanted, each once, sorted."""
    out, found, block = np.empty(HELD_AT_ONCE, np.int64), [np.empty(0, np.int64)], 0
    while block < len(blocks.starts):
        block, filled = choice.fill(blocks, block, out)
        found.append(distinct([out[:filled]]))
    return distinct(found)


def distinct(some: Sequence[Ints]) -> Ints:
    """All of some pairs, each once, sorted."""
    pairs = np.concatenate([np.empty(0, np.int64), *some])
    pairs.sort()  # many times faster than `np.unique`, which hashes
    return np.asarray(pairs[np.concatenate((np.ones(min(1, len(pairs)), np.bool_), pairs[1:] != pairs[:-1]))])
