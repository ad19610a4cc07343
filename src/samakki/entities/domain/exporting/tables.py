"""CSV: one row an entity, one column a property, for spreadsheets and for tools that draw charts from tables.

Nothing is lost. A column holds the values of its property; beside it stands a column for the words as they were
written, the language, the grade and so on, each only where something of it leaves at all. Several values of one
property stand in one cell, in the same order in each of these columns. `ftm_tables` reads all of it back.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from samakki.entities.domain.exporting.cells import BOM, listed, printable, row, safe
from samakki.entities.domain.exporting.leaving import Leaving, Said

MEDIA_TYPE, EXTENSION = "text/csv", "csv"
FIRST = ("reference", "schema", "caption", "source", "source_kind", "grade", "obtained_on")
LONGEST_CELL = 32_767
"""Characters that a spreadsheet keeps of a cell. What is longer goes on in a further row of the same entity."""

BESIDE: Mapping[str, str] = MappingProxyType(
    {
        "as_written": "as written",
        "language": "language",
        "basis": "basis",
        "grade": "grade",
        "since": "since",
        "until": "until",
    }
)
"""What a value may come with, and what its column is called: "birthDate (as written)"."""

Columns = Sequence[tuple[str, Sequence[str]]]
"""Properties in order, each with the fields of `BESIDE` that have a column."""


def heading(prop: str, field: str = "") -> str:
    """What stands above a column.

    >>> heading("birthDate"), heading("birthDate", "as_written")
    ('birthDate', 'birthDate (as written)')
    """
    return f"{prop} ({BESIDE[field]})" if field else prop


def written(entities: Iterable[Leaving], columns: Columns, *, with_bom: bool) -> Iterator[bytes]:
    """The file, a row at a time.

    Args:
        entities: what leaves.
        columns: properties that occur among them, and what any of their values comes with.
        with_bom: begin with the mark by which Excel knows UTF-8.
    """
    if with_bom:
        yield BOM.encode("utf-8")
    properties = [heading(prop, field) for prop, fields in columns for field in ("", *fields)]
    yield row([*FIRST, *properties])
    for entity in entities:
        facts = (entity.reference, entity.schema, printable(entity.caption), entity.source, entity.kind, entity.grade)
        for part in _parts(entity.said):
            cells = [cell for prop, fields in columns for cell in _cells(part.get(prop, ()), fields)]
            yield row([*facts, entity.obtained_on, *cells])


def _cells(said: Sequence[Said], fields: Sequence[str]) -> Iterator[str]:
    yield listed([one.target or one.value for one in said])
    for field in fields:
        yield listed([_beside(one, field) for one in said])


def _beside(one: Said, field: str) -> str:
    value: str = getattr(one, field)
    return "" if field == "basis" and value == "fact" else value


def _parts(said: Sequence[Said]) -> Iterator[Mapping[str, Sequence[Said]]]:
    """What is said by property, in as many rows as it takes for no cell to be longer than a spreadsheet keeps."""
    part: dict[str, list[Said]] = {}
    for one in said:
        held = part.get(one.prop, [])
        if held and any(len(safe(cell)) > LONGEST_CELL for cell in _cells([*held, one], tuple(BESIDE))):
            yield part
            part = {}
        part.setdefault(one.prop, []).append(one)
    yield part
