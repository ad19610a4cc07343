"""Matches in arrays."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Places = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Matches:
    """Pairs that are worth enough, in the order of their records.

    Attributes:
        a: the earlier record of each.
        b: the later.
        weight: in bits.
        levels: for each comparison their places.
    """

    a: Ints
    b: Ints
    weight: NDArray[np.float64]
    levels: Sequence[Places]

    def likeliest_first(self) -> "Matches":
        """In the order in which they are written."""
        order = np.argsort(-self.weight, kind="stable")
        return Matches(self.a[order], self.b[order], self.weight[order], [level[order] for level in self.levels])


def together(some: Sequence[Matches]) -> Matches:
    """All of some."""
    if len(some) == 1:
        return some[0]
    levels = [np.concatenate(parts) for parts in zip(*(one.levels for one in some), strict=True)]
    a, b = (np.concatenate([side[place] for side in ((one.a, one.b) for one in some)]) for place in (0, 1))
    return Matches(a, b, np.concatenate([one.weight for one in some]), levels)
