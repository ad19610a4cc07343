"""Finding the same people in two files of real names with drawn fields: how often right at which certainty.

``run.py bench records --data DIR [--research FILE]``; without data the committed well-known names, too few to mean much
and scored by judges as they are shipped. File A is in native letters, file B in Latin ones (`records_simulation`).
Pairs that share a name key are scored by judges that saw none of the pairs of that half of the groups. Levels of the
names are learned on one half and used on the other; year, sex and province weigh what the simulation itself says.
Rarity is `names.commonness`, which has seen none of these names. Beside it: Jaro-Winkler on anyascii with the same
levels and fields over all pairs, fields alone, and an oracle that knows which texts are spellings of each other.
"""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from anyascii import anyascii
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from samakki.names.bundle import load, shipped
from samakki.names.commonness import rarity
from samakki.names.comparing import score_names
from samakki.names.features import Comparer
from samakki.names.parsing import parse
from tools import names_sources
from tools.bench import names, names_finding, names_scores
from tools.bench.figure import Figure
from tools.bench.names_quality import Scores, half, is_place, recall_at
from tools.bench.records_simulation import (
    ORIGIN_WRONG,
    PROVINCES,
    SEX_WRONG,
    UNKNOWN,
    YEAR_FAR,
    YEAR_NEAR,
    YEARS,
    File,
    files,
)
from tools.names_sources import Pair

EDGES = (0.999, 0.995, 0.98, 0.95, 0.85, 0.65, 0.4, 0.15, 0.03, 0.005)
"""Least score of each level of names; below the last is one more."""
EDGES_OF_LETTERS = (0.98, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6)
RARITY_SHARES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5)
"""How much of a name's rarity may count: parts of a name are not independent, and shares are estimates."""
F1_TARGET, RECALL_TARGET, OF_ORACLE = 0.85, 0.50, 0.85
HALF_SEEN = 0.5
ROWS_AT_ONCE = 256
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Found:
    """Pairs of places in the two files that were looked at.

    Args:
        rows: places in file A.
        columns: places in file B.
        same: whether both are the same person.
        side: half of the groups that the name in A is of.
        people: people who are in both files, looked at or not.
        pairs: all pairs of the two files.
    """

    rows: Ints
    columns: Ints
    same: NDArray[np.bool_]
    side: Ints
    people: int
    pairs: int


def looked_at(a: File, b: File, rows: Ints, columns: Ints) -> Found:
    """These pairs with what is known of them."""
    halves = np.array([half(group) for group in a.groups])
    return Found(
        rows,
        columns,
        a.person[rows] == b.person[columns],
        halves[rows],
        len(np.intersect1d(a.person, b.person)),
        len(a.names) * len(b.names),
    )


def fields(a: File, b: File, found: Found) -> Scores:
    """Weight in bits of year, sex and province together, by the simulation's own chances; 0 for what is not known."""
    years = a.year[found.rows].astype(int), b.year[found.columns].astype(int)
    off = abs(years[0] - years[1])
    near, far = np.log2(YEAR_NEAR * YEARS / 2), np.log2(YEAR_FAR)
    year = np.where(off == 0, np.log2((1 - YEAR_NEAR - YEAR_FAR) * YEARS), np.where(off == 1, near, far))
    sex = np.where(a.sex[found.rows] == b.sex[found.columns], np.log2(2 * (1 - SEX_WRONG)), np.log2(2 * SEX_WRONG))
    homes = a.origin[found.rows], b.origin[found.columns]
    origin = np.where(homes[0] == homes[1], np.log2((1 - ORIGIN_WRONG) * PROVINCES), np.log2(ORIGIN_WRONG))
    return np.asarray(
        np.where((years[0] == UNKNOWN) | (years[1] == UNKNOWN), 0, year)
        + sex
        + np.where((homes[0] == UNKNOWN) | (homes[1] == UNKNOWN), 0, origin)
    )


def by_level(found: Found, level: Ints, nats: Scores | None = None, share: float = 0.0) -> Scores:
    """Weight in bits of each level of the names, learned on the other half of the groups; rarity as a share of it."""
    weight = np.zeros(len(level))
    for side in (0, 1):
        other, own = found.side != side, found.side == side
        people = max(int((found.same & other).sum()), 1)
        for number in range(int(level.max()) + 1):
            at = other & (level == number)
            true, wrong = (found.same & at).sum() + HALF_SEEN, (~found.same & at).sum() + HALF_SEEN
            here = own & (level == number)
            weight[here] = np.log2(true / people) - np.log2(wrong / (found.pairs / 2))
            if nats is not None and share and (~found.same & at).any():
                usual = float(np.median(nats[~found.same & at]))
                weight[here] += share * (nats[here] - usual) / np.log(2)
    return weight


