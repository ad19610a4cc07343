"""Starting a report, changing its head and text, settling its letters."""

import hashlib
from typing import BinaryIO

from django.db import transaction
from django.utils import timezone

from samakki.access import actions as access
from samakki.access import audit
from samakki.access import queries as officers
from samakki.access.actions.refusing import logged_refusal
from samakki.access.domain.policy import decide_write
from samakki.access.domain.vocabulary import Compartment
from samakki.access.models import Officer, Resource
from samakki.entities import actions as entities
from samakki.entities.domain.files import FileKind
from samakki.entities.domain.sources import SourceKind as DescribedBy
from samakki.intelligence.actions.writing import indexed, refusals_to_write, report_to_change, written
from samakki.intelligence.domain import file_marks, letters
from samakki.intelligence.domain.states import State
from samakki.intelligence.domain.vocabulary import Encoding, OriginalKind
from samakki.intelligence.domain.writing import LONGEST_TEXT, NewReport, refusals_of_text
from samakki.intelligence.models import Report
from samakki.intelligence.queries.marks import mark_of_report
from samakki.intelligence.queries.sources import refusals_to_cite
from samakki.kernel.marks import refusals_to_overwrite
from samakki.kernel.refusals import Refusal

PLAIN = "text/plain"
LONGEST_PLAIN_BYTES = 800_000  # of a text file that is shown on the page; a longer one stays a file


def start_report(*, by: Officer, new: NewReport, file: BinaryIO | None = None, file_name: str = "") -> str:
    """Write down what a source said, as a draft that only its team reads.

    Args:
        by: who writes.
        new: head and text.
        file: the original as it came, seekable; kept sealed. The text may then be empty.
        file_name: as the browser sent it.

    Returns:
        The report's reference.

    Raises:
        Refused: the role writes no reports, or not for this purpose; "text-missing"; "text-too-long";
            "source-not-yours".
        InvalidValue: a file that is not taken, see ``entities.actions.store_file``.
    """
    with transaction.atomic():
        reasons = _refusals_to_start(by, new, has_file=file is not None)
        if not reasons:
            reference = access.new_record_reference("R")
            record = access.NewRecord(reference, "intelligence", Compartment.INTELLIGENCE)
            access.register_resource(by=by, record=record, purpose=new.purpose)
            report = _row(by, reference, new)
            if file is not None:
                _keep_file(by, report, file, file_name)
            report.encoding = _asked(report.raw)
            report.save()
            entities.open_source(
                by=by,
                reference=reference,
                kind=DescribedBy.REPORT,
                resource_reference=reference,
                obtained_on=new.obtained_on,
                origin=new.source_reference,
            )
            indexed(report)
            audit.record(by, "start_report", reference, facts={"purpose": new.purpose.value})
            return reference
    raise logged_refusal(by, "start_report", "", reasons)


def change_report(*, by: Officer, reference: str, new: NewReport, seen: str | None = None) -> None:
    """Change head and text of a draft. What was received as a file or pasted stays as it came.

    Args:
        by: who changes it.
        reference: of the report.
        new: all of it, anew.
        seen: mark of what they saw (`queries.marks`); None does not ask.

    Raises:
        Refused: "not-found"; "report-not-a-draft"; "text-missing"; "text-too-long"; "source-not-yours";
            "changed-meanwhile".
    """
    with transaction.atomic():
        report, reasons = report_to_change(by, reference)
        if report is not None:
            reasons = (
                *refusals_to_write(report),
                *refusals_to_overwrite(seen, mark_of_report(report)),
                *_refusals_to_change(by, report, new),
            )
        if report is not None and not reasons:
            _head(report, new)
            if report.original_kind == OriginalKind.TYPED.value and new.text != report.raw:
                report.raw, report.original_bytes = new.text, new.text.encode("utf-8")
                report.original_digest = hashlib.sha256(report.original_bytes).hexdigest()
                report.encoding = _asked(report.raw)
            written(by, report)
            indexed(report)
            audit.record(by, "change_report", reference, facts={"count": report.revision})
            return
    raise logged_refusal(by, "change_report", reference, reasons)


