"""Groups of records by what cells in memory share, in machine code; by what is in tables as `grouping` has it."""

from collections.abc import Sequence

import numpy as np

from samakki.matching.bulk import blocking, gathering
from samakki.matching.bulk.blocking import Measured, Part
from samakki.matching.bulk.duck import Duck
from samakki.matching.bulk.grouping import HIGHEST, Grouping, Ints, Numbers, Shared
from samakki.matching.bulk.held import Held
from samakki.matching.bulk.meeting import Blocks

SIEVE = 1 << 22
"""Marks that say which keys are there once: as many as stay in the caches of a processor."""
Whole = tuple[Blocks, int, int]
"""Blocks, how many pairs they give, and how many records are left out."""


class Known(Grouping):
    """As `Grouping`.

    Args:
        duck: with views of cells that are not held.
        ids: for all records and each comparison the numbers of cells, 0 where nothing is known.
        sizes: records of each side.
        held: for each comparison its cells, where they are in memory.
    """

    def __init__(self, duck: Duck, ids: Numbers, sizes: Sequence[int], held: Sequence[Held | None]) -> None:
        super().__init__(duck, ids, sizes)
        self.held = held
        self.records = len(ids)
        self.whole: dict[tuple[str, ...], Whole] = {}

    def measure(self, group: Sequence[Part], sampled: int = 1) -> Measured:
        """As `Grouping.measure`."""
        keys = self._quick_keys(group)
        if keys is None or (len(group) == 1 and sampled == 1):
            return super().measure(group, sampled)
        if sampled > 1:
            out = np.empty(self.records, np.int64)
            drawn = out[: gathering.draw(keys, sampled, self.left, out)]
            drawn.sort()
            _, pairs, left_out = self._put(drawn, 1, min(self.left, 1))
            return Measured(pairs * sampled, left_out * sampled, known=len(drawn) * sampled)
        whole = self._whole(keys)
        if 0 < whole[1] <= blocking.ONE_RULE * self.records:
            self.whole[tuple(part.code for part in group)] = whole
        return Measured(whole[1], whole[2], known=int(np.count_nonzero(keys)))

    def blocks(self, group: Sequence[Part], largest: int) -> tuple[Blocks, int]:
        """As `Grouping.blocks`."""
        if largest != blocking.LARGEST_BLOCK:
            return super().blocks(group, largest)
        found = self.whole.pop(tuple(part.code for part in group), None)
        if found is None and (keys := self._quick_keys(group)) is not None:
            found = self._whole(keys)
        return super().blocks(group, largest) if found is None else found[:2]

    def forget(self) -> None:
        """As `Grouping.forget`."""
        super().forget()
        self.whole.clear()

    def _whole(self, keys: Ints) -> Whole:
        bits = max(1, self.records - 1).bit_length()
        out = np.empty(self.records, np.int64)
        both = out[: gathering.shared(keys, bits, np.zeros(SIEVE, np.uint8), out)]
        both.sort()
        return self._put(both, bits, self.left)

    def _put(self, both: Ints, bits: int, left: int) -> Whole:
        """Put sorted keys, with numbers of so many bits behind, into blocks."""
        size = len(both)
        members, counts, lefts = (np.empty(size, np.int32) for _ in range(3))
        starts = np.empty(size, np.int64)
        largest = blocking.LARGEST_BLOCK
        filled, found, pairs, left_out = gathering.blocks(both, bits, left, largest, members, starts, counts, lefts)
        sides = lefts[: found if left else 0].copy()
        return Blocks(members[:filled].copy(), starts[:found].copy(), counts[:found].copy(), sides), pairs, left_out

    def _quick_keys(self, group: Sequence[Part]) -> Ints | None:
        """What each record shares as one number, 0 where it does not know all; None where that is no short number."""
        parts = [self._of(part) for part in group]
        most, bits = 1, max(1, self.records - 1).bit_length()
        for part in parts:
            most *= part.most + 1
        if any(part.n is not None for part in parts) or most >= HIGHEST >> bits:
            return None
        keys = parts[0].code.astype(np.int64)
        for part in parts[1:]:
            gathering.join(keys, part.code, part.most)
        return keys

    def _plain(self, part: Part) -> Shared:
        held = self.held[part.at]
        if held is None:
            return super()._plain(part)
        codes = held.with_nothing(part.code)
        return Shared(None, codes[self.ids[:, part.at]], int(codes.max()))
