"""Chunks of what came in: which are wanted, storing ranges as they come, and what is whole."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from samakki.exchange.actions import chunk_files
from samakki.exchange.actions.station import Station
from samakki.exchange.domain.frames import LARGEST_PIECE, MOST_WANTS, Part, Want
from samakki.exchange.domain.ranges import is_whole, joined, missing
from samakki.exchange.domain.steps import reached
from samakki.exchange.models import Chunk, ChunkWanted, Inbox
from samakki.sealing.chunks import CHUNK_BYTES, HASH_BYTES, Attachment, chunk_names
from samakki.sealing.content_keys import TAG_BYTES


def want(at: Station, row: Inbox, attachments: Iterable[Attachment], now: datetime) -> bool:
    """Note which chunks a message needs; whether any of them is still to come."""
    is_missing = False
    for attachment in attachments:
        if _are_missing(row, {attachment.root: attachment.chunks * HASH_BYTES}, now):
            is_missing = True
            continue
        sizes, left = {}, attachment.size
        for name in chunk_names(chunk_files.read(at.chunks, attachment.root), attachment):
            sizes[name] = min(left, CHUNK_BYTES) + TAG_BYTES
            left -= CHUNK_BYTES
        is_missing |= _are_missing(row, sizes, now)
    return is_missing


def _are_missing(row: Inbox, sizes: Mapping[str, int], now: datetime) -> bool:
    """Note which of some chunks a message waits for; whether any. A few queries, also for a thousand chunks."""
    known = dict(Chunk.objects.filter(digest__in=sizes).values_list("digest", "is_whole"))
    if new := [Chunk(digest=name, size=size, stored_at=now) for name, size in sizes.items() if name not in known]:
        Chunk.objects.bulk_create(new, ignore_conflicts=True)
        # Another call may have been first with one, and it may be here by now.
        names = [one.digest for one in new]
        known |= dict(Chunk.objects.filter(digest__in=names).values_list("digest", "is_whole"))
    missing_ones = [name for name in sizes if not known[name]]
    rows = [ChunkWanted(message=row, chunk_id=name, node=row.sender) for name in missing_ones]
    ChunkWanted.objects.bulk_create(rows, ignore_conflicts=True)
    return bool(missing_ones)


def wants(node: str, *, budget: int) -> tuple[Want, ...]:
    """Ranges to ask a node for, the oldest message's first, so many bytes in all."""
    found: list[Want] = []
    rows = (
        ChunkWanted.objects.filter(node=node, chunk__is_whole=False).select_related("chunk").order_by("message", "pk")
    )
    for row in rows[:MOST_WANTS]:
        for start, end in missing(row.chunk.have, row.chunk.size):
            size = min(end - start, budget, LARGEST_PIECE)
            if size <= 0 or len(found) == MOST_WANTS:
                return tuple(found)
            found.append(Want(row.chunk_id, start, size))
            budget -= size
    return tuple(found)


def store(at: Station, part: Part) -> bool:
    """Store a range that came, if its chunk is wanted; whether the chunk is whole now."""
    if not ChunkWanted.objects.filter(chunk_id=part.chunk, chunk__is_whole=False).exists():
        return False
    with transaction.atomic():
        chunk = Chunk.objects.select_for_update().get(pk=part.chunk)
        end = part.start + len(part.content)
        if chunk.is_whole or end > chunk.size:
            return False
        if chunk_files.path_of(at.chunks, chunk.digest).exists():
            chunk.have = [[0, chunk.size]]  # it became whole, and the process ended before the table had it
        else:
            chunk_files.write_piece(at.chunks, chunk.digest, part.start, part.content)
            chunk.have = [list(one) for one in joined([*chunk.have, (part.start, end)])]
        reached("chunk:written")
        if is_whole(chunk.have, chunk.size):
            chunk.is_whole = chunk_files.finish(at.chunks, chunk.digest)
            if not chunk.is_whole:
                chunk.have, chunk.strikes = [], chunk.strikes + 1
        chunk.save(update_fields=["have", "is_whole", "strikes"])
    reached("chunk:committed")
    return chunk.is_whole


def to_look_at(digest: str) -> tuple[int, ...]:
    """Keys of messages that a chunk which came may complete, or take further, oldest first.

    Not those that wait for others too, where this one is no list of pieces: of a thousand pieces, 999 bring nothing
    that has to be looked at. A list is so many hashes long, and a whole piece is not.
    """
    waiting = tuple(row.message_id for row in ChunkWanted.objects.filter(chunk_id=digest).order_by("message"))
    if not Chunk.objects.get(pk=digest).size % HASH_BYTES:
        return waiting
    missing_ones = ChunkWanted.objects.filter(chunk__is_whole=False)
    return tuple(key for key in waiting if not missing_ones.filter(message_id=key).exists())
