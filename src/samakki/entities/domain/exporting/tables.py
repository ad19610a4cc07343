"""CSV: one row an entity, one column a property, for spreadsheets and for tools that draw charts from tables."""

from collections.abc import Iterable, Iterator, Sequence

from samakki.entities.domain.exporting.cells import BOM, row, together
from samakki.entities.domain.exporting.leaving import Leaving

MEDIA_TYPE, EXTENSION = "text/csv", "csv"
FIRST = ("reference", "schema", "caption", "source", "source_kind", "grade", "obtained_on")


def written(entities: Iterable[Leaving], columns: Sequence[str], *, with_bom: bool) -> Iterator[bytes]:
    """The file, a row at a time.

    Args:
        entities: what leaves.
        columns: properties that occur among them, in the order of the columns.
        with_bom: begin with the mark by which Excel knows UTF-8.
    """
    if with_bom:
        yield BOM.encode("utf-8")
    yield row([*FIRST, *columns])
    for entity in entities:
        said = entity.values()
        facts = (entity.reference, entity.schema, entity.caption, entity.source, entity.kind, entity.grade)
        values = (together(one.target or one.as_written or one.value for one in said.get(prop, ())) for prop in columns)
        yield row([*facts, entity.obtained_on, *values])
