"""Pairs of rules found in arrays: what `blocking` says in SQL, many times faster, where numbers of cells fit in memory.

A pair is one number: the earlier record in the upper 32 bits, the later in the lower. Files of pairs are sorted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from samakki.matching.bulk import blocking
from samakki.matching.bulk.blocking import Measured, Part
from samakki.matching.bulk.duck import Duck

Ints = NDArray[np.int64]
Numbers = NDArray[np.int32]
LATER = 0xFFFFFFFF
HIGHEST = 2**62
AT_ONCE = 2_000_000
"""Pairs that are put together at once."""
MIX = np.uint64(0x9E3779B97F4A7C15)
"""Spreads neighbouring numbers evenly (Knuth, The Art of Computer Programming 3, 6.4)."""


def packed(a: NDArray[np.int64], b: NDArray[np.int64]) -> Ints:
    """Pairs as one number each."""
    return (a << 32) | b


def unpacked(pairs: Ints) -> tuple[Ints, Ints]:
    """The earlier and the later records."""
    return pairs >> 32, pairs & LATER


@dataclass(frozen=True, slots=True)
class Shared:
    """What records can share, as numbers.

    Attributes:
        n: records; None where `code` has a place for each.
        code: what each has, from 1; 0 where it is not known.
        most: highest code.
    """

    n: Numbers | None
    code: Numbers
    most: int


class Grouping:
    """Groups records by what they share.

    Args:
        duck: with views ``cells0`` … and ``keys0`` ….
        ids: for each comparison the numbers of the cells of all records, 0 where nothing is known.
        sizes: records of each side; those of the first come first.
    """

    def __init__(self, duck: Duck, ids: Sequence[Numbers], sizes: Sequence[int]) -> None:
        self.duck = duck
        self.ids = ids
        self.left = sizes[0] if len(sizes) > 1 else 0
        self.shared: dict[str, Shared] = {}

    def prepare(self, part: Part) -> None:
        """Look up what records have of a part, so that several threads can ask for it."""
        self._of(part)

    def forget(self) -> None:
        """Let go of what was looked up."""
        self.shared.clear()

    def measure(self, group: Sequence[Part], sampled: int = 1) -> Measured:
        """As `blocking.measure_sql`.

        Args:
            group: parts that records share.
            sampled: 16 looks at a sixteenth of all blocks.
        """
        n, key = self._keys(group)
        if sampled > 1:
            drawn = (key.astype(np.uint64) * MIX) >> np.uint64(40)
            is_drawn = drawn % np.uint64(sampled) == 0
            n, key = n[is_drawn], key[is_drawn]
        _, begins, counts = self._blocks(n, key)
        is_fit = counts <= blocking.LARGEST_BLOCK
        if self.left:
            rights = counts - begins[1]
            pairs = (begins[1] * rights)[is_fit].sum()
        else:
            pairs = (counts * (counts - 1) // 2)[is_fit].sum()
        return Measured(int(pairs) * sampled, int(counts[~is_fit].sum()) * sampled)

    def write(self, group: Sequence[Part], path: Path) -> None:
        """Write the pairs of a rule, each once, sorted."""
        found = [*self.pairs(group)]
        pairs = np.concatenate(found) if found else np.empty(0, np.int64)
        pairs.sort()
        if any(part.keys >= 0 for part in group):
            pairs = distinct(pairs)
        with path.open("wb") as target:
            np.save(target, pairs)

    def pairs(self, group: Sequence[Part]) -> Iterator[Ints]:
        """Pairs of a rule in portions; one that shares several names comes as often."""
        n, key = self._keys(group)
        n, (starts, lefts), counts = self._blocks(n, key)
        is_fit = (counts >= 2) & (counts <= blocking.LARGEST_BLOCK)  # noqa: PLR2004  (a pair)
        starts, lefts, counts = starts[is_fit], lefts[is_fit], counts[is_fit]
        size = lefts * (counts - lefts) if self.left else counts * (counts - 1) // 2
        portion = (np.cumsum(size) - size) // AT_ONCE
        cuts = np.flatnonzero(np.diff(portion)) + 1
        for some in np.split(np.arange(len(starts)), cuts):
            if len(some):
                yield self._expanded(n, starts[some], lefts[some], counts[some])

    def _expanded(self, n: Ints, starts: Ints, lefts: Ints, counts: Ints) -> Ints:
        """All pairs of some blocks."""
        firsts = lefts if self.left else counts - 1  # records of a block that have others behind them
        at = np.repeat(starts, firsts) + _within(firsts)
        if self.left:
            behind, follow = np.repeat(counts - lefts, firsts), np.repeat(starts + lefts, firsts)
        else:
            behind, follow = np.repeat(starts + counts, firsts) - at - 1, at + 1
        return packed(np.repeat(n[at], behind), n[np.repeat(follow, behind) + _within(behind)])

    def _blocks(self, n: Ints, key: Ints) -> tuple[Ints, tuple[Ints, Ints], Ints]:
        """Records in order of blocks and then of their number; where blocks begin, left records of each; sizes."""
        span = int(n.max()) + 1 if len(n) else 1
        if len(key) and int(key.max()) >= HIGHEST // span:
            _, key = np.unique(key, return_inverse=True)
        both = key * span + n
        both.sort()
        key, n = both // span, both % span
        starts = np.flatnonzero(np.concatenate((np.ones(min(1, len(key)), bool), key[1:] != key[:-1])))
        counts = np.diff(np.append(starts, len(key)))
        lefts = np.zeros_like(counts)
        if self.left and len(starts):
            lefts = np.add.reduceat((n < self.left).astype(np.int64), starts)
        return n, (starts, lefts), counts

    def _keys(self, group: Sequence[Part]) -> tuple[Ints, Ints]:
        """Records that know all parts, and what they share as one number."""
        parts = [self._of(part) for part in sorted(group, key=lambda part: -part.keys)]
        first = parts[0]
        if first.n is None:
            is_known = np.logical_and.reduce([part.code > 0 for part in parts])
            n = np.flatnonzero(is_known)
            key = first.code[n].astype(np.int64)
        else:
            n, key = first.n.astype(np.int64), first.code.astype(np.int64)
        most = first.most + 1
        for part in parts[1:]:
            code = part.code[n].astype(np.int64)
            if first.n is not None:
                is_known = code > 0
                n, key, code = n[is_known], key[is_known], code[is_known]
            if most >= HIGHEST // (part.most + 1):
                _, key = np.unique(key, return_inverse=True)
                most = len(key) + 1
            key = key * (part.most + 1) + code
            most *= part.most + 1
        return n, key

    def _of(self, part: Part) -> Shared:
        if part.code not in self.shared:
            self.shared[part.code] = self._keyed(part) if part.keys >= 0 else self._plain(part)
        return self.shared[part.code]

    def _plain(self, part: Part) -> Shared:
        found = self.duck.arrays(
            f"WITH v AS (SELECT t.i{part.at} AS id, {part.sql} AS v FROM ({aliased(self.duck, part.at)}) t), "
            "d AS (SELECT v, row_number() OVER () AS code FROM v WHERE v IS NOT NULL GROUP BY v) "
            "SELECT v.id, d.code FROM v JOIN d ON v.v = d.v"
        )
        of_cell = np.zeros(int(self.ids[part.at].max(initial=0)) + 1, np.int32)
        of_cell[found["id"]] = found["code"]
        return Shared(None, of_cell[self.ids[part.at]], int(of_cell.max()))

    def _keyed(self, part: Part) -> Shared:
        """Each record with each key of its names, those that nobody else has left out."""
        is_whole = int(part.code.endswith(".whole"))
        found = self.duck.arrays(
            f"WITH d AS (SELECT k.key, row_number() OVER () AS code FROM keys{part.keys} k "
            f"JOIN cells{part.keys} c ON k.id = c.id WHERE k.whole = {is_whole} "
            "GROUP BY k.key HAVING sum(c.times) > 1) "
            f"SELECT CAST(k.id AS INTEGER) AS id, CAST(d.code AS INTEGER) AS code FROM keys{part.keys} k "
            f"JOIN d USING (key) WHERE k.whole = {is_whole} ORDER BY id"
        )
        cells, codes = found["id"], found["code"]
        ids = self.ids[part.keys]
        begins = np.searchsorted(cells, ids)
        times = np.where(ids > 0, np.searchsorted(cells, ids, side="right") - begins, 0)
        n = np.repeat(np.arange(len(ids), dtype=np.int32), times)
        return Shared(n, codes[np.repeat(begins, times) + _within(times)], int(codes.max(initial=0)))


def aliased(duck: Duck, at: int) -> str:
    """Cells of a comparison with columns as records have them: i3, p3 and so on."""
    facets = [name for name in duck.columns(f"cells{at}") if name not in ("id", "c", "times")]
    return f"SELECT {', '.join([f'id AS i{at}', *(f'{name} AS {name}{at}' for name in facets)])} FROM cells{at}"


def _within(counts: Ints) -> Ints:
    """0, 1, 2 … for each count anew."""
    return np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)


def distinct(pairs: Ints) -> Ints:
    """Sorted pairs, each once."""
    return np.asarray(pairs[np.concatenate((np.ones(min(1, len(pairs)), bool), pairs[1:] != pairs[:-1]))])