def settle_letters(*, by: Officer, reference: str, is_zawgyi: bool) -> None:
    """Say whether a text that looks like Zawgyi is.

    If so the readable text becomes Unicode; the bytes stay as they came.

    Raises:
        Refused: "not-found"; "report-not-a-draft"; "letters-settled-already".
    """
    with transaction.atomic():
        report, reasons = report_to_change(by, reference)
        if report is not None:
            reasons = refusals_to_write(report)
            if report.encoding != Encoding.ZAWGYI_ASKED.value:
                reasons = (*reasons, Refusal("letters-settled-already"))
        if report is not None and not reasons:
            answer = Encoding.ZAWGYI_CONVERTED if is_zawgyi else Encoding.ZAWGYI_DENIED
            report.encoding = answer.value
            if is_zawgyi:
                report.raw = letters.converted(report.raw)
            written(by, report)
            indexed(report)
            audit.record(by, "settle_letters", reference, facts={"finding": answer.value})
            return
    raise logged_refusal(by, "settle_letters", reference, reasons)


def _refusals_to_start(by: Officer, new: NewReport, *, has_file: bool) -> tuple[Refusal, ...]:
    viewer = officers.viewer(by)
    return (
        *decide_write(viewer, Compartment.INTELLIGENCE, purpose=new.purpose, roles=officers.roles()),
        *refusals_of_text(new.text, longest=LONGEST_TEXT, is_needed=not has_file),
        *refusals_to_cite(by, new.source_reference),
    )


def _refusals_to_change(by: Officer, report: Report, new: NewReport) -> tuple[Refusal, ...]:
    is_needed = report.original_kind == OriginalKind.TYPED.value
    reasons = refusals_of_text(new.text, longest=LONGEST_TEXT, is_needed=is_needed)
    if new.source_reference != report.source_reference:
        reasons = (*reasons, *refusals_to_cite(by, new.source_reference))
    return reasons


def _row(by: Officer, reference: str, new: NewReport) -> Report:
    now, content = timezone.now(), new.text.encode("utf-8")
    report = Report(
        reference=reference,
        resource=Resource.objects.get(reference=reference),
        state=State.DRAFT.value,
        purpose=new.purpose.value,
        original_kind=new.original_kind.value,
        original_bytes=content,
        original_digest=hashlib.sha256(content).hexdigest(),
        raw=new.text,
        writers=[by.code],
        created_at=now,
        created_by=by.code,
        changed_at=now,
    )
    _head(report, new)
    return report


def _head(report: Report, new: NewReport) -> None:
    report.urgency = new.urgency.value
    report.headline = new.headline
    report.source_reference = new.source_reference
    report.source_kind = new.source_kind.value
    report.obtained_how = new.obtained_how.value
    report.obtained_on = new.obtained_on
    report.obtained_as_written = new.obtained_as_written
    report.language = new.language


def _keep_file(by: Officer, report: Report, file: BinaryIO, name: str) -> None:
    kept = entities.store_file(
        by=by, resource_reference=report.reference, stream=file, kind=FileKind.ORIGINAL, given_name=name
    )
    file.seek(0)
    head = file.read(file_marks.READ_BYTES)
    report.original_kind = OriginalKind.FILE.value
    report.original_file = kept.reference
    report.original_digest = kept.sha256
    report.original_bytes = b""
    report.file_marks = list(file_marks.marks_of(head))
    if not report.raw.strip() and kept.media_type == PLAIN and kept.size <= LONGEST_PLAIN_BYTES:
        report.raw = head.decode("utf-8-sig", errors="replace").replace("\0", "")[:LONGEST_TEXT]


def _asked(text: str) -> str:
    asked = Encoding.ZAWGYI_ASKED if letters.is_zawgyi_likely(text) else Encoding.UNICODE
    return str(asked.value)
