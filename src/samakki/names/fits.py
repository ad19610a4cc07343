"""How well the words of one name fit those of another, as numbers."""

from dataclasses import dataclass
from math import isnan

from samakki.names import kernel
from samakki.names.likeness import Words

FIT_FEATURES = 19
FEES = (0.0, 2.0, 6.0)
"""What a name costs as written, with its words turned round, and with a word left out."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How well native words fit Latin words in the best order.

    Args:
        native: the native words used.
        latin: the Latin words in the order used.
        changed: 0 as written, 1 in another order, 2 with a word left out.
        numbers: what `kernel.fit` found, and the rating of the words as written.
        usual: what the likeliest Latin spelling of the native words would reach.
        bound: the most the Latin words could reach.
    """

    native: Words
    latin: Words
    changed: int
    numbers: list[float]
    usual: float
    bound: float

    @property
    def letters(self) -> int:
        """Latin letters used."""
        return sum(map(len, self.latin))

    @property
    def rating(self) -> float:
        """What the best order is chosen by."""
        return rating(self.numbers[kernel.SUM], self.letters, self.changed)

    def features(self) -> list[float]:
        """The numbers a judge sees."""
        letters = self.letters
        size = letters + 4
        found = self.numbers
        total = found[kernel.SUM]
        return [
            total,
            total / size,
            found[kernel.BEST] / size,
            found[kernel.EXPLAINED] / size,
            found[kernel.EDITS] / size,
            found[kernel.WORST_RUN],
            found[kernel.LOWEST],
            found[kernel.HIGHEST],
            float(letters),
            sum(map(len, self.native)) / size,
            float(self.changed),
            found[kernel.RESULTS],
            found[kernel.STRETCH],
            found[kernel.AGAINST],
            found[kernel.AGAINST] / size,
            found[kernel.RATE],
            found[kernel.SKIPPED],
            total - self.usual,
            total - self.bound,
        ]


def rating(total: float, letters: int, changed: int) -> float:
    """Score per letter, less something for turning words round and more for leaving one out."""
    return (total - FEES[changed]) / (letters + 4)


def rating_of(kind: str, numbers: list[float]) -> float:
    """How well the letters of a pair fit each other, from its numbers: about 1.5 at best, 0 where they do not."""
    if kind == "same":
        return 1.5 * numbers[1]  # Jaro-Winkler
    if kind == "pivot":
        best = numbers[2 + 2 * FIT_FEATURES]
        return 0.0 if isnan(best) else best
    fit = numbers[1 : 1 + FIT_FEATURES]
    return 0.0 if isnan(fit[0]) else rating(fit[0], int(fit[8]), int(fit[10]))
