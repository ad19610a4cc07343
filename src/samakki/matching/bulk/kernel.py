"""The inner loops over pairs: how much two records can be worth at most, and which pairs of blocks can reach so much.

Machine code where numba is there (`samakki.names.compiling`), kept on disk. Without it nobody calls these: SQL alone
finds the same pairs (`quick.fits`).
"""

import numpy as np
from numpy.typing import NDArray

from samakki.matching.bulk.meeting import Blocks, Flags, Ints, Numbers
from samakki.matching.bulk.telling import Places, Signs, Told, Worth
from samakki.names.compiling import compiled

ANYTHING, WORD, BIRTH, DOCUMENT, PHONE = range(5)
SIDES = 25
"""Lengths of a word that a table of likeness knows, from 0, which stands for unknown and longer ones."""
PREFIXES = 5
FIRST = 8
"""Signs that are held of each text."""
SWAPPED_OR_LOOK_ALIKE = 2
"""Signs in which two numbers of one length can differ by one slip (`identifiers.is_one_slip`)."""
DECADE, FEW_YEARS = 10, 3
TABLED = 256
"""Above all places of levels."""
WINDOW = 1_024
"""Records of which it is told at a time: more than the largest block has, few enough for a cache."""
ROUNDED = 1e-5
"""More than what a number loses in single precision."""

ODD, PAIRED, NIBBLE = np.uint64(0x5555555555555555), np.uint64(0x3333333333333333), np.uint64(0x0F0F0F0F0F0F0F0F)
EACH, LOWEST = np.uint64(0x0101010101010101), np.uint64(0xFF)
ONE, TWO, FOUR, TOP_BYTE = np.uint64(1), np.uint64(2), np.uint64(4), np.uint64(56)
SIGNS, SIGNS_MASK, TO_LENGTH = np.uint64(27), np.uint64((1 << 27) - 1), np.uint64(27)
"""Signs that a mask tells apart, among them all letters from a to z, and all digits; a length stands above it."""
HALF, LOWER = np.uint64(32), np.uint64(0xFFFFFFFF)


@compiled
def ones(bits: np.uint64) -> int:
    """How many bits are set."""
    bits -= (bits >> ONE) & ODD
    bits = (bits & PAIRED) + ((bits >> TWO) & PAIRED)
    bits = (bits + (bits >> FOUR)) & NIBBLE
    return int(np.int64((bits * EACH) >> TOP_BYTE))  # numba keeps the sign of what `int` is given


@compiled
def sign(texts: NDArray[np.uint8], ids: Ints, made: Signs) -> None:
    """Fill in mask, first eight signs and length of texts, a row each, ended by zeros; a long one has no length."""
    for k in range(len(texts)):
        mask, first, length = np.uint64(0), np.uint64(0), 0
        for place in range(texts.shape[1]):
            found = np.uint64(texts[k, place])
            if not found:
                break
            mask |= ONE << (found % SIGNS)
            if place < FIRST:
                first |= found << np.uint64(8 * place)
            length += 1
        made[ids[k], 0], made[ids[k], 1], made[ids[k], 2] = mask, first, length if length < SIDES else 0


@compiled
def wrong_signs(mine: np.uint64, theirs: np.uint64) -> int:
    """In how many of the first eight signs two texts differ."""
    others = mine ^ theirs
    others |= others >> FOUR
    others |= others >> TWO
    others |= others >> ONE
    return ones(others & EACH)


@compiled
def best(
    kind: int,
    told: int,
    is_same: bool,
    x0: np.uint64,
    x1: np.uint64,
    x2: np.uint64,
    y0: np.uint64,
    y1: np.uint64,
    y2: np.uint64,
) -> int:
    """The place of the best level that two known cells can have; of two words `TABLED` and a place in their table.

    Numbers alone are taken: handing over an array costs as much as all that is done here.

    Args:
        kind: of the comparison.
        told: `Told.numbers` of it.
        is_same: whether both are one cell.
        x0: what is told of one cell.
        x1: the second number.
        x2: the third.
        y0: of the other.
        y1: the second number.
        y2: the third.
    """
    if kind == WORD:
        if is_same:
            return 0
        mine, theirs = int(np.int64(x2)), int(np.int64(y2))
        if not mine or not theirs:
            return 0
        shared = max(min(mine - ones(x0 & ~y0), theirs - ones(y0 & ~x0)), 0)
        prefix, apart, mask = 0, x1 ^ y1, LOWEST
        while prefix < PREFIXES - 1 and not apart & mask:
            prefix += 1
            mask = (mask << np.uint64(8)) | LOWEST
        return TABLED + ((mine * SIDES + theirs) * SIDES + shared) * PREFIXES + prefix
    if kind == DOCUMENT:
        mine, theirs = int(np.int64(x2)), int(np.int64(y2))
        if not mine or not theirs:
            return 0
        if is_same:
            return told & 255
        differs = (told >> 16) & 255
        if min(mine, theirs) < (told >> 40) & 255 or abs(mine - theirs) > 1:
            return 0 if mine == theirs and x1 == y1 else differs
        if mine == theirs:
            wrong = wrong_signs(x1, y1)
            if wrong == 0:
                return 0  # the same number of another kind of paper
            return (told >> 8) & 255 if wrong <= SWAPPED_OR_LOOK_ALIKE else differs
        return (told >> 8) & 255 if ones(x0 & ~y0) + ones(y0 & ~x0) <= 1 else differs
    mine, theirs = int(np.int64(x0)), int(np.int64(y0))
    if kind == ANYTHING or not mine or not theirs:
        return 0
    if kind == PHONE:
        if mine == theirs:
            return told & 255
        return (told >> 8) & 255 if x1 == y1 else (told >> 16) & 255
    if mine == theirs:
        return (told >> 40) & 255
    apart_by = abs(np.int64(x1) - np.int64(y1))
    if apart_by == 0:
        return (told >> 32) & 255
    if apart_by in (1, DECADE) and mine % 10_000 == theirs % 10_000:
        return (told >> 24) & 255
    if apart_by == 1:
        return (told >> 16) & 255
    return (told >> 8) & 255 if apart_by <= FEW_YEARS else told & 255


