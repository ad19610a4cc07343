"""Comparing names: how often right, beside peers on the same pairs by the same rule, and how fast.

``run.py bench names --data DIR`` measures on development data (names/people-dev.csv, names/places-dev.csv); without it
a small committed set of well-known names is scored, each name against its own spelling and the three that follow.
``--research FILE`` measures a model of all sources too, ``--tokens FILE`` lets unit models that saw labelled pairs be
learned anew without them. `names_scores` says why the scores may be believed, `names_peers` who else takes part.
"""

import csv
import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from anyascii import anyascii
from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from samakki.names import compiling
from samakki.names.bundle import Models, load, shipped
from samakki.names.comparing import score_names
from samakki.names.features import Comparer
from samakki.names.letters import Letters
from samakki.names.parsing import parse
from tools.bench import names_companies, names_finding, names_peers, names_scores
from tools.bench.figure import Figure
from tools.bench.names_quality import Quality, Scores, cell, is_place, quality
from tools.names_sources import Pair, is_shippable

DATA, MODELS = "SAMAKKI_NAMES_DATA", "SAMAKKI_NAMES_MODELS"
RESEARCH, TOKENS = "SAMAKKI_NAMES_RESEARCH", "SAMAKKI_NAMES_TOKENS"
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
SHIPPED_BELOW = 0.03
"""How far the shipped kind may stay below a target, which is the research kind's."""
FEW, TOO_FEW = 150, 20
SPEED_TARGET, KERNEL_TARGET = 20_000, 300_000
BY_LETTERS: dict[str, Callable[[str, str], float]] = {
    "rapidfuzz Jaro-Winkler on anyascii": JaroWinkler.normalized_similarity,
    "rapidfuzz token_set_ratio on anyascii": lambda a, b: fuzz.token_set_ratio(a, b) / 100,
}
Peers = Mapping[str, Scores]


def cells(pairs: Sequence[Pair]) -> dict[str, list[int]]:
    """Places of the pairs of each cell, the largest first: all, people, places, and pairs of languages."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, pair in enumerate(pairs):
        found["all"].append(number)
        found["places" if is_place(pair) else "people"].append(number)
        found[cell(pair)].append(number)
    return dict(sorted(found.items(), key=lambda item: -len(item[1])))


def by_letters(pairs: Sequence[Pair]) -> dict[str, Scores]:
    """The two peers that need nothing beyond this environment."""
    plain = [(anyascii(pair.name_a).casefold(), anyascii(pair.name_b).casefold()) for pair in pairs]
    return {peer: np.array([compare(a, b) for a, b in plain]) for peer, compare in BY_LETTERS.items()}


def target_of(key: str, lowest: float | None, kind: str) -> tuple[float | None, float | None] | None:
    """The target of a figure, with what the shipped kind may stay below it."""
    if lowest is None or key == "places":
        return None
    return (round(lowest - (SHIPPED_BELOW if kind == "shipped" else 0), 3), None)


def measured(
    pairs: Sequence[Pair], scores: Scores, peers: Peers, name: str, kind: str = "", *, to_beat: bool = False
) -> Iterator[Figure]:
    """F1 and recall at 99 % precision of each cell, every peer in the note.

    Args:
        pairs: all.
        scores: of each.
        peers: theirs, by peer.
        name: of the figures.
        kind: of model: the shipped one may stay below a target.
        to_beat: whether the target is to beat the best peer instead of a fixed one.
    """
    same = np.array([float(pair.is_same) for pair in pairs])
    for key, numbers in cells(pairs).items():
        own = np.array(numbers)
        positives = int(same[own].sum())
        if positives < TOO_FEW:
            continue
        groups = [pairs[n].group for n in numbers]
        found = quality(scores[own], same[own], groups)
        rated = {peer: quality(values[own], same[own], groups) for peer, values in peers.items()}
        of = f"{positives} true pairs of {len(own)}"
        wide = positives < FEW or key in ("all", "people", "places")
        note = "; ".join(filter(None, [of, interval(found.low, found.high) if wide else "", listed(rated, "f1")]))
        f1 = Figure(f"{name}.f1.{key}", found.f1, "ratio", target=target_of(key, TARGETS.get(key), kind), note=note)
        best = max(rated, key=lambda peer: rated[peer].f1)
        yield replace(f1, peer=best, peer_value=rated[best].f1, target=(1.0, None)) if to_beat else f1
        spread = interval(found.recall_low, found.recall_high) if wide else ""
        note = "; ".join(filter(None, [of, spread, listed(rated, "recall_at_99")]))
        target = target_of(key, RECALL_TARGET if key == "all" and not to_beat else None, kind)
        yield Figure(f"{name}.recall_at_99.{key}", found.recall_at_99, "ratio", target=target, note=note)


def interval(low: float, high: float) -> str:
    """A 95 % interval in words."""
    return f"95 % interval {low:.2f} to {high:.2f}"


def listed(rated: Mapping[str, Quality], what: str) -> str:
    """Every peer's figure, the best first."""
    ordered = sorted(rated, key=lambda peer: -float(getattr(rated[peer], what)))
    return "peers: " + ", ".join(f"{peer} {getattr(rated[peer], what):.3f}" for peer in ordered)


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
    """Full scores a second with names read before, and evaluations of the kernel, by processor time of one core."""
    comparer = Comparer(models)
    names = [(parse(pair.name_a, pair.lang_a), parse(pair.name_b, pair.lang_b)) for pair in pairs]
    list(score_names(names[:50], comparer))
    begun = time.process_time()
    list(score_names(names, comparer))
    new = len(names) / (time.process_time() - begun)
    yield Figure("names.scores_per_second_of_new_names", new, "1/s", note="the same; each name met for the first time")
    begun, done = time.process_time(), 0
    while time.process_time() - begun < seconds:
        done += len(list(score_names(names, comparer)))
    rate = done / (time.process_time() - begun)
    note = "one core, processor time, names already read and made ready; the score on which F1 is reported"
    yield Figure("names.scores_per_second", rate, "1/s", target=(SPEED_TARGET, None), note=note)
    if compiling.IS_COMPILED:
        yield Figure(
            "names.kernel_per_second",
            kernel_rate(models, seconds),
            "1/s",
            target=(KERNEL_TARGET, None),
            note="one core, processor time: a Khmer name of 7 letters fitted to Latin ones of 10 in several orders",
        )


