"""Chunks of what we send: stored when the message is sealed, lent to the nodes it goes to and to nobody else."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from samakki.exchange.actions import chunk_files
from samakki.exchange.actions.station import Station
from samakki.exchange.domain.frames import LARGEST_PIECE, Part, Want
from samakki.exchange.models import Chunk, ChunkLent


def keep(at: Station, nodes: Sequence[str], now: datetime) -> Callable[[str, bytes], None]:
    """What sealing calls for every sealed piece: stores it, and lends it to these nodes."""

    def store(digest: str, sealed: bytes) -> None:
        chunk_files.write_whole(at.chunks, digest, sealed)
        Chunk.objects.update_or_create(
            digest=digest,
            defaults={"size": len(sealed), "is_whole": True, "have": [[0, len(sealed)]], "stored_at": now},
        )
        for node in nodes:
            ChunkLent.objects.get_or_create(chunk_id=digest, node=node)

    return store


def pieces(at: Station, node: str, wants: Iterable[Want], *, budget: int, most: int) -> tuple[Part, ...]:
    """Ranges that a node asked for and may have, as far as they fit. Others are passed over in silence."""
    found: list[Part] = []
    asked = list(wants)
    if not asked:
        return ()
    lent = set(
        ChunkLent.objects.filter(node=node, chunk_id__in={one.chunk for one in asked}).values_list(
            "chunk_id", flat=True
        )
    )
    for want in asked:
        size = min(want.size, budget, LARGEST_PIECE)
        if want.chunk not in lent or size <= 0 or len(found) >= most:
            continue
        try:
            content = chunk_files.read(at.chunks, want.chunk, want.start, size)
        except FileNotFoundError:
            continue
        if content:
            budget -= len(content)
            found.append(Part("chunk", content, want.chunk, want.start))
    return tuple(found)
