"""Blocks of rules found in arrays: what `blocking` says in SQL, many times faster, where numbers of cells fit.

A pair is one number: the earlier record in the upper 32 bits, the later in the lower.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samakki.matching.bulk import blocking
from samakki.matching.bulk.blocking import Measured, Part
from samakki.matching.bulk.duck import Duck
from samakki.matching.bulk.meeting import Blocks

Ints = NDArray[np.int64]
Numbers = NDArray[np.int32]
LATER = 0xFFFFFFFF
HIGHEST = 2**62
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
        ids: for all records and each comparison the numbers of cells, 0 where nothing is known.
        sizes: records of each side; those of the first come first.
    """

    def __init__(self, duck: Duck, ids: Numbers, sizes: Sequence[int]) -> None:
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
        counts, lefts = self._sizes(group, sampled)
        pairs = lefts * (counts - lefts) if self.left else counts * (counts - 1) // 2
        is_fit = counts <= blocking.LARGEST_BLOCK
        smaller = tuple(int(pairs[counts <= size].sum()) * sampled for size in blocking.sizes(group))
        known = 0 if smaller else int(counts.sum()) * sampled
        return Measured(int(pairs[is_fit].sum()) * sampled, int(counts[~is_fit].sum()) * sampled, smaller, known)

    def _sizes(self, group: Sequence[Part], sampled: int) -> tuple[Ints, Ints]:
        """Records of each block, and those of the left file."""
        if len(group) == 1 and group[0].keys < 0 and sampled == 1:
            shared = self._of(group[0])
            counts, lefts = (
                np.bincount(code, minlength=shared.most + 1)[1:] for code in (shared.code, shared.code[: self.left])
            )
            return counts, lefts
        n, key = self._keys(group)
        if sampled > 1:
            drawn = (key.astype(np.uint64) * MIX) >> np.uint64(40)
            is_drawn = drawn % np.uint64(sampled) == 0
            n, key = n[is_drawn], key[is_drawn]
        _, begins, counts = self._blocks(n, key)
        return counts, begins[1]

    def blocks(self, group: Sequence[Part], largest: int) -> tuple[Blocks, int]:
        """Blocks of a rule, and how many pairs they give; a pair that shares several names counts as often."""
        n, key = self._keys(group)
        n, (starts, lefts), counts = self._blocks(n, key)
        size = lefts * (counts - lefts) if self.left else counts * (counts - 1) // 2
        is_fit = (size > 0) & (counts <= largest)
        starts, counts = starts[is_fit], counts[is_fit]
        members = n[np.repeat(starts, counts) + _within(counts)].astype(np.int32)
        sides = lefts[is_fit].astype(np.int32) if self.left else np.zeros(0, np.int32)
        return Blocks(members, np.cumsum(counts) - counts, counts.astype(np.int32), sides), int(size[is_fit].sum())

    def _blocks(self, n: Ints, key: Ints) -> tuple[Ints, tuple[Ints, Ints], Ints]:
        """Records in order of blocks and then of their number; where blocks begin, left records of each; sizes."""
        bits = int(n.max(initial=0)).bit_length()
        if len(key) and int(key.max()) >= HIGHEST >> bits:
            _, key = np.unique(key, return_inverse=True)
        both = (key << bits) | n
        both.sort()
        key, n = both >> bits, both & ((1 << bits) - 1)
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
        # Values by their hashes: two that had the same one would be compared once too often, and nothing else.
        found = self.duck.arrays(
            f"SELECT id, hash(v) AS h FROM (SELECT t.i{part.at} AS id, {part.sql} AS v "
            f"FROM ({aliased(self.duck, part.at)}) t) WHERE v IS NOT NULL ORDER BY id"
        )
        of_cell = np.zeros(int(self.ids[:, part.at].max(initial=0)) + 1, np.int32)
        different, code = np.unique(found["h"], return_inverse=True)
        of_cell[found["id"]] = code + 1
        return Shared(None, of_cell[self.ids[:, part.at]], len(different))

    def _keyed(self, part: Part) -> Shared:
        """Each record with each key of its names, those that nobody else has left out."""
        is_whole = int(part.code.endswith(".whole"))
        found = self.duck.arrays(
            f"WITH d AS (SELECT k.key, row_number() OVER (ORDER BY min(k.id), k.key) AS code FROM keys{part.keys} k "
            f"JOIN cells{part.keys} c ON k.id = c.id WHERE k.whole = {is_whole} "
            "GROUP BY k.key HAVING sum(c.times) > 1) "
            f"SELECT CAST(k.id AS INTEGER) AS id, CAST(d.code AS INTEGER) AS code FROM keys{part.keys} k "
            f"JOIN d USING (key) WHERE k.whole = {is_whole} ORDER BY id, code"
        )
        cells, codes = found["id"], found["code"]
        ids = self.ids[:, part.keys]
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
