"""Reads files in the Human Trafficking Case Data Standard: its spreadsheet, CSV, or JSON with its exact names.

One row is one person with a case. Every field is kept under its own name; beside it stands what this software
understands of it. A person who may be a victim goes behind a code before anything is written.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from samakki.entities.domain.exporting.cells import read
from samakki.entities.domain.importing.cells import Row, letters
from samakki.entities.domain.importing.htcds_fields import (
    IDENTIFYING,
    MISSING,
    NAMES,
    OF_THE_STANDARD,
    OFFENDER_ROLES,
    OTHER,
    SEXES,
    field_of,
    labelled,
    prefix_of,
    property_of,
)
from samakki.entities.domain.importing.pieces import Identity, Piece, Remark
from samakki.entities.domain.importing.values import country_named
from samakki.entities.domain.statements import LONGEST_VALUE, NewEntity, NewStatement, check_entity
from samakki.kernel.dates import PartialDate
from samakki.kernel.refusals import InvalidValue, Refusal
from samakki.kernel.written_dates import parse_as_written

LEAST_NAMES = 3
Fields = Sequence[tuple[str, str]]
"""Name and value of each field that holds something, in the order of the file."""


def are_headings(texts: Iterable[str]) -> bool:
    """Whether some cells at the top of a sheet are names of the standard, or enough of its labels.

    >>> are_headings(["prs_FirstName", "vic_TraffickingStatus", "cas_Status"])
    True
    >>> are_headings(["First Name", "Second Name", "Birthdate"])
    False
    """
    some = list(texts)
    return sum(bool(field_of(text)) for text in some) >= LEAST_NAMES or are_labels(some)


def are_labels(texts: Iterable[str]) -> bool:
    """Whether some cells are labels of the standard, one of which no other sheet has.

    >>> are_labels(["First Name", "Second Name", "Gender", "Type of Exploitation"])
    True
    """
    known = {text.strip().casefold() for text in texts if labelled(text)}
    return len(known) > LEAST_NAMES and not known.isdisjoint(OF_THE_STANDARD)


def columns(rows: Sequence[Row]) -> tuple[int, Mapping[int, str], bool]:
    """The last row of headings, the field of each column, and whether names and labels contradict each other.

    Args:
        rows: the first ones of the sheet.

    Raises:
        InvalidValue: "htcds-no-headings".
    """
    for place, row in enumerate(rows):
        if not are_headings(row.text(column) for column in row.cells):
            continue
        texts = {column: row.text(column) for column in row.cells if row.text(column)}
        if not any(map(field_of, texts.values())):  # labels alone
            return row.number, {column: labelled(text) or text for column, text in texts.items()}, False
        names = {column: field_of(text) or text for column, text in texts.items()}
        below = rows[place + 1] if place + 1 < len(rows) else None
        labels = {column: below.text(column) for column in below.cells} if below else {}
        known = {column: name for column, label in labels.items() if (name := labelled(label))}
        if below is None or len(known) < LEAST_NAMES:
            return row.number, names, False
        differ = any(names.get(column, name) != name for column, name in known.items())
        return below.number, {**names, **known}, differ
    raise InvalidValue("htcds-no-headings")


def sheet_pieces(first: Sequence[Row], rows: Iterable[Row]) -> Iterator[Piece]:
    """One piece for each row of a sheet below its headings.

    Args:
        first: the first rows.
        rows: all of them.
    """
    last, names, differ = columns(first)
    for row in rows:
        if row.number <= last:
            continue
        fields = [
            (names.get(column) or f"column {letters(column)}", read(row.text(column)))
            for column in sorted(row.cells)
            if row.text(column) and (column in names or not row.text(column).isdecimal())
        ]
        fields = [one for pair in fields for one in _unpacked(*pair) if one[1].strip() not in MISSING]
        if not fields:
            continue
        remarks = (Remark("", Refusal("htcds-labels-differ")),) if differ else ()
        differ = False  # once is enough
        yield piece_of(row.number, fields, remarks)


OURS = "ext_Samakki_Reference"


def _unpacked(name: str, value: str) -> Fields:
    """A field as it came in once: exports of this software put fields of unknown names together in one column."""
    if name != OTHER.removeprefix("htcds:"):
        return [(name, value)]
    found = []
    for part in value.replace("};{", "}\x1f{").split("\x1f"):
        try:
            kept = json.loads(part)
            found.append((str(kept["name"]), str(kept["value"])))
        except (ValueError, TypeError, KeyError):
            found.append((name, part))
    return found


def piece_of(number: int, fields: Fields, remarks: tuple[Remark, ...]) -> Piece:
    """The person of one row, behind a code where she may be a victim, her organisation and what happened.

    Args:
        number: of the row.
        fields: that hold something.
        remarks: about the row.
    """
    item = f"row:{number}"
    if any(len(value) > LONGEST_VALUE or "\0" in value for _, value in fields):
        return Piece(number, failures=(Remark("", Refusal("value-too-long", {"longest": LONGEST_VALUE})),))
    by_group: dict[str, list[tuple[str, str]]] = {}
    for name, value in fields:
        group = prefix_of(name)
        by_group.setdefault(group if group in {"org", "hte"} else "prs", []).append((name, value))
    person = by_group.get("prs", [])
    entities: list[NewEntity] = []
    identities: tuple[Identity, ...] = ()
    if person:
        entities.append(NewEntity("Person", _said_of_person(person, item, is_protected=_is_protected(person))))
        if _is_protected(person):
            identities = (_identity(person),)
    if organisation := by_group.get("org"):
        entities.append(_organisation(organisation, item))
        if person:
            ends = (NewStatement("subject", target="#0", item=item), NewStatement("object", target="#1", item=item))
            entities.append(NewEntity("UnknownLink", ends))
    if event := by_group.get("hte"):
        involved = [NewStatement("involved", target="#0", item=item)] if person else []
        entities.append(_event(event, item, involved))
    try:
        for entity in entities:
            check_entity(entity)
    except InvalidValue as problem:
        return Piece(number, failures=(Remark("", problem.refusal),))
    return Piece(number, tuple(entities), remarks=remarks, identities=identities)


def _is_protected(person: Fields) -> bool:
    has_status = any(name == "vic_TraffickingStatus" for name, _ in person)
    roles = {value for name, value in person if name == "per_RoleInProcess"}
    return has_status or not roles & OFFENDER_ROLES


def _kept(fields: Fields, item: str) -> list[NewStatement]:
    """Every field under its own name."""
    kept = []
    for name, value in fields:
        if name == OURS:
            kept.append(NewStatement("samakki:foreignId", value, item=item))
            continue
        prop = property_of(name)
        text = json.dumps({"name": name, "value": value}, ensure_ascii=False) if prop == OTHER else value
        kept.append(NewStatement(prop, text, item=item))
    return kept


def _said_of_person(fields: Fields, item: str, *, is_protected: bool) -> tuple[NewStatement, ...]:
    said = []
    if name := _full_name(fields):
        said.append(NewStatement("name", name, item=item))
    for field, value in fields:
        if field == "prs_Gender" and (sex := SEXES.get(value.casefold())):
            said.append(NewStatement("gender", sex, value, item=item))
        elif field == "prs_Citizenship":
            codes = [country_named(one) for one in re.split(r"[;,]", value)]
            said += [NewStatement("nationality", code.lower(), value, item=item) for code in codes if code]
        elif field == "prs_Birthdate" and (born := _date(value)):
            # Of a protected person the year alone: it says whether she is a child, and not who she is.
            when = born[:4] if is_protected else born
            said.append(NewStatement("birthDate", when, "" if is_protected else value, item=item))
        elif field == "prs_Email" and not is_protected and "@" in value:
            said.append(NewStatement("samakki:email", value, item=item))
        elif field in {"prs_HomePhone", "prs_MobilePhone"} and not is_protected:
            said.append(NewStatement("samakki:phone", value, item=item))
    return (*said, *_kept(fields, item))


def _identity(fields: Fields) -> Identity:
    name = _full_name(fields)
    parts = [value.strip() for field, value in fields if field in NAMES and len(value.strip()) > 1]
    reversed_name = " ".join(reversed(parts))
    spellings = tuple(dict.fromkeys(one for one in (name, reversed_name, *parts) if one))
    sealed = {
        property_of(field)
        for field, _ in fields
        if field in IDENTIFYING or (prefix_of(field) in {"ext", ""} and field != OURS)
    }
    return Identity(0, spellings, tuple(sorted({"name", *sealed})))


def _full_name(fields: Fields) -> str:
    held = dict(fields)
    return " ".join(" ".join(held.get(name, "").split()) for name in NAMES if held.get(name, "").strip())


def _organisation(fields: Fields, item: str) -> NewEntity:
    held = dict(fields)
    said = [NewStatement("name", held["org_Name"], item=item)] if held.get("org_Name") else []
    return NewEntity("Organization", (*said, *_kept(fields, item)))


def _event(fields: Fields, item: str, involved: Sequence[NewStatement]) -> NewEntity:
    held = dict(fields)
    said = [NewStatement("summary", held["hte_Type"], item=item)] if held.get("hte_Type") else []
    if day := _date(held.get("hte_Date", "")):
        said.append(NewStatement("date", day, held["hte_Date"], item=item))
    if code := country_named(held.get("hte_Country", "")):
        said.append(NewStatement("country", code.lower(), held["hte_Country"], item=item))
    where = [held[name] for name in ("hte_Street", "hte_City", "hte_State") if held.get(name)]
    if where:
        said.append(NewStatement("location", ", ".join(where), item=item))
    return NewEntity("Event", (*said, *involved, *_kept(fields, item)))


def _date(text: str) -> str:
    """A date that FollowTheMoney takes, "" where the text is none."""
    try:
        found: PartialDate = parse_as_written(text[:10] if re.match(r"\d{4}-\d\d-\d\d", text) else text, calendar=None)
    except InvalidValue:
        return ""
    return found.iso if re.fullmatch(r"\d{4}(-\d\d){0,2}", found.iso) else ""
