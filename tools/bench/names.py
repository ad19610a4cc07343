"""Comparing names: how often right, beside spelling-based peers in the same run, and how fast.

With the environment variable SAMAKKI_NAMES_DATA naming a folder that has names/people-dev.csv and names/places-dev.csv,
the judges are learned anew on four fifths of the groups and measured on the fifth they have not seen, because the
shipped ones have seen all; unit models have seen none of them. Without it a small committed set of well-known names is
scored as it is, each name against its own and the three that follow.
"""

import csv
import math
import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from anyascii import anyascii
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from samakki.names import kernel
from samakki.names.bundle import Models, load, shipped
from samakki.names.comparing import score_names
from samakki.names.features import Comparer
from samakki.names.languages import HABITS, known_language
from samakki.names.learning import judges
from samakki.names.parsing import parse
from tools import names_sources
from tools.bench import names_finding
from tools.bench.figure import Figure
from tools.names_sources import Pair
from tools.train_names import SEED, tabulate

DATA, MODELS = "SAMAKKI_NAMES_DATA", "SAMAKKI_NAMES_MODELS"
SMALL = Path(__file__).with_name("names_small.csv")
TARGETS = {
    "all": 0.92,
    "km-latin": 0.93,
    "th-latin": 0.88,
    "my-latin": 0.95,
    "bn-latin": 0.96,
    "zh-latin": 0.88,
    "latin-latin": 0.96,
    "two": 0.85,
}
RECALL_TARGET = 0.60
FEW, TOO_FEW = 150, 20
EXACT = 0.99
PLACES = ("geonames", "pumi", "pumi-villages", "thai-province-data", "bangladesh-geocode")
Scores = NDArray[np.float64]
PEERS: dict[str, Callable[[str, str], float]] = {
    "rapidfuzz Jaro-Winkler on anyascii": JaroWinkler.normalized_similarity,
    "rapidfuzz token_set_ratio on anyascii": lambda a, b: fuzz.token_set_ratio(a, b) / 100,
}


@dataclass(frozen=True, slots=True)
class Quality:
    """How well a threshold chosen on one half of the groups does on the other, both ways round."""

    f1: float
    low: float
    high: float
    recall_at_99: float


def cell(pair: Pair) -> str:
    """The pair of languages as targets name it."""
    scripts = [HABITS[known_language(code)].script for code in (pair.lang_a, pair.lang_b)]
    if scripts == ["Latn", "Latn"]:
        return "latin-latin"
    if scripts[0] == scripts[1]:
        return f"{pair.lang_a}-{pair.lang_b}"
    if "Latn" in scripts:
        return f"{pair.lang_b if scripts[0] == 'Latn' else pair.lang_a}-latin"
    return "two"


def best_threshold(scores: Scores, same: Scores) -> float:
    """The threshold with the best F1."""
    order = np.argsort(-scores, kind="stable")
    right = np.cumsum(same[order])
    f1 = 2 * right / (np.arange(1, len(order) + 1) + same.sum())
    place = int(f1.argmax())
    following = scores[order][min(place + 1, len(order) - 1)]
    return float((scores[order][place] + following) / 2)


def quality(scores: Scores, same: Scores, groups: Sequence[str], chosen_on: Scores | None = None) -> Quality:
    """F1 with thresholds from the other half of the groups, its 95 % interval, and recall at 99 % precision."""
    half = np.array([sum(group.encode()) % 2 for group in groups])
    decided = np.zeros(len(scores), dtype=bool)
    for side in (0, 1):
        other, own = half != side, half == side
        if same[other].sum() and own.any():
            decided[own] = scores[own] >= best_threshold(scores[other], same[other])
    hit, wrong, missed = (decided & (same == 1)).sum(), (decided & (same == 0)).sum(), (~decided & (same == 1)).sum()
    f1 = 2 * hit / max(2 * hit + wrong + missed, 1)
    spread = 1.96 * math.sqrt(max(f1 * (1 - f1), 1e-9) / max(same.sum(), 1))
    order = np.argsort(-scores, kind="stable")
    right = np.cumsum(same[order])
    exact = right / np.arange(1, len(order) + 1) >= EXACT
    recall = float(right[exact].max() / same.sum()) if exact.any() else 0.0
    return Quality(float(f1), max(0.0, f1 - spread), min(1.0, f1 + spread), recall)


def out_of_fold(models: Models, pairs: Sequence[Pair]) -> tuple[Scores, list[Pair]]:
    """Scores from judges that saw no pair of the same group."""
    scores: list[float] = []
    owners: list[Pair] = []
    for rows, same, found in tabulate(Comparer(models), pairs).values():
        nothing = (np.zeros((0, rows.shape[1]), dtype=np.float32), np.zeros(0, dtype=np.int8))
        scores += judges.out_of_fold(rows, same, [pair.group for pair in found], nothing, SEED).tolist()
        owners += found
    return np.array(scores), owners


