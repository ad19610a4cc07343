"""The levels of pairs in arrays: of cells in memory by machine code, of cells in tables by SQL, of the rest by Python.

Each two different cells of a table are compared once, however many pairs of records have them.
"""

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from samakki.matching.bulk import kernel, sql
from samakki.matching.bulk.bounds import Numbers, Places
from samakki.matching.bulk.duck import Duck
from samakki.matching.bulk.grouping import Ints, aliased, packed, unpacked
from samakki.matching.bulk.held import BATCH, Held
from samakki.matching.bulk.judging import judged
from samakki.matching.bulk.stages import Stages
from samakki.matching.bulk.telling import Told
from samakki.matching.domain.definition import Comparison, Definition

PIECE = 1 << 17
"""Pairs whose levels are found at a time, so that what is told of them stays in the caches of a processor."""


@dataclass(frozen=True, slots=True)
class Levelling:
    """Finds levels.

    Attributes:
        duck: with views of cells that are not held.
        stages: where answers of Python go.
        ids: for each record and comparison the number of its cell, 0 for none.
        told: of all cells.
        held: for each comparison its cells, where they are in memory.
    """

    duck: Duck
    stages: Stages
    ids: Numbers
    told: Told
    held: Sequence[Held | None]

    def levels(self, definition: Definition, a: Ints, b: Ints, pool: Executor) -> list[Places]:
        """Places of the levels of pairs; `sql.ASK` where only Python can tell."""
        found = [np.empty(len(a), np.int8) for _ in definition.comparisons]
        begins = range(0, len(a), PIECE)
        done = [
            pool.submit(self._piece, a[begin : begin + PIECE], b[begin : begin + PIECE], found, begin)
            for begin in begins
        ]
        for at, one in enumerate(definition.comparisons):
            if self.held[at] is None:
                found[at][:] = self._in_tables(at, one, a, b)
        for piece in done:
            piece.result()
        return found

    def _piece(self, a: Ints, b: Ints, levels: Sequence[Places], begin: int) -> None:
        """Fill in levels of some pairs, from one on."""
        ids_a, ids_b = self.ids[a], self.ids[b]
        for at, held in enumerate(self.held):
            if held is None:
                continue
            x, y = np.ascontiguousarray(ids_a[:, at]), np.ascontiguousarray(ids_b[:, at])
            found, sure = np.empty(len(x), np.int8), np.empty(len(x), np.bool_)
            kernel.places(self.told, at, x, y, found, sure)
            is_known = (x > 0) & (y > 0)
            found[~is_known] = sql.UNKNOWN
            held.levels(x, y, np.flatnonzero(is_known & ~sure), found)
            levels[at][begin : begin + len(x)] = found

    def _in_tables(self, at: int, one: Comparison, a: Ints, b: Ints) -> Places:
        x, y = self.ids[:, at][a], self.ids[:, at][b]
        levels = np.full(len(a), sql.UNKNOWN, np.int8)
        known = np.flatnonzero((x > 0) & (y > 0))
        best, is_told = np.empty(len(known), np.int8), np.empty(len(known), np.bool_)
        kernel.places(self.told, at, x[known], y[known], best, is_told)
        levels[known[is_told]] = best[is_told]
        known = known[~is_told]
        keys, inverse = different(x[known], y[known])
        levels[known] = self._compared(at, one, *unpacked(keys))[inverse]
        return levels

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

    def ask(self, definition: Definition, a: Ints, b: Ints, levels: Sequence[Places], name: str) -> None:
        """Put what Python says in place of `sql.ASK`."""
        for at, one in enumerate(definition.comparisons):
            asked = np.flatnonzero(levels[at] == sql.ASK)
            if not len(asked):
                continue
            keys, inverse = different(self.ids[:, at][a[asked]], self.ids[:, at][b[asked]])
            work = partial(self._answers, at, one, *unpacked(keys))
            self.duck.view("answers", [self.stages.done(f"{name}.answers{at}.parquet", work)])
            told = self.duck.arrays("SELECT one, other, place FROM answers ORDER BY one, other")
            place = np.searchsorted(packed(told["one"], told["other"]), keys)
            levels[at][asked] = told["place"][place][inverse]

    def _answers(self, at: int, one: Comparison, x: Ints, y: Ints, path: Path) -> None:
        held = self.held[at]
        if held is None:
            self.duck.hold("asked", {"one": x, "other": y})
            cells = (
                f"SELECT q.one, q.other, c.c AS a, d.c AS b FROM asked q "
                f"JOIN cells{at} c ON q.one = c.id JOIN cells{at} d ON q.other = d.id"
            )
            self.duck.judge(cells, one, path)
            return
        pairs = list(zip(x.tolist(), y.tolist(), strict=True))
        batches = (
            [(i, j, held.cell(i), held.cell(j)) for i, j in pairs[begun : begun + BATCH]]
            for begun in range(0, len(pairs), BATCH)
        )
        columns = (("one", "BIGINT"), ("other", "BIGINT"), ("place", "BIGINT"))
        self.duck.store(columns, judged(one, batches, processes=self.duck.processes), path)


def different(x: Numbers, y: Numbers) -> tuple[Ints, NDArray[np.intp]]:
    """Each two cells once, and where each pair finds its own."""
    keys = packed(np.minimum(x, y).astype(np.int64), np.maximum(x, y).astype(np.int64))
    found, inverse = np.unique(keys, return_inverse=True)
    return found, inverse
