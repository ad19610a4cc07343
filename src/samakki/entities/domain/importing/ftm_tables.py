"""Reads a table that names a FollowTheMoney schema in each row and its properties above the columns, as ours do."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from types import MappingProxyType

from samakki.entities.domain import schemata
from samakki.entities.domain.exporting.cells import BETWEEN, read, unlisted
from samakki.entities.domain.exporting.tables import BESIDE, FIRST, heading
from samakki.entities.domain.importing.cells import Cell, Row, letters
from samakki.entities.domain.importing.ftm_lines import FOREIGN_ID
from samakki.entities.domain.importing.ftm_victims import PEOPLE, SAYS_WHO
from samakki.entities.domain.importing.pieces import Piece, Remark, digest_of, named
from samakki.entities.domain.importing.values import Manner, read_cell
from samakki.entities.domain.importing.victims import identity_of, is_victim
from samakki.entities.domain.properties import OWN, kept, kind_of
from samakki.entities.domain.statements import FACT, NewEntity, NewStatement, check_statement
from samakki.kernel.grades import Grade
from samakki.kernel.refusals import InvalidValue, Refusal

IDENTIFIERS = ("reference", "id")
_COMES_WITH = re.compile(rf".+ \((?:{'|'.join(BESIDE.values())})\)")
SIMPLE: Mapping[str, str] = MappingProxyType(
    {
        "aliases": "alias",
        "birth_date": "birthDate",
        "countries": "country",
        "addresses": "address",
        "identifiers": "samakki:idNumber",
        "sanctions": "notes",
        "phones": "phone",
        "emails": "email",
        "program_ids": "notes",
    }
)
"""Columns of the simplified lists of OpenSanctions, which part several values by semicolons."""
_DATES_OF_THE_LIST = frozenset({"dataset", "first_seen", "last_seen", "last_change"})

_ONE_A_ROW = frozenset({"canonical_id", "entity_id", "schema", "prop", "value"})
"""Headings of a table with one statement a row, as FollowTheMoney stores keep them."""

NO_PROPERTIES = frozenset({*IDENTIFIERS, "schema", "caption", "source", "source_kind", "grade", "obtained_on"})


def are_headings(texts: Iterable[str]) -> bool:
    """Whether the first row of a table says so.

    >>> are_headings(["reference", "schema", "caption", "name"])
    True
    """
    found = {text.strip() for text in texts}
    return "schema" in found and not found.isdisjoint(IDENTIFIERS)


def pieces(rows: Iterable[Row], manner: Manner) -> Iterator[Piece]:
    """One piece for each entity below the headings.

    In a table that this software wrote, values are taken as they stand, with what stands beside them, and rows of one
    entity that follow one another are one. In others each value is read as in any sheet.

    Args:
        rows: of the table, headings first.
        manner: how dates and telephone numbers are read.
    """
    rest = iter(rows)
    headings = next(rest, None)
    if headings is None:
        return
    names = {place: headings.text(place) for place in headings.cells if headings.text(place)}
    if set(names.values()) >= _ONE_A_ROW:
        yield from _of_single_statements(rest, {name: place for place, name in names.items()}, manner)
        return
    between = BETWEEN
    if {"aliases", "birth_date"} <= set(names.values()):
        between = ";"
        names = {place: SIMPLE.get(name, name) for place, name in names.items() if name not in _DATES_OF_THE_LIST}
    if not set(FIRST) <= set(names.values()):
        yield from (_piece(row, names, manner, between) for row in rest)
        return
    places = {name: place for place, name in names.items()}
    for _, same in groupby(rest, key=lambda row: _entity_of(row, places)):
        yield _own_piece(list(same), places, manner)


def _of_single_statements(rows: Iterable[Row], places: Mapping[str, int], manner: Manner) -> Iterator[Piece]:
    """Rows of one entity follow one another, each a statement of it."""
    for identifier, same in groupby(rows, key=lambda row: row.text(places["canonical_id"])):
        found = list(same)
        number = found[0].number
        schema = _narrowest({row.text(places["schema"]) for row in found})
        if not schema:
            yield Piece(number, failures=(Remark("", Refusal("schema-unknown")),))
            continue
        said: list[NewStatement] = []
        failures: list[Remark] = []
        remarks: list[Remark] = []
        for row in found:
            prop, text = row.text(places["prop"]), row.text(places["value"])
            if prop == "id" or not text:
                continue
            try:
                said += _statements(schema, prop, text, manner, f"row:{row.number}")
            except InvalidValue as problem:
                where = letters(places["value"])
                if problem.refusal.code == "property-unknown":
                    remarks.append(Remark(where, Refusal("property-left-out")))
                else:
                    failures.append(Remark(where, problem.refusal))
        piece = _whole(number, schema, identifier, said, failures, remarks)
        others = {row.text(places["entity_id"]) for row in found} - {identifier, ""}
        yield replace(piece, keys=[*piece.keys, *((digest_of(one), 0) for one in sorted(others))])


def _narrowest(found: Collection[str]) -> str:
    """The schema that is a kind of all others: of some sources an entity is a LegalEntity, of others a Company."""
    known = [one for one in sorted(found) if one in schemata.names()]
    return next((one for one in known if all(schemata.is_a(one, other) for other in known)), "")


def _entity_of(row: Row, places: Mapping[str, int]) -> tuple[str, str]:
    """What rows of one entity share; a row without a reference is one by itself."""
    return _text(row, places["reference"]) or f"row {row.number}", _text(row, places["schema"])


def _text(row: Row, place: int) -> str:
    """A cell of a table of ours, spaces around it kept."""
    cell = row.cells.get(place)
    return read(cell.text) if cell else ""


def _own_piece(rows: Sequence[Row], places: Mapping[str, int], manner: Manner) -> Piece:
    number, item = rows[0].number, f"row:{rows[0].number}"
    schema, identifier = (_text(rows[0], places[name]).strip() for name in ("schema", "reference"))
    if schema not in schemata.names():
        return Piece(number, failures=(Remark("", Refusal("schema-unknown")),))
    said: list[NewStatement] = []
    failures: list[Remark] = []
    remarks: list[Remark] = []
    for row in rows:
        for name, place in places.items():
            if name in NO_PROPERTIES or _COMES_WITH.fullmatch(name) or not _text(row, place):
                continue
            beside = {field: _text(row, places.get(heading(name, field), -1)) for field in BESIDE}
            try:
                said += _own_statements(schema, name, _text(row, place), beside, manner, item)
            except InvalidValue as problem:
                if problem.refusal.code == "property-unknown":
                    remarks.append(Remark(letters(place), Refusal("property-left-out")))
                else:
                    failures.append(Remark(letters(place), problem.refusal))
    return _whole(number, schema, identifier, said, failures, remarks)


def _own_statements(
    schema: str, prop: str, text: str, beside: Mapping[str, str], manner: Manner, item: str
) -> Iterator[NewStatement]:
    values = unlisted(text)
    lists = {field: unlisted(cell) for field, cell in beside.items() if cell}
    for place, value in enumerate(values):
        more = {field: found[place] for field, found in lists.items() if place < len(found)}
        one = NewStatement(
            prop,
            value,
            more.get("as_written", ""),
            more.get("language", ""),
            item=item,
            basis=more.get("basis") or FACT,
            grade=Grade.parse(more["grade"]) if more.get("grade") else None,
            since=more.get("since", ""),
            until=more.get("until", ""),
        )
        if kind_of(schema, prop).kind == "entity":
            yield replace(one, value="", target=named(value))
        elif value.strip() and kept(schema, prop, value) == prop:
            check_statement(schema, one)
            yield one
        else:  # somebody wrote into the table by hand
            yield from _statements(schema, prop, value, manner, item)


def _piece(row: Row, names: Mapping[int, str], manner: Manner, between: str) -> Piece:
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
            said += [
                one
                for value in text.split(between)
                for one in _statements(schema, name, value, manner, f"row:{row.number}")
            ]
        except InvalidValue as problem:
            if problem.refusal.code == "property-unknown":
                remarks.append(Remark(letters(place), Refusal("property-left-out")))
            else:
                failures.append(Remark(letters(place), problem.refusal))
    return _whole(row.number, schema, identifier, said, failures, remarks)


def _whole(
    number: int,
    schema: str,
    identifier: str,
    said: list[NewStatement],
    failures: list[Remark],
    remarks: list[Remark],
) -> Piece:
    if identifier and not any(one.prop == FOREIGN_ID for one in said):
        said.insert(0, NewStatement(FOREIGN_ID, identifier, item=f"row:{number}"))
    if not said:
        failures.append(Remark("", Refusal("entity-empty")))
    if failures:
        return Piece(number, failures=tuple(failures))
    keys = [(digest_of(identifier), 0)] if identifier else []
    entity = NewEntity(schema, tuple(said))
    identities = (identity_of(0, entity),) if schema in PEOPLE and _says_victim(said) else ()
    return Piece(number, (entity,), remarks=tuple(remarks), keys=keys, identities=identities)


def _says_victim(said: Sequence[NewStatement]) -> bool:
    return any(is_victim(one.value) for one in said if one.prop.removeprefix(OWN) in SAYS_WHO)


def _statements(schema: str, prop: str, value: str, manner: Manner, item: str) -> Sequence[NewStatement]:
    if kind_of(schema, prop).kind == "entity":
        return [NewStatement(prop, target=named(value), item=item)]
    # A twin is read as what it is the twin of: of a number that no plan knew the file has the words.
    base = prop.removeprefix(OWN)
    found = read_cell(schema, base if base in schemata.properties(schema) else prop, Cell(value), manner)
    return [NewStatement(one.prop, one.value, one.as_written, one.language, item=item) for one in found.statements]
