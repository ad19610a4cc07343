"""What a table holds and how long: the declaration every model carries."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from samakki.access.domain.vocabulary import Compartment


class Class(Enum):
    """How sensitive one stored field is (Dir. (EU) 2016/680, Art. 3 and 10, as the common yardstick)."""

    OPERATIONAL = "operational"  # codes, times, states; says nothing about a person by itself
    PERSONAL = "personal"
    SPECIAL = "special"  # special category: health, sexual life, origin, biometric


@dataclass(frozen=True, slots=True)
class Records:
    """The decision a model carries: which compartment it belongs to, each field's class, how long rows stay.

    Args of a declaration:
        compartment: row of the visibility matrix that decides who sees these rows.
        fields: every concrete field by name with its class; a field left out fails the rules test.
        retention: in words, from which event and how long, and what ends it.
    """

    compartment: Compartment
    fields: Mapping[str, Class]
    retention: str
