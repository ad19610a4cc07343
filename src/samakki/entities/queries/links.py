"""What an entity is connected with, as far as its reader may see both ends and the source that says so."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from samakki.access.models import Officer
from samakki.entities.domain import schemata
from samakki.entities.domain.kinds import LINK_SCHEMATA
from samakki.entities.models import Entity, Statement
from samakki.entities.queries.details import (
    Assertion,
    Caption,
    EntityDetail,
    assertion_of,
    assertions_of,
    caption_of,
    profile_rows,
    with_seen_targets,
)
from samakki.entities.queries.seeing import seen, seen_entities


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One connection, seen from one of its ends.

    Attributes:
        link: caption of the link where it is an entity itself; of the entity whose property names this one, or is
            named by it, where it is not.
        prop: property that this end fills: "member"; or the property that names the other directly.
        is_forward: this end is the first, the one that does it.
        first: the end that does it; of a direct link the entity that has the property.
        second: the other end.
        others: the ends that are not this one, with the property that each fills.
        assertions: what is said of the link besides its ends; of a direct one the assertion that makes it.
        ends: the assertions that name its two ends; of a direct one the one that makes it.
        history: what was said of it and withdrawn, in the order it was said.
        is_direct: a property of one names the other; there is no entity in between.
        is_current: it holds; otherwise `first` and `second` are what it connected at last.
    """

    link: Caption
    prop: str
    is_forward: bool
    first: Caption
    second: Caption
    others: tuple[tuple[str, Caption], ...]
    assertions: tuple[Assertion, ...]
    ends: tuple[Assertion, ...]
    history: tuple[Assertion, ...] = ()
    is_direct: bool = False
    is_current: bool = True


def links(by: Officer, reference: str) -> tuple[LinkRow, ...]:
    """Connections of an entity and of those judged to be the same thing that hold, in the order they were made.

    A link with an end, or from a source, that `by` may not see is not there: neither listed nor counted.
    """
    own = profile_rows(by, reference)
    return tuple(one for one in links_of(by, own, assertions_of(by, own)) if one.is_current) if own else ()


def links_of(by: Officer, own: Collection[Entity], said: Sequence[Assertion]) -> tuple[LinkRow, ...]:
    """Connections of rows that `by` sees and that are one thing; those that hold no more are among them.

    Args:
        by: who asks.
        own: the entity, and those judged to be the same.
        said: what is said of them, as `assertions_of` gives it.
    """
    return (*_through_links(by, own), *_forward(own, said), *_backward(by, own))


def link_of(by: Officer, reference: str) -> LinkRow | None:
    """One link that is an entity itself, seen from its first end; None where `by` may not see all of it."""
    found = seen_entities(by, [reference]).filter(schema__in=sorted(LINK_SCHEMATA))
    rows = Statement.objects.filter(entity__in=found).select_related("entity__source__resource").order_by("pk")
    (made, *_rest) = (*_rows_of(by, list(rows), frozenset()), None)
    return made


def direct_links(by: Officer, found: EntityDetail) -> tuple[LinkRow, ...]:
    """Connections that properties of an entity make, as its own source has them; `found` comes from ``entity``."""
    rows = seen_entities(by, [found.reference])
    return tuple(_forward(rows, found.assertions))


def _through_links(by: Officer, own: Collection[Entity]) -> Sequence[LinkRow]:
    """Links that are entities: memberships, payments, calls between people."""
    pointing = Statement.objects.filter(
        seen(by, prefix="entity__"), target__in=own, entity__schema__in=sorted(LINK_SCHEMATA)
    )
    rows = Statement.objects.filter(entity__in=pointing.values("entity_id"))
    rows = rows.select_related("entity__source__resource").order_by("entity_id", "pk")
    return _rows_of(by, list(rows), {row.reference for row in own})


def _rows_of(by: Officer, rows: Sequence[Statement], own: Collection[str]) -> list[LinkRow]:
    said: dict[int, list[Statement]] = defaultdict(list)
    for row in rows:
        said[row.entity_id].append(row)
    known = {one.id: one for one in with_seen_targets(by, rows)}
    # With a hidden end the whole link is hidden, also with one that it had: half of it would tell that there is more.
    whole = [some for some in said.values() if all(row.pk in known for row in some)]
    made = [_row_of(some[0].entity, [known[row.pk] for row in some], own) for some in whole]
    return [row for row in made if row is not None]


def _row_of(entity: Entity, known: Sequence[Assertion], own: Collection[str]) -> LinkRow | None:
    """A link from what is known of it; None where it never had two ends."""
    pair = schemata.ends(entity.schema)
    if pair is None:
        return None
    current = [one for one in known if one.withdrawn_at is None]
    ends = [_last(current, prop) for prop in pair]
    is_current = all(ends) and (not own or any(one and one.target and one.target.reference in own for one in ends))
    if not is_current:
        ends = [_last(known, prop, own) for prop in pair]
    first, second = (one.target if one is not None else None for one in ends)
    if first is None or second is None:
        return None
    sides = ((pair[0], first), (pair[1], second))
    mine = next((prop for prop, end in sides if end.reference in own), "")
    return LinkRow(
        caption_of(entity),
        mine,
        mine == pair[0],
        first,
        second,
        tuple((prop, end) for prop, end in sides if end.reference not in own),
        tuple(one for one in current if one.target is None),
        tuple(one for one in ends if one is not None),
        tuple(one for one in known if one.withdrawn_at is not None),
        is_current=is_current,
    )


def _last(said: Sequence[Assertion], prop: str, own: Collection[str] = ()) -> Assertion | None:
    """What fills an end: the last that did, and of several one that is `own`."""
    filling = [one for one in said if one.prop == prop and one.target is not None]
    mine = [one for one in filling if one.target is not None and one.target.reference in own]
    found = mine or filling
    return found[-1] if found else None


def _forward(own: Collection[Entity], said: Sequence[Assertion]) -> Sequence[LinkRow]:
    """Properties of the thing that name another; links that are entities are left to `_through_links`."""
    mine = {row.reference: caption_of(row) for row in own if row.schema not in LINK_SCHEMATA}
    return [
        _direct(one, mine[one.entity], one.target, is_forward=True)
        for one in said
        if one.target is not None and one.entity in mine and one.target.reference not in mine
    ]


def _backward(by: Officer, own: Collection[Entity]) -> Sequence[LinkRow]:
    """Properties of other things that name this one."""
    mine = {row.pk: caption_of(row) for row in own}
    rows = Statement.objects.filter(seen(by, prefix="entity__"), target__in=own)
    rows = rows.exclude(entity__schema__in=sorted(LINK_SCHEMATA)).exclude(entity__in=own)
    return [
        _direct(assertion_of(row, mine[row.target_id]), caption_of(row.entity), mine[row.target_id], is_forward=False)
        for row in rows.select_related("entity__source__resource").order_by("pk")
        if row.target_id is not None
    ]


def _direct(one: Assertion, first: Caption, second: Caption, *, is_forward: bool) -> LinkRow:
    holds = one.withdrawn_at is None
    return LinkRow(
        first,
        one.prop,
        is_forward,
        first,
        second,
        ((one.prop, second if is_forward else first),),
        (one,),
        (one,),
        () if holds else (one,),
        is_direct=True,
        is_current=holds,
    )
