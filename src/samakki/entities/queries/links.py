"""What an entity is connected with, as far as its reader may see both ends and the source that says so."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from samakki.access.models import Officer
from samakki.entities.domain import schemata
from samakki.entities.domain.kinds import LINK_SCHEMATA
from samakki.entities.models import Entity, Statement
from samakki.entities.queries.details import Assertion, Caption, caption_of, profile, with_seen_targets
from samakki.entities.queries.seeing import seen


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One connection, seen from one of its ends.

    Attributes:
        link: caption of the link where it is an entity itself; of the entity whose property names this one, or is
            named by it, where it is not.
        prop: property that this end fills: "member"; or the property that names the other directly.
        is_forward: this end is the first, the one that does it.
        others: the other ends, with the property that each fills.
        assertions: what is said of the link besides its ends; of a direct one the assertion that makes it.
        is_direct: a property of one names the other; there is no entity in between.
    """

    link: Caption
    prop: str
    is_forward: bool
    others: tuple[tuple[str, Caption], ...]
    assertions: tuple[Assertion, ...]
    is_direct: bool = False


def links(by: Officer, reference: str) -> tuple[LinkRow, ...]:
    """Connections of an entity and of those judged to be the same thing, in the order they were made.

    A link with an end, or from a source, that `by` may not see is not there: neither listed nor counted.
    """
    own = set(profile(by, reference))
    if not own:
        return ()
    return (*_through_links(by, own), *_direct(by, own))


def _through_links(by: Officer, own: Collection[str]) -> Sequence[LinkRow]:
    """Links that are entities: memberships, payments, calls between people."""
    wanted = seen(by, prefix="entity__")
    pointing = Statement.objects.filter(
        wanted, target__reference__in=own, withdrawn_at__isnull=True, entity__schema__in=sorted(LINK_SCHEMATA)
    )
    ids = list(dict.fromkeys(pointing.order_by("entity_id").values_list("entity_id", flat=True)))
    rows = Statement.objects.filter(entity__in=ids, withdrawn_at__isnull=True)
    rows = rows.select_related("entity__source__resource").order_by("pk")
    said: dict[int, list[Statement]] = defaultdict(list)
    for row in rows:
        said[row.entity_id].append(row)
    known = {one.id: one for one in with_seen_targets(by, rows)}
    # With a hidden end the whole link is hidden: half of it would tell that there is more.
    whole = [one for one in ids if all(row.pk in known for row in said[one])]
    return [_row_of(said[one][0].entity, [known[row.pk] for row in said[one]], own) for one in whole]


def _row_of(entity: Entity, known: Sequence[Assertion], own: Collection[str]) -> LinkRow:
    ends = [(one.prop, one.target) for one in known if one.target is not None]
    mine = next((prop for prop, target in ends if target.reference in own), "")
    pair = schemata.ends(entity.schema)
    return LinkRow(
        caption_of(entity),
        mine,
        bool(pair and mine == pair[0]),
        tuple((prop, target) for prop, target in ends if target.reference not in own),
        tuple(one for one in known if one.target is None) or tuple(known[:1]),
    )


def _direct(by: Officer, own: Collection[str]) -> Sequence[LinkRow]:
    """Properties that name another entity, both ways; links that are entities are left to `_through_links`."""
    current = Statement.objects.filter(seen(by, prefix="entity__"), withdrawn_at__isnull=True)
    current = current.exclude(entity__schema__in=sorted(LINK_SCHEMATA)).select_related("entity__source__resource")
    forward = with_seen_targets(by, current.filter(entity__reference__in=own, target__isnull=False).order_by("pk"))
    backward = with_seen_targets(by, current.filter(target__reference__in=own).order_by("pk"))
    captions = {
        one.reference: caption_of(one)
        for one in Entity.objects.filter(reference__in={one.entity for one in (*forward, *backward)})
    }
    return [
        *(
            LinkRow(captions[one.entity], one.prop, True, ((one.prop, one.target),), (one,), True)
            for one in forward
            if one.target is not None and one.target.reference not in own
        ),
        *(
            LinkRow(captions[one.entity], one.prop, False, ((one.prop, captions[one.entity]),), (one,), True)
            for one in backward
            if one.entity not in own
        ),
    ]
