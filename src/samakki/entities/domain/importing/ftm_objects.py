"""The JSON objects of a FollowTheMoney export: one a line, a list, or what an API answered."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from samakki.entities.domain.importing.chats import lines_of
from samakki.kernel.refusals import InvalidValue, Refusal

MOST_LIST_BYTES = 64 << 20
_WRAPPED_IN = ("results", "entities", "items", "responses")
_DEPTH_ERRORS = (RecursionError, ValueError)


def objects(file: BinaryIO, skip: int) -> Iterator[tuple[int, object]]:
    """Number of the line, or of the place in a list, and what stands there; a `Refusal` where it cannot be read.

    Raises:
        InvalidValue: "json-broken" and "json-list-too-large" for a list; "encoding-broken".
    """
    file.seek(skip)
    begun = file.read(64).lstrip()[:1]
    if begun == b"[":
        yield from enumerate(_whole(file, skip), start=1)
        return
    if begun == b"{" and (spread := _spread(file, skip)) is not None:
        yield from enumerate(spread, start=1)
        return
    file.seek(skip)
    for number, line in enumerate(lines_of(file, skip=skip), start=1):
        if not line.strip():
            continue
        try:
            yield number, json.loads(line)
        except _DEPTH_ERRORS:
            yield number, Refusal("json-broken")


def with_nested(found: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """An entity, and those that stand in its properties where others name them by their identifier."""
    properties = found.get("properties")
    listed = properties.values() if isinstance(properties, Mapping) else ()
    inside = [value for values in listed for value in (values if isinstance(values, list) else [values])]
    nested = [value for value in inside if isinstance(value, Mapping) and "schema" in value and "properties" in value]
    return [found, *(one for value in nested for one in with_nested(value))]


def _spread(file: BinaryIO, skip: int) -> Iterable[object] | None:
    """The entities of one object that is spread over lines; None where each line is an object of its own."""
    file.seek(skip)
    first = file.readline(MOST_LIST_BYTES)
    try:
        found = json.loads(first)
    except _DEPTH_ERRORS:
        if first.rstrip()[-1:] not in {b"{", b"[", b","}:  # a line that was cut short, and no beginning of an object
            return None
    else:
        return None if "schema" in found else _unwrapped(found)
    try:
        return _unwrapped(_loaded(file, skip))
    except InvalidValue:
        return None


def _unwrapped(found: object) -> Iterable[object]:
    if isinstance(found, Mapping):
        for name in _WRAPPED_IN:
            inner = found.get(name)
            if isinstance(inner, list):
                return inner
            if isinstance(inner, Mapping):
                return [one for value in inner.values() for one in _unwrapped(value)]
        return [found]
    return found if isinstance(found, list) else [found]


def _whole(file: BinaryIO, skip: int) -> Iterable[object]:
    return _unwrapped(_loaded(file, skip))


def _loaded(file: BinaryIO, skip: int) -> object:
    file.seek(skip)
    content = file.read(MOST_LIST_BYTES + 1)
    if len(content) > MOST_LIST_BYTES:
        raise InvalidValue("json-list-too-large", megabytes=MOST_LIST_BYTES >> 20)
    try:
        return json.loads(content)
    except _DEPTH_ERRORS:
        raise InvalidValue("json-broken") from None
