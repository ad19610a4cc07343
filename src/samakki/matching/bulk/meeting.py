"""Which records meet in a block: inner loops that count pairs and draw some of them, whatever they are worth.

Machine code where numba is there, as `kernel`.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from samakki.names.compiling import compiled

STEP_A, STEP_B, MODULUS = 2_654_435_761, 40_503, 1_000_003
"""How pairs are drawn by their numbers, on every engine alike."""

Ints = NDArray[np.int64]
Numbers = NDArray[np.int32]
Flags = NDArray[np.bool_]

HASH = np.uint64(0x9E3779B97F4A7C15)
HASH_SHIFT = np.uint64(40)


class Blocks(NamedTuple):
    """Records that share something, in blocks.

    Attributes:
        members: numbers of records, block by block, ascending in each.
        starts: where blocks begin.
        counts: records of each.
        lefts: how many of them are of the left file; none where there is one file.
    """

    members: Numbers
    starts: Ints
    counts: Numbers
    lefts: Numbers


@compiled
def drawn(blocks: Blocks, below: int, seed: int, block: int, out: Ints) -> tuple[int, int]:
    """As `survive`: pairs drawn by their numbers (`pairs.Drawn`)."""
    filled = 0
    while block < len(blocks.starts):
        start, count = blocks.starts[block], blocks.counts[block]
        left = blocks.lefts[block] if len(blocks.lefts) else 0
        if filled + (left * (count - left) if left else count * (count - 1) // 2) > len(out):
            break
        for i in range(left or count - 1):
            a = np.int64(blocks.members[start + i])
            for j in range(left or i + 1, count):
                b = np.int64(blocks.members[start + j])
                if (a * STEP_A + b * STEP_B + seed) % MODULUS < below:
                    out[filled] = (a << 32) | b
                    filled += 1
        block += 1
    return block, filled


@compiled
def meet(blocks: Blocks, wanted: Ints, sieve: Flags, met: Flags) -> None:
    """Mark those of some sorted pairs that are in a block together.

    Args:
        blocks: of one rule.
        wanted: sorted pairs.
        sieve: a power of two of marks; set where a pair that is wanted may be.
        met: a mark for each of `wanted`, set here.
    """
    mask = len(sieve) - 1
    for block in range(len(blocks.starts)):
        start, count = blocks.starts[block], blocks.counts[block]
        left = blocks.lefts[block] if len(blocks.lefts) else 0
        for i in range(left or count - 1):
            a = np.int64(blocks.members[start + i])
            for j in range(left or i + 1, count):
                pair = (a << 32) | np.int64(blocks.members[start + j])
                if sieve[np.int64((np.uint64(pair) * HASH) >> HASH_SHIFT) & mask]:
                    place = np.searchsorted(wanted, pair)
                    if place < len(wanted) and wanted[place] == pair:
                        met[place] = True


@compiled
def sift(wanted: Ints, sieve: Flags) -> None:
    """Set the marks of `meet`."""
    mask = len(sieve) - 1
    for k in range(len(wanted)):
        sieve[np.int64((np.uint64(wanted[k]) * HASH) >> HASH_SHIFT) & mask] = True
