"""What Spark asks Python, in frames of pandas. Imported only where Spark is, since pandas comes with that part."""

from collections.abc import Iterator

import pandas as pd
from rapidfuzz.distance import JaroWinkler

from samakki.matching.bulk.judging import judged_batch
from samakki.matching.domain.definition import Comparison


def likeness(one: pd.Series, other: pd.Series) -> pd.Series:
    """Jaro-Winkler similarity of texts, row by row; null where one is. Spark reads the kinds from this signature."""
    found = [None if a is None or b is None else JaroWinkler.similarity(a, b) for a, b in zip(one, other, strict=True)]
    return pd.Series(found, dtype="float64")


def judged_frames(one: Comparison, frames: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """Frames of (number, number, cell, cell), each with the places of its levels."""
    for frame in frames:
        if len(frame):
            asked = list(frame[["one", "other", "a", "b"]].itertuples(index=False, name=None))
            ones, others, places = judged_batch(one, asked)
            yield pd.DataFrame({"one": ones, "other": others, "place": places})
