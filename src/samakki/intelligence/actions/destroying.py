"""Destroying a report: its words go, a receipt stays."""

from django.db import transaction
from django.utils import timezone

from samakki.access import audit
from samakki.access.actions.refusing import logged_refusal
from samakki.access.models import Officer
from samakki.entities.actions.following import empty_source
from samakki.entities.actions.forgetting import forget_deleted
from samakki.intelligence.actions.indexing import drop_report
from samakki.intelligence.actions.writing import move, report_to_change
from samakki.intelligence.domain.release import digest_of, refusals_to_destroy
from samakki.intelligence.domain.states import Step
from samakki.intelligence.domain.vocabulary import DestroyReason
from samakki.intelligence.models import DestructionReceipt, Report, ReportItem
from samakki.intelligence.queries.opening import facts_of
from samakki.kernel.refusals import Fact


def destroy_report(*, by: Officer, reference: str, reason: DestroyReason) -> None:
    """Take every word out of a report and out of what was captured from it, for good, and leave a receipt.

    A report that stands in a case is taken out of the case first: whoever works the case has to know.

    Trap: an original file stays sealed until `samakki files clear` deletes it; the receipt names its digest.

    Raises:
        Refused: "not-found"; "report-not-in-state"; "report-held-by-case".
    """
    with transaction.atomic():
        report, reasons = report_to_change(by, reference)
        if report is not None:
            reasons = refusals_to_destroy(facts_of(report), is_held=facts_of(report).is_used)
        if report is not None and not reasons:
            receipt = _receipt(by, report, reason)
            _empty(report)
            receipt.entities = empty_source(by=by, source=reference)
            receipt.save()
            drop_report(reference)
            move(by, report, Step.DESTROY, reason=reason.value)
            facts: dict[str, Fact] = {"digest": receipt.digest, "count": receipt.items}
            audit.record(by, "keep_receipt", reference, facts=facts)
            transaction.on_commit(forget_deleted)
            return
    raise logged_refusal(by, "destroy_report", reference, reasons)


def _receipt(by: Officer, report: Report, reason: DestroyReason) -> DestructionReceipt:
    items = list(ReportItem.objects.filter(report=report).order_by("number"))
    parts = [[one.reference, one.raw, one.sanitised, one.handling] for one in items]
    return DestructionReceipt(
        report=report,
        reason=reason.value,
        digest=digest_of([report.original_digest, report.raw, parts]),
        items=len(items),
        at=timezone.now(),
        by=by.code,
    )


def _empty(report: Report) -> None:
    report.headline = report.raw = report.obtained_as_written = report.source_reference = ""
    report.original_bytes, report.file_marks = b"", []
    report.review_on = report.feedback_due_on = None
    report.authorised_digest = ""
    report.items.update(raw="", sanitised="", handling={})
    report.warnings.update(fragment="", reason="")
    report.events.update(note="")
