"""Lists of entities: what an officer may see, newest first."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from samakki.access.domain.vocabulary import Surface
from samakki.access.models import Officer
from samakki.entities.domain.kinds import LINK_SCHEMATA, PHONE_SERVICE, SCHEMATA, Kind, kind_of_entity
from samakki.entities.models import Entity, Source, Statement
from samakki.entities.queries.details import Caption, SourceRow, caption_of, source_row
from samakki.entities.queries.seeing import may_change, seen

PAGE = 25


@dataclass(frozen=True, slots=True)
class ListedEntity:
    """One line of a list."""

    caption: Caption
    kind: Kind
    source: SourceRow
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class EntityPage:
    """Some lines of a list.

    Attributes:
        before: reference to continue before; empty on the last page.
    """

    rows: tuple[ListedEntity, ...]
    before: str


def listed(
    by: Officer,
    *,
    kind: Kind | None = None,
    before: str = "",
    limit: int = PAGE,
    surface: Surface = Surface.LIST,
) -> EntityPage:
    """Things that `by` may see, newest first; links between things are left out.

    Args:
        by: who asks.
        kind: one kind alone; None for all.
        before: `before` of the page before; a reference that is not theirs begins anew.
        limit: 1 or more; a page has fewer only where it is the last.
        surface: where the list shows besides.
    """
    wanted = seen(by) if surface is Surface.LIST else seen(by) & seen(by, surface=surface)
    rows = Entity.objects.filter(wanted, _of_kind(kind)).select_related("source__resource")
    if before:
        start = Entity.objects.filter(seen(by), reference=before).values_list("pk", flat=True).first()
        rows = rows.filter(pk__lt=start) if start else rows
    found = list(rows.order_by("-pk")[: limit + 1])
    lines = tuple(
        ListedEntity(caption_of(row), kind_of_row(row), source_row(row.source), row.changed_at) for row in found[:limit]
    )
    return EntityPage(lines, lines[-1].caption.reference if len(found) > limit else "")


def source_to_write(by: Officer, reference: str) -> SourceRow | None:
    """A source that `by` may describe things in; None where it is missing or not theirs to write alike."""
    row = Source.objects.select_related("resource").filter(reference=reference).first()
    is_theirs = may_change(by, row.resource.reference if row else reference)
    if row is None or not is_theirs or (row.is_draft and row.created_by != by.code):
        return None
    return source_row(row)


def record_of_source(by: Officer, reference: str) -> str:
    """The reference of the record that decides over a source; `reference` itself where there is none."""
    row = Source.objects.select_related("resource").filter(reference=reference.replace("\0", " ")).first()
    if row is None or (row.is_draft and row.created_by != by.code):
        return reference
    return row.resource.reference


def things_of_source(by: Officer, source: str, *, schemata: Collection[str] = ()) -> tuple[ListedEntity, ...]:
    """Things that a source describes, for a choice in a form; links are left out."""
    rows = Entity.objects.filter(seen(by), _of_kind(None), source__reference=source).select_related("source__resource")
    if schemata:
        rows = rows.filter(schema__in=schemata)
    return tuple(
        ListedEntity(caption_of(row), kind_of_row(row), source_row(row.source), row.changed_at)
        for row in rows.order_by("pk")
    )


def entities_by_item(by: Officer, source: str) -> Mapping[str, tuple[Caption, ...]]:
    """What a source describes by the item that tells of it, links left out; a thing of two items stands under both."""
    rows = Entity.objects.filter(seen(by), _of_kind(None), source__reference=source).order_by("pk")
    captions = {row.pk: caption_of(row) for row in rows}
    told = Statement.objects.filter(entity__source__reference=source).exclude(item="").order_by("entity")
    found: dict[str, tuple[Caption, ...]] = {}
    for item, entity in told.values_list("item", "entity").distinct():
        if entity in captions:
            found[item] = (*found.get(item, ()), captions[entity])
    return found


def kind_of_row(row: Entity) -> Kind:
    """What an officer calls a row."""
    services = row.properties.get("service", ())
    return kind_of_entity(row.schema, tuple(str(one) for one in services))


def _of_kind(kind: Kind | None) -> Q:
    if kind is None or kind is Kind.OTHER:
        return ~Q(schema__in=sorted(LINK_SCHEMATA))
    wanted = Q(schema=SCHEMATA[kind])
    if kind is Kind.PHONE:
        return wanted & Q(properties__service__0=PHONE_SERVICE)
    if kind is Kind.SOCIAL_ACCOUNT:
        return wanted & ~Q(properties__service__0=PHONE_SERVICE)
    return wanted
