"""Chunks of what came in: which are wanted, storing ranges as they come, and what is whole."""

from collections.abc import Iterable
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
        listed = _wanted(row, attachment.root, attachment.chunks * HASH_BYTES, now)
        if not listed.is_whole:
            is_missing = True
            continue
        names = chunk_names(chunk_files.read(at.chunks, attachment.root), attachment)
        left = attachment.size
        for name in names:
            size = min(left, CHUNK_BYTES)
            is_missing |= not _wanted(row, name, size + TAG_BYTES, now).is_whole
            left -= size
    return is_missing


def _wanted(row: Inbox, digest: str, size: int, now: datetime) -> Chunk:
    chunk, _is_new = Chunk.objects.get_or_create(digest=digest, defaults={"size": size, "stored_at": now})
    if not chunk.is_whole:
        ChunkWanted.objects.get_or_create(message=row, chunk=chunk, defaults={"node": row.sender})
    return chunk


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


def waiting_for(digest: str) -> tuple[Inbox, ...]:
    """Messages that wait for a chunk, oldest first."""
    return tuple(
        Inbox.objects.filter(pk__in=ChunkWanted.objects.filter(chunk_id=digest).values("message")).order_by("pk")
    )
