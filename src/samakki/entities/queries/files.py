"""Stored files: what is known of them, and their content in pieces."""

import hashlib
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from django.conf import settings

from samakki.access.domain.vocabulary import Surface, View
from samakki.access.models import Officer
from samakki.access.queries.records import decide_record
from samakki.entities.domain.files import FileFacts, FileKind, FileRef
from samakki.entities.models import StoredFile
from samakki.sealing.errors import SealBroken
from samakki.sealing.fields import open_text
from samakki.sealing.files import open_stream
from samakki.sealing.keyring import Keyring, load_keyring

TABLE, COLUMN = "entities_storedfile", "name_sealed"
IN_MEMORY_BYTES = 2 << 20


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A stored file that the policy opened.

    Attributes:
        facts: what is known of it.
        path: of the sealed content.
        sealed_name: what the seal is bound to.
    """

    facts: FileFacts
    path: Path
    sealed_name: str

    def prove(self) -> None:
        """Read all of the content once and compare it with what was noted at intake.

        Raises:
            SealBroken: changed, cut short, another file, or missing.
        """
        digest = hashlib.sha256()
        for piece in self.pieces():
            digest.update(piece)
        if digest.hexdigest() != self.facts.file.sha256:
            message = f"The content of {self.facts.file.reference} is not what was taken in."
            raise SealBroken(message, file=self.facts.file.reference)

    def pieces(self) -> Iterator[bytes]:
        """The content in order, 64 KiB at a time, each piece proved genuine before it is given.

        Trap: that nothing is missing is known at the end. Call ``prove`` before acting on a piece.
        """
        try:
            sealed = self.path.open("rb")
        except FileNotFoundError:
            message = f"The content of {self.facts.file.reference} is missing on this node's disk."
            raise SealBroken(message, file=self.facts.file.reference) from None
        with sealed:
            yield from open_stream(sealed, keyring=keyring(), name=self.sealed_name)

    @contextmanager
    def unsealed(self) -> Iterator[BinaryIO]:
        """The proved content as a seekable file, in memory where it is small; gone when the block ends."""
        with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY_BYTES) as plain:
            for piece in self.pieces():
                plain.write(piece)
            plain.seek(0)
            yield cast("BinaryIO", plain)


def record_of_file(reference: str) -> str:
    """Reference of the record a file belongs to; "" if there is no such file. Not for pages: it asks no policy."""
    found = StoredFile.objects.filter(reference=_clean(reference)).values_list("resource__reference", flat=True)
    return found.first() or ""


def open_file(*, by: Officer, reference: str) -> OpenedFile | None:
    """The content of a file, if `by` may have it; None for one that is missing or not theirs.

    Trap: does not log. Pages go through ``actions.read_file``, which does. For work behind the pages (an import that
    reads its own sheet) the record of that work says enough.
    """
    row = StoredFile.objects.select_related("resource").filter(reference=_clean(reference)).first()
    record = row.resource.reference if row else reference
    decision = decide_record(by=by, reference=record, purpose=None, surface=Surface.ATTACHMENT)
    if row is None or decision.view is None or row.cleared_at is not None:
        return None
    return OpenedFile(_facts(row, keyring()), path_of(row.stored_as), row.stored_as)


def file_facts(*, by: Officer, references: Iterable[str]) -> Mapping[str, FileFacts]:
    """What a page shows of files, by reference; left out are those whose record `by` does not see in full."""
    rows = list(StoredFile.objects.select_related("resource").filter(reference__in=[_clean(one) for one in references]))
    records = {row.resource.reference for row in rows}
    open_records = {
        record
        for record in records
        if decide_record(by=by, reference=record, purpose=None, surface=Surface.PAGE).view is View.FULL
    }
    ring = keyring()
    return {row.reference: _facts(row, ring) for row in rows if row.resource.reference in open_records}


def stored_contents() -> Iterator[tuple[str, str, int]]:
    """Every file there should be, for the doctor: reference, name under ``MEDIA_ROOT``, bytes of its content."""
    kept = StoredFile.objects.filter(cleared_at=None)
    yield from kept.order_by("stored_as").values_list("reference", "stored_as", "size").iterator()


def path_of(stored_as: str) -> Path:
    """Where the sealed content with this random name lies."""
    return Path(settings.MEDIA_ROOT) / stored_as[:2] / stored_as


def keyring() -> Keyring:
    """The node's keys for fields and files."""
    return load_keyring(settings.SAMAKKI_KEYS / "fields.json")


def _facts(row: StoredFile, ring: Keyring) -> FileFacts:
    name = ""
    if row.name_sealed is not None:
        name = open_text(bytes(row.name_sealed), keyring=ring, table=TABLE, row=row.reference, column=COLUMN)
    file = FileRef(row.reference, row.sha256, row.size, row.media_type)
    return FileFacts(file, row.resource.reference, FileKind(row.kind), name, row.stored_at, row.stored_by)


def _clean(reference: str) -> str:
    return reference.replace("\0", " ")  # PostgreSQL takes no zero byte, and an address may hold one
