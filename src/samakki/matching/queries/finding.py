"""Looking for what may be the same as one entity, among everything the node holds. For the node itself: no policy."""

from collections.abc import Collection, Iterable, Mapping
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
from samakki.matching.queries.records import Held, records_of

LEAST_CHANCE = 0.01
"""Below it nothing is kept: an officer would look at a hundred pairs for one that is right."""
MOST = 20  # candidates of an entity
MOST_FOUND = 1500
"""Entities that a name is looked for among; of more the last indexed."""
MOST_COMPARED = 300
"""Of these, how many names are compared: those that fit best by everything else."""
MOST_COUNTED = 1000
FAILED = "failed"
"""Instead of a version, for an entity that could not be compared."""
ALL_TYPES = frozenset(kind.value for kind in Kind)


@dataclass(frozen=True, slots=True)
class Pair:
    """What one entity may be the same as.

    Attributes:
        other: number of the other's row.
    """

    other: int
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
    others = {
        pk: one
        for pk, one in records_of({*exact, *named, *_partners(held.pk)} - {held.pk}).items()
        if one.is_open and are_of_a_kind(held.record.schema, one.record.schema)
    }
    if len(others) > MOST_COMPARED:
        is_cut = True
        others = _likeliest(held, others, definition, rarity, kept=set(exact))
    pairs = [
        Pair(pk, weigh(definition, compare(definition, held.record, one.record), rarity)) for pk, one in others.items()
    ]
    good = [pair for pair in pairs if pair.weighed.probability >= LEAST_CHANCE]
    good.sort(key=lambda pair: (-pair.weighed.weight, others[pair.other].record.reference))
    return Looked(tuple(good[:MOST]), is_cut)


def node_rarity(definition: Definition) -> Rarity:
    """How common agreeing values are, identifiers counted over the whole node.

    Remembers what it was asked, so one is used for some seconds of work and no longer.
    """
    return by_holders(definition, cache(_holders))


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


def _likeliest(
    held: Held, others: Mapping[int, Held], definition: Definition, rarity: Rarity, *, kept: Collection[int]
) -> dict[int, Held]:
    """Those that fit best by everything but their names, which take longest to compare."""
    rest = replace(definition, comparisons=tuple(one for one in definition.comparisons if one.kind != "name"))

    def rank(pk: int) -> tuple[bool, float, str]:
        other = others[pk].record
        return pk not in kept, -weigh(rest, compare(rest, held.record, other), rarity).weight, other.reference

    return {pk: others[pk] for pk in sorted(others, key=rank)[:MOST_COMPARED]}


def _partners(pk: int) -> Iterable[int]:
    """Those it was put beside before, from either side."""
    for first, second in Candidate.objects.filter(Q(first=pk) | Q(second=pk)).values_list("first_id", "second_id"):
        yield second if first == pk else first


def _holders(value: str) -> int:
    return len(entities_holding(blocking.holding(value), types=ALL_TYPES, most=MOST_COUNTED))