def kernel_rate(models: Models, seconds: float) -> float:
    """Evaluations of the kernel a second: one spelling of each side in one order."""
    letters = Letters(models.units["Khmr"])
    orders = [(("sok", "sophea"), 0), (("sophea", "sok"), 1)] * 8
    natives, groups = [letters.native("សុខសុភា")] * 200, [letters.add(orders)] * 200
    letters.fit(natives, groups)
    begun, done = time.process_time(), 0
    while time.process_time() - begun < seconds:
        letters.fit(natives, groups)
        done += len(natives) * len(orders)
    return done / (time.process_time() - begun)


def peers_of(pairs: Sequence[Pair], name: str) -> Iterator[Figure | dict[str, Scores]]:
    """Scores of the peers, with a figure for the speed of each and one for each that was left out."""
    rated = names_peers.rate(pairs)
    for peer, seconds in rated.seconds.items():
        what = f"{name}.peer_pairs_per_second.{peer.replace(' ', '-')}"
        yield Figure(what, len(pairs) / max(seconds, 1e-6), "1/s", note="one core, processor time, romanising included")
    for peer, why in rated.left_out.items():
        yield Figure(f"{name}.peer_left_out.{peer.replace(' ', '-')}", 0.0, "pairs", note=why)
    yield by_letters(pairs) | rated.scores


def run(short: bool) -> Iterator[Figure]:
    """Quality, first places and speed."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # trees on two threads of a busy machine wait for each other
    models = load(Path(os.environ[MODELS])) if MODELS in os.environ else shipped()
    if DATA not in os.environ:
        pairs = small()
        names = [(parse(pair.name_a, pair.lang_a), parse(pair.name_b, pair.lang_b)) for pair in pairs]
        scores = np.array(list(score_names(names, Comparer(models))))
        yield from compared("names.small", {"": scores}, pairs)
        yield from names_finding.small(pairs)
    else:
        tokens = Path(os.environ[TOKENS]) if TOKENS in os.environ else None
        data = names_scores.Data(Path(os.environ[DATA]), tokens)
        pairs = data.labelled(*(("people-dev",) if short else ("people-dev", "places-dev")))
        kinds = {"shipped": models}
        if RESEARCH in os.environ:
            kinds["research"] = load(Path(os.environ[RESEARCH]))
        halves = {
            kind: names_scores.half_models(own, pairs, data, research=kind == "research") for kind, own in kinds.items()
        }
        beside = {kind: data.spellings(research=kind == "research") for kind in kinds}
        scores_of = {
            kind: names_scores.honest(own, halves[kind], pairs, beside[kind], research=kind == "research")
            for kind, own in kinds.items()
        }
        yield from compared("names", scores_of, pairs)
        best = "research" if "research" in kinds else "shipped"
        learned = pairs if best == "research" else [pair for pair in pairs if is_shippable(pair)]
        spellings = data.labelled("spellings-train")
        yield from names_finding.measured(halves[best], learned, beside[best], pairs, spellings, "names")
        if not short:
            people, scores = names_scores.gazetteer_only(models, data)
            yield from compared("names.gazetteer_only", {"": scores}, people, to_beat=True)
    yield from speed(models, pairs, 1.0 if short else 5.0)
    yield from names_finding.speed(pairs)
    yield from names_companies.run(short)


def compared(
    name: str, scores_of: Mapping[str, Scores], pairs: Sequence[Pair], *, to_beat: bool = False
) -> Iterator[Figure]:
    """Figures of each kind of model beside the peers on the same pairs. As `measured`."""
    peers: dict[str, Scores] = {}
    for found in peers_of(pairs, name):
        if isinstance(found, Figure):
            yield found
        else:
            peers = found
    for kind, scores in scores_of.items():
        yield from measured(pairs, scores, peers, f"{name}.{kind}" if kind else name, kind, to_beat=to_beat)
