"""Warnings before a release: found anew with every change, answered one by one."""

from collections.abc import Callable, Sequence

from django.db import transaction
from django.utils import timezone

from samakki.access import audit
from samakki.access.actions.refusing import logged_refusal
from samakki.access.models import Officer
from samakki.intelligence.actions.comparing import note_comparison
from samakki.intelligence.actions.writing import report_to_change, written
from samakki.intelligence.domain.lint import Checked, Finding, findings_in, findings_of_file
from samakki.intelligence.domain.vocabulary import WarningAnswer
from samakki.intelligence.models import ReleaseWarning, Report, ReportItem
from samakki.intelligence.queries.opening import current_items
from samakki.intelligence.queries.sources import traces_of
from samakki.kernel.refusals import Refusal

LEAST_REASON, LONGEST_REASON = 5, 300


def check_texts(by: Officer, report: Report) -> None:
    """Look through every text that may leave, in the transaction that changed one.

    A warning that no longer holds is answered by that: "changed". One that was kept for a reason stays answered as long
    as the same words stand there. Comparing with a source's sealed record is written down each time: the answer, yes or
    no, is the only thing that leaves that record, and asking again and again could spell a name.
    """
    leaving = [item for item in current_items(report) if item.sanitised.strip()]
    found: list[tuple[ReportItem | None, Finding]] = []
    if leaving:
        against = _against(by, report, [item.sanitised for item in leaving])
        found += [(item, one) for item in leaving for one in findings_in(item.sanitised, against)]
        found += [(None, one) for one in findings_of_file(against)]
    held = {
        (row.item_id, row.code, row.fragment): row
        for row in report.warnings.exclude(answer=WarningAnswer.CHANGED.value)
    }
    now = timezone.now()
    still = {(item.pk if item else None, one.code.value, one.fragment) for item, one in found}
    for key, row in held.items():
        if key not in still:
            row.answer, row.answered_by, row.answered_at = WarningAnswer.CHANGED.value, by.code, now
            row.save()
    ReleaseWarning.objects.bulk_create(
        ReleaseWarning(report=report, item=item, code=one.code.value, fragment=one.fragment, found_at=now)
        for item, one in found
        if (item.pk if item else None, one.code.value, one.fragment) not in held
    )


def answer_warning(*, by: Officer, reference: str, warning: int, reason: str) -> None:
    """Say why something stays in a text although it may give the source away.

    The other answer, changing the text, gives itself: the warning is looked for again with every change.

    Args:
        by: who answers.
        reference: of the report.
        warning: number of the warning.
        reason: 5 to 300 characters; read by who authorises.

    Raises:
        Refused: "not-found"; "warning-not-open"; "warning-needs-reason".
    """
    with transaction.atomic():
        report, reasons = report_to_change(by, reference)
        row = report.warnings.filter(pk=warning, answer="").first() if report is not None else None
        if report is not None:
            found = [] if row else [Refusal("warning-not-open")]
            if not LEAST_REASON <= len(reason.strip()) <= LONGEST_REASON:
                found.append(Refusal("warning-needs-reason", {"least": LEAST_REASON, "longest": LONGEST_REASON}))
            reasons = tuple(found)
        if report is not None and row is not None and not reasons:
            row.answer, row.reason = WarningAnswer.KEPT.value, reason.strip()
            row.answered_by, row.answered_at = by.code, timezone.now()
            row.save()
            written(by, report)
            audit.record(by, "answer_warning", reference, facts={"reason": row.code.replace("_", "-")})
            return
    raise logged_refusal(by, "answer_warning", reference, reasons)


def _against(by: Officer, report: Report, texts: Sequence[str]) -> Checked:
    traces = traces_of(report.source_reference)
    compare: Callable[[str], bool] | None = None
    if traces is not None:
        compare = traces.is_in
        note_comparison(by, report.reference, report.source_reference, texts)
    return Checked(raw=report.raw, file_marks=tuple(report.file_marks), in_source_record=compare)
