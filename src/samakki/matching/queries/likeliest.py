"""The likeliest possible matches of some entities, few enough to be looked at: rows for "My work"."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from math import log2

from samakki.access.models import Officer
from samakki.matching.domain.definition import shipped
from samakki.matching.models import Candidate
from samakki.matching.queries.candidates import open_to, unjudged
from samakki.matching.queries.finding import of_this_node
from samakki.matching.queries.judgements import CHUNK

LOOKED_AT = 4
"""Of so many times as many as are wanted it is asked what was judged; more were found by one name in many records."""


@dataclass(frozen=True, slots=True)
class ToLookAt:
    """An entity with possible matches that are more likely right than wrong.

    Attributes:
        entity: reference.
        count: how many.
        found_at: when the first of them was found.
    """

    entity: str
    count: int
    found_at: datetime


@dataclass(frozen=True, slots=True)
class _Found:
    weight: float
    entity: str
    other: str
    found_at: datetime


def to_look_at(by: Officer, entities: Collection[int], *, since: datetime, most: int) -> tuple[ToLookAt, ...]:
    """Those of some entities that have possible matches found since a moment, of all the likeliest `most` pairs.

    Trap: a pair that is more likely two than one is never among them, however few there are. So the threshold is the
    higher of even odds and of what leaves `most` pairs; nobody has to choose a number that means nothing to them.

    Args:
        by: who is to look; both sides are open to them, and nothing they may see was judged about the two.
        entities: numbers of the rows of entities that are theirs to care about.
        since: pairs found earlier are left out.
        most: pairs.
    """
    prior = of_this_node(shipped()).prior
    even = log2((1 - prior) / prior)
    found = _pairs(by, sorted(entities), even, since, most * LOOKED_AT)
    left: list[_Found] = []
    known: dict[str, set[str]] = {}
    for one in found:
        if one.entity not in known:
            known[one.entity] = unjudged(by, one.entity, [it.other for it in found if it.entity == one.entity])
        if one.other in known[one.entity] and len(left) < most:
            left.append(one)
    by_entity: defaultdict[str, list[_Found]] = defaultdict(list)
    for one in left:
        by_entity[one.entity].append(one)
    return tuple(ToLookAt(entity, len(some), min(one.found_at for one in some)) for entity, some in by_entity.items())


def _pairs(by: Officer, entities: list[int], least: float, since: datetime, most: int) -> list[_Found]:
    """The likeliest, each once: of two that are both among `entities` it stands with the first."""
    found: dict[frozenset[str], _Found] = {}
    for start in range(0, len(entities), CHUNK):
        some = entities[start : start + CHUNK]
        for mine, theirs in (("first", "second"), ("second", "first")):
            rows = Candidate.objects.filter(
                open_to(by, mine), open_to(by, theirs), weight__gte=least, found_at__gte=since, **{f"{mine}__in": some}
            )
            columns = ("weight", f"{mine}__reference", f"{theirs}__reference", "found_at")
            for row in rows.order_by("-weight").values_list(*columns)[:most]:
                one = _Found(*row)
                found.setdefault(frozenset((one.entity, one.other)), one)
    return sorted(found.values(), key=lambda one: (-one.weight, one.entity, one.other))[:most]