def with_rarity(found: Found, level: Ints, nats: Scores, rest: Scores) -> Scores:
    """Levels and rarity, as much of it as does best on the other half."""
    tried = [by_level(found, level, nats, share) for share in RARITY_SHARES]
    weight = np.zeros(len(level))
    for side in (0, 1):
        other = found.side != side
        best = max(
            range(len(tried)), key=lambda n: best_f1((tried[n] + rest)[other], found.same[other], found.people / 2)
        )
        weight[~other] = tried[best][~other]
    return weight


def best_f1(weight: Scores, same: NDArray[np.bool_], people: float) -> float:
    """Best F1 of any threshold; people who were never looked at are missed."""
    order = np.argsort(-weight, kind="stable")
    right = np.cumsum(same[order])
    ends = np.append(weight[order][:-1] != weight[order][1:], True)
    return float((2 * right / (np.arange(1, len(order) + 1) + people))[ends].max())


def figures(
    name: str, weight: Scores, found: Found, note: str, targets: tuple[float, float] | None = None
) -> Iterator[Figure]:
    """Best F1 and recall at 90 and 99 % precision, of all people in both files."""
    looked = found.same.sum() / found.people
    same = found.same.astype(np.float64)
    f1, exact = best_f1(weight, found.same, found.people), recall_at(0.99, weight, same) * looked
    yield Figure(f"{name}.best_f1", f1, "ratio", target=(targets[0], None) if targets else None, note=note)
    yield Figure(f"{name}.recall_at_90", recall_at(0.9, weight, same) * looked, "ratio", note=note)
    yield Figure(f"{name}.recall_at_99", exact, "ratio", target=(targets[1], None) if targets else None, note=note)


def by_letters(a: File, b: File) -> tuple[Found, Ints]:
    """All pairs of a level of Jaro-Winkler on anyascii but the lowest; the lowest holds what no threshold reaches."""
    plain = [[anyascii(text).casefold() for text, _ in file.names] for file in (a, b)]
    rows, columns, alike = [], [], []
    for start in range(0, len(plain[0]), ROWS_AT_ONCE):
        found = process.cdist(
            plain[0][start : start + ROWS_AT_ONCE],
            plain[1],
            scorer=JaroWinkler.normalized_similarity,
            dtype=np.float32,
            score_cutoff=EDGES_OF_LETTERS[-1],
        )
        row, column = np.nonzero(found)
        rows.append(row + start)
        columns.append(column)
        alike.append(found[row, column])
    likeness = np.concatenate(alike)
    level = np.searchsorted(-np.array(EDGES_OF_LETTERS), -likeness, side="left")
    return looked_at(a, b, np.concatenate(rows), np.concatenate(columns)), level


