"""Which row of a file a thing came from."""

from dataclasses import dataclass

from samakki.access.models import Officer
from samakki.entities.domain.importing.pieces import row_of
from samakki.entities.domain.kinds import LINK_SCHEMATA, Kind
from samakki.entities.models import Entity, Import, Statement
from samakki.entities.queries.details import Caption, caption_of
from samakki.entities.queries.listing import kind_of_row
from samakki.entities.queries.seeing import seen

PAGE = 50


@dataclass(frozen=True, slots=True)
class RowThing:
    """A thing with the row it came from, as the file counts."""

    row: int
    caption: Caption
    kind: Kind


def things_by_row(by: Officer, reference: str, *, row: int = 0, limit: int = PAGE) -> tuple[RowThing, ...]:
    """Things that an import brought, in the order of the file; links between them are left out.

    Args:
        by: who asks; others' drafts are empty to them.
        reference: of the import.
        row: the first of which things are wanted.
        limit: how many things.
    """
    imported = Import.objects.filter(reference=reference.replace("\0", " ")).first()
    if imported is None:
        return ()
    first = _first_of_row(imported, row) if row > 1 else 0
    things = Entity.objects.filter(seen(by), source=imported.source_id, pk__gte=first).exclude(schema__in=LINK_SCHEMATA)
    found = list(things.select_related("source__resource").order_by("pk")[:limit])
    rows = _rows_of([one.pk for one in found])
    return tuple(RowThing(rows.get(one.pk, 0), caption_of(one), kind_of_row(one)) for one in found)


def _first_of_row(imported: Import, row: int) -> int:
    """Number of the first entity of a row, or of the next that has any: entities are numbered as the file goes."""
    own = Entity.objects.filter(source=imported.source_id).order_by("pk")
    ends = (own.values_list("pk", flat=True).first(), own.values_list("pk", flat=True).last())
    low, high = ends[0] or 0, (ends[1] or 0) + 1
    while low < high:
        middle = (low + high) // 2
        found = own.filter(pk__gte=middle).values_list("pk", flat=True).first()
        if found is None or found >= high:
            high = middle
        elif _rows_of([found]).get(found, 0) < row:
            low = found + 1
        else:
            high = middle
    return low


def _rows_of(entities: list[int]) -> dict[int, int]:
    said = Statement.objects.filter(entity__in=entities, item__startswith="row:").order_by("-pk")
    return {entity: row_of(item) for entity, item in said.values_list("entity", "item")}
