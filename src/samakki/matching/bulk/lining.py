"""The inner loop that writes matches as lines, as `writing` has them. Machine code as in `kernel`."""

import numpy as np
from numpy.typing import NDArray

from samakki.names.compiling import compiled

Data = NDArray[np.uint8]
Numbers = NDArray[np.int32]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
QUOTE, COMMA, RETURN, LINE_END, POINT, DASH, UNDERLINE, ZERO, NINE = 34, 44, 13, 10, 46, 45, 95, 48, 57
CAPITAL, LAST_CAPITAL, SMALL, LAST_SMALL, TEN = 65, 90, 97, 122, 10
SCORE_DIGITS, WEIGHT_DIGITS = 6, 2
UNSURE = 1e-4
"""How near to half of the last digit a number has to be for its rounding to be left to Python."""
MOST_ODDS = 60.0
LONGEST_NUMBERS = 40
"""Bytes of a line besides its two references, at most."""


@compiled
def number(value: float, digits: int, out: Data, begin: int) -> int:
    """Write a number of 0 or more with digits behind the point; where it ends, or -1 where Python has to round it."""
    scaled = value
    for _ in range(digits):
        scaled *= TEN
    left = np.int64(scaled)
    if abs(scaled - left - 0.5) < UNSURE:
        return -1
    left = np.int64(scaled + 0.5)
    size, rest = digits + 1, left
    for _ in range(digits + 1):
        rest //= TEN
    while rest:
        size += 1
        rest //= TEN
    place = begin + size
    for done in range(size + 1):
        if done == digits:
            out[place] = POINT
        else:
            out[place] = ZERO + left % TEN
            left //= TEN
        place -= 1
    return begin + size + 1


@compiled
def reference(data: Data, start: int, end: int, out: Data, begin: int) -> int:
    """Write a reference in quotes and a comma; where that ends, or -1 where a spreadsheet may see more in it."""
    out[begin] = QUOTE
    filled = begin + 1
    for place in range(start, end):
        sign = data[place]
        is_plain = ZERO <= sign <= NINE or CAPITAL <= sign <= LAST_CAPITAL or SMALL <= sign <= LAST_SMALL
        if not is_plain and (place == start or (sign not in (UNDERLINE, POINT, DASH))):
            return -1
        out[filled] = sign
        filled += 1
    out[filled] = QUOTE
    out[filled + 1] = COMMA
    return filled + 2


@compiled
def lines(
    data: Data, starts: Ints, ends: Ints, one: Ints, other: Ints, weights: Floats, prior: float, begin: int, out: Data
) -> tuple[int, int]:
    """Write pairs as lines, until one is not plain or all are written.

    Args:
        data: holds the references.
        starts: where each begins.
        ends: and ends.
        one: of each pair.
        other: of each pair.
        weights: in bits.
        prior: in bits.
        begin: the first pair.
        out: filled in.

    Returns:
        the pair to go on with, which Python has to write unless there is none; and how many bytes were filled in.
    """
    filled = 0
    for k in range(begin, len(one)):
        a, b, weight = one[k], other[k], weights[k]
        if filled + ends[a] - starts[a] + ends[b] - starts[b] + LONGEST_NUMBERS > len(out) or not weight >= 0.0:
            return k, filled
        end = reference(data, starts[a], ends[a], out, filled)
        if end >= 0:
            end = reference(data, starts[b], ends[b], out, end)
        if end >= 0:
            out[end] = QUOTE
            score = 1.0 / (1.0 + 2.0 ** -min(max(prior + weight, -MOST_ODDS), MOST_ODDS))
            end = number(score, SCORE_DIGITS, out, end + 1)
        if end >= 0:
            out[end], out[end + 1], out[end + 2] = QUOTE, COMMA, QUOTE
            end = number(weight, WEIGHT_DIGITS, out, end + 3)
        if end < 0:
            return k, filled
        out[end], out[end + 1], out[end + 2] = QUOTE, RETURN, LINE_END
        filled = end + 3
    return len(one), filled
