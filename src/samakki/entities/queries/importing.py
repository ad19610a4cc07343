"""Reads of files that come in. An import is its maker's alone until it is accepted."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from samakki.access import queries as access
from samakki.access.domain.policy import decide_write, purposes_of
from samakki.access.domain.vocabulary import Compartment, Purpose
from samakki.access.models import Officer
from samakki.entities import registries
from samakki.entities.domain.files import FileFacts, FileKind, FileRef
from samakki.entities.domain.importing.states import WORKING, ImportKind, ImportState
from samakki.entities.domain.importing.tables import Preview, Reading, look_again
from samakki.entities.models import Import, ImportRemark, SavedMapping, StoredFile
from samakki.entities.queries.files import OpenedFile, path_of
from samakki.entities.queries.seeing import may_change

REMARKS_SHOWN = 100
NEWEST = 50


@dataclass(frozen=True, slots=True)
class ImportRow:
    """An import in a list."""

    reference: str
    kind: ImportKind
    state: ImportState
    entities: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ImportDetail:
    """An import on its page.

    Attributes:
        media_type: of the file.
        share: rows done of all, from 0 to 100; None where it is not known how many there are.
        entities: that are or would be written, by schema.
        remarks: how many rows say what, by code.
    """

    reference: str
    kind: ImportKind
    state: ImportState
    file: str
    sha256: str
    size: int
    media_type: str
    reading: Reading
    columns: Sequence[Mapping[str, str]]
    rows_total: int
    rows_done: int
    rows_failed: int
    entities_done: int
    share: int | None
    entities: Mapping[str, int]
    remarks: Mapping[str, int]
    accepted_into: str
    record: str
    fault: str
    fault_facts: Mapping[str, str | int]
    created_by: str
    created_at: datetime

    @property
    def is_working(self) -> bool:
        """Whether the node is at it in the background."""
        return self.state in WORKING


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """What is said of one row of the file."""

    row: int
    column: str
    code: str
    facts: Mapping[str, str | int]


def officer_called(name: str) -> Officer | None:
    """The open account with this code or user name, for the console."""
    found = Officer.objects.filter(is_active=True).select_related("desk__agency")
    return found.filter(code=name).first() or found.filter(username=name).first()


def imports(by: Officer) -> tuple[ImportRow, ...]:
    """The newest imports that an officer made."""
    rows = Import.objects.filter(created_by=by.code).order_by("-created_at")[:NEWEST]
    return tuple(
        ImportRow(row.reference, ImportKind(row.kind), ImportState(row.state), _entities(row), row.created_at)
        for row in rows
    )


def import_detail(by: Officer, reference: str) -> ImportDetail | None:
    """One import; None where there is none that `by` may see."""
    row = _row(by, reference)
    if row is None:
        return None
    return ImportDetail(
        reference=row.reference,
        kind=ImportKind(row.kind),
        state=ImportState(row.state),
        file=row.file.reference,
        sha256=row.file.sha256,
        size=row.file.size,
        media_type=row.file.media_type,
        reading=Reading.from_json(row.reading),
        columns=tuple(row.columns),
        rows_total=row.rows_total,
        rows_done=row.rows_done,
        rows_failed=row.rows_failed,
        entities_done=row.entities_done,
        share=min(99, 100 * row.rows_done // row.rows_total) if row.rows_total else None,
        entities=dict(row.counts.get("entities", {})),
        remarks=dict(row.counts.get("remarks", {})),
        accepted_into=row.accepted_into,
        record=row.source.resource.reference,
        fault=row.fault,
        fault_facts=row.fault_facts,
        created_by=row.created_by,
        created_at=row.created_at,
    )


def preview(
    by: Officer, reference: str, reading: Reading | None = None, *, find_headings: bool = False
) -> Preview | None:
    """The first rows of a sheet, as it is read now or as it would be read.

    Raises:
        InvalidValue: read so, it cannot be read at all.
    """
    row = _row(by, reference)
    if row is None or ImportKind(row.kind) not in {ImportKind.XLSX, ImportKind.CSV}:
        return None
    with content_of(row) as file:
        wanted = reading or Reading.from_json(row.reading)
        return look_again(file, ImportKind(row.kind), wanted, find_headings=find_headings)


def remarks(
    by: Officer, reference: str, *, is_failure: bool, after: int = 0, limit: int = REMARKS_SHOWN
) -> tuple[RemarkRow, ...]:
    """What is said of rows of an import, in their order.

    Args:
        by: who asks.
        reference: of the import.
        is_failure: rows that were left out, else those that should be looked at.
        after: how many to pass over.
        limit: most of them; 0 for all.
    """
    row = _row(by, reference)
    if row is None:
        return ()
    found = ImportRemark.objects.filter(imported=row, is_failure=is_failure).order_by("row", "pk")
    some = found[after : after + limit] if limit else found.iterator(chunk_size=2000)
    return tuple(RemarkRow(one.row, one.column, one.code, one.facts) for one in some)


def purposes(by: Officer) -> tuple[Purpose, ...]:
    """What the officer may bring a file in for."""
    who, roles = access.viewer(by), access.roles()
    return tuple(
        one
        for one in purposes_of(who, roles=roles)
        if not decide_write(who, Compartment.INTELLIGENCE, purpose=one, roles=roles)
    )


def targets(by: Officer) -> tuple[registries.ImportTarget, ...]:
    """Records that `by` may accept an import into."""
    return tuple(one for offered in registries.import_targets.values() for one in offered(by))


def has_saved_mapping(by: Officer, fingerprint: str) -> bool:
    """Whether the officer's desk has said before what sheets of this form mean."""
    return SavedMapping.objects.filter(desk=by.desk.address, fingerprint=fingerprint).exists()


def content_of(row: Import) -> AbstractContextManager[BinaryIO]:
    """The content of an import's file, for the work behind it: asks no policy, since the import was asked for."""
    file: StoredFile = row.file
    ref = FileRef(file.reference, file.sha256, file.size, file.media_type)
    facts = FileFacts(ref, row.reference, FileKind(file.kind), "", file.stored_at, file.stored_by)
    return OpenedFile(facts, path_of(file.stored_as), file.stored_as).unsealed()


def _row(by: Officer, reference: str) -> Import | None:
    row = (
        Import.objects.select_related("source__resource", "file").filter(reference=reference.replace("\0", " ")).first()
    )
    record = row.source.resource.reference if row else reference
    if not may_change(by, record) or row is None or (row.source.is_draft and row.created_by != by.code):
        return None
    return row


def _entities(row: Import) -> int:
    return row.entities_done or sum(row.counts.get("entities", {}).values())
