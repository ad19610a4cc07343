"""The inner loops that put records into blocks by what they share. Machine code as in `kernel`."""

import numpy as np
from numpy.typing import NDArray

from samakki.matching.bulk.meeting import Ints, Numbers
from samakki.names.compiling import compiled

MIX, MIXED = np.uint64(0x9E3779B97F4A7C15), np.uint64(40)
"""As `grouping.MIX`, and how far its product is shifted."""
MANY = 2


@compiled
def join(keys: Ints, codes: Numbers, most: int) -> None:
    """Put what records share besides beside what they share; 0 where one of the two is not known.

    Args:
        keys: of each record; filled in.
        codes: of each record, from 1 to `most`.
        most: the highest code.
    """
    for n in range(len(keys)):
        keys[n] = keys[n] * (most + 1) + codes[n] if keys[n] and codes[n] else 0


@compiled
def draw(keys: Ints, sampled: int, left: int, out: Ints) -> int:
    """Keep the keys of one block in so many, with the side of the record as the lowest bit; how many were kept.

    Args:
        keys: of each record, 0 for none.
        sampled: 16 for a sixteenth.
        left: records of the left file.
        out: filled in.
    """
    filled = 0
    for n in range(len(keys)):
        if keys[n] and ((np.uint64(keys[n]) * MIX) >> MIXED) % np.uint64(sampled) == 0:
            out[filled] = (keys[n] << 1) | (n >= left)
            filled += 1
    return filled


@compiled
def shared(keys: Ints, bits: int, sieve: NDArray[np.uint8], out: Ints) -> int:
    """Keep the keys that may be there twice, with the number of the record behind; how many were kept.

    Args:
        keys: of each record, 0 for none.
        bits: of the number of a record.
        sieve: zeros, a power of two; how often a key was met that falls on a place.
        out: filled in.
    """
    mask = np.uint64(len(sieve) - 1)
    for n in range(len(keys)):
        if keys[n]:
            place = np.int64((np.uint64(keys[n]) * MIX) >> MIXED & mask)
            sieve[place] = min(sieve[place] + 1, MANY)
    filled = 0
    for n in range(len(keys)):
        if keys[n] and sieve[np.int64((np.uint64(keys[n]) * MIX) >> MIXED & mask)] == MANY:
            out[filled] = (keys[n] << bits) | n
            filled += 1
    return filled


@compiled
def blocks(
    both: Ints, bits: int, left: int, largest: int, members: Numbers, starts: Ints, counts: Numbers, lefts: Numbers
) -> tuple[int, int, int, int]:
    """Put records into blocks.

    Args:
        both: keys with numbers of records behind, sorted.
        bits: of the number of a record.
        left: records of the left file; 0 where there is one file.
        largest: records of the largest block that is wanted.
        members: filled in, block by block.
        starts: where blocks begin; filled in.
        counts: records of each; filled in.
        lefts: how many of them are of the left file; filled in.

    Returns:
        how many members and blocks were filled in, how many pairs they give, and how many records were left out.
    """
    filled, found, pairs, left_out, begin = 0, 0, 0, 0, 0
    mask = (np.int64(1) << bits) - 1
    while begin < len(both):
        end = begin + 1
        while end < len(both) and both[end] >> bits == both[begin] >> bits:
            end += 1
        count, mine = end - begin, 0
        while left and mine < count and both[begin + mine] & mask < left:
            mine += 1
        size = mine * (count - mine) if left else count * (count - 1) // 2
        if count > largest:
            left_out += count
        elif size:
            starts[found], counts[found], lefts[found] = filled, count, mine
            for place in range(begin, end):
                members[filled] = both[place] & mask
                filled += 1
            found += 1
            pairs += size
        begin = end
    return filled, found, pairs, left_out
