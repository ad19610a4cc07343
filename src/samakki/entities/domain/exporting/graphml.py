"""GraphML: things as nodes, links as edges, for tools that draw networks.

Source: http://graphml.graphdrawing.org/specification.html. Nodes and edges stand in the order in which they are read,
which the format allows; an edge never names what is not in the file.
"""

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from samakki.entities.domain.exporting.cells import together
from samakki.entities.domain.exporting.leaving import Leaving, Said

MEDIA_TYPE, EXTENSION = "application/xml", "graphml"
NODE_KEYS = ("label", "schema", "source", "source_kind", "grade", "obtained_on", "protected", "properties")
EDGE_KEYS = ("label", "schema", "source", "grade", "since", "until", "reference")
# XML 1.0 has no way of writing these, not even escaped.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ROLES = ("role", "relationship", "summary", "position")


def written(entities: Iterable[Leaving]) -> Iterator[bytes]:
    """The file, an entity at a time."""
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for target, keys in (("node", NODE_KEYS), ("edge", EDGE_KEYS)):
        for key in keys:
            line = f'<key id="{target}_{key}" for="{target}" attr.name="{key}" attr.type="string"/>\n'
            yield line.encode("ascii")
    yield b'<graph id="samakki" edgedefault="directed">\n'
    for entity in entities:
        for line in _lines(entity):
            yield line.encode("utf-8") + b"\n"
    yield b"</graph>\n</graphml>\n"


def _lines(entity: Leaving) -> Iterator[str]:
    ends = [one for one in entity.said if entity.ends and one.prop in entity.ends and one.target]
    if entity.ends and len({one.prop for one in ends}) == len(entity.ends):
        yield from _link(entity, ends)
        return
    yield f"<node id={_quoted(entity.reference)}>{_data('node', _about(entity))}</node>"
    for number, one in enumerate(entity.said):
        if one.target:
            facts = {"label": one.prop, "source": entity.source, "grade": one.grade or entity.grade}
            yield _edge(f"{entity.reference}.{number}", entity.reference, one.target, facts)


def _link(entity: Leaving, ends: list[Said]) -> Iterator[str]:
    assert entity.ends is not None  # noqa: S101  (the caller asked; the type cannot say it)
    said = entity.values()
    label = next((one.as_written or one.value for prop in _ROLES for one in said.get(prop, ())), entity.schema)
    facts = {
        "label": label,
        "schema": entity.schema,
        "source": entity.source,
        "grade": entity.grade,
        "since": next((one.value for prop in ("startDate", "date") for one in said.get(prop, ())), ""),
        "until": next((one.value for one in said.get("endDate", ())), ""),
        "reference": entity.reference,
    }
    firsts = [one.target for one in ends if one.prop == entity.ends[0]]
    seconds = [one.target for one in ends if one.prop == entity.ends[1]]
    pairs = [(first, second) for first in firsts for second in seconds]
    for number, (first, second) in enumerate(pairs):
        yield _edge(f"{entity.reference}.{number}", first, second, facts)


def _about(entity: Leaving) -> dict[str, str]:
    said = entity.values()
    texts = (f"{prop}: {together(one.as_written or one.value for one in some)}" for prop, some in said.items())
    return {
        "label": entity.caption or entity.reference,
        "schema": entity.schema,
        "source": entity.source,
        "source_kind": entity.kind,
        "grade": entity.grade,
        "obtained_on": entity.obtained_on,
        "protected": "true" if entity.is_protected else "",
        "properties": "\n".join(texts),
    }


def _edge(name: str, first: str, second: str, facts: dict[str, str]) -> str:
    places = f"id={_quoted(name)} source={_quoted(first)} target={_quoted(second)}"
    return f"<edge {places}>{_data('edge', facts)}</edge>"


def _data(target: str, facts: dict[str, str]) -> str:
    return "".join(
        f'<data key="{target}_{key}">{escape(_clean(value))}</data>' for key, value in facts.items() if value
    )


def _quoted(value: str) -> str:
    return quoteattr(_clean(value))


def _clean(value: str) -> str:
    return _NOT_IN_XML.sub("\ufffd", value)
