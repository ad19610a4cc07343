"""Types of messages and what their contents look like, across versions.

There is one JSON Schema for each name and major version, in ``exchange/schemas``; it grows by optional fields, and each
growth is a new minor. Reading is generous where that is safe: fields nobody knows are kept, a newer minor is read by
what is known of its major. Writing is not: a field that the schema does not name does not leave, so the schema is the
allow-list of its type. A major is understood as long as its schema stands here, at least two majors back; for a partner
who knows an older one, pure functions take a content down, step by step.
"""

import json
from collections.abc import Callable, Collection, Mapping
from copy import deepcopy
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final, TypeAlias

import fastjsonschema

from samakki.exchange.domain.message_types import MessageType
from samakki.kernel.refusals import SamakkiError

SCHEMAS: Final = "samakki.exchange.schemas"
MAJORS_BACK: Final = 2

Content: TypeAlias = Mapping[str, Any]
Down: TypeAlias = Callable[[Content], Content]
"""Takes a content of one major to the major below. Pure; loses what the older one cannot say, and nothing else."""


class ContentRefused(SamakkiError):
    """A content that is not of its type. Names the field and the rule, never what stood there."""

    def __init__(self, field: str, rule: str) -> None:
        super().__init__(f"The content is not of its type: {field} ({rule}).")
        self.field = field
        self.rule = rule


class NoCommonVersion(SamakkiError):
    """The partner knows no version of this type that this node can write."""


class Catalogue:
    """Types with their schemas, by name and major version."""

    def __init__(self, schemas: Mapping[str, dict[str, Any]], downs: Mapping[str, Down] = MappingProxyType({})) -> None:
        """Take the types of this version.

        Args:
            schemas: by "name@major"; each says its newest minor in "x-minor".
            downs: by "name@major", how to take that major to the one below.
        """
        self._schemas = dict(schemas)
        self._downs = dict(downs)
        self._reading: dict[str, Callable[[Any], Any]] = {}
        self._writing: dict[str, Callable[[Any], Any]] = {}

    @property
    def types(self) -> tuple[MessageType, ...]:
        """Every type with the newest minor of each major, in order."""
        parsed = (MessageType.parse(f"{name}.{schema['x-minor']}") for name, schema in self._schemas.items())
        return tuple(sorted(parsed))

    def schema(self, kind: MessageType) -> Mapping[str, Any]:
        """The schema of a type's major.

        Raises:
            KeyError: the type is not known; ask `knows` first.
        """
        return MappingProxyType(self._schemas[kind.major_name])

    def knows(self, kind: MessageType) -> bool:
        """Whether contents of this type can be read, whatever their minor."""
        return kind.major_name in self._schemas

    def check(self, kind: MessageType, content: Content) -> None:
        """See that a content that came is of its type. Fields nobody knows are let through.

        Raises:
            ContentRefused: it is not.
            KeyError: the type is not known; ask `knows` first.
        """
        _run(self._compiled(self._reading, kind.major_name, lambda schema: schema), content)

    def require_sendable(self, kind: MessageType, content: Content) -> None:
        """See that a content may leave as this type: of its form, and nothing in it that the type does not name.

        Raises:
            ContentRefused: it may not, or the type or minor is not known here.
        """
        schema = self._schemas.get(kind.major_name)
        if schema is None or kind.minor > schema["x-minor"]:
            raise ContentRefused("type", "unknown")
        _run(self._compiled(self._writing, kind.major_name, closed), content)

    def for_partner(self, kind: MessageType, content: Content, known: Collection[str]) -> tuple[MessageType, Content]:
        """The content as a partner can read it: as it is, or taken down major by major.

        Args:
            kind: of `content`.
            content: as this version writes it; stays as it is.
            known: versions of the type that the trust list says the partner reads, "2.1".

        Raises:
            NoCommonVersion: it cannot be taken down that far.
        """
        majors = {int(version.partition(".")[0]) for version in known}
        while kind.major not in majors:
            down = self._downs.get(kind.major_name)
            below = self._schemas.get(f"{kind.name}@{kind.major - 1}")
            if down is None or below is None:
                message = f"The partner knows no version of {kind.name} that this node can write."
                raise NoCommonVersion(message)
            content, kind = down(content), MessageType(kind.name, kind.major - 1, below["x-minor"])
        return kind, content

    def _compiled(
        self, kept: dict[str, Callable[[Any], Any]], name: str, change: Callable[[dict[str, Any]], dict[str, Any]]
    ) -> Callable[[Any], Any]:
        if name not in kept:
            kept[name] = fastjsonschema.compile(change(self._schemas[name]), use_default=False, use_formats=False)
        return kept[name]


def closed(schema: dict[str, Any]) -> dict[str, Any]:
    """The same schema, with every object that names its members shut against others.

    >>> closed({"type": "object", "properties": {"a": {}}})["additionalProperties"]
    False
    """
    shut = deepcopy(schema)
    _shut(shut)
    return shut


def _shut(schema: Any) -> None:  # noqa: ANN401 (whatever a schema holds)
    if isinstance(schema, dict):
        if "properties" in schema:
            schema.setdefault("additionalProperties", False)
        for part in schema.values():
            _shut(part)
    elif isinstance(schema, list):
        for part in schema:
            _shut(part)


def _run(check: Callable[[Any], Any], content: Content) -> None:
    try:
        check(_thawed(content))
    except fastjsonschema.JsonSchemaValueException as error:
        # The error's own text quotes the content.
        field = str(error.name).removeprefix("data").lstrip(".")
        raise ContentRefused(field or "content", str(error.rule)) from None


def _thawed(value: Any) -> Any:  # noqa: ANN401 (whatever JSON can hold)
    """Plain dictionaries and lists, which is all that the checker knows."""
    if isinstance(value, Mapping):
        return {name: _thawed(item) for name, item in value.items()}
    if isinstance(value, tuple | list):
        return [_thawed(item) for item in value]
    return value


@cache
def _own_schemas() -> Mapping[str, dict[str, Any]]:
    folder = files(SCHEMAS)
    return {
        entry.name.removesuffix(".json"): json.loads(entry.read_text("utf-8"))
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".json")
    }


CATALOGUE: Final = Catalogue(_own_schemas())
"""The types of this version."""
