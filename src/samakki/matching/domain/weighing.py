"""What findings are worth together: weights in bits, added, and the chance that follows.

Two explanations stand against "one person": strangers who happen to agree, and two people of one circle (a family, a
village, a case), who agree in much. Both are weighed, and the one that explains the pair better counts. So a surname,
a village and a telephone together are not taken for three independent signs.

The chance is a possibility for an officer to look at, and no evidence of identity: it says how well what is written
agrees, and not who somebody is.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import log2

from samakki.matching.domain.definition import Comparison, Definition, Level
from samakki.matching.domain.levels import Finding

Rarity = Callable[[Finding], float | None]
"""Takes a finding of a level that goes by rarity; returns the chance that some other person or thing has the agreeing
value too, 0 to 1, or None where nothing is known of it."""

RAREST, COMMONEST = 2.0**-4, 2.0**10
"""How much rarer or more common than usual a value may count, as a factor: no list of names is good enough to say that
nobody else is called so."""

HIGHEST_PRIOR = 1e-4
TOLD_AGAIN = 0.1
"""Share of records of which a node holds another of the same person or thing. An estimate: most are told of once."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One finding and what it is worth. Holds no value of a record, so it can be kept beside a candidate.

    Attributes:
        comparison: code.
        level: code.
        weight: bits; above 0 speaks for one, below 0 for two.
        rarity: chance that somebody else has the agreeing value; None where it plays no part or is not known.
    """

    comparison: str
    level: str
    weight: float
    rarity: float | None = None


@dataclass(frozen=True, slots=True)
class Weighed:
    """Two records, weighed.

    Attributes:
        weight: bits, all comparisons together.
        probability: that both describe one person or thing, 0 to 1, under the definition's prior.
        reasons: one for each finding, in its order.
        shared: bits of the reasons' sum that are not in `weight`, because people of one circle agree so too; 0 or more.
    """

    weight: float
    probability: float
    reasons: tuple[Reason, ...]
    shared: float = 0.0


def as_usual(_finding: Finding) -> None:
    """No rarity: every value counts as common as usual."""


def weigh(definition: Definition, findings: Iterable[Finding], rarity: Rarity = as_usual) -> Weighed:
    """Weigh what `levels.compare` found.

    Args:
        definition: the one that the findings were made by.
        findings: of two records.
        rarity: how common agreeing values are.
    """
    reasons = []
    common = 0.0
    for finding in findings:
        one = definition.comparison(finding.comparison)
        level = one.level(finding.level)
        chance = rarity(finding) if level.by_rarity else None
        reasons.append(Reason(one.code, level.code, weight_of(one, level, chance), chance))
        common += level.common
    total = sum(reason.weight for reason in reasons)
    shared = max(0.0, common - rest_of_the_world(definition)) if definition.circle else 0.0
    return Weighed(total - shared, probability(definition.prior, total - shared), tuple(reasons), shared)


def rest_of_the_world(definition: Definition) -> float:
    """How many times more strangers than people of one's circle there are, in bits."""
    return max(0.0, -log2(definition.circle * definition.prior))


def weight_of(one: Comparison, level: Level, chance: float | None = None) -> float:
    """Weight of a level in bits, for a value that others have with this chance.

    A value as common as usual (`Comparison.usual_chance`) counts as the level says; a rarer one more, a commoner one
    less. An agreement never becomes a reason against.
    """
    if chance is None or not level.by_rarity:
        return level.weight
    factor = min(max(chance / one.usual_chance, RAREST), COMMONEST)
    return max(level.weight - log2(factor), min(level.weight, 0.0))


def prior_among(definition: Definition, count: int) -> float:
    """The prior for a node of some size: one record in ten has another of the same person or thing among all.

    Never below the definition's, which is that of a large node (identifiers are as rare as among 100,000 there); nor
    above one in ten thousand, since the few records of a small node come from one district and are more alike than any
    list of names can tell.

    Args:
        definition: the model.
        count: records the node holds.
    """
    return max(definition.prior, min(HIGHEST_PRIOR, TOLD_AGAIN / max(count, 1)))


def probability(prior: float, weight: float) -> float:
    """The chance after the evidence.

    >>> round(probability(0.5, 1.0), 4)
    0.6667
    """
    odds = log2(prior / (1 - prior)) + weight
    return 1 / (1 + 2 ** -max(-60.0, min(60.0, odds)))
