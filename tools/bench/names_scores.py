"""Scores that may be believed: each pair is scored by models that saw no pair of its group.

The judges are learned anew on four fifths of the groups for the fifth they score. Unit models that learn from labelled
pairs are learned anew on one half of the groups for the other, where the word lists they also need are given. The
*shipped* kind learns from nothing that may not be redistributed, and is measured on all pairs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from samakki.names.bundle import Models
from samakki.names.features import Comparer
from samakki.names.learning import judges
from tools import names_made, names_sources, names_spellings, train_names
from tools.bench.names_quality import Scores, half, is_place
from tools.names_sources import Pair, is_shippable
from tools.names_spellings import SEED
from tools.train_names import Table

GAZETTEER_LANGUAGES = ("bn", "km", "th")


@dataclass(frozen=True, slots=True)
class Data:
    """Development data on this machine.

    Args:
        folder: holds names/people-dev.csv, names/places-dev.csv and names/spellings-train.csv, or those files.
        tokens: Wikidata word list of Merhav and Ash; None where it is not here.
    """

    folder: Path
    tokens: Path | None = None

    @property
    def home(self) -> Path:
        """The folder that has a folder "names"."""
        return self.folder if (self.folder / "names").is_dir() else self.folder.parent

    def labelled(self, *names: str) -> list[Pair]:
        """Labelled pairs of files such as "people-dev"."""
        return [pair for name in names for pair in names_sources.labelled(self.home / "names" / f"{name}.csv")]

    def spellings(self, *, research: bool) -> list[Pair]:
        """Spellings that judges of a kind may learn from."""
        return [pair for pair in self.labelled("spellings-train") if research or is_shippable(pair)]


def half_models(models: Models, pairs: Sequence[Pair], data: Data, *, research: bool) -> dict[int, Models]:
    """For each half of the groups models whose unit models saw labelled pairs of the other half alone.

    Takes minutes. Without the word lists they also learn from (`Data.tokens`) they stay as they are: those that learned
    from labelled pairs (`train_names.SCARCE`) then flatter what is measured.
    """
    if data.tokens is None:
        return dict.fromkeys((0, 1), models)
    spellings = names_spellings.spellings(data.home, data.tokens, research=research)
    allowed = [pair for pair in pairs if research or is_shippable(pair)]
    return {
        side: train_names.learned_again(models, [*spellings, *(one for one in allowed if half(one.group) != side)])
        for side in (0, 1)
    }


def honest(
    models: Models,
    halves: Mapping[int, Models],
    pairs: Sequence[Pair],
    spellings: Sequence[Pair],
    *,
    research: bool,
) -> Scores:
    """A score for each pair, calibrated, from models that saw no pair of its group.

    Args:
        models: score pairs that may not be learned from; they saw none of them.
        halves: of `half_models`; score the others.
        pairs: to score.
        spellings: what judges learn from beside labelled pairs.
        research: learn from all sources; otherwise from those that may be redistributed.
    """
    allowed = [pair for pair in pairs if research or is_shippable(pair)]
    table = train_names.table_of(halves, [*allowed, *names_made.made(allowed, spellings, SEED)])
    scores = out_of_fold(table)
    rest = [pair for pair in pairs if not (research or is_shippable(pair))]
    scores |= by_others(table, train_names.tabulate(Comparer(models), rest) if rest else {})
    return np.array([scores[pair] for pair in pairs])


def out_of_fold(table: Table) -> dict[Pair, float]:
    """Calibrated log odds from judges that saw no pair of the same group."""
    found: dict[Pair, float] = {}
    for rows, same, owners in table.values():
        odds = judges.out_of_fold(rows, same, [pair.group for pair in owners], train_names.weights(owners), SEED)
        own = train_names.weights(owners) == 1
        scale = judges.calibrated(odds[own], same[own])
        measured = [pair for pair, is_own in zip(owners, own, strict=True) if is_own]
        found |= dict(zip(measured, scaled(odds[own], scale), strict=True))
    return found


def by_others(table: Table, rest: Table) -> dict[Pair, float]:
    """Calibrated log odds of other pairs, from judges that learned from the table."""
    found: dict[Pair, float] = {}
    for kind, (rows, _, owners) in rest.items():
        learned, same, own = table[kind]
        weights = train_names.weights(own)
        held_out = judges.out_of_fold(learned, same, [pair.group for pair in own], weights, SEED)
        trees = judges.fit_trees(learned, same, weights, SEED)
        scale = judges.calibrated(held_out[weights == 1], same[weights == 1])
        found |= dict(zip(owners, scaled(trees.log_odds(rows), scale), strict=True))
    return found


def scaled(odds: NDArray[np.float32], scale: tuple[float, float]) -> list[float]:
    """Log odds of a calibrated chance."""
    return [float(one) for one in odds * scale[0] + scale[1]]


def gazetteer_only(models: Models, data: Data) -> tuple[list[Pair], Scores]:
    """People scored by models that learned from places alone: letters from one list of them, judges from another.

    Returns:
        pairs of people with one side in Latin letters, in languages with a gazetteer of some size; and their scores.
    """
    # Judges learn from other places than the letters did: of their own, unit models know more than of people.
    places = [pair for pair in data.labelled("spellings-train") if is_place(pair)]
    learned = train_names.learn_units([pair for pair in places if pair.is_same], GAZETTEER_LANGUAGES, quiet=True)
    # Scripts without a gazetteer stay as they are shipped; no pair in them is measured.
    learned = replace(learned, units=models.units | learned.units, romanisers=models.romanisers | learned.romanisers)
    comparer = Comparer(learned)
    people = [
        pair
        for pair in data.labelled("people-dev")
        if (pair.lang_a in GAZETTEER_LANGUAGES) != (pair.lang_b in GAZETTEER_LANGUAGES)
    ]
    own = data.labelled("places-dev")
    table = train_names.tabulate(comparer, [*own, *names_made.other_spaces(own)])
    tested = train_names.tabulate(comparer, people)
    scores = by_others(table, {"cross": tested["cross"]})
    owners = list(scores)
    return owners, np.array([scores[pair] for pair in owners])