@compiled
def places(cells: Told, at: int, x: Numbers, y: Numbers, found: Places, sure: Flags) -> None:
    """For each two known cells the best level they can have, and whether that is their level and no mere bound."""
    kind, told, begin, held = cells.kind[at], cells.numbers[at], cells.begins[at], cells.cells
    tables, tabled = cells.tables, cells.tabled[at]
    slip, differs, is_for_life, are_alike = (told >> 8) & 255, (told >> 16) & 255, told >> 24 & 255, told >> 32 & 255
    for k in range(len(x)):
        i, j = begin + x[k], begin + y[k]
        is_same = x[k] == y[k]
        place = best(kind, told, is_same, held[i, 0], held[i, 1], held[i, 2], held[j, 0], held[j, 1], held[j, 2])
        if kind == WORD:
            if place >= TABLED:
                place = max(
                    np.int64(tables[tabled + place - TABLED]), slip
                )  # `slip` is 1 where the same alone is equal
            is_sure = is_same or place == told & 255
        elif kind == DOCUMENT:
            is_known = held[i, 2] > 0 and held[j, 2] > 0
            is_sure = is_same or (place == differs and differs != slip and not is_for_life)
            if not is_sure and are_alike and held[i, 2] == held[j, 2] and held[i, 2] <= FIRST:
                is_sure = place == slip and differs != slip and wrong_signs(held[i, 1], held[j, 1]) == 1
            is_sure = is_sure and is_known
        else:
            is_known = kind != ANYTHING and held[i, 0] > 0 and held[j, 0] > 0
            is_sure = is_known and (held[i, 0] == held[j, 0] or held[i, 1] != held[j, 1])
        found[k] = place
        sure[k] = is_sure


@compiled
def lay(cells: Told, worth: Worth, ids: Numbers, begin: int, end: int, rows: Signs, same: NDArray[np.float32]) -> None:
    """Lay what is told of each record side by side, for each comparison in order: its cell, and what is told of that.

    Args:
        cells: of all comparisons.
        worth: of their levels.
        ids: of each record the numbers of its cells.
        begin: first record.
        end: behind the last.
        rows: two numbers for each record and comparison: cell, signs and length; first signs. Filled in.
        same: the most that its cell can be worth with itself. Filled in.
    """
    for done in range(len(worth.order)):
        at = worth.order[done]
        for n in range(begin, end):
            cell = cells.begins[at] + ids[n, at]
            above = cells.cells[cell, 0] | (cells.cells[cell, 2] << TO_LENGTH)
            rows[n, done, 0] = np.uint64(ids[n, at]) | (above << HALF)
            rows[n, done, 1] = cells.cells[cell, 1]
            same[n, done] = worth.same[cell] + ROUNDED


@compiled
def survive(
    cells: Told, worth: Worth, rows: Signs, same: NDArray[np.float32], blocks: Blocks, block: int, out: Ints
) -> tuple[int, int]:
    """Pairs of blocks that may be worth enough, from a block on, until `out` might not hold the next.

    Args:
        cells: of all comparisons.
        worth: of their levels.
        rows: from `lay`; each is fetched once for all pairs of a block.
        same: from `lay`.
        blocks: of a rule.
        block: to begin with.
        out: filled with pairs.

    Returns:
        the block to go on with, and how many pairs were put into `out`.
    """
    kinds, _, _, numbers, tables, tabled = cells
    most, _, order, rest, least = worth
    members, starts, counts, lefts = blocks
    width, filled, begun, gathered = len(order), 0, 0, 0
    told = np.zeros((WINDOW, width, 2), np.uint64)
    equal = np.zeros((WINDOW, width), np.float32)
    while block < len(starts):
        start, count = starts[block], counts[block]
        left = lefts[block] if len(lefts) else 0
        if filled + (left * (count - left) if left else count * (count - 1) // 2) > len(out):
            break
        if start + count > gathered:
            begun, gathered = start, min(start + WINDOW, len(members))
            for k in range(gathered - begun):
                n = members[begun + k]
                for done in range(width):
                    told[k, done, 0] = rows[n, done, 0]
                    told[k, done, 1] = rows[n, done, 1]
                    equal[k, done] = same[n, done]
        for first in range(start - begun, start - begun + (left or count - 1)):
            for second in range(start - begun + left if left else first + 1, start - begun + count):
                total, may = 0.0, True
                for done in range(width):
                    x, y = told[first, done, 0], told[second, done, 0]
                    if x & LOWER and y & LOWER:
                        if x & LOWER == y & LOWER:
                            total += equal[first, done]
                        else:
                            at, x, y = order[done], x >> HALF, y >> HALF
                            place = best(
                                kinds[at],
                                numbers[at],
                                False,
                                x & SIGNS_MASK,
                                told[first, done, 1],
                                x >> TO_LENGTH,
                                y & SIGNS_MASK,
                                told[second, done, 1],
                                y >> TO_LENGTH,
                            )
                            if place >= TABLED:
                                place = max(np.int64(tables[tabled[at] + place - TABLED]), (numbers[at] >> 8) & 255)
                            total += most[at, place]
                    if total + rest[done] < least:
                        may = False
                        break
                if may:
                    out[filled] = (np.int64(members[begun + first]) << 32) | np.int64(members[begun + second])
                    filled += 1
        block += 1
    return block, filled
