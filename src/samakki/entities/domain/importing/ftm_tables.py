"""Reads a table that names a FollowTheMoney schema in each row and its properties above the columns, as ours do."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from samakki.entities.domain import schemata
from samakki.entities.domain.exporting.cells import BETWEEN, read
from samakki.entities.domain.importing.cells import Cell, Row, letters
from samakki.entities.domain.importing.ftm_lines import FOREIGN_ID
from samakki.entities.domain.importing.pieces import Piece, Remark, digest_of, named
from samakki.entities.domain.importing.values import Manner, read_cell
from samakki.entities.domain.properties import OWN, kind_of
from samakki.entities.domain.statements import NewEntity, NewStatement
from samakki.kernel.refusals import InvalidValue, Refusal

IDENTIFIERS = ("reference", "id")
NO_PROPERTIES = frozenset({*IDENTIFIERS, "schema", "caption", "source", "source_kind", "grade", "obtained_on"})


def are_headings(texts: Iterable[str]) -> bool:
    """Whether the first row of a table says so.

    >>> are_headings(["reference", "schema", "caption", "name"])
    True
    """
    found = {text.strip() for text in texts}
    return "schema" in found and not found.isdisjoint(IDENTIFIERS)


def pieces(rows: Iterable[Row], manner: Manner) -> Iterator[Piece]:
    """One piece for each row below the headings.

    Args:
        rows: of the table, headings first.
        manner: how dates and telephone numbers are read.
    """
    names: Mapping[int, str] = {}
    for row in rows:
        if not names:
            names = {place: row.text(place) for place in row.cells}
            continue
        yield _piece(row, names, manner)


def _piece(row: Row, names: Mapping[int, str], manner: Manner) -> Piece:
    held = {names[place]: (place, read(row.text(place))) for place in row.cells if names.get(place) and row.text(place)}
    schema = held.get("schema", (0, ""))[1]
    if schema not in schemata.names():
        return Piece(row.number, failures=(Remark("", Refusal("schema-unknown")),))
    identifier = next((held[name][1] for name in IDENTIFIERS if name in held), "")
    said: list[NewStatement] = []
    failures: list[Remark] = []
    remarks: list[Remark] = []
    for name, (place, text) in held.items():
        if name in NO_PROPERTIES:
            continue
        try:
            said += _statements(schema, name, text, manner, f"row:{row.number}")
        except InvalidValue as problem:
            if problem.refusal.code == "property-unknown":
                remarks.append(Remark(letters(place), Refusal("property-left-out")))
            else:
                failures.append(Remark(letters(place), problem.refusal))
    if identifier and not any(one.prop == FOREIGN_ID for one in said):
        said.insert(0, NewStatement(FOREIGN_ID, identifier, item=f"row:{row.number}"))
    if not said:
        failures.append(Remark("", Refusal("entity-empty")))
    if failures:
        return Piece(row.number, failures=tuple(failures))
    keys = [(digest_of(identifier), 0)] if identifier else []
    return Piece(row.number, (NewEntity(schema, tuple(said)),), remarks=tuple(remarks), keys=keys)


def _statements(schema: str, prop: str, text: str, manner: Manner, item: str) -> Sequence[NewStatement]:
    kind = kind_of(schema, prop).kind
    found: list[NewStatement] = []
    for value in text.split(BETWEEN):
        if kind == "entity":
            found.append(NewStatement(prop, target=named(value), item=item))
            continue
        # A twin is read as what it is the twin of: of a number that no plan knew the file has the words.
        base = prop.removeprefix(OWN)
        read_one = read_cell(schema, base if base in schemata.properties(schema) else prop, Cell(value), manner)
        found += [
            NewStatement(one.prop, one.value, one.as_written, one.language, item=item) for one in read_one.statements
        ]
    return found