def fields_alone(a: File, b: File) -> Iterator[Figure]:
    """What year, sex and province find without names, over all pairs."""
    counted: dict[float, list[int]] = {}
    people = len(np.intersect1d(a.person, b.person))
    for start in range(0, len(a.names), ROWS_AT_ONCE):
        rows = np.repeat(np.arange(start, min(start + ROWS_AT_ONCE, len(a.names))), len(b.names))
        found = looked_at(a, b, rows, np.tile(np.arange(len(b.names)), len(rows) // len(b.names)))
        weights, place = np.unique(np.round(fields(a, b, found), 6), return_inverse=True)
        for number, weight in enumerate(weights):
            own = counted.setdefault(float(weight), [0, 0])
            own[0] += int(found.same[place == number].sum())
            own[1] += int((place == number).sum())
    true = np.cumsum([counted[weight][0] for weight in sorted(counted, reverse=True)])
    taken = np.cumsum([counted[weight][1] for weight in sorted(counted, reverse=True)])
    yield Figure(
        "records.fields_only.best_f1", float((2 * true / (taken + people)).max()), "ratio", note="over all pairs"
    )


def ours(comparers: dict[int, Comparer], a: File, b: File, kind: str, oracle: float) -> Iterator[Figure]:
    """Names by our score, with fields, without and with rarity."""
    begun = time.process_time()
    blocks = names_finding.blocks(b.names, [names_finding.Query(name, name, "") for name in a.names])
    pairs = [(row, column) for row, block in enumerate(blocks) for column in sorted(block)]
    found = looked_at(a, b, *(np.array(places) for places in zip(*pairs, strict=True)))
    read = [parse(*name) for name in a.names], [parse(*name) for name in b.names]
    scores = np.zeros(len(pairs))
    for side in (0, 1):
        own = np.nonzero(found.side == side)[0]
        scores[own] = list(score_names(((read[0][pairs[n][0]], read[1][pairs[n][1]]) for n in own), comparers[side]))
    nats = np.array([rarity(read[0][row], read[1][column]).nats for row, column in pairs])
    level = np.searchsorted(-np.array(EDGES), -scores, side="left")
    rest = fields(a, b, found)
    taken = time.process_time() - begun
    size = f"{len(a.names)} × {len(b.names)} people, {found.people} in both; {len(pairs)} pairs share a key"
    yield Figure(f"records.{kind}.keys_recall", float(found.same.sum() / found.people), "ratio", note=size)
    yield from figures(f"records.{kind}.name_only", by_level(found, level), found, size)
    yield from figures(
        f"records.{kind}.without_rarity", by_level(found, level) + rest, found, "name, year, sex, origin"
    )
    targets = (F1_TARGET, min(RECALL_TARGET, OF_ORACLE * oracle))
    weight = with_rarity(found, level, nats, rest) + rest
    yield from figures(f"records.{kind}", weight, found, "name, year, sex, origin, rarity", targets)
    yield Figure(f"records.{kind}.seconds", taken, "s", note="one core, processor time: keys and scores")


def oracle(a: File, b: File, labelled: list[Pair]) -> tuple[Found, Scores]:
    """Pairs whose texts are spellings of each other, and the weight of their fields: all that names can say at best."""
    spelled: dict[str, set[str]] = {}
    for pair in labelled:
        if pair.is_same:
            spelled.setdefault(pair.name_a, set()).add(pair.name_b)
            spelled.setdefault(pair.name_b, set()).add(pair.name_a)
    places: dict[str, list[int]] = {}
    for number, (text, _) in enumerate(b.names):
        places.setdefault(text, []).append(number)
    pairs = [
        (row, column)
        for row, (text, _) in enumerate(a.names)
        for other in spelled.get(text, ())
        for column in places.get(other, ())
    ]
    found = looked_at(a, b, *(np.array(ends) for ends in zip(*pairs, strict=True)))
    return found, fields(a, b, found)


def run(short: bool) -> Iterator[Figure]:
    """Ours beside the peers and the oracle; the shipped kind, and the research kind where its model is given."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # as in `names.run`
    more: list[Pair] = []
    data = None
    if names.DATA in os.environ:
        tokens = Path(os.environ[names.TOKENS]) if names.TOKENS in os.environ else None
        data = names_scores.Data(Path(os.environ[names.DATA]), tokens)
        labelled = data.labelled("people-dev")
        more = [pair for pair in data.labelled("spellings-train") if not is_place(pair)]
    else:
        labelled = names.small()
    a, b = files(labelled, [] if short else more)
    found, weight = oracle(a, b, labelled)
    note = "knows which texts are spellings of each other"
    best = list(figures("records.oracle", weight, found, note))
    yield from best
    found, level = by_letters(a, b)
    letters = by_level(found, level)
    yield from figures("records.jaro_winkler.name_only", letters, found, "anyascii, all pairs")
    note = "anyascii; name, year, sex, origin; all pairs"
    yield from figures("records.jaro_winkler", letters + fields(a, b, found), found, note)
    yield from fields_alone(a, b)
    kinds = {"shipped": shipped()}
    if names.RESEARCH in os.environ:
        kinds["research"] = load(Path(os.environ[names.RESEARCH]))
    for kind, models in kinds.items():
        comparers = dict.fromkeys((0, 1), Comparer(models))
        if data is not None:
            judged = [
                pair
                for pair in data.labelled("people-dev", "places-dev")
                if kind == "research" or names_sources.is_shippable(pair)
            ]
            halves = names_scores.half_models(models, judged, data, research=kind == "research")
            comparers = names_finding.halves(halves, judged, data.spellings(research=kind == "research"))
        yield from ours(comparers, a, b, kind, best[-1].value)
