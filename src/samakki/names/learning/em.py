"""Units by expectation maximisation: start with every way to cut, keep what explains many pairs."""

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from samakki.names.learning.lattice import Lattice, Sizes, build, expect
from samakki.names.units import UnitModel, assembled

INSERTED = 2e-5
"""Probability of a letter no unit explains, on either side."""
REPLACED = 1e-7
DISCOUNT = 0.12
"""Taken off the count of a unit for each of its letters: large units must earn their place."""
LEAST_COUNT = 0.35

MIXED = ((Sizes(3, 4), 0.84), (Sizes(2, 3), 0.11), (Sizes(1, 3), 0.05))
"""Sizes of units that are learned apart, and what share of the mixture each has."""

Tell = Callable[[str], None]


def nothing(_line: str) -> None:
    """Say nothing."""


def learn(
    pairs: Sequence[tuple[str, str]],
    sizes: Sizes,
    *,
    rounds: int = 9,
    weights: Sequence[float] | None = None,
    tell: Tell = nothing,
) -> UnitModel:
    """Learn a unit model from pairs of spellings that mean the same.

    Args:
        pairs: native letters and Latin letters, both without spaces.
        sizes: how large units may be.
        rounds: of expectation and maximisation.
        weights: how much each pair counts, 1 if not given.
        tell: called with a line on each round.
    """
    found = shares(pairs, sizes, rounds=rounds, weights=weights, tell=tell)
    return weighted(sorted(found.items()), letters(pairs, 0), letters(pairs, 1))


def learn_smoothed(pairs: Sequence[tuple[str, str]], *, tell: Tell = nothing) -> UnitModel:
    """Learn a unit model whose large units are backed by small ones.

    Large units explain most of what is known and leave nothing for their parts, so that letters in a new neighbourhood
    would fit nothing; small units learned on their own keep a share.

    Args:
        pairs: native letters and Latin letters, both without spaces.
        tell: called with a line on each round.
    """
    mixed: dict[tuple[str, str], float] = {}
    for sizes, share in MIXED:
        for unit, probability in shares(pairs, sizes, tell=tell).items():
            mixed[unit] = mixed.get(unit, 0.0) + share * probability
    return weighted(sorted(mixed.items()), letters(pairs, 0), letters(pairs, 1))


def shares(
    pairs: Sequence[tuple[str, str]],
    sizes: Sizes,
    *,
    rounds: int = 9,
    weights: Sequence[float] | None = None,
    tell: Tell = nothing,
) -> dict[tuple[str, str], float]:
    """Probability of each unit that explains something; see `learn` for the arguments."""
    lattice = build(pairs, sizes)
    pair_weight = np.ones(len(pairs)) if weights is None else np.asarray(weights, dtype=np.float64)
    size = np.array([len(x) + len(y) for x, y in lattice.units], dtype=np.float64)
    is_single = np.array([len(x) + len(y) == 1 for x, y in lattice.units])
    probability = starting_point(lattice, size)
    counts = np.zeros(len(lattice.units))
    for turn in range(rounds):
        counts = np.zeros(len(lattice.units))
        likelihood = expect(
            lattice.first, lattice.shape, lattice.start, lattice.step, lattice.unit, probability, counts, pair_weight
        )
        discount = DISCOUNT * (size - 1) * min(1.0, turn / 3)
        kept = np.maximum(counts - discount, 0.0)
        probability = np.where(is_single, np.maximum(kept, 1e-3), kept) / kept.sum()
        tell(f"round {turn + 1}: log likelihood {likelihood:.0f}, units {int((kept > LEAST_COUNT).sum())}")
    return {
        unit: float(p)
        for unit, p, count in zip(lattice.units, probability, counts, strict=True)
        if count > LEAST_COUNT and p > 0
    }


def starting_point(lattice: Lattice, size: NDArray[np.float64]) -> NDArray[np.float64]:
    """Probabilities to start from: as often as letters meet, less for larger units."""
    met = np.bincount(lattice.unit, minlength=len(lattice.units)).astype(np.float64)
    start = met * np.exp(-2.2 * size)
    share: NDArray[np.float64] = start / start.sum()
    return share


def letters(pairs: Sequence[tuple[str, str]], side: int) -> dict[str, float]:
    """Share of each letter on one side."""
    counted = Counter(letter for pair in pairs for letter in pair[side])
    total = sum(counted.values())
    return {letter: count / total for letter, count in counted.items()}


def log_share(gram: str, share: dict[str, float]) -> float:
    """Log probability that chance writes these letters."""
    return float(sum(np.log(share[letter]) for letter in gram))


def weighted(
    chosen: Sequence[tuple[tuple[str, str], float]], native: dict[str, float], latin: dict[str, float]
) -> UnitModel:
    """A model with the log ratio to chance as weight of each unit."""
    by_native: dict[str, list[tuple[str, float]]] = {}
    native_price = {letter: np.log(INSERTED) - np.log(share) for letter, share in native.items()}
    latin_price = {letter: np.log(INSERTED) - np.log(share) for letter, share in latin.items()}
    for (x, y), probability in chosen:
        if not x:
            latin_price[y] = max(latin_price[y], np.log(probability) - log_share(y, latin))
            continue
        weight = np.log(probability) - log_share(x, native) - log_share(y, latin)
        by_native.setdefault(x, []).append((y, float(weight)))
    return assemble(by_native, native_price, latin_price)


def assemble(
    by_native: dict[str, list[tuple[str, float]]], native_price: dict[str, float], latin_price: dict[str, float]
) -> UnitModel:
    """A model from weights by native letters."""
    unknown = float(np.log(INSERTED) + 9.0)
    return assembled(by_native, native_price, latin_price, unknown, float(np.log(REPLACED) - 2 * np.log(INSERTED)))
