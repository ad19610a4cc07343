"""What a comparer has worked out about one name, so that it is done once."""

from dataclasses import dataclass, field

from samakki.names.commonness import parts, summed
from samakki.names.likeness import Spelled, Words
from samakki.names.parsing import Name
from samakki.names.units import Encoded, Orders

Ways = list[tuple[Words, int]]


@dataclass(slots=True)
class View:
    """A name ready to be compared.

    Args:
        name: as it was read.
        latin: its words in Latin letters, as written or as its script's model spells them.
        spelled: those in the shapes they are compared in.
        frequency: log frequency of its rarest and commonest word, and of all together.
        place: what place a table knows it as, or "".
        forms: each of its forms as the kernel reads it, and what the likeliest spelling of it would reach.
        ready: for each script its Latin words in all orders, as the kernel reads them.
        weights: for each language how much agreement in all of it says.
    """

    name: Name
    latin: Words
    spelled: Spelled
    frequency: list[float]
    place: str
    forms: list[tuple[Words, Encoded, float]] = field(default_factory=list)
    ready: dict[str, tuple[Ways, Orders]] = field(default_factory=dict)
    weights: dict[str, tuple[float, float]] = field(default_factory=dict)

    def weight(self, language: str) -> tuple[float, float]:
        """How much agreement in all of it says by published shares of people, and how many parts none knows."""
        found = self.weights.get(language)
        if found is None:
            known = summed(parts(self.name), language)
            found = self.weights[language] = (known.nats, float(known.unknown))
        return found
