"""Reads of entities. Everything returned is a frozen value, and holds nothing that its reader may not see."""

from samakki.entities.queries.brought_in import BroughtIn, brought_into, sources_in
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
from samakki.entities.queries.links import LinkRow, direct_links, link_of, links
from samakki.entities.queries.listing import (
    EntityPage,
    ListedEntity,
    entities_by_item,
    listed,
    record_of_source,
    source_to_write,
    things_of_source,
)
from samakki.entities.queries.seeing import changeable
from samakki.entities.queries.whole import WholeEntity, whole_entity

__all__ = [
    "Assertion",
    "BroughtIn",
    "Caption",
    "EntityDetail",
    "EntityPage",
    "LinkRow",
    "ListedEntity",
    "PlaceDetail",
    "SourceRow",
    "WholeEntity",
    "assertions",
    "brought_into",
    "captions",
    "changeable",
    "direct_links",
    "entities_by_item",
    "entities_of_source",
    "entity",
    "link_of",
    "links",
    "listed",
    "profile",
    "record_of",
    "record_of_source",
    "source_to_write",
    "sources_in",
    "things_of_source",
    "whole_entity",
]
