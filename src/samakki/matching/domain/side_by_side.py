"""What two entities have in common, property by property: what agrees, what differs, what only one side knows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from samakki import names
from samakki.kernel.dates import PartialDate, could_be_same
from samakki.kernel.refusals import InvalidValue
from samakki.matching.domain import companies

NAMES = ("name", "alias", "weakAlias", "previousName")
"""Properties that hold names; compared across properties, since one record's name is another's alias."""

ONE_VALUE = frozenset({"birthDate", "deathDate", "gender", "birthPlace", "registrationNumber"})
"""What a thing has one of. Of everything else, telephone numbers too, two different values say nothing against."""

DATES = frozenset({"birthDate", "deathDate", "incorporationDate"})
OWN = "samakki:"
MOST_NAMES = 6


class Verdict(Enum):
    """How a property compares."""

    AGREES = "agrees"
    FITS = "fits"  # one side is less precise: 2008 and 2008-05-17
    DIFFERS = "differs"
    NOTHING_SHARED = "nothing_shared"  # both know values, none in common, and there may be several
    ONE_SIDE = "one_side"


@dataclass(frozen=True, slots=True)
class Said:
    """One value that holds now: not withdrawn.

    Attributes:
        value: as FollowTheMoney has it; the reference where it names an entity.
        shown: as pages show it.
    """

    prop: str
    value: str
    shown: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """One property of both sides."""

    prop: str
    a: tuple[str, ...]
    b: tuple[str, ...]
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class NamesCompared:
    """The two names that are most alike, one of each side, and why.

    Attributes:
        score: chance that both write the same name; shown on request alone.
    """

    a: str
    b: str
    score: float
    reasons: tuple[names.Reason, ...]


def compare_properties(a: Iterable[Said], b: Iterable[Said]) -> tuple[Compared, ...]:
    """Every property that one side knows, names left out; those both know first, in their order on the first side."""
    this, that = _by_property(a), _by_property(b)
    shared = [prop for prop in this if prop in that]
    rest = [prop for prop in (*this, *that) if prop not in shared]
    return tuple(_compared(prop, this.get(prop, {}), that.get(prop, {})) for prop in dict.fromkeys((*shared, *rest)))


def compare_names(a: Iterable[Said], b: Iterable[Said]) -> NamesCompared | None:
    """The closest pair of names; None where one side has none."""
    this = [one for one in a if one.prop in NAMES][:MOST_NAMES]
    that = [one for one in b if one.prop in NAMES][:MOST_NAMES]
    pairs = [(x, y) for x in this for y in that]
    if not pairs:
        return None
    if any(companies.has_form(one.value) for one in (*this, *that)):
        likes = {pair: companies.likeness(*sorted((pair[0].value, pair[1].value))) for pair in pairs}
        x, y = max(pairs, key=lambda pair: likes[pair])
        return NamesCompared(
            x.shown, y.shown, likes[x, y], names.compare(x.value, y.value, x.language, y.language).reasons
        )
    rated = {pair: names.score(pair[0].value, pair[1].value, pair[0].language, pair[1].language) for pair in pairs}
    x, y = max(pairs, key=lambda pair: rated[pair])
    found = names.compare(x.value, y.value, x.language, y.language)
    return NamesCompared(x.shown, y.shown, found.score, found.reasons)


def _by_property(said: Iterable[Said]) -> Mapping[str, dict[str, str]]:
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for one in said:
        if one.prop not in NAMES:
            prop = one.prop.removeprefix(OWN)  # a span of days stands beside a day
            found[prop if prop in DATES else one.prop][one.value] = one.shown
    return found


def _compared(prop: str, a: Mapping[str, str], b: Mapping[str, str]) -> Compared:
    return Compared(prop, tuple(a.values()), tuple(b.values()), _verdict(prop, set(a), set(b)))


def _verdict(prop: str, a: set[str], b: set[str]) -> Verdict:
    if not a or not b:
        return Verdict.ONE_SIDE
    if a & b:
        return Verdict.AGREES
    if prop in DATES and any(_could_be_same(x, y) for x in a for y in b):
        return Verdict.FITS
    return Verdict.DIFFERS if prop in ONE_VALUE else Verdict.NOTHING_SHARED


def _could_be_same(a: str, b: str) -> bool:
    try:
        return could_be_same(PartialDate(a), PartialDate(b))
    except InvalidValue:
        return False
