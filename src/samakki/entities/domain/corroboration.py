"""What several sources say of one thing: who says what, how many independent sources there are, what does not agree.

Nothing here decides who is right. Nothing is left out either: the officer reads every assertion, and what contradicts
what. Whoever calls hands in only what its reader may see, so no number tells of a source that is hidden.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol, TypeVar

from samakki.entities.domain.ages import age_of_value
from samakki.entities.domain.properties import OWN
from samakki.kernel.ages import birth_span
from samakki.kernel.dates import PartialDate, could_be_same
from samakki.kernel.refusals import InvalidValue

HEIGHTS_ALIKE_CM = 8  # people are seen standing, from afar, in shoes


class Said(Protocol):
    """One assertion, as far as it matters here."""

    @property
    def prop(self) -> str:
        """Property."""
        ...

    @property
    def value(self) -> str:
        """Value as it compares."""
        ...

    @property
    def origin(self) -> str:
        """Who or what first said it: two assertions of one origin are one voice."""
        ...


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two values that cannot both be right: a code, and the two."""

    code: str
    first: str
    second: str


Assertion = TypeVar("Assertion", bound=Said)


def by_property(said: Iterable[Assertion], order: Sequence[str]) -> Mapping[str, Mapping[str, Sequence[Assertion]]]:
    """Assertions by property and, below it, by value; properties of `order` first, then as they came."""
    found: dict[str, dict[str, list[Assertion]]] = {}
    for one in said:
        found.setdefault(base(one.prop), {}).setdefault(one.value, []).append(one)
    first = {prop: found[prop] for prop in order if prop in found}
    return {**first, **found}


def independent_sources(said: Iterable[Said]) -> int:
    """How many independent sources say something: those of one origin count once."""
    return len({one.origin for one in said})


def conflicts(said: Sequence[Said]) -> tuple[Conflict, ...]:
    """What does not agree, as codes with the two values at odds, in a fixed order.

    Codes: "sexes-differ", "birth-dates-differ", "age-and-birth-differ", "ages-differ", "deaths-differ",
    "heights-differ", "numbers-differ".

    A less precise value never contradicts a more precise one that it contains: "2008" and "17 May 2008" agree.
    """
    values: dict[str, dict[str, None]] = defaultdict(dict)
    for one in said:
        values[base(one.prop)][one.value] = None
    found: list[Conflict] = []
    for prop, code, disagree in _RULES:
        found += [_between(code, *pair) for pair in _pairs_at_odds(values[prop], disagree)]
    born = [value for value in values["birthDate"] if _dated(value)]
    for age in values[f"{OWN}age"]:
        span = _birth_span(age)
        found += [
            _between("age-and-birth-differ", age, value)
            for value in born
            if span is not None and not could_be_same(span, PartialDate(value))
        ]
    return tuple(found)


def base(prop: str) -> str:
    """The property that a twin stands in for: what FollowTheMoney cannot hold is shown beside what it can.

    >>> base("samakki:birthDate"), base("samakki:scar"), base("name")
    ('birthDate', 'samakki:scar', 'name')
    """
    return prop.removeprefix(OWN) if prop.removeprefix(OWN) in _TWINS_SHOWN_WITH else prop


_TWINS_SHOWN_WITH = frozenset(
    {"birthDate", "deathDate", "startDate", "endDate", "date", "phone", "number", "spokenLanguage", "nationality"}
    | {"callerNumber", "receiverNumber", "country", "email", "website", "gender", "incorporationDate"}
)


def _between(code: str, one: str, other: str) -> Conflict:
    return Conflict(code, one, other)


def _pairs_at_odds(values: Iterable[str], disagree: Callable[[str, str], bool]) -> list[tuple[str, str]]:
    return [(one, other) for one, other in combinations(values, 2) if disagree(one, other)]


def _differ(one: Hashable, other: Hashable) -> bool:
    return one != other


def _dates_differ(one: str, other: str) -> bool:
    return _dated(one) and _dated(other) and not could_be_same(PartialDate(one), PartialDate(other))


def _ages_differ(one: str, other: str) -> bool:
    first, second = _birth_span(one), _birth_span(other)
    return first is not None and second is not None and not could_be_same(first, second)


def _heights_differ(one: str, other: str) -> bool:
    try:
        return abs(float(one) - float(other)) > HEIGHTS_ALIKE_CM
    except ValueError:
        return False


def _birth_span(age: str) -> PartialDate | None:
    try:
        return birth_span(age_of_value(age))
    except InvalidValue:
        return None


def _dated(value: str) -> bool:
    try:
        PartialDate(value)
    except InvalidValue:
        return False
    return True


_RULES: tuple[tuple[str, str, Callable[[str, str], bool]], ...] = (
    ("gender", "sexes-differ", _differ),
    ("birthDate", "birth-dates-differ", _dates_differ),
    (f"{OWN}age", "ages-differ", _ages_differ),
    ("deathDate", "deaths-differ", _dates_differ),
    ("height", "heights-differ", _heights_differ),
    ("imoNumber", "numbers-differ", _differ),
)
