"""Looking for what may be the same as one entity, among everything the node holds. For the node itself: no policy."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from django.db.models import Q

from samakki import names
from samakki.entities.domain import schemata
from samakki.entities.domain.kinds import Kind
from samakki.entities.models import Entity
from samakki.entities.queries.search.holding import entities_holding
from samakki.entities.queries.search.spellings import other_spellings
from samakki.matching.domain import blocking
from samakki.matching.domain.definition import Definition
from samakki.matching.domain.levels import compare
from samakki.matching.domain.rarity import by_holders
from samakki.matching.domain.weighing import Rarity, Weighed, prior_among, weigh
from samakki.matching.models import Candidate, Compared
from samakki.matching.queries.narrowing import worth_reading
from samakki.matching.queries.records import Held, records_of

LEAST_CHANCE = 0.01
"""Below it nothing is kept: an officer would look at a hundred pairs for one that is right."""
MOST = 20  # candidates of an entity
MOST_FOUND = 1500
"""Entities that a name is looked for among; of more the last indexed."""
MOST_COMPARED = 150
"""Of these, how many are read and compared: those that can be worth most by what tells soonest."""
AT_ONCE = 40
MOST_COUNTED = 1000
FAILED = "failed"
"""Instead of a version, for an entity that could not be compared."""
BODIES = blocking.types_of("Company")
ALL_TYPES = frozenset(kind.value for kind in Kind)


@dataclass(frozen=True, slots=True)
class Pair:
    """What one entity may be the same as.

    Attributes:
        other: number of the other's row.
        reference: of the other.
    """

    other: int
    reference: str
    weighed: Weighed


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of looking.

    Attributes:
        pairs: the likeliest first.
        is_cut: so many have such a name that not all were compared.
    """

    pairs: tuple[Pair, ...] = ()
    is_cut: bool = False


def look(held: Held, definition: Definition, rarity: Rarity) -> Looked:
    """Compare an entity with whatever shares an identifier or may share a name with it.

    Args:
        held: the one; nothing is found for what is not open.
        definition: the model.
        rarity: how common agreeing values are.
    """
    if not held.is_open or not blocking.is_compared(held.record.schema):
        return Looked()
    exact, named, is_cut = _found(held)
    known = {*exact, *_partners(held.pk)} - {held.pk}
    likely = worth_reading(held.record, set(named) - known - {held.pk}, definition, least=LEAST_CHANCE)
    good = _compared(held, sorted(known), definition, rarity)
    for start in range(0, min(len(likely), MOST_COMPARED), AT_ONCE):
        # Whoever comes now cannot be worth more than those that there are already.
        if len(good) >= MOST and good[MOST - 1].weighed.weight >= likely[start].most:
            return Looked(tuple(good[:MOST]), is_cut)
        some = [one.pk for one in likely[start : start + AT_ONCE]]
        good = sorted([*good, *_compared(held, some, definition, rarity)], key=_best_first)
    return Looked(tuple(good[:MOST]), is_cut or len(likely) > MOST_COMPARED)


def _compared(held: Held, others: Sequence[int], definition: Definition, rarity: Rarity) -> list[Pair]:
    """Pairs that are likely enough to be kept, the likeliest first."""
    found = []
    for pk, one in records_of(others).items():
        if one.is_open and are_of_a_kind(held.record.schema, one.record.schema):
            weighed = weigh(definition, compare(definition, held.record, one.record), rarity)
            if weighed.probability >= LEAST_CHANCE:
                found.append(Pair(pk, one.record.reference, weighed))
    return sorted(found, key=_best_first)


def _best_first(pair: Pair) -> tuple[float, str]:
    return -pair.weighed.weight, pair.reference


def node_rarity(definition: Definition) -> Rarity:
    """How common agreeing values are, identifiers and words of companies counted over the whole node.

    Remembers what it was asked, so one is used for some seconds of work and no longer.
    """
    return by_holders(definition, cache(_holders), cache(_bodies))


def are_of_a_kind(schema: str, other: str) -> bool:
    """Whether one schema is the other, or a kind of it."""
    return schemata.is_a(schema, other) or schemata.is_a(other, schema)


def of_this_node(definition: Definition) -> Definition:
    """The definition with the prior of a node of this size.

    The last entity's number stands for the count, which takes long on a large node and need not be exact.
    """
    last = Entity.objects.order_by("-pk").values_list("pk", flat=True).first()
    return replace(definition, prior=prior_among(definition, last or 0))


def failed_count() -> int:
    """How many entities could not be compared."""
    return Compared.objects.filter(model=FAILED).count()


def model_version(definition: Definition) -> str:
    """Versions of everything that a candidate depends on; another one means that all is compared anew."""
    from samakki.names.bundle import shipped  # noqa: PLC0415  (loads the models of names)

    return f"{definition.version}/{names.KEYS_VERSION}/{shipped().version}"


def _found(held: Held) -> tuple[tuple[int, ...], tuple[int, ...], bool]:
    """Entities that hold an identifier of it; those that may have its name; and whether there are more."""
    types = blocking.types_of(held.record.schema, held.services)
    exact: dict[int, None] = {}
    named: dict[int, None] = {}
    is_cut = False
    for step in blocking.steps(held.record, cache(other_spellings)):
        wanted = MOST_COMPARED if step.is_exact else MOST_FOUND
        some = entities_holding(step.node, types=types, most=wanted)
        (exact if step.is_exact else named).update(dict.fromkeys(some))
        is_cut |= len(some) == wanted
        if len(named) >= MOST_FOUND:
            break
    return tuple(exact), tuple(named)[:MOST_FOUND], is_cut


def _partners(pk: int) -> Iterable[int]:
    """Those it was put beside before, from either side."""
    for first, second in Candidate.objects.filter(Q(first=pk) | Q(second=pk)).values_list("first_id", "second_id"):
        yield second if first == pk else first


def called_by(words: frozenset[str]) -> Sequence[int]:
    """Bodies that are called by all of these words; none are looked for by words in other scripts."""
    if not all(map(str.isascii, words)):
        return ()
    return tuple(entities_holding(blocking.called_by(words), types=BODIES, most=MOST_COUNTED))


def _bodies(words: frozenset[str]) -> int:
    return len(called_by(words))


def _holders(value: str) -> int:
    return len(entities_holding(blocking.holding(value), types=ALL_TYPES, most=MOST_COUNTED))
