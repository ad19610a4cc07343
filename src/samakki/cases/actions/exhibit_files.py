"""Files of exhibits: their content, pictures, signed papers. Each is stored once and never replaced."""

from dataclasses import dataclass, field
from typing import BinaryIO

from django.db import transaction
from django.utils import timezone

from samakki.access import audit
from samakki.access.actions.refusing import logged_refusal
from samakki.access.domain.policy import NOT_FOUND
from samakki.access.domain.vocabulary import Compartment
from samakki.access.queries import Officer
from samakki.cases.actions.working import opened_for_work, touch
from samakki.cases.domain.exhibits import FileRole
from samakki.cases.models import Exhibit, ExhibitFile
from samakki.entities.actions import store_file
from samakki.entities.domain.files import FileKind, FileRef
from samakki.entities.models import StoredFile

KINDS = {FileRole.CONTENT: FileKind.EXHIBIT, FileRole.PHOTO: FileKind.PHOTO, FileRole.PAPER: FileKind.PAPER}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as a form brings it."""

    stream: BinaryIO
    name: str = field(default="", repr=False)  # names of files name people


def add_exhibit_file(*, by: Officer, exhibit: str, role: FileRole, upload: Upload, note: str = "") -> FileRef:
    """Add a file to an exhibit.

    Raises:
        Refused: "not-found"; "case-closed".
        InvalidValue: the file is not taken.
    """
    with transaction.atomic():
        row = Exhibit.objects.select_related("case", "resource").filter(reference=exhibit).first()
        case, reasons = opened_for_work(by, row.case.reference if row else exhibit, Compartment.EXHIBITS)
        if row is not None and case is not None:
            stored = keep_file(by, row, role, upload, note)
            touch(case)
            facts = {"record": exhibit, "digest": stored.sha256}
            audit.record(by, "add_exhibit_file", row.resource.reference, facts=facts)
            return FileRef(stored.reference, stored.sha256, stored.size, stored.media_type)
    raise logged_refusal(by, "add_exhibit_file", exhibit, reasons or [NOT_FOUND])


def keep_paper(by: Officer, row: Exhibit, paper: Upload) -> StoredFile:
    """Keep a signed paper with an exhibit. Part of a verb, which checks and logs."""
    return keep_file(by, row, FileRole.PAPER, paper, "")


def keep_file(by: Officer, row: Exhibit, role: FileRole, upload: Upload, note: str) -> StoredFile:
    """Keep a file with an exhibit. Part of a verb, which checks and logs."""
    reference = store_file(
        by=by,
        resource_reference=row.resource.reference,
        stream=upload.stream,
        kind=KINDS[role],
        given_name=upload.name,
    ).reference
    stored = StoredFile.objects.get(reference=reference)
    ExhibitFile.objects.create(
        exhibit=row, file=stored, role=role.value, note=note.strip(), added_at=timezone.now(), added_by=by.code
    )
    return stored
