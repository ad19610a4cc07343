"""The last step of a score: many small decision trees whose sum is the log odds that two names are the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from samakki.names.compiling import compiled

Floats = NDArray[np.float32]


@compiled
def walk(
    rows: Floats,
    roots: NDArray[np.int32],
    feature: NDArray[np.int16],
    threshold: Floats,
    left: NDArray[np.int32],
    right: NDArray[np.int32],
    missing_left: NDArray[np.uint8],
    value: Floats,
    start: float,
    out: NDArray[np.float64],
) -> None:
    """Sum the leaves each row falls into; an unknown number is NaN and goes the way the tree learned.

    Tree by tree, so that each stays at hand while all rows pass through it.
    """
    for row in range(rows.shape[0]):
        out[row] = start
    for tree in range(len(roots)):
        for row in range(rows.shape[0]):
            node = roots[tree]
            while feature[node] >= 0:
                number = rows[row, feature[node]]
                goes_left = missing_left[node] == 1 if np.isnan(number) else number <= threshold[node]
                node = left[node] if goes_left else right[node]
            out[row] += value[node]


@dataclass(frozen=True)
class Trees:
    """Trees as flat arrays; a node with feature -1 is a leaf.

    Args:
        roots: first node of each tree.
        start: log odds before any tree.
        scale: factor and offset that make the sum a calibrated log odds.
    """

    roots: NDArray[np.int32]
    feature: NDArray[np.int16]
    threshold: Floats
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    missing_left: NDArray[np.uint8]
    value: Floats
    start: float
    scale: tuple[float, float] = (1.0, 0.0)

    def log_odds(self, rows: Floats) -> Floats:
        """Calibrated log odds of each row of features."""
        summed = np.empty(len(rows))
        walk(
            np.ascontiguousarray(rows, dtype=np.float32),
            self.roots,
            self.feature,
            self.threshold,
            self.left,
            self.right,
            self.missing_left,
            self.value,
            self.start,
            summed,
        )
        return (summed.astype(np.float32) * np.float32(self.scale[0]) + np.float32(self.scale[1])).astype(np.float32)

    def to_arrays(self) -> dict[str, NDArray[np.generic]]:
        """The trees as arrays for a model file."""
        return {
            "roots": self.roots,
            "feature": self.feature,
            "threshold": self.threshold,
            "left": self.left.astype(np.uint16 if len(self.left) < 2**16 else np.int32),
            "right": self.right.astype(np.uint16 if len(self.right) < 2**16 else np.int32),
            "missing_left": self.missing_left,
            "value": self.value.astype(np.float16),
            "numbers": np.array([self.start, *self.scale], dtype=np.float32),
        }


def from_arrays(arrays: Mapping[str, NDArray[Any]]) -> Trees:
    """Trees from what `Trees.to_arrays` gave."""
    start, factor, offset = arrays["numbers"].tolist()
    return Trees(
        roots=arrays["roots"].astype(np.int32),
        feature=arrays["feature"].astype(np.int16),
        threshold=arrays["threshold"].astype(np.float32),
        left=arrays["left"].astype(np.int32),
        right=arrays["right"].astype(np.int32),
        missing_left=arrays["missing_left"].astype(np.uint8),
        value=arrays["value"].astype(np.float32),
        start=float(start),
        scale=(float(factor), float(offset)),
    )
