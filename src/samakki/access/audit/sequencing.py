"""The sequencer: gives committed entries their places, in the order of writing, and keeps the tree's right edge.

One at a time: whoever places holds the lock of the one edge row (PostgreSQL) or the database's write lock (SQLite,
whose transactions here begin IMMEDIATE). Those who record entries never touch that row, so they wait for nobody on
PostgreSQL, and on SQLite for one batch at most.
"""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, Max, OuterRef

from samakki.access.audit.entries import record
from samakki.access.audit.origin import signing_keys
from samakki.access.audit.stamps import Stamps, edge_content, place_content
from samakki.access.domain.merkle import Edge, leaf_hash
from samakki.access.models import AuditBlock, AuditEdge, AuditEntry, AuditPlace, AuditWaiting
from samakki.access.models.together import insert_all
from samakki.kernel.refusals import SamakkiError
from samakki.sealing.signing import SigningKey

BATCH = 1000  # entries placed in one transaction; some 40 ms
BLOCK = 1024  # places under one stored root

_placed = Exists(AuditPlace.objects.filter(entry_id=OuterRef("entry_id")))
_written = Exists(AuditEntry.objects.filter(pk=OuterRef("entry_id")))


class LogBroken(SamakkiError):
    """The log is not what was signed, so nothing more is placed or signed; the text says what to do."""


def sequence(limit: int = 100_000) -> int:
    """Give waiting entries their places, in batches, each in its own transaction.

    Entries whose transaction has not committed are not seen and get a later place. Several callers at once do no harm:
    they take turns.

    Args:
        limit: most entries to place before returning.

    Returns:
        How many were placed.

    Raises:
        KeyMissing: the node's checkpoint key is not there.
        LogBroken: the edge is not the sequencer's, or places were added behind its back.
    """
    if not AuditWaiting.objects.exists():
        return 0  # without the write lock that a transaction takes on SQLite
    keys = signing_keys()
    placed = 0
    while placed < limit:
        wanted = min(BATCH, limit - placed)
        count = _place(wanted, keys)
        placed += count
        if count < wanted:
            break
    return placed


def unsequenced() -> int:
    """How many entries wait for their place; ``verify`` counts them anew, without trusting the waiting list."""
    return AuditWaiting.objects.count()


def requeue() -> int:
    """Put entries that have no place and do not wait for one back into the waiting list.

    There are none, unless somebody took rows out of the waiting list: ``verify`` then reports unsequenced entries that
    stay. Their order is that of their times.

    Returns:
        How many.
    """
    with transaction.atomic(durable=True):
        locked_edge(signing_keys())
        waiting = Exists(AuditWaiting.objects.filter(entry_id=OuterRef("pk")))
        lost = AuditEntry.objects.filter(~waiting, ~Exists(AuditPlace.objects.filter(entry_id=OuterRef("pk"))))
        ids = list(lost.order_by("at", "pk").values_list("pk", flat=True))
        AuditWaiting.objects.bulk_create(AuditWaiting(entry_id=entry) for entry in ids)
    return len(ids)


def rebuild_edge() -> int:
    """Compute the edge anew from the places, after `LogBroken` and after ``verify`` was read. The log then goes on.

    It is itself recorded: places that were cut off at the end are missed by an earlier checkpoint, and not by the new
    edge. An edge that is sound stays as it is.

    Returns:
        Number of places the edge covers.

    Raises:
        LogBroken: places are missing in the middle; only a backup helps.
    """
    keys = signing_keys()
    with transaction.atomic(durable=True):
        row = AuditEdge.objects.select_for_update().first()
        places = _number_of_places()
        sound = None if row is None else genuine_edge(row, keys)
        if sound is not None and sound.size >= places:
            return sound.size
        hashes = AuditPlace.objects.order_by("position").values_list("leaf_hash", flat=True)
        edge = Edge().extended(map(bytes, hashes.iterator(chunk_size=BATCH)))
        if edge.size != places:
            message = (
                f"The audit log has {edge.size} places, and the last one is number {places - 1}. Run `samakki audit "
                "verify` to see where places are missing, keep a copy of the node, and restore a backup."
            )
            raise LogBroken(message)
        AuditEdge.objects.all().delete()
        _row(edge, keys[-1]).save(force_insert=True)
        record("console", "rebuild_audit_edge", facts={"size": edge.size})
    return edge.size


def locked_edge(keys: Sequence[SigningKey]) -> Edge:
    """The edge of the tree; its row is locked until the transaction ends.

    An edge beyond the last place is taken as it is: it commits to what was cut off, and the gap stays to be seen.

    Raises:
        LogBroken: it is missing, was not stamped by the sequencer, or places were added behind its back.
    """
    row = AuditEdge.objects.select_for_update().first()
    places = _number_of_places()
    if row is None and not places:
        AuditEdge.objects.bulk_create([_row(Edge(), keys[-1])], ignore_conflicts=True)
        row = AuditEdge.objects.select_for_update().get()
        places = _number_of_places()  # another sequencer may have been first
    edge = None if row is None else genuine_edge(row, keys)
    if edge is None or edge.size < places:
        message = (
            f"The edge of the audit log does not fit its {places} places, so nothing more is placed or signed. Run "
            "`samakki audit verify` and keep what it says; then `samakki audit rebuild-edge` lets the log go on."
        )
        raise LogBroken(message)
    return edge


def genuine_edge(row: AuditEdge, keys: Sequence[SigningKey]) -> Edge | None:
    """The edge that a row holds, ``None`` if the sequencer did not stamp it."""
    try:
        edge = Edge.from_bytes(row.size, bytes(row.peaks))
    except (TypeError, ValueError):
        return None
    return edge if Stamps(keys).fit(edge_content(edge), bytes(row.stamp)) else None


def _row(edge: Edge, key: SigningKey) -> AuditEdge:
    return AuditEdge(size=edge.size, peaks=edge.to_bytes(), stamp=key.stamp(edge_content(edge)))


def _number_of_places() -> int:
    last = AuditPlace.objects.aggregate(last=Max("position"))["last"]
    return 0 if last is None else int(last) + 1


def _place(most: int, keys: Sequence[SigningKey]) -> int:
    key = keys[-1]
    with transaction.atomic(durable=True):
        edge = locked_edge(keys)
        waiting = _next_waiting(most)
        if not waiting:
            return 0
        entries = [entry_id for _, entry_id in waiting]
        leaves = dict(AuditEntry.objects.filter(pk__in=entries).values_list("pk", "leaf"))
        hashes = [leaf_hash(bytes(leaves[entry_id])) for entry_id in entries]
        places = [
            AuditPlace(
                position=position,
                entry_id=entry_id,
                leaf_hash=hashed,
                stamp=key.stamp(place_content(position, hashed)),
            )
            for position, (entry_id, hashed) in enumerate(zip(entries, hashes, strict=True), start=edge.size)
        ]
        insert_all(AuditPlace, places)
        grown, roots = edge.grown(hashes, block=BLOCK)
        AuditBlock.objects.bulk_create(
            AuditBlock(number=number, root=root) for number, root in enumerate(roots, start=edge.size // BLOCK)
        )
        _row(grown, key).save(force_update=True)
        AuditWaiting.objects.filter(pk__in=[number for number, _ in waiting]).delete()
    return len(waiting)


def _next_waiting(most: int) -> Sequence[tuple[int, UUID]]:
    """Those first in the list, without ones that cannot be placed; ``verify`` reports what became of these."""
    placeable = AuditWaiting.objects.filter(_written, ~_placed)
    return list(placeable.order_by("pk").values_list("pk", "entry_id")[:most])
