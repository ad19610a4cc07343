"""Proofs that an entry is in the log, and that the log only grew; short, whatever the size of the log.

Whoever holds a signed checkpoint checks them with ``domain.merkle.is_included`` and ``is_consistent``, without the
database. A proof reads a few hundred stored block roots and at most some thousand places.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from samakki.access.audit.sequencing import BLOCK
from samakki.access.domain.merkle import Edge, Range, consistency_ranges, inclusion_ranges
from samakki.access.models import AuditBlock, AuditEntry, AuditPlace
from samakki.kernel.refusals import SamakkiError


class NotInLog(SamakkiError):
    """The log has no such entry, or is not as large, as a proof was asked about."""


NEAR = timedelta(minutes=10)  # an entry is written in the transaction of what names it


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry that has a place."""

    entry: UUID
    position: int


@dataclass(frozen=True, slots=True)
class InclusionProof:
    """What ``domain.merkle.is_included`` needs beside the root."""

    position: int
    size: int
    leaf_hash: bytes
    path: tuple[bytes, ...]


def entry_of(leaf: bytes, *, near: datetime) -> Placed | None:
    """The entry with this hash, where it has a place; looked for about a moment first, and then in the whole log."""
    span = (near - NEAR, near + NEAR)
    beside = AuditEntry.objects.filter(at__range=span).values("pk")
    for rows in (AuditPlace.objects.filter(entry_id__in=beside), AuditPlace.objects.all()):
        found = rows.filter(leaf_hash=leaf).order_by("position").values_list("entry_id", "position").first()
        if found is not None:
            return Placed(*found)
    return None


def prove_inclusion(entry: UUID, *, size: int) -> InclusionProof:
    """Proof that the entry is among the first `size` of the log; `size` as a rule that of a checkpoint.

    Raises:
        NotInLog: no such entry has a place below `size`, or the log is smaller.
    """
    _require(size)
    place = AuditPlace.objects.filter(entry_id=entry, position__lt=size).first()
    if place is None:
        message = f"entry {entry} has no place among the first {size}"
        raise NotInLog(message)
    path = tuple(_hash(part) for part in inclusion_ranges(place.position, size))
    return InclusionProof(place.position, size, bytes(place.leaf_hash), path)


def prove_consistency(old: int, new: int) -> tuple[bytes, ...]:
    """Proof that the log of size `new` begins with the log of size `old`; 0 < old <= new.

    Raises:
        NotInLog: the log is smaller than `new`.
        ValueError: `old` is 0 or larger than `new`.
    """
    _require(new)
    return tuple(_hash(part) for part in consistency_ranges(old, new))


def _require(size: int) -> None:
    if not AuditPlace.objects.filter(position=size - 1).exists():
        message = f"the log has no {size} entries"
        raise NotInLog(message)


def _hash(part: Range) -> bytes:
    start, end = part
    first, beyond = -(-start // BLOCK), end // BLOCK
    edge = Edge()
    if first < beyond:  # a range as long as a block begins with one
        edge = edge.extended(_roots(first, beyond), leaves_each=BLOCK)
    leaves = AuditPlace.objects.filter(position__gte=start + edge.size, position__lt=end).order_by("position")
    return edge.extended(bytes(hashed) for hashed in leaves.values_list("leaf_hash", flat=True)).root


def _roots(first: int, beyond: int) -> list[bytes]:
    blocks = AuditBlock.objects.filter(number__gte=first, number__lt=beyond).order_by("number")
    return [bytes(root) for root in blocks.values_list("root", flat=True)]
