"""Signed checkpoints: a row in the database, and the same note in a file outside it."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from samakki.access.audit.notebook import Notebook
from samakki.access.audit.origin import checkpoint_file, origin, signing_keys
from samakki.access.audit.sequencing import LogBroken, locked_edge
from samakki.access.models import AuditCheckpoint
from samakki.sealing.notes import checkpoint_text, sign_note
from samakki.sealing.signing import SigningKey


def checkpoint() -> AuditCheckpoint | None:
    """Sign size and root of the log as it stands, store the note and append it to ``checkpoints.txt``.

    The cost does not depend on the size of the log: the root comes from the stored edge. The row is committed before
    the file is written, so the file may lag behind by what a crash interrupted; the next call catches up.

    Returns:
        The new checkpoint; ``None`` if the log has not grown since the last one.

    Raises:
        KeyMissing: the node's checkpoint key is not there.
        LogBroken: the log is shorter than an earlier checkpoint says, or its edge is not the sequencer's.
    """
    keys = signing_keys()
    book = Notebook(checkpoint_file())
    made = None
    with transaction.atomic(durable=True):
        edge = locked_edge(keys)
        signed = max(_newest_size(), book.end().size)
        if signed > edge.size:
            message = (
                f"The audit log has {edge.size} entries, and a checkpoint says there were {signed}, so it is not "
                "signed. Run `samakki audit verify`, keep a copy of the node, and restore a backup."
            )
            raise LogBroken(message)
        if edge.size > _newest_size():
            note = sign_note(checkpoint_text(origin(), edge.size, edge.root), name=origin(), key=keys[-1])
            made = AuditCheckpoint(size=edge.size, root=edge.root, note=note, at=timezone.now())
            made.save()
    _publish(book, keys)
    return made


def _newest_size() -> int:
    return AuditCheckpoint.objects.order_by("-size").values_list("size", flat=True).first() or 0


def _publish(book: Notebook, keys: Sequence[SigningKey]) -> None:
    """Append to the file every stored checkpoint that is newer than its last."""
    with transaction.atomic(durable=True):
        locked_edge(keys)  # one writer of the file at a time
        newer = AuditCheckpoint.objects.filter(size__gt=book.end().size).order_by("size")
        book.append(list(newer.values_list("note", flat=True)))
