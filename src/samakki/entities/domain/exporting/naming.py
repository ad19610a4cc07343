"""Whose name is this? Every personal name in what leaves, found by structure, and what the sender says of each.

The same is asked of every name. Whether one is that of a protected person is not known here and shows nowhere: a name
that was protected is a code by now, and the same name elsewhere is asked about like any other.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from samakki.entities.domain.exporting.leaving import OWN, Leaving
from samakki.entities.domain.text_units import cut
from samakki.kernel.refusals import Refusal

PEOPLE = frozenset({"Person", "LegalEntity"})
OF_A_PERSON = ("name", "alias", "weakAlias", "previousName", "firstName", "lastName")
OF_RELATIVES = ("fatherName", "motherName")
MOST_ASKED = 60
"""Names that are asked about one by one; the rest is answered for at once, by an officer who says that they looked."""


class Whose(Enum):
    """Whose name it is, as the sender says."""

    SUSPECT = "suspect"
    WITNESS = "witness"
    OFFICER = "officer"
    OTHER = "other"  # a relative, an employer, somebody mentioned
    VICTIM = "victim"  # a victim, or maybe one: then the person is protected first
    NOBODY = "nobody"  # not the name of a person


@dataclass(frozen=True, slots=True)
class NameInIt:
    """One personal name in what leaves.

    Attributes:
        key: of the question; the same name written differently has the same key.
        name: as it stands there first.
        entities: references of the people it is said of.
    """

    key: str
    name: str
    entities: tuple[str, ...]


def personal_names(entities: Iterable[Leaving]) -> tuple[NameInIt, ...]:
    """Every personal name in what leaves, once each, in the order they come.

    Trap: it finds names where structure says that there is one. A name inside a note or a sentence is not found; the
    page says so beside the questions.
    """
    found: dict[str, tuple[str, dict[str, None]]] = {}
    for entity in entities:
        for name in _names_of(entity):
            key = key_of(name)
            if key:
                found.setdefault(key, (name, {}))[1][entity.reference] = None
    return tuple(NameInIt(key, name, tuple(people)) for key, (name, people) in found.items())


def key_of(name: str) -> str:
    """What two writings of one name share: letters without case and marks, parts in one order."""
    parts = "".join(unit.key if unit.kind.value in {"spaced", "spaceless"} else " " for unit in cut(name).units)
    return " ".join(sorted(parts.split()))


def refusals_to_send(names: Iterable[NameInIt], answers: Mapping[str, Whose]) -> tuple[Refusal, ...]:
    """Why nothing may leave with these answers; empty means that it may.

    Args:
        names: all that were found in what leaves, now.
        answers: by key. Each is needed: nothing is taken for granted.
    """
    asked = tuple(names)
    reasons = []
    missing = sum(1 for one in asked if one.key not in answers)
    if missing:
        reasons.append(Refusal("names-not-answered", {"count": missing}))
    victims = sum(1 for one in asked if answers.get(one.key) is Whose.VICTIM)
    if victims:
        reasons.append(Refusal("name-of-a-victim", {"count": victims}))
    return tuple(reasons)


def _names_of(entity: Leaving) -> Iterable[str]:
    if entity.is_protected:
        return  # what stands there is a code
    said = entity.values()
    if entity.schema in PEOPLE:
        for prop in OF_A_PERSON:
            for one in (*said.get(prop, ()), *said.get(f"{OWN}{prop}", ())):
                yield one.as_written or one.value
    for prop in OF_RELATIVES:
        for one in said.get(prop, ()):
            yield one.as_written or one.value
