"""Reads entities of FollowTheMoney as other programs export them: one JSON object a line, or a list of them.

What a property cannot take as it stands is kept under its twin that begins "samakki:", with a remark. Identifiers of
the file are kept as text, and as digests by which its entities find each other wherever in the file they stand.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, BinaryIO

from samakki.entities.domain import schemata
from samakki.entities.domain.importing.chats import lines_of
from samakki.entities.domain.importing.pieces import Piece, Remark, digest_of, named
from samakki.entities.domain.properties import kept, kind_of
from samakki.entities.domain.statements import LONGEST_VALUE, NewEntity, NewStatement, check_statement
from samakki.kernel.dates import PartialDate
from samakki.kernel.grades import Grade
from samakki.kernel.refusals import InvalidValue, Refusal

FOREIGN_ID = "samakki:foreignId"
MOST_LIST_BYTES = 64 << 20
_LOOKS = re.compile(r'"schema"\s*:\s*"[A-Z][A-Za-z]+"')
_DAY = schemata.PARTIAL_DATE
LONGEST_DAY = 10  # characters of a date between which something was so
_MOST_DEPTH_ERRORS = (RecursionError, ValueError)


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
    for number, found in _objects(file, skip):
        if isinstance(found, Refusal):
            yield Piece(number, failures=(Remark("", found),))
        else:
            yield _piece(number, found)


def _objects(file: BinaryIO, skip: int) -> Iterator[tuple[int, object]]:
    file.seek(skip)
    if file.read(64).lstrip()[:1] == b"[":
        yield from enumerate(_list(file, skip), start=1)
        return
    for number, line in enumerate(lines_of(file, skip=skip), start=1):
        if not line.strip():
            continue
        try:
            yield number, json.loads(line)
        except _MOST_DEPTH_ERRORS:
            yield number, Refusal("json-broken")


def _list(file: BinaryIO, skip: int) -> Iterable[object]:
    file.seek(skip)
    content = file.read(MOST_LIST_BYTES + 1)
    if len(content) > MOST_LIST_BYTES:
        raise InvalidValue("json-list-too-large", megabytes=MOST_LIST_BYTES >> 20)
    try:
        found = json.loads(content)
    except _MOST_DEPTH_ERRORS:
        raise InvalidValue("json-broken") from None
    return found if isinstance(found, list) else [found]


def _piece(number: int, found: object) -> Piece:
    if not isinstance(found, Mapping):
        return _failed(number, Refusal("json-not-an-entity"))
    schema, identifier = found.get("schema"), found.get("id")
    properties = found.get("properties") or {}
    if not isinstance(schema, str) or not isinstance(identifier, str) or not isinstance(properties, Mapping):
        return _failed(number, Refusal("json-not-an-entity"))
    if schema not in schemata.names():
        return _failed(number, Refusal("schema-unknown"))
    remarks: dict[Refusal, None] = {}
    item = f"row:{number}"
    said = _said(found, schema, properties, item, remarks)
    if identifier.strip() and not any(one.prop == FOREIGN_ID for one in said):
        said.insert(0, NewStatement(FOREIGN_ID, identifier[:LONGEST_VALUE], item=item))
    if not said:
        return _failed(number, Refusal("entity-empty"))
    try:
        for one in said:
            if not one.target:
                check_statement(schema, one)
    except InvalidValue as problem:
        return _failed(number, problem.refusal)
    keys = [(digest_of(identifier), 0)]
    return Piece(
        number, (NewEntity(schema, tuple(said)),), remarks=tuple(Remark("", one) for one in remarks), keys=keys
    )


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
    if kind.kind == "date" and (day := _DAY.match(text)) is not None and day[0] != text:
        return NewStatement(prop, day[0], text, item=item)
    where = kept(schema, prop, text)
    if where != prop and kind_of(schema, where).kind == "date span":
        try:
            check_statement(schema, NewStatement(where, text))
        except InvalidValue:
            remarks[Refusal("date-not-understood")] = None
            return None
    if where != prop:
        remarks[Refusal("value-kept-as-text")] = None
    return NewStatement(where, text, item=item)


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
