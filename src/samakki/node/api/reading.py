"""What a request says, read strictly: a text that no table holds is refused before anything looks at it.

JSON can write half a character, and a zero byte, which PostgreSQL does not keep in a text; SQLite does, and a node
would find out when it moves.
"""

import json
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from ninja.errors import HttpError
from ninja.parser import Parser


class StrictParser(Parser):
    """Reads bodies, queries and forms of the API."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """The JSON of a body; whatever is raised here is answered as a request that was not understood."""
        said = json.loads(request.body)
        _require_storable(_texts(said))
        return said  # type: ignore[no-any-return]  # the schema of the operation says what it has to be

    def parse_querydict(
        self, data: MultiValueDict[str, str], list_fields: list[str], request: HttpRequest
    ) -> dict[str, Any]:
        """The fields of a query or a form."""
        # Files come this way too; what is in them is looked at by who takes them.
        _require_storable(text for key in data for text in (key, *data.getlist(key)) if isinstance(text, str))
        found: dict[str, Any] = super().parse_querydict(data, list_fields, request)
        return found


def is_storable(text: str) -> bool:
    """Whether a text has neither a zero byte nor half a character."""
    if text.isascii():
        return "\0" not in text
    try:
        return b"\0" not in text.encode("utf-8")
    except UnicodeEncodeError:
        return False


def _require_storable(texts: Iterable[str]) -> None:
    if not all(map(is_storable, texts)):
        raise HttpError(HTTPStatus.BAD_REQUEST, "a text holds a zero byte or half a character")


def _texts(said: object) -> Iterable[str]:
    if isinstance(said, str):
        yield said
    elif isinstance(said, dict):
        for name, value in said.items():
            yield name
            yield from _texts(value)
    elif isinstance(said, list):
        for value in said:
            yield from _texts(value)
