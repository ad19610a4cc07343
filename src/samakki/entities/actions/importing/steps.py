"""Saying how a file is to be read and what its columns mean; then checking it; then writing it as a draft."""

import secrets
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from samakki.access import audit
from samakki.access.actions.refusing import logged_refusal
from samakki.access.models import Officer
from samakki.entities.actions.importing.moving import begin, import_to_move
from samakki.entities.actions.importing.queue import queue_work
from samakki.entities.domain.importing.describing import check_columns
from samakki.entities.domain.importing.states import Act, ImportKind
from samakki.entities.domain.importing.tables import Reading
from samakki.entities.models import ImportRemark, SavedMapping
from samakki.kernel.references import new_reference
from samakki.kernel.refusals import Refusal


def describe_import(
    *,
    by: Officer,
    reference: str,
    reading: Reading,
    columns: Sequence[tuple[str, str, str]],
    keep_as: str = "",
) -> None:
    """Say how a file is read and what its columns mean. What was checked before has to be checked again.

    Args:
        by: whose import it is.
        reference: of the import.
        reading: how.
        columns: key, target and service of each column.
        keep_as: digest of the headings, to keep this for the desk's next file of the same form; empty not to.

    Raises:
        Refused: "not-found"; "import-not-now"; "import-undo-first", where rows of it are written already.
        InvalidValue: "columns-none-taken", "columns-target-twice", "columns-target-unknown".
    """
    with transaction.atomic():
        row, reasons = import_to_move(by, reference, Act.DESCRIBE)
        if row is not None and row.entities_done:
            reasons = (*reasons, Refusal("import-undo-first"))
        if row is not None and not reasons:
            if ImportKind(row.kind).value in {ImportKind.XLSX.value, ImportKind.CSV.value}:
                check_columns(columns)
            row.reading = reading.as_json()
            row.columns = [{"key": key, "target": target, "service": service} for key, target, service in columns]
            row.counts, row.rows_failed = {}, 0
            ImportRemark.objects.filter(imported=row).delete()
            begin(row, Act.DESCRIBE)
            if keep_as:
                _keep(by, keep_as, row.reading, row.columns)
            audit.record(by, "describe_import", reference, facts={"count": len(columns)})
            return
    raise logged_refusal(by, "describe_import", reference, reasons)


def check_import(*, by: Officer, reference: str) -> None:
    """Have every row read, and nothing written: afterwards it is known what would come, and what fails and why.

    Raises:
        Refused: "not-found"; "import-not-now".
    """
    _into_background(by, reference, Act.CHECK, "check_import")


def write_import(*, by: Officer, reference: str) -> None:
    """Have the rows written as a draft that `by` alone finds. Rows that fail are left out as a whole.

    Raises:
        Refused: "not-found"; "import-not-now".
    """
    _into_background(by, reference, Act.WRITE, "write_import")


def _into_background(by: Officer, reference: str, act: Act, verb: str) -> None:
    with transaction.atomic():
        row, reasons = import_to_move(by, reference, act)
        if row is not None and not reasons:
            if act is Act.CHECK:
                ImportRemark.objects.filter(imported=row).delete()
                row.counts, row.rows_failed = {}, 0
            begin(row, act)
            audit.record(by, verb, reference)
            queue_work(reference)
            return
    raise logged_refusal(by, verb, reference, reasons)


def _keep(by: Officer, fingerprint: str, reading: dict[str, object], columns: list[dict[str, str]]) -> None:
    SavedMapping.objects.update_or_create(
        desk=by.desk.address,
        fingerprint=fingerprint,
        defaults={"reading": reading, "columns": columns, "saved_at": timezone.now(), "saved_by": by.code},
        create_defaults={
            "code": new_reference("L", secrets.token_bytes(5)),
            "desk": by.desk.address,
            "fingerprint": fingerprint,
            "reading": reading,
            "columns": columns,
            "saved_at": timezone.now(),
            "saved_by": by.code,
        },
    )