def measured(pairs: Sequence[Pair], scores: Scores, name: str) -> Iterator[Figure]:
    """Figures of all pairs and of each pair of languages, beside the best peer of each."""
    plain = [(anyascii(pair.name_a).casefold(), anyascii(pair.name_b).casefold()) for pair in pairs]
    peers = {peer: np.array([compare(a, b) for a, b in plain]) for peer, compare in PEERS.items()}
    same = np.array([float(pair.is_same) for pair in pairs])
    groups = [pair.group for pair in pairs]
    cells: dict[str, list[int]] = defaultdict(list)
    for number, pair in enumerate(pairs):
        cells["all"].append(number)
        cells["places" if pair.source.split(":")[0] in PLACES else "people"].append(number)
        cells[cell(pair)].append(number)
    for key, numbers in sorted(cells.items(), key=lambda item: -len(item[1])):
        own = np.array(numbers)
        positives = int(same[own].sum())
        if positives < TOO_FEW:
            continue
        found = quality(scores[own], same[own], [groups[n] for n in numbers])
        rated = {peer: quality(values[own], same[own], [groups[n] for n in numbers]) for peer, values in peers.items()}
        best = max(rated, key=lambda peer: rated[peer].f1)
        note = f"{positives} true pairs of {len(own)}; {best} reaches {rated[best].f1:.3f}"
        if positives < FEW:
            note += f"; 95 % interval {found.low:.2f} to {found.high:.2f}"
        target = (TARGETS[key], None) if key in TARGETS else None
        yield Figure(f"{name}.f1.{key}", found.f1, "ratio", target=target, note=note)
        recall_note = f"{positives} true pairs; peer {rated[best].recall_at_99:.2f}"
        recall_target = (RECALL_TARGET, None) if key == "all" else None
        yield Figure(f"{name}.recall_at_99.{key}", found.recall_at_99, "ratio", target=recall_target, note=recall_note)


def small() -> list[Pair]:
    """The committed names, each with its own spelling and three others'."""
    with SMALL.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    pairs = []
    for n, row in enumerate(rows):
        for step in range(4):
            other = rows[(n + step) % len(rows)]
            pairs.append(
                Pair(
                    row["name_a"],
                    row["lang_a"],
                    other["name_b"],
                    other["lang_b"],
                    other["name_b"] == row["name_b"],
                    "small",
                    str(n),
                )
            )
    return pairs


def speed(models: Models, pairs: Sequence[Pair], seconds: float) -> Iterator[Figure]:
    """Full scores a second, names read before and not; and kernel calls."""
    comparer = Comparer(models)
    names = [(parse(pair.name_a, pair.lang_a), parse(pair.name_b, pair.lang_b)) for pair in pairs]
    list(score_names(names[:50], comparer))
    begun, done = time.process_time(), 0
    while time.process_time() - begun < seconds:
        done += len(list(score_names(names, comparer)))
    yield Figure(
        "names.scores_per_second",
        done / (time.process_time() - begun),
        "1/s",
        target=(20_000, None),
        note="one core, names already read",
    )
    if kernel.IS_COMPILED:
        model = models.units["Khmr"]
        native, latin = model.encode_native("សុខសុភា"), model.encode_latin("soksophea")
        ends = np.array([3, 9], dtype=np.int32)
        begun, done = time.process_time(), 0
        while time.process_time() - begun < seconds:
            for _ in range(2000):
                model.fit(native, latin, ends)
            done += 2000
        yield Figure(
            "names.fits_per_second", done / (time.process_time() - begun), "1/s", note="one call from Python each"
        )


def run(short: bool) -> Iterator[Figure]:
    """Quality and speed."""
    models = load(Path(os.environ[MODELS])) if MODELS in os.environ else shipped()
    folder = os.environ.get(DATA)
    if folder:
        files = ("people-dev.csv",) if short else ("people-dev.csv", "places-dev.csv")
        pairs = [pair for name in files for pair in names_sources.labelled(Path(folder) / "names" / name)]
        scores, pairs = out_of_fold(models, pairs)
        yield from measured(pairs, scores, "names")
        spellings = names_sources.labelled(Path(folder) / "names" / "spellings-train.csv")
        yield from names_finding.measured(models, pairs, spellings, "names")
    else:
        pairs = small()
        names = [(parse(pair.name_a, pair.lang_a), parse(pair.name_b, pair.lang_b)) for pair in pairs]
        scores = np.array(list(score_names(names, Comparer(models))))
        yield from measured(pairs, scores, "names.small")
        yield from names_finding.small(pairs)
    yield from speed(models, pairs, 1.0 if short else 5.0)
    yield from names_finding.speed(pairs)
