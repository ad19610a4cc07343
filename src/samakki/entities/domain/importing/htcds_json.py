"""Reads the Human Trafficking Case Data Standard as JSON: a list of people, or one a line, under its exact names."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from samakki.entities.domain.importing.chats import lines_of
from samakki.entities.domain.importing.htcds import LEAST_NAMES, piece_of
from samakki.entities.domain.importing.htcds_fields import MISSING, field_of
from samakki.entities.domain.importing.pieces import Piece, Remark
from samakki.kernel.refusals import InvalidValue, Refusal

MOST_LIST_BYTES = 64 << 20

_NAMED = re.compile(r'"((?:prs|vic|cas|org|per|hte|spl|con)_[A-Za-z]+)"\s*:', re.IGNORECASE)


def looks_like(sample: str) -> bool:
    """Whether the beginning of a JSON text has fields of the standard."""
    return (
        len(set(re.findall(r'"((?:prs|vic|cas|org|per|hte|spl|con)_[A-Za-z]+)"\s*:', sample, re.IGNORECASE)))
        >= LEAST_NAMES
    )


def pieces(file: BinaryIO, *, skip: int = 0) -> Iterator[Piece]:
    """One piece for each object of a JSON text, a list or one a line.

    Raises:
        InvalidValue: "json-broken"; "json-list-too-large"; "encoding-broken".
    """
    for number, found in _objects(file, skip):
        if not isinstance(found, Mapping):
            yield Piece(number, failures=(Remark("", Refusal("json-broken")),))
            continue
        fields = [
            (field_of(str(name)) or str(name), text)
            for name, value in found.items()
            for text in _texts(value)
            if text.strip() and text.strip() not in MISSING
        ]
        if fields:
            yield piece_of(number, fields, ())


def _objects(file: BinaryIO, skip: int) -> Iterator[tuple[int, object]]:
    file.seek(skip)
    begun = file.read(64).lstrip()[:1]
    if begun == b"[":
        file.seek(skip)
        content = file.read(MOST_LIST_BYTES + 1)
        if len(content) > MOST_LIST_BYTES:
            raise InvalidValue("json-list-too-large", megabytes=MOST_LIST_BYTES >> 20)
        yield from enumerate(_loaded(content.decode("utf-8", "replace"), as_list=True), start=1)
        return
    for number, line in enumerate(lines_of(file, skip=skip), start=1):
        if line.strip():
            yield from ((number, one) for one in _loaded(line, as_list=False))


def _loaded(text: str, *, as_list: bool) -> list[object]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        if as_list:
            raise InvalidValue("json-broken") from None
        return [None]
    return found if as_list and isinstance(found, list) else [found]


def _texts(value: object) -> list[str]:
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    if isinstance(value, bool):
        return ["true" if value else "false"]
    if value is None:
        return []
    return [value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)]
