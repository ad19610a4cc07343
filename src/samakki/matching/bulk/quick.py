"""Pairs found, compared and weighed in arrays, where numbers of cells fit in memory: the outcome is that of `pairs`.

Pairs that cannot reach the threshold are dropped by bounds. Of the rest each two different cells are compared once, by
the SQL of the definition, and by Python where that cannot say.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from samakki.matching.bulk import bounds, kernel, meeting, sql
from samakki.matching.bulk.blocking import Part, Rule
from samakki.matching.bulk.bounds import Floats, Places, weight
from samakki.matching.bulk.duck import Duck
from samakki.matching.bulk.expanding import Lot, May, distinct, expanded, merged
from samakki.matching.bulk.grouping import Ints, packed, unpacked
from samakki.matching.bulk.held import Held
from samakki.matching.bulk.here import Here
from samakki.matching.bulk.known import Known
from samakki.matching.bulk.levelling import PIECE, Levelling
from samakki.matching.bulk.loading import Loaded, rarity
from samakki.matching.bulk.matches import Matches, together
from samakki.matching.bulk.meeting import Blocks
from samakki.matching.bulk.pairs import PAIRS_AT_ONCE, Drawn, Say
from samakki.matching.bulk.stages import Stages
from samakki.matching.domain.definition import Comparison, Definition
from samakki.matching.domain.fitting import Counts
from samakki.names.compiling import IS_COMPILED

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

    def __init__(
        self, duck: Duck, stages: Stages, loaded: Loaded | Here, comparisons: Sequence[Comparison], say: Say
    ) -> None:
        self.duck, self.stages, self.say = duck, stages, say
        self.records = sum(loaded.sizes)
        held: Sequence[Held | None] = [None] * len(comparisons)
        if isinstance(loaded, Here):
            self.ids, self.rarities, held = loaded.ids, loaded.rarities, loaded.held
        else:
            self.ids = self._numbers(len(comparisons))
            highest = self.ids.max(axis=0, initial=0).tolist()
            found = enumerate(loaded.rarities)
            self.rarities = tuple(None if one is None else rarity(duck, at, highest[at]) for at, one in found)
        self.grouping = Known(duck, self.ids, loaded.sizes, held)
        self.told = bounds.told(duck, comparisons, held)
        self.levelling = Levelling(duck, stages, self.ids, self.told, held)
        self.blocks: list[Blocks] = []

    def _numbers(self, count: int) -> NDArray[np.int32]:
        listed = ", ".join(f"CAST(coalesce(i{at}, 0) AS INTEGER) AS i{at}" for at in range(count))
        found = self.duck.arrays(f"SELECT n, {listed} FROM records")
        made = np.zeros((self.records, count), np.int32)
        for at in range(count):
            made[found["n"], at] = found[f"i{at}"]
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
            with ThreadPoolExecutor(self.duck.processes) as pool:
                levels = self.levelling.levels(definition, a, b, pool)
            self.levelling.ask(definition, a, b, levels, name)
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
        paths = []
        for part, pairs in enumerate(self._parts(definition, least)):
            make = partial(self._write, definition, pairs, least, f"part{part}")
            paths.append(self.stages.done(f"matches{part}.parquet", make))
        return paths

    def matches(self, definition: Definition, least: float) -> Matches:
        """As `weighed`, in memory."""
        parts = enumerate(self._parts(definition, least))
        return together([self._part(definition, pairs, least, f"part{part}") for part, pairs in parts])

    def _parts(self, definition: Definition, least: float) -> Iterator[Ints]:
        """Pairs that can be worth enough, some at a time."""
        self.say("compare", 0, 0)
        held = self._survivors(definition, least)
        parts = max(1, -(-len(held) // PAIRS_AT_ONCE))
        for part, pairs in enumerate(np.array_split(held, parts)):
            self.say("compare", part, parts)
            yield pairs
        self.say("compare", parts, parts)

    def _survivors(self, definition: Definition, least: float) -> Ints:
        """The pairs that can be worth enough, each once, sorted."""
        worth = bounds.worth(self.told, definition.comparisons, self.rarities, least)
        rows = np.empty((self.records, len(worth.order), 2), np.uint64)
        same = np.empty((self.records, len(worth.order)), np.float32)
        cuts = np.linspace(0, self.records, self.duck.processes + 1).astype(int)
        with ThreadPoolExecutor(self.duck.processes) as pool:
            for done in [
                pool.submit(kernel.lay, self.told, worth, self.ids, *span, rows, same) for span in pairwise(cuts)
            ]:
                done.result()
        return merged(self._each(partial(expanded, May(self.told, worth, rows, same))), self.duck.processes)

    def _write(self, definition: Definition, pairs: Ints, least: float, name: str, path: Path) -> None:
        kept = self._part(definition, pairs, least, name)
        columns = {"a": kept.a, "b": kept.b, "weight": kept.weight}
        columns |= {f"l{at}": level.astype(np.int64) for at, level in enumerate(kept.levels)}
        self.duck.hold("kept", columns)
        self.duck.write("SELECT * FROM kept", path)
        self.stages.drop(name)

    def _part(self, definition: Definition, pairs: Ints, least: float, name: str) -> Matches:
        a, b = unpacked(pairs)
        with ThreadPoolExecutor(self.duck.processes) as pool:
            levels = self.levelling.levels(definition, a, b, pool)
            begins = range(0, len(a), PIECE)
            may = np.concatenate(
                [np.zeros(0, np.bool_), *pool.map(partial(self._may, definition, a, b, levels, least), begins)]
            )
        a, b, levels = a[may], b[may], [level[may] for level in levels]
        self.levelling.ask(definition, a, b, levels, name)
        total = np.zeros(len(a))
        for at, one in enumerate(definition.comparisons):
            worth = weight(one, levels[at], self._rarity_of(at, one, a, b))
            total = worth if not at else total + worth
        kept = total >= least
        return Matches(a[kept], b[kept], total[kept], [level[kept] for level in levels])

    def _may(
        self, definition: Definition, a: Ints, b: Ints, levels: Sequence[Places], least: float, begin: int
    ) -> NDArray[np.bool_]:
        """Which of some pairs reach so many bits, whatever Python says."""
        piece = slice(begin, begin + PIECE)
        best = np.zeros(len(a[piece]))
        for at, one in enumerate(definition.comparisons):
            own, rarity = levels[at][piece], self._rarity_of(at, one, a[piece], b[piece])
            known = weight(one, np.maximum(own, -1), rarity)
            best += np.where(own == sql.ASK, bounds.most(one, rarity), known)
        return np.asarray(best >= least)

    def _rarity_of(self, at: int, one: Comparison, a: Ints, b: Ints) -> Floats | None:
        rarity = self.rarities[at]
        of_both = np.maximum if sql.commoner(one) else np.minimum
        return None if rarity is None else of_both(rarity[self.ids[:, at][a]], rarity[self.ids[:, at][b]])
