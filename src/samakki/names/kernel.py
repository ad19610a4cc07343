"""The inner loops: how well two spellings fit, by units that were learned.

With numba these are machine code, compiled once and kept on disk; without it the same functions run as plain Python,
about two hundred times slower, which is enough to compare a few names.

A spelling on the native side is a row of n places, one on the Latin side a row of m places. A *unit* pairs one to a few
letters of the first with none to a few of the second and has a weight: the log of how much more often the two stand for
each other than chance would have it. What no unit explains is inserted, dropped or replaced at a price.
"""

import numpy as np

from samakki.names.compiling import compiled
from samakki.names.loop_arrays import Bytes, Doubles, Floats, Ints, Latins, Natives, Units

LONGEST = 60
"""Letters of a spelling that are looked at."""

EXPLAINED, EDITS, WORST_RUN, LOWEST, HIGHEST, SUM, BEST, STRETCH, AGAINST, RATE, SKIPPED = range(11)
"""What `fit_many` finds, by place: see there."""
RESULTS = 11


@compiled
def enter(latin: Ints, heads: Bytes, links: Bytes) -> None:
    """Note where each Latin gram starts: its first place in `heads`, from there to the next in `links`."""
    for place in range(latin.shape[0] - 1, -1, -1):
        for length in range(latin.shape[1]):
            gram = latin[place, length]
            if gram >= 0:
                links[place, length] = heads[gram]
                heads[gram] = place


@compiled
def leave(latin: Ints, heads: Bytes) -> None:
    """Take out what `enter` noted."""
    for place in range(latin.shape[0]):
        for length in range(latin.shape[1]):
            if latin[place, length] >= 0:
                heads[latin[place, length]] = -1


@compiled
def sum_of_paths(
    native: Ints,
    latin: Ints,
    dropped: Floats,
    inserted: Floats,
    units: Units,
    heads: Bytes,
    links: Bytes,
    total: Doubles,
) -> float:
    """Log of the sum over all paths of two spellings, of which the Latin one was entered; fills `total`."""
    n, m = native.shape[0], latin.shape[0]
    for i in range(n + 1):
        for j in range(m + 1):
            total[i, j] = 0.0
    total[0, 0] = 1.0
    replaced = np.exp(units.replaced)
    for i in range(n + 1):
        here = total[i]
        for j in range(m):
            here[j + 1] += here[j] * inserted[j]
        if i == n:
            break
        price = dropped[i]
        after = total[i + 1]
        for j in range(m):
            after[j] += here[j] * price
            after[j + 1] += here[j] * price * inserted[j] * replaced
        after[m] += here[m] * price
        for length in range(native.shape[1]):
            gram = native[i, length]
            if gram < 0:
                continue
            after = total[i + length + 1]
            for unit in range(units.starts[gram], units.starts[gram + 1]):
                other = units.latin[unit]
                if other < 0:
                    for j in range(m + 1):
                        after[j] += here[j] * units.factor[unit]
                    continue
                j = heads[other]
                if j >= 0:
                    size = units.lengths[other]
                    factor = units.factor[unit]
                    while j >= 0:
                        after[j + size] += here[j] * factor
                        j = links[j, size - 1]
    return float(np.log(total[n, m] + 1e-300))


