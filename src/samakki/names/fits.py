"""How well the words of one name fit those of another, as numbers."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samakki.names.likeness import Words

FIT_FEATURES = 19
TOTAL, LETTERS, CHANGED = 0, 8, 10
"""Places of some of them."""
FEES = (0.0, 2.0, 6.0)
"""What a name costs as written, with its words turned round, and with a word left out."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Which native words fit which Latin words best.

    Args:
        native: the native words used.
        latin: the Latin words in the order used.
        changed: 0 as written, 1 in another order, 2 with a word left out.
        rating: how well they fit.
    """

    native: Words
    latin: Words
    changed: int
    rating: float


def ratings_of(kind: str, rows: NDArray[np.float32]) -> NDArray[np.float64]:
    """How well the letters of pairs fit each other, from their numbers: about 1.5 at best, 0 where they do not."""
    if kind == "same":
        return 1.5 * rows[:, 1].astype(np.float64)  # Jaro-Winkler
    if kind == "pivot":
        best = rows[:, 2 + 2 * FIT_FEATURES].astype(np.float64)
    else:
        fit = rows[:, 1 : 1 + FIT_FEATURES].astype(np.float64)
        fees = np.array(FEES)[np.nan_to_num(fit[:, CHANGED]).astype(int)]
        best = (fit[:, TOTAL] - fees) / (fit[:, LETTERS] + 4)
    return np.nan_to_num(best)
