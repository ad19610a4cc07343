"""What any reader gives for one row, line or message: entities, and how they hang together across the file."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from samakki.entities.domain.statements import NewEntity
from samakki.kernel.refusals import Fact, Refusal

NAMED = "@"
"""Begins a target that the file names by an identifier of its own: "@" and its digest."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about one row: about a column of it, or about all of it where `column` is empty."""

    column: str
    reason: Refusal


@dataclass(frozen=True, slots=True)
class Identity:
    """What the file says of a person that must not stand in any table in the clear.

    Attributes:
        place: of the person among the entities of the piece.
        spellings: names as written.
        record: properties of the person whose whole value gives way to the code.
        numbers: hers, in every form in which they may stand in a text.
    """

    place: int
    spellings: tuple[str, ...]
    record: tuple[str, ...]
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """What one row gives.

    Attributes:
        number: of the row, as the file counts.
        entities: a target among them is "#n" with n counted from the first entity of this piece, or "@digest".
        failures: why it was left out; then it has no entities.
        remarks: what to look at although it was taken.
        keys: digests of what the file calls an entity, with its place in `entities`.
        identities: of people who go behind a code at once.
    """

    number: int
    entities: tuple[NewEntity, ...] = ()
    failures: tuple[Remark, ...] = ()
    remarks: tuple[Remark, ...] = ()
    keys: Sequence[tuple[str, int]] = ()
    identities: Sequence[Identity] = ()


ROW = "row:"


def row_of(item: str) -> int:
    """The row that a statement's item names; 0 where it names none.

    >>> row_of("row:17"), row_of("I-7K3QX")
    (17, 0)
    """
    number = item.removeprefix(ROW)
    return int(number) if item.startswith(ROW) and number.isdecimal() else 0


def told_again(code: str, facts: Mapping[str, Fact]) -> Refusal:
    """A reason that was stored, as it was given."""
    return replace(Refusal("import-fault"), code=code, facts=facts)


def digest_of(name: str) -> str:
    """What is kept of an identifier: enough to find it again, not enough to read it.

    >>> digest_of("a") == digest_of("a"), len(digest_of("a"))
    (True, 64)
    """
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()


def named(name: str) -> str:
    """A target by the file's own identifier."""
    return NAMED + digest_of(name)
