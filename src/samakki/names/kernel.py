"""The inner loops: how well two spellings fit, by units that were learned.

With numba these are machine code, compiled once and kept on disk; without it the same functions run as plain Python,
about two hundred times slower, which is enough to compare a few names.

A spelling on the native side is a row of n places, one on the Latin side a row of m places. A *unit* pairs one to a few
letters of the first with none to a few of the second and has a weight: the log of how much more often the two stand for
each other than chance would have it. What no unit explains is inserted, dropped or replaced at a price.
"""

import numpy as np
from numpy.typing import NDArray

from samakki.names.compiling import compiled

LONGEST = 60
"""Letters of a spelling that are looked at."""

EXPLAINED, EDITS, WORST_RUN, LOWEST, HIGHEST, SUM, BEST, STRETCH, AGAINST, RATE, SKIPPED = range(11)
"""What `fit` returns, by place: see there."""
RESULTS = 11

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]


@compiled
def gram_ids(codes: Ints, size: int, keys: NDArray[np.int64], ids: Ints, out: Ints) -> None:
    """For each place and length up to `size`, the number of the letters that start there, or -1.

    `keys` and `ids` are an open hash table with a power of two of places.
    """
    last = len(keys) - 1
    for place in range(len(codes)):
        key = np.int64(0)
        for length in range(size):
            found = -1
            if place + length < len(codes) and codes[place + length] >= 0:
                key = key * np.int64(65599) + np.int64(codes[place + length]) + np.int64(1)
                slot = (key ^ (key >> 17)) & last
                while keys[slot] != -1:
                    if keys[slot] == key:
                        found = ids[slot]
                        break
                    slot = (slot + 1) & last
            else:
                key = np.int64(-(2**62))
            out[place, length] = found


@compiled
def fit(
    native: Ints,
    latin: Ints,
    native_price: Floats,
    latin_price: Floats,
    replaced: float,
    starts: Ints,
    unit_latin: Ints,
    unit_weight: Floats,
    unit_factor: Floats,
    latin_lengths: Ints,
    word_ends: Ints,
    heads: NDArray[np.int8],
    out: Floats,
) -> None:
    """Fit two spellings; fills `out`.

    Args:
        native: (n, k) numbers of the native grams at each place.
        latin: (m, l) numbers of the Latin grams at each place.
        native_price: weight of dropping each native letter, negative.
        latin_price: weight of inserting each Latin letter, negative.
        replaced: extra weight of replacing one letter by another that no unit pairs with it.
        starts: where the units of each native gram start; one longer than there are grams.
        unit_latin: number of the Latin gram of each unit; -1 for none.
        unit_weight: its weight.
        unit_factor: the exponential of its weight.
        latin_lengths: letters of each Latin gram.
        word_ends: places of the Latin side after which a word ends, ascending; the last is m.
        heads: minus ones, one for each Latin gram; minus ones again afterwards.
        out: weight of the explained part of the best path, its edits, longest run of Latin letters it leaves
            unexplained, weight of its worst and best word, log of the sum over all paths, weight of the best path,
            weight of the worst stretch of it, weight of all steps that speak against, weight per letter of its worst
            word, longest run of native letters it leaves unexplained.
    """
    n, m = native.shape[0], latin.shape[0]
    links = np.empty((m, latin.shape[1]), dtype=np.int8)  # from each place of a gram to its next
    for place in range(m - 1, -1, -1):
        for length in range(latin.shape[1]):
            gram = latin[place, length]
            if gram >= 0:
                links[place, length] = heads[gram]
                heads[gram] = place
    total = np.zeros((n + 1, m + 1))
    best = np.full((n + 1, m + 1), -1e9)
    from_i = np.zeros((n + 1, m + 1), dtype=np.int8)
    from_j = np.zeros((n + 1, m + 1), dtype=np.int8)
    is_edit = np.zeros((n + 1, m + 1), dtype=np.int8)
    total[0, 0], best[0, 0] = 1.0, 0.0
    price_in = np.exp(latin_price)
    factor_replaced = np.exp(replaced)
    for i in range(n + 1):
        for j in range(m):
            if total[i, j] > 0.0:
                total[i, j + 1] += total[i, j] * price_in[j]
                weight = best[i, j] + latin_price[j]
                if weight > best[i, j + 1]:
                    best[i, j + 1] = weight
                    from_i[i, j + 1], from_j[i, j + 1], is_edit[i, j + 1] = 0, 1, 1
        if i == n:
            break
        price = np.exp(native_price[i])
        for j in range(m + 1):
            if total[i, j] <= 0.0:
                continue
            total[i + 1, j] += total[i, j] * price
            weight = best[i, j] + native_price[i]
            if weight > best[i + 1, j]:
                best[i + 1, j] = weight
                from_i[i + 1, j], from_j[i + 1, j], is_edit[i + 1, j] = 1, 0, 1
            if j < m:
                total[i + 1, j + 1] += total[i, j] * price * price_in[j] * factor_replaced
                weight = best[i, j] + native_price[i] + latin_price[j] + replaced
                if weight > best[i + 1, j + 1]:
                    best[i + 1, j + 1] = weight
                    from_i[i + 1, j + 1], from_j[i + 1, j + 1], is_edit[i + 1, j + 1] = 1, 1, 1
        for length in range(native.shape[1]):
            gram = native[i, length]
            if gram < 0:
                continue
            i2 = i + length + 1
            for unit in range(starts[gram], starts[gram + 1]):
                other = unit_latin[unit]
                if other < 0:
                    for j in range(m + 1):
                        if total[i, j] > 0.0:
                            total[i2, j] += total[i, j] * unit_factor[unit]
                            weight = best[i, j] + unit_weight[unit]
                            if weight > best[i2, j]:
                                best[i2, j] = weight
                                from_i[i2, j], from_j[i2, j], is_edit[i2, j] = length + 1, 0, 0
                    continue
                j = heads[other]
                size = latin_lengths[other]
                while j >= 0:
                    if total[i, j] > 0.0:
                        total[i2, j + size] += total[i, j] * unit_factor[unit]
                        weight = best[i, j] + unit_weight[unit]
                        if weight > best[i2, j + size]:
                            best[i2, j + size] = weight
                            from_i[i2, j + size], from_j[i2, j + size] = length + 1, size
                            is_edit[i2, j + size] = 0
                    j = links[j, size - 1]
    for place in range(m):
        for length in range(latin.shape[1]):
            if latin[place, length] >= 0:
                heads[latin[place, length]] = -1
    explained, edits, run, worst_run = 0.0, 0, 0, 0
    stretch, worst_stretch, against, rate, skipped, worst_skipped = 0.0, 0.0, 0.0, 1e9, 0, 0
    i, j = n, m
    word = len(word_ends) - 1
    lowest, highest, here = 1e9, -1e9, 0.0
    while i > 0 or j > 0:
        while word > 0 and j <= word_ends[word - 1]:
            lowest, highest = min(lowest, here), max(highest, here)
            rate = min(rate, here / (word_ends[word] - word_ends[word - 1] + 2.0))
            here = 0.0
            word -= 1
        back_i, back_j, edited = from_i[i, j], from_j[i, j], is_edit[i, j]
        weight = best[i, j] - best[i - back_i, j - back_j]
        here += weight
        stretch = min(0.0, stretch + weight)
        worst_stretch = min(worst_stretch, stretch)
        against += min(0.0, weight)
        if edited:
            edits += 1
            run += int(back_j)
            worst_run = max(worst_run, run)
            skipped += int(back_i)
            worst_skipped = max(worst_skipped, skipped)
        else:
            explained += weight
            run = 0
            skipped = 0
        i -= back_i
        j -= back_j
    lowest, highest = min(lowest, here), max(highest, here)
    rate = min(rate, here / (word_ends[0] + 2.0))
    out[EXPLAINED], out[EDITS], out[WORST_RUN] = explained, edits, worst_run
    out[LOWEST], out[HIGHEST] = lowest, highest
    out[SUM], out[BEST] = np.log(total[n, m] + 1e-300), best[n, m]
    out[STRETCH], out[AGAINST], out[RATE], out[SKIPPED] = worst_stretch, against, rate, worst_skipped


