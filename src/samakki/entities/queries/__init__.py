"""Reads of entities. Everything returned is a frozen value, and holds nothing that its reader may not see."""

from samakki.entities.queries.details import (
    Assertion,
    Caption,
    EntityDetail,
    PlaceDetail,
    SourceRow,
    assertions,
    captions,
    entities_of_source,
    entity,
    profile,
    record_of,
)

__all__ = [
    "Assertion",
    "Caption",
    "EntityDetail",
    "PlaceDetail",
    "SourceRow",
    "assertions",
    "captions",
    "entities_of_source",
    "entity",
    "profile",
    "record_of",
]
