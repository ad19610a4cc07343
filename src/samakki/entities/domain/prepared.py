"""Entities made ready for the tables without a table at hand: for loads of a million, in several processes.

The same captions, lines and tokens as ``actions.writing`` and ``actions.indexing`` make, from the same functions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samakki.entities.domain.captions import caption
from samakki.entities.domain.kinds import kind_of_entity
from samakki.entities.domain.places import with_place
from samakki.entities.domain.search_lines import lines_of
from samakki.entities.domain.search_tokens import Line, Tokens, tokens_of
from samakki.entities.domain.statements import NewEntity, NewPlace, NewStatement


@dataclass(frozen=True, slots=True)
class PreparedEntity:
    """An entity with everything that its rows hold."""

    reference: str
    schema: str
    type: str
    caption: str
    properties: Mapping[str, Sequence[str]]
    statements: tuple[NewStatement, ...]
    place: NewPlace | None
    lines: tuple[Line, ...]
    tokens: Tokens


@dataclass(frozen=True, slots=True)
class PreparedSource:
    """A source and what it describes.

    Attributes:
        reference: of the source, and of the record that the policy reads.
        kind: value of a `SourceKind`.
        obtained_on: ISO 8601 day.
        source_grade: letter of its 4x4 grade.
        information_grade: digit of it.
        owner: whose record it is: a number that the caller gives a meaning.
        entities: none of them names another.
    """

    reference: str
    kind: str
    obtained_on: str
    source_grade: str
    information_grade: str
    owner: int
    entities: tuple[PreparedEntity, ...]


def prepare(reference: str, entity: NewEntity) -> PreparedEntity:
    """Make an entity ready; its statements are taken as valid, and name no other entity."""
    said = tuple(with_place(entity).statements)
    properties: dict[str, list[str]] = {}
    for one in said:
        values = properties.setdefault(one.prop, [])
        if one.value not in values:
            values.append(one.value)
    as_kept = [(one.prop, one.value, "" if one.as_written == one.value else one.as_written) for one in said]
    lines = tuple(lines_of(entity.schema, ((*kept, one.language) for kept, one in zip(as_kept, said, strict=True))))
    return PreparedEntity(
        reference,
        entity.schema,
        kind_of_entity(entity.schema, tuple(properties.get("service", ()))).value,
        caption(entity.schema, as_kept),
        properties,
        said,
        entity.place,
        lines,
        tokens_of(lines),
    )
