"""FollowTheMoney: one JSON object a line, as its tools read it.

``properties`` holds what FollowTheMoney knows. Everything else a value comes with stands under ``samakki``, which its
tools pass over: properties of this software and of HTCDS, words as written, grade, dates. Read back from both, the file
says what the node says.

Source: https://followthemoney.tech/docs/ (entity streams).
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator

from samakki.entities.domain.exporting.leaving import HTCDS, OWN, Leaving, Said

MEDIA_TYPE, EXTENSION = "application/json", "ftm.json"


def written(entities: Iterable[Leaving]) -> Iterator[bytes]:
    """The file, a line at a time."""
    for entity in entities:
        yield json.dumps(as_object(entity), ensure_ascii=False, separators=(",", ":")).encode("utf-8") + b"\n"


def as_object(entity: Leaving) -> dict[str, object]:
    """One entity as its line says it."""
    properties: dict[str, list[str]] = {}
    own: dict[str, list[str]] = {}
    for prop, said in entity.values().items():
        kept = own if prop.startswith((OWN, HTCDS)) or prop not in entity.known else properties
        kept[prop] = list(dict.fromkeys(one.target or one.value for one in said))
    often = Counter((one.prop, one.target or one.value) for one in entity.said)
    statements = [
        about for one in entity.said if (about := _about(one, is_alone=often[one.prop, one.target or one.value] == 1))
    ]
    return {
        "id": entity.reference,
        "schema": entity.schema,
        "properties": properties,
        "samakki": {
            "caption": entity.caption,
            "source": entity.source,
            "grade": entity.grade,
            "obtained_on": entity.obtained_on,
            "protected": entity.is_protected,
            "properties": own,
            "statements": statements,
        },
    }


def _about(one: Said, *, is_alone: bool) -> dict[str, str]:
    """What FollowTheMoney has no place for; nothing where there is nothing, unless the same value was said again."""
    more = {
        "as_written": one.as_written,
        "language": one.language,
        "basis": "" if one.basis == "fact" else one.basis,
        "grade": one.grade,
        "since": one.since,
        "until": one.until,
    }
    filled = {name: value for name, value in more.items() if value}
    return {"prop": one.prop, "value": one.target or one.value, **filled} if filled or not is_alone else {}
