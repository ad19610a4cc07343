"""Everything that the page of one entity shows, by a number of queries that does not grow with what is said of it."""

from dataclasses import dataclass

from samakki.access.domain.vocabulary import Compartment
from samakki.access.models import Officer
from samakki.entities.queries.details import (
    Assertion,
    Caption,
    EntityDetail,
    assertions_of,
    caption_of,
    detail_of,
    profile_rows,
)
from samakki.entities.queries.links import LinkRow, links_of
from samakki.entities.queries.seeing import changeable, writes


@dataclass(frozen=True, slots=True)
class WholeEntity:
    """A person or thing with all that its reader may know of it.

    Attributes:
        detail: with what its own source says.
        said: what any source says of it and of those judged to be the same thing, in the order it was said.
        others: captions of those judged to be the same.
        links: what it is connected with; those that hold no more are among them.
        changeable: references of the records whose links on the page the reader may change.
    """

    detail: EntityDetail
    said: tuple[Assertion, ...]
    others: tuple[Caption, ...]
    links: tuple[LinkRow, ...]
    changeable: frozenset[str]


def whole_entity(by: Officer, reference: str) -> WholeEntity | None:
    """An entity with all that `by` may know of it; None where it is missing or not open to them in full alike.

    Trap: does not log, and takes the word of the page that opened the entity's record in full on whether it may be
    changed: a page that opened less leaves out what changes it.
    """
    rows = profile_rows(by, reference)
    own = next((row for row in rows if row.reference == reference), None)
    if own is None:
        return None
    said = assertions_of(by, rows)
    can_change = writes(by, Compartment(own.source.resource.compartment))
    links = links_of(by, rows, said)
    record = own.source.resource.reference
    elsewhere = {one.ends[0].source.record for one in links} - {record}
    return WholeEntity(
        detail_of(own, tuple(one for one in said if one.entity == reference), can_change=can_change),
        said,
        tuple(sorted((caption_of(row) for row in rows if row is not own), key=lambda one: one.reference)),
        links,
        changeable(by, elsewhere) | ({record} if can_change else frozenset()),
    )
