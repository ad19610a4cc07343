"""``docs/reference/messages.md``: every type of message with its fields, from the schemas that are the allow-list."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from samakki.exchange.domain.schemas import CATALOGUE
from tools.pages import table

Schema = Mapping[str, Any]


def page() -> str:
    """The whole page."""
    shared: dict[str, Schema] = {}
    lines = [
        "# Types of messages",
        "",
        "What may stand in a message of each type; nothing else leaves. A reader keeps fields that it does not know.",
        "The schemas lie in `src/samakki/exchange/schemas/`; `docs/reference/protocol.md` says how versions work.",
        "",
    ]
    for kind in CATALOGUE.types:
        schema = CATALOGUE.schema(kind)
        shared |= schema.get("definitions", {})
        lines += [f"## `{kind}`", "", f"{schema['title']}. {schema['description']}", "", fields(schema)]
    if shared:
        lines += ["## Parts that several types share", ""]
    for name, part in sorted(shared.items()):
        lines += [f"### {name}", "", fields(part)]
    return "\n".join(lines)


def fields(schema: Schema) -> str:
    """A table of an object's fields, those inside it written with their way."""
    rows = [[f"`{way}`", "yes" if is_required else "", form(part)] for way, is_required, part in walked(schema)]
    return table(["field", "required", "form"], rows)


def walked(schema: Schema, way: str = "") -> Iterator[tuple[str, bool, Schema]]:
    """Every field with its way and whether its object needs it."""
    required = schema.get("required", [])
    for name, part in schema.get("properties", {}).items():
        yield f"{way}{name}", name in required, part
        inner, step = (part["items"], "[].") if part.get("type") == "array" else (part, ".")
        if "properties" in inner:
            yield from walked(inner, f"{way}{name}{step}")


def form(part: Schema) -> str:
    """What a field holds, in a few words."""
    if "$ref" in part:
        return f"{part['$ref'].rpartition('/')[2]}, below"
    if "enum" in part:
        return "one of " + ", ".join(f"`{value}`" for value in part["enum"])
    if "const" in part:
        return f"`{json.dumps(part['const'])}`"
    if "pattern" in part:
        return f"text like `{part['pattern']}`"
    if part["type"] == "array":
        return f"up to {part['maxItems']}: {form(part['items'])}"
    words = {"object": "object", "integer": "whole number", "boolean": "true or false"}
    return words.get(part["type"]) or f"text of up to {part['maxLength']:,} characters"
