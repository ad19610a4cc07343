"""Learning what levels are worth from records nobody has judged, by expectation and maximisation.

It sees counts alone: how many pairs of records fell into each pattern of levels. Python, DuckDB and Spark count on
their own side and share this, so that a model fitted on one is the same as on another. Nothing is drawn by lot: the
same counts give the same numbers.

Source:
    Fellegi and Sunter, "A theory for record linkage", Journal of the American Statistical Association 64, 1969.
    Winkler, "Using the EM algorithm for weight computation in the Fellegi-Sunter model of record linkage", 1988.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from samakki.matching.domain.definition import LEAST_CHANCE, Comparison, Definition, Level, check

Pattern = tuple[int, ...]
"""Places of the levels, a number for each comparison of the definition in its order; -1 where one side knows nothing
(`levels.pattern`)."""

Counts = Mapping[Pattern, float]
Floats = NDArray[np.float64]
ROUNDS = 200
SMALLEST_STEP = 1e-5
SEEN_ONCE = 0.5
"""Pairs that each level is taken to have had besides those counted, so that none is worth endlessly much."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """What was learned.

    Attributes:
        definition: with new chances; its prior is that of the pairs that were counted.
        rounds: how many it took.
        has_settled: whether the last round changed less than `SMALLEST_STEP`.
        log_likelihood: of the counts, natural logarithm.
    """

    definition: Definition
    rounds: int
    has_settled: bool
    log_likelihood: float


def fit(
    definition: Definition,
    counts: Counts,
    *,
    version: str,
    is_u_fixed: bool = False,
    kept: Collection[str] = (),
    m_kept: Collection[str] = (),
    prior: float | None = None,
    rounds: int = ROUNDS,
) -> Fitted:
    """Learn chances of all levels from counts of patterns.

    Trap: where pairs were found because a comparison agrees (blocking), it says nothing new of that comparison: name
    it in `kept`, and learn it from pairs that were found otherwise.

    Trap: `by_rarity` plays no part here: ``u`` becomes that of an average value.

    Args:
        definition: where it starts from; its levels stay.
        counts: pairs by pattern.
        version: of the definition that comes out.
        is_u_fixed: leave every ``u`` as it is: for one that was measured on random pairs, which is better.
        kept: codes of comparisons whose chances stay as they are.
        m_kept: codes of comparisons whose ``m`` stays: for one that was seen on pairs known to be of one.
        prior: where it starts from; the definition's where left out.
        rounds: at most.

    Raises:
        ValueError: no counts, or a pattern that does not fit the definition.
        InvalidValue: as `definition.check`.
    """
    patterns, seen = _table(definition, counts)
    m = [np.array([level.m for level in one.levels]) for one in definition.comparisons]
    u = [np.array([level.u for level in one.levels]) for one in definition.comparisons]
    share = definition.prior if prior is None else prior
    step, done, likelihood = 1.0, 0, 0.0
    while done < rounds and step >= SMALLEST_STEP:
        chance, likelihood = _expected(patterns, seen, m, u, share)
        before = [*(one.copy() for one in m), *(one.copy() for one in u), np.array([share])]
        share = float(np.clip((seen * chance).sum() / seen.sum(), LEAST_CHANCE, 1 - LEAST_CHANCE))
        for place, one in enumerate(definition.comparisons):
            if one.code in kept:
                continue
            if one.code not in m_kept:
                m[place] = _shares(patterns[:, place], seen * chance, m[place])
            if not is_u_fixed:
                u[place] = _shares(patterns[:, place], seen * (1 - chance), u[place])
        after = [*m, *u, np.array([share])]
        step = max(float(np.abs(x - y).max()) for x, y in zip(before, after, strict=True))
        done += 1
    made = Definition(
        version,
        share,
        tuple(
            one if one.code in kept else _in_order(one, m[place], u[place])
            for place, one in enumerate(definition.comparisons)
        ),
    )
    check(made)
    return Fitted(made, done, step < SMALLEST_STEP, likelihood)


def _table(definition: Definition, counts: Counts) -> tuple[NDArray[np.int64], Floats]:
    """Patterns as rows in one order, and how often each was seen."""
    rows = sorted((pattern, count) for pattern, count in counts.items() if count > 0)
    if not rows:
        message = "there are no counts to learn from"
        raise ValueError(message)
    highest = [len(one.levels) for one in definition.comparisons]
    for pattern, _ in rows:
        if len(pattern) != len(highest) or any(not -1 <= x < top for x, top in zip(pattern, highest, strict=True)):
            message = "a pattern has other comparisons or levels than the definition"
            raise ValueError(message)
    return np.array([pattern for pattern, _ in rows], dtype=np.int64), np.array([float(count) for _, count in rows])


def _expected(
    patterns: NDArray[np.int64], seen: Floats, m: list[Floats], u: list[Floats], share: float
) -> tuple[Floats, float]:
    """For each pattern the chance that its pairs are of one; and how likely all of it is."""
    same, other = np.full(len(patterns), np.log(share)), np.full(len(patterns), np.log1p(-share))
    for place in range(patterns.shape[1]):
        levels = patterns[:, place]
        is_known = levels >= 0
        same[is_known] += np.log(m[place][levels[is_known]])
        other[is_known] += np.log(u[place][levels[is_known]])
    top = np.maximum(same, other)
    total = top + np.log(np.exp(same - top) + np.exp(other - top))
    return np.exp(same - total), float((seen * total).sum())


def _shares(levels: NDArray[np.int64], weight: Floats, before: Floats) -> Floats:
    """How the weight spreads over the levels; as before where none is known."""
    is_known = levels >= 0
    counted = np.bincount(levels[is_known], weights=weight[is_known], minlength=len(before))
    if counted.sum() <= 0:
        return before
    smoothed = counted + SEEN_ONCE * before
    return np.asarray(np.clip(smoothed / smoothed.sum(), LEAST_CHANCE, 1 - LEAST_CHANCE))


def _in_order(one: Comparison, m: Floats, u: Floats) -> Comparison:
    """The comparison with new chances, none of its levels worth more than one before it.

    Neighbours that came out the wrong way round share their chances in one ratio: few pairs, not the world, put them
    so, and a definition that pays more for less cannot be explained to anybody.
    """
    groups: list[list[int]] = []
    for place in range(len(m)):
        groups.append([place])
        while len(groups) > 1 and _ratio(groups[-2], m, u) < _ratio(groups[-1], m, u):
            groups[-2:] = [[*groups[-2], *groups[-1]]]
    levels: list[Level] = []
    for group in groups:
        ratio = _ratio(group, m, u)
        for place in group:  # a level that was never met: both chances grow, so that what it is worth stays
            least = max(float(u[place]), LEAST_CHANCE, LEAST_CHANCE / ratio)
            levels.append(replace(one.levels[place], m=min(least * ratio, 1 - LEAST_CHANCE), u=least))
    return replace(one, levels=tuple(levels))


def _ratio(group: list[int], m: Floats, u: Floats) -> float:
    return float(m[group].sum() / u[group].sum())
