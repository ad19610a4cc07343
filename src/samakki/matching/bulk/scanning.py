"""The inner loops over the bytes of a plain file: where cells are, and a number for each different text of a column.

Machine code as in `kernel`; used only where there is a compiler.
"""

import numpy as np
from numpy.typing import NDArray

from samakki.names.compiling import compiled

Data = NDArray[np.uint8]
Numbers = NDArray[np.int32]
Ints = NDArray[np.int64]
Signs = NDArray[np.uint64]
LINE_END, RETURN = 10, 13
FIRST_PLAIN, LAST_PLAIN = 33, 126
"""Signs that a reference may begin and end with; spaces are allowed between."""
START, PRIME = np.uint64(0xCBF29CE484222325), np.uint64(0x100000001B3)
"""Of the hash FNV-1a."""
SHORT, BYTE, HALFWAY, PRIME_OF_SHORT = 8, np.uint64(8), np.uint64(32), np.uint64(0xD6E8FEB86659FD93)
"""Bytes of a text that is a number, and of what it is mixed with."""
SPREAD, SPREAD_SHIFT, SIGN = np.uint64(0x9E3779B97F4A7C15), np.uint64(20), np.uint64(0x7FFFFFFF)
HALF, TEN = np.int64(0xFFFFFFFF), 10
ZERO = 48


@compiled
def split(data: Data, begin: int, delimiter: int, slots: Numbers, longest: int, starts: Numbers, ends: Numbers) -> int:
    """Find the cells of all lines.

    Args:
        data: bytes of the file; neither quotes nor stray returns are in it.
        begin: where the line below the headings begins.
        delimiter: between cells.
        slots: for each column its place in `starts`, -1 for those that are not wanted.
        longest: bytes of a cell.
        starts: for each line and wanted column, where its cell begins; filled in.
        ends: and ends; filled in.

    Returns:
        how many lines there are; -1 where one has another number of cells, or a cell is too long.
    """
    row, column, start, place = 0, 0, begin, begin
    width, size = len(slots), len(data)
    while start < size:
        is_end = place == size or data[place] == LINE_END
        if is_end or data[place] == delimiter:
            end = place
            if is_end and end > start and data[end - 1] == RETURN:
                end -= 1
            if column == width or end - start > longest:
                return -1
            if slots[column] >= 0:
                starts[row, slots[column]] = start
                ends[row, slots[column]] = end
            column += 1
            start = place + 1
            if is_end:
                if column != width:
                    return -1
                row, column = row + 1, 0
        elif place == size:
            break
        place += 1
    return row if column == 0 else -1


@compiled
def packed(data: Data, start: int, size: int) -> np.uint64:
    """A short text as one number, which no other has: no text holds a zero byte; 0 of a longer one."""
    found = np.uint64(0)
    if size <= SHORT:
        for place in range(start, start + size):
            found = (found << BYTE) | np.uint64(data[place])
    return found


@compiled
def mixed(data: Data, start: int, size: int, short: np.uint64) -> np.uint64:
    """The hash of a text, which may be `packed`."""
    if short:
        found = (short ^ (short >> HALFWAY)) * PRIME_OF_SHORT
        return found ^ (found >> HALFWAY)
    found = START
    for place in range(start, start + size):
        found = (found ^ np.uint64(data[place])) * PRIME
    return found * SPREAD


@compiled
def encode(
    data: Data,
    starts: Numbers,
    ends: Numbers,
    begin: int,
    found: int,
    table: Ints,
    codes: Numbers,
    rows: Numbers,
    shorts: Signs,
) -> tuple[int, int]:
    """Give each different text of a column a number, from 1, in the order of the rows; nothing is 0.

    Args:
        data: bytes of the file.
        starts: where the cell of each row begins.
        ends: and ends.
        begin: the row to begin with.
        found: how many different texts were found before it.
        table: zeros, and what was put there before (`enter`); a power of two.
        codes: for each row; filled in.
        rows: for each number less one the first row that has it; filled in.
        shorts: for each number less one its text, `packed`; filled in.

    Returns:
        the row to go on with once there is a larger table, or how many rows there are; and how many different texts.
    """
    mask = len(table) - 1
    for row in range(begin, len(starts)):
        start, size = starts[row], ends[row] - starts[row]
        if not size:
            codes[row] = 0
            continue
        if 2 * found >= mask:
            return row, found
        short = packed(data, start, size)
        own = mixed(data, start, size, short)
        at, sign = np.int64(own >> SPREAD_SHIFT) & mask, np.int64(own & SIGN)
        while True:
            held = table[at]
            if not held:
                table[at] = (sign << 32) | (found + 1)
                rows[found] = row
                shorts[found] = short
                found += 1
                codes[row] = found
                break
            if held >> 32 == sign:
                code = held & HALF
                if short or shorts[code - 1]:
                    if short == shorts[code - 1]:
                        codes[row] = code
                        break
                    at = (at + 1) & mask
                    continue
                other = starts[rows[code - 1]]
                if ends[rows[code - 1]] - other == size:
                    same = 0
                    while same < size and data[other + same] == data[start + same]:
                        same += 1
                    if same == size:
                        codes[row] = code
                        break
            at = (at + 1) & mask
    return len(starts), found


@compiled
def enter(data: Data, starts: Numbers, ends: Numbers, rows: Numbers, shorts: Signs, table: Ints) -> None:
    """Put texts that have numbers into a new table.

    Args:
        data: bytes of the file.
        starts: where the cell of each row begins.
        ends: and ends.
        rows: for each number less one the first row that has it.
        shorts: and its text, `packed`.
        table: zeros, a power of two and larger than twice `rows`; filled in.
    """
    mask = len(table) - 1
    for code in range(len(rows)):
        start, end = (0, 0) if shorts[code] else (int(starts[rows[code]]), int(ends[rows[code]]))
        own = mixed(data, start, end - start, shorts[code])
        at = np.int64(own >> SPREAD_SHIFT) & mask
        while table[at]:
            at = (at + 1) & mask
        table[at] = (np.int64(own & SIGN) << 32) | (code + 1)


@compiled
def are_plain(data: Data, starts: Numbers, ends: Numbers) -> bool:
    """Whether all cells are signs of ASCII without spaces around them, and none is empty."""
    for row in range(len(starts)):
        start, end = starts[row], ends[row]
        if start == end or data[start] < FIRST_PLAIN or data[end - 1] < FIRST_PLAIN:
            return False
        for place in range(start, end):
            if data[place] < FIRST_PLAIN - 1 or data[place] > LAST_PLAIN:
                return False
    return True


@compiled
def lines(data: Data, starts: Numbers, ends: Numbers, rows: Numbers, times: Numbers, delimiter: int, out: Data) -> int:
    """Write cells as lines: how many rows have each, and its text.

    Args:
        data: bytes of the file.
        starts: where the cell of each row begins.
        ends: and ends.
        rows: whose cells are written.
        times: a number for each of them; none: the text stands alone.
        delimiter: between number and text.
        out: filled in.

    Returns:
        how many bytes were filled in.
    """
    filled = 0
    digits = np.zeros(20, np.uint8)
    for k in range(len(rows)):
        if len(times):
            left, count = times[k], 0
            while left or not count:
                digits[count] = ZERO + left % TEN
                left //= TEN
                count += 1
            while count:
                count -= 1
                out[filled] = digits[count]
                filled += 1
            out[filled] = delimiter
            filled += 1
        for place in range(starts[rows[k]], ends[rows[k]]):
            out[filled] = data[place]
            filled += 1
        out[filled] = LINE_END
        filled += 1
    return filled
