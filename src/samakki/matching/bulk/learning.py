"""The definition of a run: from its columns, and with weights learned from the data themselves.

What two records of one person look like is learned from pairs that rules found, what two of different people look like
from pairs drawn by lot. Both are counted as parts of all pairs there are, so that the chance that comes out is one of
all pairs too, and agreement that a rule asked for is not taken for evidence twice.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from samakki.matching.bulk.blocking import Rule
from samakki.matching.bulk.columns import Use
from samakki.matching.bulk.duck import Duck
from samakki.matching.bulk.pairs import Pairs, drawn
from samakki.matching.bulk.problems import CannotLink
from samakki.matching.bulk.stages import Stages
from samakki.matching.domain import fitting
from samakki.matching.domain.definition import Comparison, Definition, Level, shipped
from samakki.matching.domain.weighing import prior_among

SAMPLE, SAMPLE_WITH_NAMES = 300_000, 60_000
"""Pairs of each sort that are compared to learn; fewer where letters have to be compared in Python."""
FEWER_LOTS = 3
"""Pairs drawn by lot hardly ever agree, and all alike: a third of them says as much."""
FEWEST_RECORDS = 1_000
"""Records under which nothing is learned: the weights of the shipped definition are better than a guess from few."""
BATCH = 200_000
ANCHOR, ANCHORS, FEWEST_ANCHORS, AS_SHIPPED = "document", 20_000, 200, 20.0
"""Comparison whose agreement says who is one; how many such pairs are looked at, at most and at least; and how many
pairs the shipped chances count for beside them."""

WORD = (
    Level("equal", 0.75, 0.01, by_rarity=True, least=1.0),
    Level("nearly", 0.12, 0.01, least=0.92),
    Level("alike", 0.04, 0.02, least=0.85),
    Level("partly", 0.04, 0.16, least=0.7),
    Level("differs", 0.05, 0.80),
)
TEXT = (
    Level("equal", 0.5, 0.001, least=0.97),
    Level("alike", 0.25, 0.009, least=0.8),
    Level("partly", 0.15, 0.09, least=0.55),
    Level("differs", 0.1, 0.9),
)
STARTS = {"word": WORD, "text": TEXT}
"""Where learning starts for a column that the shipped definition does not know."""


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned.

    Attributes:
        definition: with the weights.
        is_learned: false where there were too few records, and the shipped weights stand.
        rounds: that it took.
    """

    definition: Definition
    is_learned: bool
    rounds: int


def start(uses: Sequence[Sequence[Use]]) -> Definition:
    """The definition that the columns of the files allow: only what both sides have can be compared.

    Args:
        uses: of the columns of each file.

    Raises:
        CannotLink: "column-twice" (fact `comparison`): a word or text has one column.
    """
    for file in uses:
        once = [use.code for use in file if use.kind in STARTS]
        if twice := sorted({code for code in once if once.count(code) > 1}):
            raise CannotLink("column-twice", comparison=twice[0])
    given = [{use.code: use.kind for use in file if use.kind} for file in uses]
    shared = [code for code in given[0] if all(code in file for file in given)]
    known = [one for one in shipped().comparisons if one.code in shared]
    free = [Comparison(code, given[0][code], STARTS[given[0][code]]) for code in shared if given[0][code] in STARTS]
    return Definition("start", shipped().prior, (*known, *free))


@dataclass(frozen=True, slots=True)
class Data:
    """What is learned from.

    Attributes:
        pairs: that rules found.
        duck: writes the pairs drawn by lot.
        stages: where they go.
        found: how many pairs there are.
        sizes: records of each side.
        rules: that pairs were found by.
        seed: of the lots.
    """

    pairs: Pairs
    duck: Duck
    stages: Stages
    found: int
    sizes: Sequence[int]
    rules: Sequence[Rule]
    seed: int


