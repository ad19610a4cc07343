"""How good scores of pairs are: the same rule for every matcher, so that figures can stand beside each other.

A threshold is chosen on one half of the groups and used on the other, both ways round. A *group* is all pairs of one
name: its true spelling and its near namesakes. Intervals come from drawing groups again by chance, with replacement.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samakki.names.languages import HABITS, known_language
from tools.names_sources import Pair

EXACT = 0.99
SEED = 20261121
DRAWS = 1000
PLACES = ("geonames", "pumi", "pumi-villages", "thai-province-data", "bangladesh-geocode")
Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Quality:
    """How well a threshold chosen on one half of the groups does on the other, both ways round.

    Args:
        f1: harmonic mean of precision and recall, 0 to 1.
        low: lower end of its 95 % interval.
        high: upper end.
        recall_at_99: the largest part of true pairs above a threshold with at least 99 % precision.
        recall_low: lower end of its 95 % interval.
        recall_high: upper end.
    """

    f1: float
    low: float
    high: float
    recall_at_99: float
    recall_low: float
    recall_high: float


def cell(pair: Pair) -> str:
    """The pair of languages as targets name it."""
    scripts = [script(code) for code in (pair.lang_a, pair.lang_b)]
    if scripts == ["Latn", "Latn"]:
        return "latin-latin"
    if scripts[0] == scripts[1]:
        return f"{pair.lang_a}-{pair.lang_b}"
    if "Latn" in scripts:
        return f"{pair.lang_b if scripts[0] == 'Latn' else pair.lang_a}-latin"
    return "two"


def script(language: str) -> str:
    """Script that names of a language are written in."""
    known = known_language(language)
    return HABITS[known].script if known else "Latn"


def is_place(pair: Pair) -> bool:
    """Whether a pair is of places, not of people."""
    return pair.source.split(":")[0] in PLACES


def half(group: str) -> int:
    """Which half of the groups one belongs to: 0 or 1, the same in every run."""
    return sum(group.encode()) % 2


def best_threshold(scores: Scores, same: Scores) -> float:
    """The threshold with the best F1."""
    order = np.argsort(-scores, kind="stable")
    right = np.cumsum(same[order])
    f1 = 2 * right / (np.arange(1, len(order) + 1) + same.sum())
    f1[:-1][scores[order][:-1] == scores[order][1:]] = 0  # no threshold parts equals
    place = int(f1.argmax())
    following = scores[order][min(place + 1, len(order) - 1)]
    return float((scores[order][place] + following) / 2) if place + 1 < len(order) else float(scores[order][place])


def decisions(scores: Scores, same: Scores, groups: Sequence[str]) -> NDArray[np.bool_]:
    """Which pairs are called the same, each by a threshold from the other half of the groups."""
    side = np.array([half(group) for group in groups])
    decided = np.zeros(len(scores), dtype=bool)
    for number in (0, 1):
        other, own = side != number, side == number
        if same[other].sum() and own.any():
            decided[own] = scores[own] >= best_threshold(scores[other], same[other])
    return decided


def recall_at(precision: float, scores: Scores, same: Scores, weight: Scores | None = None) -> float:
    """The largest part of true pairs above a threshold that has this precision."""
    weight = np.ones(len(scores)) if weight is None else weight
    order = np.argsort(-scores, kind="stable")
    right, taken = np.cumsum((same * weight)[order]), np.cumsum(weight[order])
    ends = np.append(scores[order][:-1] != scores[order][1:], True)  # a threshold takes all equals or none
    good = ends & (taken > 0) & (right >= precision * taken)
    return float(right[good].max() / max(right[-1], 1)) if good.any() else 0.0


def quality(scores: Scores, same: Scores, groups: Sequence[str]) -> Quality:
    """F1 and recall at 99 % precision, with intervals."""
    decided = decisions(scores, same, groups)
    numbers = {group: number for number, group in enumerate(dict.fromkeys(groups))}
    owner = np.array([numbers[group] for group in groups])
    counts = np.stack(
        [
            np.bincount(owner, weights=chosen, minlength=len(numbers))
            for chosen in (decided & (same == 1), decided & (same == 0), ~decided & (same == 1))
        ],
        axis=1,
    )
    chance = np.random.default_rng(SEED)
    draws = chance.multinomial(len(numbers), np.full(len(numbers), 1 / len(numbers)), size=DRAWS)
    low, high = np.quantile(f1_of(draws.astype(np.float64) @ counts), (0.025, 0.975))
    recalls = [recall_at(EXACT, scores, same, draw[owner].astype(np.float64)) for draw in draws[: DRAWS // 5]]
    recall_low, recall_high = np.quantile(recalls, (0.025, 0.975))
    return Quality(
        float(f1_of(counts.sum(axis=0)[None])[0]),
        float(low),
        float(high),
        recall_at(EXACT, scores, same),
        float(recall_low),
        float(recall_high),
    )


def f1_of(counts: NDArray[np.float64]) -> Scores:
    """F1 of rows of hits, wrong ones and missed ones."""
    hit, wrong, missed = counts.T
    return np.asarray(2 * hit / np.maximum(2 * hit + wrong + missed, 1))
