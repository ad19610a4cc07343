"""Reads entities of FollowTheMoney as other programs export them: one JSON object a line, or a list of them.

What a property cannot take as it stands is kept under its twin that begins "samakki:", with a remark. Identifiers of
the file are kept as text, and as digests by which its entities find each other wherever in the file they stand.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, BinaryIO

from samakki.entities.domain import schemata
from samakki.entities.domain.importing.ftm_objects import objects, with_nested
from samakki.entities.domain.importing.ftm_victims import PEOPLE, victims_among
from samakki.entities.domain.importing.pieces import Piece, Remark, digest_of, named
from samakki.entities.domain.importing.victims import identity_of
from samakki.entities.domain.properties import kept, kind_of
from samakki.entities.domain.statements import LONGEST_VALUE, NewEntity, NewStatement, check_statement
from samakki.entities.domain.things import is_paper
from samakki.kernel.dates import PartialDate
from samakki.kernel.grades import Grade
from samakki.kernel.refusals import InvalidValue, Refusal
from samakki.kernel.written_dates import parse_as_written

FOREIGN_ID = "samakki:foreignId"
_LOOKS = re.compile(r'"schema"\s*:\s*"[A-Z][A-Za-z]+"')
_DAY = schemata.PARTIAL_DATE
LONGEST_DAY = 10  # characters of a date between which something was so


def looks_like(sample: str) -> bool:
    """Whether the beginning of a text is such an export."""
    return '"id"' in sample and _LOOKS.search(sample) is not None


def pieces(file: BinaryIO, *, skip: int = 0) -> Iterator[Piece]:
    """One piece for each entity.

    Args:
        file: seekable.
        skip: bytes of a byte-order mark.

    Raises:
        InvalidValue: "json-broken" and "file-has-long-line" for a list; "encoding-broken".
    """
    victims = victims_among(objects(file, skip))
    for number, found in objects(file, skip):
        if isinstance(found, Refusal):
            yield Piece(number, failures=(Remark("", found),))
        elif not isinstance(found, Mapping):
            yield _failed(number, Refusal("json-not-an-entity"))
        else:
            yield _piece(number, with_nested(found), victims)


def _piece(number: int, found: Sequence[Mapping[str, Any]], victims: Collection[str]) -> Piece:
    """One entity, with those that stand within it."""
    remarks: dict[Refusal, None] = {}
    entities, keys, identities = [], [], []
    for place, one in enumerate(found):
        try:
            identifier, entity = _entity(number, one, remarks)
            if _is_paper_of(entity, one, victims):
                raise InvalidValue("paper-of-a-victim")
        except InvalidValue as problem:
            return _failed(number, problem.refusal)
        if entity.schema in PEOPLE and identifier in victims:
            identities.append(identity_of(place, entity))
        entities.append(entity)
        keys.append((digest_of(identifier), place))
    remarked = tuple(Remark("", one) for one in remarks)
    return Piece(number, tuple(entities), remarks=remarked, keys=keys, identities=identities)


def _is_paper_of(entity: NewEntity, found: Mapping[str, Any], victims: Collection[str]) -> bool:
    if not is_paper(entity.schema):
        return False
    holders = found["properties"].get("holder", ())
    return any(_text(one) in victims for one in (holders if isinstance(holders, list) else [holders]))


def _entity(number: int, found: Mapping[str, Any], remarks: dict[Refusal, None]) -> tuple[str, NewEntity]:
    schema, identifier = found.get("schema"), found.get("id")
    properties = found.get("properties") or {}
    if not isinstance(schema, str) or not isinstance(identifier, str) or not isinstance(properties, Mapping):
        raise InvalidValue("json-not-an-entity")
    if schema not in schemata.names():
        raise InvalidValue("schema-unknown")
    item = f"row:{number}"
    said = _said(found, schema, properties, item, remarks)
    if identifier.strip() and not any(one.prop == FOREIGN_ID for one in said):
        said.insert(0, NewStatement(FOREIGN_ID, identifier[:LONGEST_VALUE], item=item))
    if not said:
        raise InvalidValue("entity-empty")
    for one in said:
        if not one.target:
            check_statement(schema, one)
    return identifier, NewEntity(schema, tuple(said))


def _said(
    found: Mapping[str, Any],
    schema: str,
    properties: Mapping[str, Any],
    item: str,
    remarks: dict[Refusal, None],
) -> list[NewStatement]:
    ours = found.get("samakki")
    own = ours.get("properties") if isinstance(ours, Mapping) else None
    more = _about(ours)
    said = []
    for prop, values in (*properties.items(), *(own.items() if isinstance(own, Mapping) else ())):
        for value in values if isinstance(values, list) else [values]:
            one = _statement(schema, str(prop), value, item, remarks)
            if one is not None:
                said += [_with(one, about) for about in more.get((str(prop), _text(value)), [{}])]
    return said


def _about(ours: object) -> Mapping[tuple[str, str], list[Mapping[str, Any]]]:
    """What our own exports say of single values besides: words as written, language, dates, grade.

    A value that was said several times, each time in other words, stands there as often.
    """
    listed = ours.get("statements") if isinstance(ours, Mapping) else None
    found: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, Mapping):
            found.setdefault((str(one.get("prop")), str(one.get("value"))), []).append(one)
    return found


def _with(one: NewStatement, more: Mapping[str, Any]) -> NewStatement:
    if not more:
        return one
    grade = str(more.get("grade") or "")
    try:
        told = Grade.parse(grade) if grade else None
    except InvalidValue:
        told = None
    return replace(
        one,
        as_written=str(more.get("as_written") or one.as_written)[:LONGEST_VALUE],
        language=str(more.get("language") or "")[:12],
        basis="assessment" if more.get("basis") == "assessment" else one.basis,
        since=_day(more.get("since")),
        until=_day(more.get("until")),
        grade=told,
    )


def _day(value: object) -> str:
    text = str(value or "")
    try:
        PartialDate(text)
    except InvalidValue:
        return ""
    return text if len(text) <= LONGEST_DAY else ""


def _statement(
    schema: str,
    prop: str,
    value: object,
    item: str,
    remarks: dict[Refusal, None],
) -> NewStatement | None:
    text = _text(value)
    if not text.strip():
        return None
    if "\0" in text:
        text = text.replace("\0", "")
        remarks[Refusal("value-had-zero-byte")] = None
    if len(text) > LONGEST_VALUE:
        text = text[:LONGEST_VALUE]
        remarks[Refusal("value-cut", {"longest": LONGEST_VALUE})] = None
    try:
        kind = kind_of(schema, prop)
    except InvalidValue:
        remarks[Refusal("property-left-out")] = None
        return None
    if kind.kind == "entity":
        return NewStatement(prop, target=named(text), item=item)
    return _value(schema, prop, text, item, remarks)


def _value(schema: str, prop: str, text: str, item: str, remarks: dict[Refusal, None]) -> NewStatement | None:
    if kind_of(schema, prop).kind == "date" and (day := _day_in(text)):
        return NewStatement(prop, day, text if day != text else "", item=item)
    where = kept(schema, prop, text)
    if where == prop:
        return NewStatement(prop, text, item=item)
    if kind_of(schema, where).kind == "date span" and not _fits(schema, NewStatement(where, text)):
        remarks[Refusal("date-not-understood")] = None
        return None
    remarks[Refusal("value-kept-as-text")] = None
    return NewStatement(where, text, item=item)


def _fits(schema: str, one: NewStatement) -> bool:
    try:
        check_statement(schema, one)
    except InvalidValue:
        return False
    return True


def _day_in(text: str) -> str:
    """A date of the vocabulary, or one that another program took over as somebody typed it; "" for anything else."""
    if (day := _DAY.match(text)) is not None:
        return day[0]
    try:
        found = parse_as_written(text, calendar=None).iso
    except InvalidValue:
        return ""
    return found if _DAY.fullmatch(found) else ""


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):  # nested exports hold the entity itself where others name it
        return str(value.get("id", ""))
    if isinstance(value, bool) or value is None:
        return "" if value is None else str(value).lower()
    return str(value)


def _failed(number: int, reason: Refusal) -> Piece:
    return Piece(number, failures=(Remark("", reason),))
