"""Reads places and entries a page at a time, and gives rows that nobody could have written as such.

No long transaction is held: the tables only grow, so a page stays what it was, and a walk of hours keeps neither
SQLite's write-ahead log nor PostgreSQL's old rows alive.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from django.db import OperationalError

from samakki.access.audit.entries import canonical_leaf
from samakki.access.domain.merkle import leaf_hash
from samakki.access.models import AuditEntry, AuditPlace

PAGE = 1024
Row = tuple[Any, ...]

_ENTRY = ("pk", "at", "actor", "action", "reference", "outcome", "facts", "leaf")
_PLACE = ("position", "entry_id", "leaf_hash", "stamp")
UNREADABLE = (TypeError, ValueError, OperationalError)  # the last one: SQLite on text that is not UTF-8


class Place(NamedTuple):
    """One row of places."""

    position: int
    entry_id: UUID
    leaf_hash: bytes
    stamp: bytes


class Written(NamedTuple):
    """What an entry's columns say; both ``None`` where they say nothing that this program writes."""

    leaf_hash: bytes | None  # of the columns written out again
    is_as_stored: bool  # whether that gives the leaf stored beside them


class Page:
    """Places `start` … `stop`-1 and their entries."""

    def __init__(self, start: int, stop: int) -> None:
        self._rows = AuditPlace.objects.filter(position__gte=start, position__lt=stop).order_by("position")
        self._range = range(start, stop)

    def places(self) -> Iterator[Place | int]:
        """The places there are, in order; the position alone of one that cannot be read."""
        try:
            rows: list[Row] = list(self._rows.values_list(*_PLACE))
        except UNREADABLE:
            yield from self._places_one_by_one()
        else:
            yield from map(_place, rows)

    def written(self, entry: UUID) -> Written | None:
        """What this entry says; ``None`` if it is not there."""
        return written_entry(entry) if self._entries is None else self._entries.get(entry)

    @cached_property
    def _entries(self) -> dict[UUID, Written] | None:
        try:
            rows = list(AuditEntry.objects.filter(pk__in=self._rows.values("entry_id")).values_list(*_ENTRY))
        except UNREADABLE:
            return None  # then one by one, to find the one at fault
        return {row[0]: _written(row) for row in rows}

    def _places_one_by_one(self) -> Iterator[Place | int]:
        for position in self._range:
            try:
                row: Row | None = AuditPlace.objects.filter(position=position).values_list(*_PLACE).first()
            except UNREADABLE as error:
                require_unreadable(error)
                yield position
            else:
                if row is not None:
                    yield _place(row)


def written_entry(entry: UUID) -> Written | None:
    """What one entry says; ``None`` if it is not there."""
    try:
        row = AuditEntry.objects.filter(pk=entry).values_list(*_ENTRY).first()
    except UNREADABLE as error:
        require_unreadable(error)
        return Written(None, is_as_stored=False)
    return None if row is None else _written(row)


def _place(row: Row) -> Place | int:
    position, entry_id, hashed, stamp = row
    if not isinstance(hashed, bytes) or not isinstance(stamp, bytes):
        return int(position)  # SQLite keeps text where bytes belong, if somebody puts it there
    return Place(position, entry_id, hashed, stamp)


def _written(row: Row) -> Written:
    entry_id, at, actor, action, reference, outcome, facts, leaf = row
    try:
        again = canonical_leaf(
            entry_id, at, actor=actor, action=action, reference=reference, outcome=outcome, facts=facts
        )
    except (TypeError, ValueError, AttributeError):
        return Written(None, is_as_stored=False)
    return Written(leaf_hash(again), again == leaf)


def require_unreadable(error: Exception) -> None:
    """Let a lost connection or a full disk through: that is no sign of tampering."""
    if isinstance(error, OperationalError) and "decode" not in str(error):
        raise error
