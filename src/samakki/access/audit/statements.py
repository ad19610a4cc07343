"""What was said about the log at some size: checkpoints in the database and in the file, and the edge.

They come in the order of their sizes, so that a walk through the log checks each where it reaches it. Nothing here is
proved; a statement is only read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from heapq import merge
from itertools import groupby
from operator import attrgetter

from samakki.access.audit.notebook import Notebook
from samakki.access.audit.pages import UNREADABLE
from samakki.access.domain.merkle import Edge
from samakki.access.models import AuditCheckpoint, AuditEdge

_ROWS = 500
_BEFORE_ALL = -(2**63)


class Source(Enum):
    """Where a statement stands."""

    EDGE = "edge"
    TABLE = "table"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Statement:
    """One of them. `size` is the row's, or what the file's text says; the edge has no note, and a file no root."""

    size: int
    source: Source
    note: str
    root: bytes | None = None


@dataclass(frozen=True, slots=True)
class Pinned:
    """How far things went when the walk began. What is added meanwhile is left for the next walk.

    Read in this order, so that each can only be further than the one before: file, table, edge; then the places.
    """

    file_length: int
    file_size: int  # of the file's last whole note
    file_rest: bytes
    newest: int  # checkpoint in the table
    edge: AuditEdge | None

    @classmethod
    def now(cls, book: Notebook) -> "Pinned":
        """Read it."""
        length = book.length()
        end = book.end(length)
        newest = AuditCheckpoint.objects.order_by("-size").values_list("size", flat=True).first()
        return cls(length, end.size, end.rest, newest or 0, AuditEdge.objects.first())


def statements(book: Notebook, pinned: Pinned, edge: Edge) -> Iterator[tuple[int, Sequence[Statement]]]:
    """The edge, and every checkpoint up to where `pinned` says, by size."""
    in_edge = [Statement(edge.size, Source.EDGE, "", edge.root)]
    merged = merge(in_edge, _in_table(pinned.newest), _in_file(book, pinned), key=attrgetter("size"))
    for size, same in groupby(merged, key=attrgetter("size")):
        yield size, tuple(same)


def _in_table(newest: int) -> Iterator[Statement]:
    last = _BEFORE_ALL
    while True:
        rows = AuditCheckpoint.objects.filter(size__gt=last, size__lte=newest).order_by("size")
        sizes = list(rows.values_list("size", flat=True)[:_ROWS])
        if not sizes:
            return
        for size in sizes:
            yield _row(size)
        last = sizes[-1]


def _row(size: int) -> Statement:
    try:
        root, note = AuditCheckpoint.objects.values_list("root", "note").get(size=size)
    except UNREADABLE:
        root, note = b"", ""  # not a text: no note either
    return Statement(size, Source.TABLE, note, root if isinstance(root, bytes) else b"")


def _in_file(book: Notebook, pinned: Pinned) -> Iterator[Statement]:
    size = 0
    for found in book.notes(pinned.file_length):
        size = max(size, found.size)  # one that goes backwards is then found not to say this size
        yield Statement(size, Source.FILE, found.note)
    if pinned.file_rest and not _is_cut_off(pinned):
        yield Statement(size, Source.FILE, pinned.file_rest.decode("utf-8", "replace"))


def _is_cut_off(pinned: Pinned) -> bool:
    """Whether the end of the file is the beginning of the note that belongs there."""
    due = (
        AuditCheckpoint.objects.filter(size__gt=pinned.file_size)
        .order_by("size")
        .values_list("note", flat=True)
        .first()
    )
    return due is not None and f"{due}\n".encode().startswith(pinned.file_rest)
