"""The last step of learning: trees that weigh the numbers of `features`. Only learning them needs scikit-learn."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from samakki.names.trees import Trees

Floats = NDArray[np.float32]
FOLDS = 5
TIMES = 2
"""How often trees are learned: each draws other numbers to look at, and their mean is steadier than one alone."""
PULL = 2.0
"""How many rows' worth a calibration is drawn back to changing nothing."""
LEAST_FACTOR, MOST_FACTOR = 0.2, 3.0
HALVINGS = 30


def fit_trees(
    rows: Floats, is_same: NDArray[np.int8], weights: NDArray[np.float64], seed: int, rounds: int = 110
) -> Trees:
    """Boosted trees on rows of features, learned `TIMES` times and averaged."""
    from sklearn.ensemble import HistGradientBoostingClassifier  # noqa: PLC0415  (only learning needs it)
    from threadpoolctl import threadpool_limits  # noqa: PLC0415  (comes with scikit-learn)

    # A number that no row has (of Chinese where there is none) cannot be cut at a threshold.
    rows = np.where(np.isnan(rows).all(axis=0), np.float32(0), rows)
    learners = []
    for time in range(TIMES):
        learner = HistGradientBoostingClassifier(
            max_iter=rounds,
            learning_rate=0.12,
            max_leaf_nodes=15,
            min_samples_leaf=25,
            l2_regularization=3.0,
            max_features=0.5,
            random_state=seed + time,
        )
        with threadpool_limits(1):  # small trees: on a busy machine threads wait for each other ten times as long
            learner.fit(rows, is_same, sample_weight=weights)
        learners.append(learner)
    return exported(learners)


def exported(learners: Sequence[Any]) -> Trees:
    """Trees of scikit-learn models as flat arrays; their log odds are averaged."""
    roots: list[int] = []
    nodes: list[NDArray[Any]] = []
    for learner in learners:
        for (predictor,) in learner._predictors:  # noqa: SLF001  (there is no public way to the trees)
            roots.append(sum(len(part) for part in nodes))
            nodes.append(predictor.nodes)
    flat = np.concatenate(nodes)
    offset = np.repeat(roots, [len(part) for part in nodes])
    starts = [float(np.ravel(learner._baseline_prediction)[0]) for learner in learners]  # noqa: SLF001  (as above)
    return Trees(
        roots=np.array(roots, dtype=np.int32),
        feature=np.where(flat["is_leaf"] == 1, -1, flat["feature_idx"]).astype(np.int16),
        threshold=flat["num_threshold"].astype(np.float32),
        left=np.where(flat["is_leaf"] == 1, 0, flat["left"] + offset).astype(np.int32),
        right=np.where(flat["is_leaf"] == 1, 0, flat["right"] + offset).astype(np.int32),
        missing_left=flat["missing_go_to_left"].astype(np.uint8),
        value=(flat["value"] / len(learners)).astype(np.float32),
        start=sum(starts) / len(starts),
    )


def out_of_fold(
    rows: Floats,
    is_same: NDArray[np.int8],
    groups: Sequence[str],
    weights: NDArray[np.float64],
    seed: int,
) -> Floats:
    """Log odds of each row from trees that saw no row of its group.

    Args:
        rows: features of the rows to judge.
        is_same: their labels.
        groups: which rows belong together.
        weights: how much each row counts in learning.
        seed: of the folds and the trees.
    """
    names = sorted(set(groups))
    chance = np.random.default_rng(seed)
    fold_of = dict(zip(names, chance.permutation(len(names)) % FOLDS, strict=True))
    fold = np.array([fold_of[group] for group in groups])
    out = np.zeros(len(rows), dtype=np.float32)
    for k in range(FOLDS):
        learned, judged = fold != k, fold == k
        if not judged.any():
            continue
        out[judged] = fit_trees(rows[learned], is_same[learned], weights[learned], seed).log_odds(rows[judged])
    return out


def calibrated(log_odds: Floats, is_same: NDArray[np.int8], rounds: int = 50) -> tuple[float, float]:
    """Factor and offset that turn log odds into those of a calibrated chance (Platt scaling, by Newton's method).

    Both are drawn towards 1 and 0 as if a few rows said so, and a step that does not help is halved: with few labelled
    rows, or rows that one threshold parts, there would be no end to how sure the chances become.

    Returns:
        the factor, `LEAST_FACTOR` to `MOST_FACTOR`, and the offset.
    """
    design = np.stack([log_odds, np.ones_like(log_odds)], axis=1).astype(np.float64)
    start = np.array([1.0, 0.0])

    def loss(factors: NDArray[np.float64]) -> float:
        odds = design @ factors
        missed = np.logaddexp(0.0, odds) - is_same * odds
        return float(missed.sum() + PULL / 2 * ((factors - start) ** 2).sum())

    found = start
    for _ in range(rounds):
        chance = 1 / (1 + np.exp(-np.clip(design @ found, -500, 500)))
        slope = design.T @ (is_same - chance) - PULL * (found - start)
        curve = (design * (chance * (1 - chance))[:, None]).T @ design + PULL * np.eye(2)
        step = np.linalg.solve(curve, slope)
        for _ in range(HALVINGS):
            if loss(found + step) <= loss(found):
                break
            step = step / 2
        found = found + step
        if np.abs(step).max() < 1e-9:
            break
    return float(np.clip(found[0], LEAST_FACTOR, MOST_FACTOR)), float(found[1])
