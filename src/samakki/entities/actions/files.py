"""Files: taking one in, and handing it out.

Order of intake: the content is sealed into its file, and only then the row is written. A crash between the two, or a
transaction that is rolled back, leaves a sealed file without a row: nobody can open it, and ``samakki doctor`` names
it. A row without its file cannot come about this way.
"""

import hashlib
import os
import secrets
from pathlib import Path
from typing import BinaryIO, cast

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from samakki.access import audit
from samakki.access.actions.refusing import logged_refusal
from samakki.access.actions.secrets_made import free_reference
from samakki.access.domain.policy import NOT_FOUND
from samakki.access.models import Officer, Resource
from samakki.entities.domain.files import FileKind, FileRef, require_takeable, safe_name
from samakki.entities.domain.filetypes import media_type_of
from samakki.entities.models import StoredFile
from samakki.entities.queries.files import COLUMN, TABLE, OpenedFile, keyring, open_file, path_of
from samakki.sealing.drafts import appearing, sync_folder
from samakki.sealing.fields import reseal_field, seal_text
from samakki.sealing.files import seal_stream


def examine_file(stream: BinaryIO, kind: FileKind) -> str:
    """Say what a file is, or why a file of this kind is not taken. For forms, before anything is written.

    Args:
        stream: seekable; left at its beginning.
        kind: what it is to be.

    Returns:
        Its media type.

    Raises:
        InvalidValue: see ``domain.files.require_takeable``.
    """
    size = stream.seek(0, os.SEEK_END)
    media_type = media_type_of(stream, size)
    require_takeable(kind, media_type, size, most_bytes=settings.SAMAKKI_FILE_BYTES)
    return media_type


def store_file(
    *, by: Officer, resource_reference: str, stream: BinaryIO, kind: FileKind, given_name: str = ""
) -> FileRef:
    """Seal a file and keep it with a record. Part of a subject's action, in its transaction.

    Not checked here: whether `by` may write to the record; the subject's action asks the policy first.

    Args:
        by: who brings it.
        resource_reference: of the record it belongs to; who sees all of that one may open the file.
        stream: seekable; read in pieces, never whole.
        kind: what it is for.
        given_name: as the browser sent it; sealed, and shown only beside the file.

    Raises:
        InvalidValue: "file-empty", "file-too-large", "file-active", "file-type-not-taken".
        ValueError: no transaction: a mistake of the calling program.
    """
    if not transaction.get_connection().in_atomic_block:
        message = "a file is stored inside the transaction that writes the record it belongs to"
        raise ValueError(message)
    media_type = examine_file(stream, kind)
    resource = Resource.objects.get(reference=resource_reference)
    stored_as = secrets.token_hex(16)
    path = path_of(stored_as)
    _make_folder(path.parent)
    measured = _Measured(stream)
    ring = keyring()
    with appearing(path) as sealed:
        seal_stream(cast("BinaryIO", measured), sealed, keyring=ring, name=stored_as)
    reference = free_reference("F", lambda one: StoredFile.objects.filter(reference=one).exists())
    name = safe_name(given_name)
    StoredFile.objects.create(
        reference=reference,
        stored_as=stored_as,
        resource=resource,
        kind=kind.value,
        media_type=media_type,
        size=measured.size,
        sha256=measured.sha256,
        name_sealed=seal_text(name, keyring=ring, table=TABLE, row=reference, column=COLUMN) if name else None,
        stored_at=timezone.now(),
        stored_by=by.code,
    )
    facts: dict[str, str | int] = {"record": reference, "size": measured.size, "digest": measured.sha256}
    audit.record(by, "store_file", resource_reference, facts=facts)
    return FileRef(reference, measured.sha256, measured.size, media_type)


def read_file(*, by: Officer, reference: str) -> OpenedFile:
    """Open a file for an officer and write the look down. The whole content is proved before any of it is given.

    Raises:
        Refused: "not-found": no such file, or its record does not open on the surface for attachments.
        SealBroken: the stored content is not what was stored.
    """
    opened = open_file(by=by, reference=reference)
    if opened is None:
        raise logged_refusal(by, "read_file", reference, [NOT_FOUND])
    opened.prove()
    facts = {"record": reference, "digest": opened.facts.file.sha256}
    audit.record(by, "read_file", opened.facts.record, facts=facts)
    return opened


def reseal_names() -> int:
    """Seal names of files again with the active key; the contents stay under the key they were sealed with.

    Returns how many there are.
    """
    ring = keyring()
    with transaction.atomic():
        rows = list(StoredFile.objects.select_for_update().exclude(name_sealed=None).order_by("pk"))
        for row in rows:
            row.name_sealed = reseal_field(
                bytes(row.name_sealed or b""), keyring=ring, table=TABLE, row=row.reference, column=COLUMN
            )
        StoredFile.objects.bulk_update(rows, ["name_sealed"], batch_size=200)
        return len(rows)


def _make_folder(folder: Path) -> None:
    for one in (folder.parent, folder):
        if not one.is_dir():
            one.mkdir(mode=0o700, parents=True, exist_ok=True)
            sync_folder(one.parent)


class _Measured:
    """A stream that notes length and digest of what passes through it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._digest = hashlib.sha256()
        self.size = 0

    def read(self, size: int) -> bytes:
        """The next bytes."""
        piece = self._stream.read(size)
        self._digest.update(piece)
        self.size += len(piece)
        return piece

    @property
    def sha256(self) -> str:
        """Digest of what has passed, in hexadecimal."""
        return self._digest.hexdigest()
