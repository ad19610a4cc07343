"""Names that look like others of the same list: what a comparison must not fall for."""

from collections.abc import Sequence

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from samakki.names.learning.adapt import Example

POOL = 2500


def examples(pairs: Sequence[tuple[str, str]], seed: int, near: int = 2, others: int = 1) -> list[Example]:
    """Each true pair, and beside it the same native name with Latin names that are near and that are not.

    Args:
        pairs: native and Latin spelling, without spaces.
        seed: of the choice of which other names are looked at.
        near: how many of the nearest other names.
        others: how many names by chance.
    """
    chance = np.random.default_rng(seed)
    same_as: dict[str, set[str]] = {}
    for native, latin in pairs:
        same_as.setdefault(native, set()).add(latin)
    found: list[Example] = []
    spellings = sorted({latin for _, latin in pairs})
    for begin in range(0, len(pairs), POOL):
        block = pairs[begin : begin + POOL]
        pool = [spellings[n] for n in chance.choice(len(spellings), min(POOL, len(spellings)), replace=False)]
        scores = process.cdist(
            [latin for _, latin in block], pool, scorer=JaroWinkler.normalized_similarity, dtype=np.float32
        )
        nearest = np.argsort(-scores, axis=1, kind="stable")[:, : near + 4]
        for row, (native, latin) in enumerate(block):
            found.append(Example(native, latin, is_same=True))
            wrong = [pool[n] for n in nearest[row] if pool[n] not in same_as[native]][:near]
            wrong += [pool[n] for n in chance.integers(len(pool), size=others) if pool[n] not in same_as[native]]
            found += [Example(native, other, is_same=False) for other in dict.fromkeys(wrong)]
    return found