@compiled
def fit_best(
    native: Ints,
    native_price: Floats,
    latin: Ints,
    latin_price: Floats,
    offsets: Ints,
    word_ends: Ints,
    end_offsets: Ints,
    fees: Floats,
    replaced: float,
    starts: Ints,
    unit_latin: Ints,
    unit_weight: Floats,
    unit_factor: Floats,
    latin_lengths: Ints,
    heads: NDArray[np.int8],
    out: Floats,
) -> int:
    """`fit` for several Latin spellings, one after the other; the place of the best, whose numbers fill `out`.

    The best has the highest sum over all paths, less its fee, for each letter and four more. What comes after the
    numbers in `out` is that of the first spelling.
    """
    found = np.empty(RESULTS, dtype=np.float32)
    chosen, highest = -1, -1e30
    for order in range(len(offsets) - 1):
        begin, end = offsets[order], offsets[order + 1]
        fit(
            native,
            latin[begin:end],
            native_price,
            latin_price[begin:end],
            replaced,
            starts,
            unit_latin,
            unit_weight,
            unit_factor,
            latin_lengths,
            word_ends[end_offsets[order] : end_offsets[order + 1]],
            heads,
            found,
        )
        rated = (found[SUM] - fees[order]) / (end - begin + 4.0)
        if order == 0:
            out[RESULTS] = rated
        if rated > highest:
            chosen, highest = order, rated
            out[:RESULTS] = found
    return chosen


@compiled
def bound(latin: Ints, price: Floats, best: Floats) -> float:
    """The highest weight any native spelling could reach beside this Latin one."""
    size = latin.shape[0]
    reached = np.full(size + 1, -1e9)
    reached[0] = 0.0
    for place in range(size):
        reached[place + 1] = max(reached[place + 1], reached[place] + price[place])
        for length in range(latin.shape[1]):
            gram = latin[place, length]
            if gram >= 0 and best[gram] > -19.0:
                reached[place + length + 1] = max(reached[place + length + 1], reached[place] + best[gram])
    return float(reached[size])