@compiled
def best_path(
    native: Ints,
    latin: Ints,
    dropped: Floats,
    inserted: Floats,
    word_ends: Ints,
    units: Units,
    heads: Bytes,
    links: Bytes,
    total: Doubles,
    best: Doubles,
    steps: Bytes,
    out: Floats,
) -> None:
    """Fill `out` for two spellings of which the Latin one was entered; `total` is what `sum_of_paths` filled."""
    n, m = native.shape[0], latin.shape[0]
    for i in range(n + 1):
        for j in range(m + 1):
            best[i, j] = -1e9
    best[0, 0] = 0.0
    for i in range(n + 1):
        for j in range(m):
            if total[i, j] > 0.0:
                weight = best[i, j] + inserted[j]
                if weight > best[i, j + 1]:
                    best[i, j + 1] = weight
                    steps[i, j + 1, 0], steps[i, j + 1, 1], steps[i, j + 1, 2] = 0, 1, 1
        if i == n:
            break
        for j in range(m + 1):
            if total[i, j] <= 0.0:
                continue
            weight = best[i, j] + dropped[i]
            if weight > best[i + 1, j]:
                best[i + 1, j] = weight
                steps[i + 1, j, 0], steps[i + 1, j, 1], steps[i + 1, j, 2] = 1, 0, 1
            if j < m:
                weight = best[i, j] + dropped[i] + inserted[j] + units.replaced
                if weight > best[i + 1, j + 1]:
                    best[i + 1, j + 1] = weight
                    steps[i + 1, j + 1, 0], steps[i + 1, j + 1, 1], steps[i + 1, j + 1, 2] = 1, 1, 1
        for length in range(native.shape[1]):
            gram = native[i, length]
            if gram < 0:
                continue
            i2 = i + length + 1
            for unit in range(units.starts[gram], units.starts[gram + 1]):
                other = units.latin[unit]
                if other < 0:
                    for j in range(m + 1):
                        if total[i, j] > 0.0:
                            weight = best[i, j] + units.weight[unit]
                            if weight > best[i2, j]:
                                best[i2, j] = weight
                                steps[i2, j, 0], steps[i2, j, 1], steps[i2, j, 2] = length + 1, 0, 0
                    continue
                j = heads[other]
                size = units.lengths[other]
                while j >= 0:
                    if total[i, j] > 0.0:
                        weight = best[i, j] + units.weight[unit]
                        if weight > best[i2, j + size]:
                            best[i2, j + size] = weight
                            steps[i2, j + size, 0], steps[i2, j + size, 1] = length + 1, size
                            steps[i2, j + size, 2] = 0
                    j = links[j, size - 1]
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
        back_i, back_j, edited = steps[i, j, 0], steps[i, j, 1], steps[i, j, 2]
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
def fit_many(pairs: Ints, natives: Natives, latins: Latins, units: Units, out: Floats, chosen: Ints) -> None:
    """Fit many pairs, of each the best of several Latin spellings; fills `out` and `chosen`.

    The best way has the highest sum over all paths, less its fee, for each letter and four more.

    Args:
        pairs: (pairs, 2) numbers of a native spelling and of a group of ways.
        natives: what the first numbers stand for.
        latins: what the second numbers stand for.
        units: of the model.
        out: a row for each pair: weight of the explained part of the best path, its edits, longest run of Latin
            letters it leaves unexplained, weight of its worst and best word, log of the sum over all paths, weight of
            the best path, weight of the worst stretch of it, weight of all steps that speak against, weight per letter
            of its worst word, longest run of native letters it leaves unexplained; then the rating of the first way.
        chosen: place of the best way within its group.
    """
    heads = np.full(len(units.lengths), -1, dtype=np.int8)
    links = np.empty((LONGEST, latins.grams.shape[1]), dtype=np.int8)
    total = np.empty((LONGEST + 1, LONGEST + 1))
    best = np.empty((LONGEST + 1, LONGEST + 1))
    steps = np.empty((LONGEST + 1, LONGEST + 1, 3), dtype=np.int8)
    for pair in range(len(pairs)):
        begin, end = natives.starts[pairs[pair, 0]], natives.starts[pairs[pair, 0] + 1]
        native, dropped = natives.grams[begin:end], natives.factor[begin:end]
        first, last = latins.groups[pairs[pair, 1]], latins.groups[pairs[pair, 1] + 1]
        picked, highest = -1, -1e30
        for way in range(first, last):
            start, stop = latins.starts[way], latins.starts[way + 1]
            latin, inserted = latins.grams[start:stop], latins.factor[start:stop]
            enter(latin, heads, links)
            found = np.float32(sum_of_paths(native, latin, dropped, inserted, units, heads, links, total))
            leave(latin, heads)
            rated = (found - latins.fees[way]) / (stop - start + 4.0)
            if way == first:
                out[pair, RESULTS] = rated
            if rated > highest:
                picked, highest = way, rated
        chosen[pair] = picked - first
        if picked < 0:
            continue
        start, stop = latins.starts[picked], latins.starts[picked + 1]
        latin, inserted = latins.grams[start:stop], latins.factor[start:stop]
        ends = latins.word_ends[latins.end_starts[picked] : latins.end_starts[picked + 1]]
        enter(latin, heads, links)
        if picked != last - 1:  # else the sums are still those of this way
            sum_of_paths(native, latin, dropped, inserted, units, heads, links, total)
        dropped, inserted = natives.price[begin:end], latins.price[start:stop]
        best_path(native, latin, dropped, inserted, ends, units, heads, links, total, best, steps, out[pair])
        leave(latin, heads)
