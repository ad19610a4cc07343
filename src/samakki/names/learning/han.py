"""The Chinese unit model: one character stands for up to six Latin letters.

Names are too few to learn the reading of every character, so each starts with the spellings its readings give
(`romanisations`); pairs of names then add the spellings of foreign names and shift the shares.
"""

from collections.abc import Sequence

import numpy as np

from samakki.names.learning.em import Tell, assemble, letters, log_share, nothing
from samakki.names.learning.lattice import Sizes, build, expect
from samakki.names.romanisations import spellings
from samakki.names.units import UnitModel

PRIOR_COUNT = 2.5
"""How many sightings the readings of a character are worth."""
LEAST_SHARE = 0.004
SIZES = Sizes(native=1, latin=6, slack=0.45)
COMMON = 3500
"""Characters that no pair has but that the model still knows, by how many readings they have."""


def learn(pairs: Sequence[tuple[str, str]], also: Sequence[str], *, rounds: int = 8, tell: Tell = nothing) -> UnitModel:
    """Learn the model from pairs (characters, Latin letters), both without spaces.

    Args:
        pairs: names that mean the same.
        also: characters to know besides those in the pairs.
        rounds: of expectation and maximisation.
        tell: called with a line on each round.
    """
    lattice = build(pairs, SIZES)
    native, latin = letters(pairs, 0), letters(pairs, 1)
    prior = np.array([PRIOR_COUNT * spellings(x).get(y, 0.0) if x else 0.0 for x, y in lattice.units])
    size = np.array([len(y) for _, y in lattice.units])
    met = np.bincount(lattice.unit, minlength=len(lattice.units)).astype(np.float64)
    counts = 0.02 * met * np.exp(-0.7 * np.abs(size - 2.5)) + 3.0 * prior
    owners = {x: n for n, x in enumerate(dict.fromkeys(x for x, _ in lattice.units))}
    owner = np.array([owners[x] for x, _ in lattice.units])
    for turn in range(rounds):
        smoothed = counts + prior
        total = np.bincount(owner, weights=smoothed)[owner] + PRIOR_COUNT
        frequency = np.array([native.get(x, 1e-3) for x, _ in lattice.units])
        probability = np.maximum(smoothed, 1e-5) / total * frequency
        counts = np.zeros(len(lattice.units))
        likelihood = expect(
            lattice.first,
            lattice.shape,
            lattice.start,
            lattice.step,
            lattice.unit,
            probability,
            counts,
            np.ones(len(pairs)),
        )
        counts = np.maximum(counts - 0.1, 0.0)
        tell(f"round {turn + 1}: log likelihood {likelihood:.0f}")
    shares: dict[str, dict[str, float]] = {}
    for (x, y), count in zip(lattice.units, counts, strict=True):
        if x:
            shares.setdefault(x, {})[y] = float(count)
    for letter in also:
        shares.setdefault(letter, {})
    by_native: dict[str, list[tuple[str, float]]] = {}
    for x, seen in shares.items():
        known = spellings(x)
        total_seen = sum(seen.values()) + PRIOR_COUNT
        for y in sorted({*seen, *known}):
            share = (seen.get(y, 0.0) + PRIOR_COUNT * known.get(y, 0.0)) / total_seen
            if share > LEAST_SHARE and all(letter in latin for letter in y):
                by_native.setdefault(x, []).append((y, float(np.log(share) - log_share(y, latin))))
    native_price = {letter: -7.0 for letter in shares}
    latin_price = {letter: float(-9.5 - np.log(share) * 0.9) for letter, share in latin.items()}
    return assemble(by_native, native_price, latin_price)
