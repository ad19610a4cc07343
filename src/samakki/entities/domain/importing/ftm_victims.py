"""Who in a FollowTheMoney file is called a victim: by a value of their own, or by the role that a link gives them.

A link may stand behind the person whom it names, so the file is read once before.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from samakki.entities.domain import schemata
from samakki.entities.domain.importing.ftm_objects import with_nested
from samakki.entities.domain.importing.victims import is_victim

PEOPLE = frozenset({"Person", "LegalEntity"})
SAYS_WHO = ("status", "position", "classification", "keywords", "topics", "notes", "description", "summary", "role")
_ROLES = ("role", "status", "relationship", "summary", "description")
_ENDS = ("party", "subject", "person", "entity", "participant", "member", "involved", "relative", "associate", "holder")


def victims_among(objects: Iterable[tuple[int, object]]) -> frozenset[str]:
    """Identifiers of people whom the file calls victims.

    Args:
        objects: of the whole file, as ``ftm_objects.objects`` gives them.
    """
    found: set[str] = set()
    for _, whole in objects:
        if isinstance(whole, Mapping):
            for one in with_nested(whole):
                found |= _told(one)
    return frozenset(found)


def _told(one: Mapping[str, Any]) -> set[str]:
    properties, schema = one.get("properties"), str(one.get("schema"))
    if not isinstance(properties, Mapping):
        return set()
    if schema in PEOPLE:
        return {str(one.get("id"))} if _says(properties, SAYS_WHO) else set()
    if schema in schemata.names() and _says(properties, _ROLES):
        return {name for prop in _ENDS for name in _texts(properties.get(prop))}
    return set()


def _says(properties: Mapping[str, Any], props: Iterable[str]) -> bool:
    return any(is_victim(text) for prop in props for text in _texts(properties.get(prop)))


def _texts(values: object) -> list[str]:
    held = values if isinstance(values, list) else [values]
    return [
        str(one.get("id", "")) if isinstance(one, Mapping) else one for one in held if isinstance(one, str | Mapping)
    ]
