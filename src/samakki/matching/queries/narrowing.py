"""Of many that may have a name: those that can be worth enough, told by little, before everything of them is read.

A common name finds thousands of records, and most of them are of another year or sex. What is left out here would have
been left out after comparing, too: every other comparison counts with the most that it could be worth.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from math import log2

from rapidfuzz import fuzz

from samakki import names
from samakki.entities.models import Statement
from samakki.matching.domain.definition import Comparison, Definition
from samakki.matching.domain.levels import compare, plain_word
from samakki.matching.domain.rarity import share_of
from samakki.matching.domain.records import NAMES, Named, Record, Saying, Value, read_record
from samakki.matching.domain.weighing import RAREST, weight_of

CHUNK = 400  # SQLite takes no more than 999 values in one question
QUICK = ("birth", "sex")
BIRTHS = ("birthDate", "samakki:birthDate", "samakki:age")
PROPS = (*NAMES, *BIRTHS, "gender")


@dataclass(slots=True)
class Narrowing:
    """What one record can be worth with another, seen from one side.

    Args:
        record: the one.
        definition: the model, with the prior of the node.
        rest: bits that all but name, birth and sex can be worth at most.
    """

    record: Record
    definition: Definition
    rest: float = field(init=False)
    _glances: list[str] = field(init=False)
    _of_names: dict[tuple[str, str], float] = field(default_factory=dict)
    _of_values: dict[tuple[str, str], float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        known = [one for one in self.definition.comparisons if self.record.of(one.code)]
        self.rest = sum(_most(one) for one in known if one.code not in (*QUICK, "name"))
        self._glances = [_plain(one.text) for one in self.record.of("name") if isinstance(one, Named)]

    def most(self, said: Iterable[Saying]) -> float:
        """Bits that the two can be worth at most, by some of what is said of the other."""
        by_code: dict[str, list[float]] = {"name": [], "birth": [], "sex": []}
        for one in said:
            if one.prop == "gender":
                by_code["sex"].append(self._value("sex", one))
            elif one.prop in NAMES:
                by_code["name"].append(self._name(one))
            elif one.prop in BIRTHS:
                by_code["birth"].append(self._value("birth", one))
        # A name told in parts is not looked at here.
        name = max(by_code["name"], default=_most(self.definition.comparison("name")))
        return self.rest + name + sum(max(by_code[code], default=0.0) for code in QUICK)

    def looks(self, said: Iterable[Saying]) -> float:
        """How alike names of the two are at a glance, in letters of the Latin alphabet."""
        theirs = [_plain(one.value) for one in said if one.prop in NAMES]
        return max((fuzz.ratio(one, other) for one in self._glances for other in theirs), default=0.0)

    def _value(self, code: str, one: Saying) -> float:
        key = one.prop, one.value
        if key not in self._of_values:
            alone = Definition("", self.definition.prior, (self.definition.comparison(code),))
            values: Mapping[str, tuple[Value, ...]] = {code: read_record("", "Person", [one]).of(code)}
            found = compare(alone, self.record, Record("", values=values))
            self._of_values[key] = sum(alone.comparison(code).level(it.level).weight for it in found)
        return self._of_values[key]

    def _name(self, one: Saying) -> float:
        """What the best of its names can be worth with a name of this script and language."""
        detected = names.detect(one.value, one.language)
        key = detected.script, detected.language
        if key not in self._of_names:
            comparison = self.definition.comparison("name")
            theirs = Named(one.value, one.language)
            mine = [it for it in self.record.of("name") if isinstance(it, Named)]
            shares = [share_of(it, theirs) for it in mine]
            found = [weight_of(comparison, comparison.levels[0], share) for share in shares if share is not None]
            self._of_names[key] = max(found, default=0.0) if len(found) == len(shares) else _most(comparison)
        return self._of_names[key]


@dataclass(frozen=True, slots=True)
class Likely:
    """One that may have the name.

    Attributes:
        pk: number of its row.
        most: bits that the two can be worth at most.
        looks: how alike their names are at a glance, 0 to 100: says whom to compare first, and no more.
    """

    pk: int
    most: float
    looks: float


def worth_reading(
    record: Record, numbers: Collection[int], definition: Definition, *, least: float
) -> tuple[Likely, ...]:
    """Entities that can be worth comparing with a record by their names, the likeliest first.

    Args:
        record: the one.
        numbers: of rows of those that may have its name.
        definition: the model, with the prior of the node.
        least: chance below which nothing is kept.
    """
    needed = log2(least / (1 - least)) - log2(definition.prior / (1 - definition.prior))
    narrowing = Narrowing(record, definition)
    in_order = sorted(numbers)
    found: list[Likely] = []
    for start in range(0, len(in_order), CHUNK):
        some = in_order[start : start + CHUNK]
        said: defaultdict[int, list[Saying]] = defaultdict(list)
        rows = Statement.objects.filter(entity__in=some, prop__in=PROPS, withdrawn_at__isnull=True)
        for pk, prop, value, language in rows.values_list("entity_id", "prop", "value", "language"):
            said[pk].append(Saying(prop, value, language))
        for pk in some:
            if (most := narrowing.most(said[pk])) >= needed:
                found.append(Likely(pk, most, narrowing.looks(said[pk])))
    return tuple(sorted(found, key=lambda one: (-one.most, -one.looks, -one.pk)))


def _plain(text: str) -> str:
    return "".join(sorted(plain_word(text).split()))


def _most(one: Comparison) -> float:
    """Bits that a comparison can be worth at most."""
    return max(level.weight - (log2(RAREST) if level.by_rarity else 0.0) for level in one.levels)
