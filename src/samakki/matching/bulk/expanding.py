"""Pairs of blocks that are wanted, each once."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from samakki.matching.bulk import kernel, meeting
from samakki.matching.bulk.meeting import Blocks
from samakki.matching.bulk.pairs import Drawn
from samakki.matching.bulk.telling import Told, Worth

Ints = NDArray[np.int64]
HELD_AT_ONCE = 1 << 20
"""Pairs that a pass over blocks keeps before it is emptied; more than the largest block has."""


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
    rows: NDArray[np.uint64]
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


def merged(some: Sequence[Ints], threads: int) -> Ints:
    """As `distinct` of lists that are sorted: each thread takes all pairs between two."""
    longest = max(some, key=len, default=np.empty(0, np.int64))
    if not len(longest):
        return distinct(some)
    cuts = longest[[len(longest) * part // threads for part in range(1, threads)]]
    ends = [[0, *np.searchsorted(one, cuts).tolist(), len(one)] for one in some]
    parts = [
        [one[slice(*span)] for one, span in zip(some, spans, strict=True)]
        for spans in zip(*map(pairwise, ends), strict=True)
    ]
    with ThreadPoolExecutor(threads) as pool:
        return np.concatenate(list(pool.map(distinct, parts)))


def distinct(some: Sequence[Ints]) -> Ints:
    """All of some pairs, each once, sorted."""
    pairs = np.concatenate([np.empty(0, np.int64), *some])
    pairs.sort()  # many times faster than `np.unique`, which hashes
    return np.asarray(pairs[np.concatenate((np.ones(min(1, len(pairs)), np.bool_), pairs[1:] != pairs[:-1]))])
