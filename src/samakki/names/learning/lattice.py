"""All ways to cut a pair of spellings into units, as flat arrays that compiled loops walk over."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samakki.names.compiling import compiled
from samakki.names.kernel import LONGEST

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Doubles = NDArray[np.float64]
EMPTY = -1


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large units may be: letters of the native side, letters of the Latin side, and how far off the diagonal."""

    native: int = 3
    latin: int = 4
    slack: float = 0.34


@dataclass(frozen=True)
class Lattice:
    """Arcs of many pairs, pair after pair, sorted by where they start.

    Args:
        first: number of the first arc of each pair; one longer than there are pairs.
        shape: (pairs, 2) letters of either side.
        start: (arcs, 2) letters already read where the arc starts.
        step: (arcs, 2) letters it reads.
        unit: number of its unit.
        units: for each unit its native and Latin letters.
    """

    first: Longs
    shape: Ints
    start: NDArray[np.uint8]
    step: NDArray[np.uint8]
    unit: Ints
    units: list[tuple[str, str]]


@compiled
def count_arcs(n: int, m: int, native: int, latin: int, slack: float) -> int:
    """How many arcs a pair of n and m letters has."""
    arcs = 0
    for i in range(n + 1):
        for j in range(m + 1):
            if not near(i, j, n, m, slack):
                continue
            for a in range(min(native, n - i) + 1):
                for b in range(min(latin, m - j) + 1):
                    if allowed(a, b) and near(i + a, j + b, n, m, slack):
                        arcs += 1
    return arcs


@compiled
def near(i: int, j: int, n: int, m: int, slack: float) -> bool:
    """Whether a point lies near the diagonal."""
    return abs(i / max(n, 1) - j / max(m, 1)) <= slack + 1.0 / max(min(n, m), 1)


@compiled
def allowed(a: int, b: int) -> bool:
    """Whether a unit may have this shape: nothing for nothing never, nothing for one, one or two for nothing."""
    if a == 0:
        return b == 1
    return b > 0 or a <= 2


@compiled
def fill_arcs(
    x: Ints,
    y: Ints,
    native: int,
    latin: int,
    slack: float,
    at: int,
    start: NDArray[np.uint8],
    step: NDArray[np.uint8],
    key: Longs,
) -> int:
    """Write the arcs of one pair from place `at` on; returns the place after the last."""
    n, m = len(x), len(y)
    for i in range(n + 1):
        for j in range(m + 1):
            if not near(i, j, n, m, slack):
                continue
            for a in range(min(native, n - i) + 1):
                for b in range(min(latin, m - j) + 1):
                    if not (allowed(a, b) and near(i + a, j + b, n, m, slack)):
                        continue
                    code = np.int64(0)
                    for p in range(native):
                        code = code * 16384 + (x[i + p] + 1 if p < a else 0)
                    code_y = np.int64(0)
                    for p in range(latin):
                        code_y = code_y * 48 + (y[j + p] + 1 if p < b else 0)
                    start[at, 0], start[at, 1], step[at, 0], step[at, 1] = i, j, a, b
                    key[at] = (
                        code * np.int64(11) ** 11 + code_y * np.int64(7)
                        if native > 1
                        else code * np.int64(2) ** 40 + code_y
                    )
                    at += 1
    return at


def build(pairs: Sequence[tuple[str, str]], sizes: Sizes) -> Lattice:
    """All arcs of pairs of spellings (native letters, Latin letters without spaces)."""
    native_letters = {letter: n for n, letter in enumerate(sorted({c for x, _ in pairs for c in x}))}
    latin_letters = {letter: n for n, letter in enumerate(sorted({c for _, y in pairs for c in y}))}
    coded = [
        (
            np.array([native_letters[c] for c in x[:LONGEST]], dtype=np.int32),
            np.array([latin_letters[c] for c in y[:LONGEST]], dtype=np.int32),
        )
        for x, y in pairs
    ]
    counts = [count_arcs(len(x), len(y), sizes.native, sizes.latin, sizes.slack) for x, y in coded]
    first = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    arcs = int(first[-1])
    start = np.zeros((arcs, 2), dtype=np.uint8)
    step = np.zeros((arcs, 2), dtype=np.uint8)
    key = np.zeros(arcs, dtype=np.int64)
    for number, (x, y) in enumerate(coded):
        fill_arcs(x, y, sizes.native, sizes.latin, sizes.slack, int(first[number]), start, step, key)
    _, where, unit = np.unique(key, return_index=True, return_inverse=True)
    owner = np.searchsorted(first, where, side="right") - 1
    units = []
    for arc, pair in zip(where.tolist(), owner.tolist(), strict=True):
        x, y = pairs[pair]
        i, j = start[arc].tolist()
        a, b = step[arc].tolist()
        units.append((x[i : i + a], y[j : j + b]))
    shape = np.array([(len(x), len(y)) for x, y in coded], dtype=np.int32)
    return Lattice(first, shape, start, step, unit.astype(np.int32).ravel(), units)


@compiled
def expect(
    first: Longs,
    shape: Ints,
    start: NDArray[np.uint8],
    step: NDArray[np.uint8],
    unit: Ints,
    probability: Doubles,
    counts: Doubles,
    pair_weight: Doubles,
) -> float:
    """One expectation step: adds expected counts of units; returns the log likelihood."""
    likelihood = 0.0
    for pair in range(len(first) - 1):
        n, m = shape[pair, 0], shape[pair, 1]
        ahead = np.zeros((n + 1, m + 1))
        back = np.zeros((n + 1, m + 1))
        ahead[0, 0], back[n, m] = 1.0, 1.0
        begin, end = first[pair], first[pair + 1]
        for arc in range(begin, end):
            i, j = start[arc, 0], start[arc, 1]
            if ahead[i, j] > 0.0:
                ahead[i + step[arc, 0], j + step[arc, 1]] += ahead[i, j] * probability[unit[arc]]
        whole = ahead[n, m]
        if whole <= 0.0:
            continue
        likelihood += np.log(whole) * pair_weight[pair]
        for arc in range(end - 1, begin - 1, -1):
            i, j = start[arc, 0], start[arc, 1]
            rest = back[i + step[arc, 0], j + step[arc, 1]] * probability[unit[arc]]
            back[i, j] += rest
            counts[unit[arc]] += ahead[i, j] * rest / whole * pair_weight[pair]
    return likelihood