def learn(definition: Definition, data: Data) -> Learned:
    """Weights from the data.

    Names and places of one people go together, and so would be taken for evidence of each other: where names are
    compared, what records of one person look like is learned from pairs that share the number of a paper, and from
    nothing where there are too few of these.

    Args:
        definition: to start from.
        data: to learn from.
    """
    records = sum(data.sizes)
    if records < FEWEST_RECORDS or not data.found:
        prior = prior_among(definition, records)
        return Learned(replace(definition, version="shipped", prior=prior), is_learned=False, rounds=0)
    comparisons = definition.comparisons
    most = SAMPLE if all(one.kind == "word" or one.kind in FAST for one in comparisons) else SAMPLE_WITH_NAMES
    begun, m_kept = definition, set[str]()
    if any(one.kind == "name" for one in comparisons):
        begun, m_kept = _anchored(definition, data)
    sampled = drawn(most, data.found, data.seed)
    met = data.pairs.drawn(definition, sampled, "sample")
    counts = _counts(definition, data, most, met, sampled.share)
    everything = pairs_of(data.sizes)
    made = fitting.fit(
        begun,
        counts,
        version=f"fitted {records} records, seed {data.seed}",
        m_kept=m_kept,
        prior=min(0.1, 0.2 * records / everything),
    )
    usual = tuple(map(_with_usual, made.definition.comparisons))
    return Learned(replace(made.definition, comparisons=usual), is_learned=True, rounds=made.rounds)


def _with_usual(one: Comparison) -> Comparison:
    """With how common a value is on average: levels that go by rarity are one agreement, better or worse written.

    Names in two scripts are hardly ever the same words; the chance of that alone would make every name a common one.
    """
    by_rarity = [level.u for level in one.levels if level.by_rarity]
    return replace(one, usual=min(sum(by_rarity), 0.5)) if len(by_rarity) > 1 else one


def pairs_of(sizes: Sequence[int]) -> float:
    """How many pairs there are, whatever they share."""
    return sizes[0] * (sizes[0] - 1) / 2 if len(sizes) == 1 else float(sizes[0]) * sizes[1]


def _counts(definition: Definition, data: Data, most: int, met: fitting.Counts, share: float) -> fitting.Counts:
    """Patterns of all pairs there are: those that rules found, of which a share was met, and the rest by lot."""
    lots = data.stages.done(
        "lots.parquet", lambda path: draw(data.duck, data.sizes, most // FEWER_LOTS, data.seed, path)
    )
    apart = data.pairs.apart(definition, lots, "apart")
    counts: defaultdict[fitting.Pattern, float] = defaultdict(float)
    for pattern, count in met.items():
        counts[pattern] += count / share
    others = max(0.0, pairs_of(data.sizes) - sum(counts.values()))
    for pattern, count in apart.items():
        counts[pattern] += count * others / sum(apart.values())
    return counts


def _anchored(definition: Definition, data: Data) -> tuple[Definition, set[str]]:
    """The definition with ``m`` as seen on pairs that share a paper, and the comparisons whose ``m`` is to stay."""
    known = {one.code for one in definition.comparisons if one.code in KNOWN_KINDS}
    number = next((number for number, rule in enumerate(data.rules) if rule.parts == (ANCHOR,)), None)
    if number is None:
        return definition, known
    seen = data.pairs.anchored(definition, number, drawn(ANCHORS, data.rules[number].pairs, data.seed), "anchored")
    if sum(seen.values()) < FEWEST_ANCHORS:
        return definition, known
    made = []
    for at, one in enumerate(definition.comparisons):
        levels = [
            sum(count for pattern, count in seen.items() if pattern[at] == place) for place in range(len(one.levels))
        ]
        if one.code == ANCHOR or not sum(levels):
            made.append(one)
            continue
        total = sum(levels) + AS_SHIPPED
        chances = [(count + AS_SHIPPED * level.m) / total for count, level in zip(levels, one.levels, strict=True)]
        made.append(
            replace(one, levels=tuple(replace(level, m=m) for level, m in zip(one.levels, chances, strict=True)))
        )
    return replace(definition, comparisons=tuple(made)), {one.code for one in definition.comparisons} - {ANCHOR}


FAST = frozenset({"birth", "sex", "phone", "document", "account"})
"""Kinds that SQL hardly ever asks Python about."""


def draw(duck: Duck, sizes: Sequence[int], pairs: int, seed: int, path: Path) -> None:
    """Pairs drawn by lot, the earlier record first; the same seed draws the same."""
    chance = np.random.default_rng(seed)
    total = sum(sizes)

    def batches() -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
        for begun in range(0, pairs, BATCH):
            size = min(BATCH, pairs - begun)
            if len(sizes) == 1:
                one, other = chance.integers(0, total, size), chance.integers(0, total, size)
                is_two = one != other
                one, other = one[is_two], other[is_two]
                yield np.minimum(one, other), np.maximum(one, other)
            else:
                yield chance.integers(0, sizes[0], size), chance.integers(sizes[0], total, size)

    duck.store((("a", "BIGINT"), ("b", "BIGINT")), batches(), path)


KNOWN_KINDS = {one.code: one.kind for one in shipped().comparisons}
"""Kinds of the comparisons that the shipped definition has."""
