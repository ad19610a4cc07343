"""The formats there are, and which of them a purpose needs."""

from collections.abc import Iterable, Iterator
from enum import Enum

from samakki.entities.domain.exporting import followthemoney, graphml, htcds, tables
from samakki.entities.domain.exporting.leaving import Leaving
from samakki.entities.domain.exporting.tables import Columns


class Format(Enum):
    """One form a file can have."""

    FOLLOWTHEMONEY = "followthemoney"  # everything, for this software and tools of the same family
    CSV = "csv"
    CSV_EXCEL = "csv_excel"  # the same, with the mark by which Excel knows UTF-8
    HTCDS = "htcds"  # people in the standard of case data on trafficking
    GRAPHML = "graphml"  # a network


_TYPES: dict[Format, tuple[str, str]] = {
    Format.FOLLOWTHEMONEY: (followthemoney.MEDIA_TYPE, followthemoney.EXTENSION),
    Format.CSV: (tables.MEDIA_TYPE, tables.EXTENSION),
    Format.CSV_EXCEL: (tables.MEDIA_TYPE, tables.EXTENSION),
    Format.HTCDS: (htcds.MEDIA_TYPE, htcds.EXTENSION),
    Format.GRAPHML: (graphml.MEDIA_TYPE, graphml.EXTENSION),
}


def media_type(form: Format) -> str:
    """Of a file in this format."""
    return _TYPES[form][0]


def extension(form: Format) -> str:
    """Of a file in this format, without the dot."""
    return _TYPES[form][1]


def written(form: Format, entities: Iterable[Leaving], columns: Columns) -> Iterator[bytes]:
    """A file, piece by piece.

    Args:
        form: its format.
        entities: what leaves; read once.
        columns: properties that occur among them, in the order of columns, and what their values come with.
    """
    if form is Format.FOLLOWTHEMONEY:
        return followthemoney.written(entities)
    if form is Format.GRAPHML:
        return graphml.written(entities)
    if form is Format.HTCDS:
        return htcds.written(entities, htcds.columns_of([prop for prop, _ in columns]), with_bom=False)
    return tables.written(entities, columns, with_bom=form is Format.CSV_EXCEL)
