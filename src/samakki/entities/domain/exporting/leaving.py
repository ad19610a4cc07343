"""One entity on its way out, and what of a protected person may leave."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

OWN, HTCDS = "samakki:", "htcds:"

NEVER_LEAVE = frozenset({"ethnicity", "religion", "political"})
"""What a person believes and descends from helps no case here and harms people elsewhere: in no file of any kind."""

LEAVES_WITH_A_CODE = frozenset({"name", "gender"})
"""All that leaves of a protected person besides what was done to her (HTCDS items beginning ``vic_``)."""

BELONGS_TO = frozenset({"owner", "holder", "accountHolder", "user"})
"""Properties by which a thing names whose it is: a telephone of a protected person would tell who she is."""


@dataclass(frozen=True, slots=True)
class Said:
    """One current value, as it leaves."""

    prop: str
    value: str
    as_written: str = ""
    language: str = ""
    target: str = ""  # reference of another entity in the same file
    basis: str = "fact"
    grade: str = ""  # "B2"
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Leaving:
    """One entity as it leaves, with the source that says so.

    Attributes:
        ends: the two properties of a link, first to second; None for what is no link.
        known: properties of the schema that FollowTheMoney knows.
    """

    reference: str
    schema: str
    caption: str
    source: str
    kind: str
    grade: str
    obtained_on: str
    said: tuple[Said, ...]
    ends: tuple[str, str] | None = None
    known: frozenset[str] = frozenset()
    is_protected: bool = False

    def values(self) -> Mapping[str, tuple[Said, ...]]:
        """What is said, by property, in the order it was said."""
        found: dict[str, list[Said]] = {}
        for one in self.said:
            found.setdefault(one.prop, []).append(one)
        return MappingProxyType({prop: tuple(some) for prop, some in found.items()})


def as_it_may_leave(entity: Leaving) -> Leaving:
    """An entity without what never leaves; of a protected person, the code and what was done to her.

    Source: Dir. (EU) 2016/680, Art. 10 (special categories only where strictly necessary).
    """
    kept = [one for one in entity.said if _bare(one.prop) not in NEVER_LEAVE]
    if entity.is_protected:
        kept = [one for one in kept if one.prop in LEAVES_WITH_A_CODE or one.prop.startswith(f"{HTCDS}vic_")]
    return replace(entity, said=tuple(kept))


def belongs_to_protected(entity: Leaving, protected: frozenset[str]) -> bool:
    """Whether a thing would tell who a protected person is: her telephone, her account, her passport."""
    return any(_names_owner(one, protected) for one in entity.said)


def without_owners(entity: Leaving, protected: frozenset[str]) -> Leaving:
    """A thing that an officer said is not hers alone, without the words that name her as its owner."""
    return replace(entity, said=tuple(one for one in entity.said if not _names_owner(one, protected)))


def _names_owner(one: Said, protected: frozenset[str]) -> bool:
    return one.target in protected and one.prop in BELONGS_TO


def _bare(prop: str) -> str:
    return prop.removeprefix(OWN)
