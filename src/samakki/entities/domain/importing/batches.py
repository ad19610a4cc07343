"""Puts pieces of a file together into one call: numbers their entities through, and resolves what names what."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from samakki.entities.domain.importing.pieces import NAMED, Identity, Piece
from samakki.entities.domain.properties import OWN
from samakki.entities.domain.statements import NewEntity, NewStatement


@dataclass(frozen=True, slots=True)
class Later:
    """A statement whose target is further down in the file."""

    place: int
    prop: str
    digest: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Entities of one call.

    Attributes:
        entities: with targets "#n" counted through, or references of what was written before.
        keys: places by digest.
        later: what has to wait.
        identities: with places counted through.
    """

    entities: tuple[NewEntity, ...]
    keys: Mapping[str, int]
    later: tuple[Later, ...]
    identities: tuple[Identity, ...]


def named_in(pieces: Sequence[Piece]) -> frozenset[str]:
    """Digests that statements of these pieces name and none of them brings."""
    brought = {digest for piece in pieces for digest, _ in piece.keys}
    asked = {
        one.target.removeprefix(NAMED)
        for piece in pieces
        for entity in piece.entities
        for one in entity.statements
        if one.target.startswith(NAMED)
    }
    return frozenset(asked - brought)


def batch(pieces: Sequence[Piece], known: Mapping[str, str]) -> Batch:
    """Put pieces together.

    Args:
        pieces: in the order of the file.
        known: references of entities written before, by digest.
    """
    offsets, keys, count = [], dict[str, int](), 0
    for piece in pieces:
        offsets.append(count)
        for digest, place in piece.keys:
            keys.setdefault(digest, count + place)
        count += len(piece.entities)
    entities: list[NewEntity] = []
    later: list[Later] = []

    def settled(one: NewStatement, offset: int) -> NewStatement | None:
        if one.target.startswith("#"):
            return replace(one, target=f"#{offset + int(one.target[1:])}")
        if not one.target.startswith(NAMED):
            return one
        digest = one.target.removeprefix(NAMED)
        if digest in keys:
            return replace(one, target=f"#{keys[digest]}")
        if digest in known:
            return replace(one, target=known[digest])
        later.append(Later(len(entities), one.prop, digest))
        return None

    for piece, offset in zip(pieces, offsets, strict=True):
        for entity in piece.entities:
            said = tuple(found for one in entity.statements if (found := settled(one, offset)) is not None)
            entities.append(NewEntity(entity.schema, said, entity.place) if said else _waiting(entity))
    identities = tuple(
        replace(one, place=one.place + offset)
        for piece, offset in zip(pieces, offsets, strict=True)
        for one in piece.identities
    )
    return Batch(tuple(entities), keys, tuple(later), identities)


def _waiting(entity: NewEntity) -> NewEntity:
    """An entity of which everything waits; it needs something to be said of it until then."""
    prop = next(iter(entity.statements)).prop
    return replace(entity, statements=(NewStatement(f"{OWN}{prop}", WAITING),))


WAITING = "…"
"""Stands in an entity until what it names has come."""

Known = Callable[[frozenset[str]], Mapping[str, str]]
