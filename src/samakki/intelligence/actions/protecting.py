"""What intelligence does when a person is protected: the code takes the place of every spelling in its texts."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from samakki.entities.actions import protect_rows
from samakki.entities.domain.protection import Protection, Touched
from samakki.intelligence.actions.indexing import index_community_report
from samakki.intelligence.actions.writing import indexed
from samakki.intelligence.models import CommunityReport, Filing, Lead, ReleaseWarning, Report, ReportEvent, ReportItem

COVERS: Mapping[str, Sequence[str]] = {
    "intelligence.Report": ("headline", "raw", "original_bytes"),
    "intelligence.ReportItem": ("raw", "sanitised", "handling"),
    "intelligence.ReportEvent": ("note",),
    "intelligence.ReleaseWarning": ("fragment", "reason"),
    "intelligence.CommunityReport": ("told", "exact_place", "lead_text", "lead_warnings"),
    "intelligence.Lead": ("words",),
}


def replace_names(protection: Protection) -> Sequence[Touched]:
    """Put the code in place of every spelling in reports, items and community reports that concern the person."""
    own, of_report = {"reference__in": protection.records}, {"report__reference__in": protection.records}
    of_community = {"community__reference__in": protection.records}
    touched = [
        *_protect(protection, Report.objects.filter(**own), "intelligence.Report", _own),
        *_protect(protection, ReportItem.objects.filter(**of_report), "intelligence.ReportItem", _of_report),
        *_protect(protection, ReportEvent.objects.filter(**of_report), "intelligence.ReportEvent", _of_report),
        *_protect(protection, ReleaseWarning.objects.filter(**of_report), "intelligence.ReleaseWarning", _of_report),
        *_protect(protection, CommunityReport.objects.filter(**own), "intelligence.CommunityReport", _own),
        *_protect(protection, Lead.objects.filter(**of_community), "intelligence.Lead", _of_community),
    ]
    reindex(frozenset(one.reference for one in touched))
    return touched


def reindex(records: frozenset[str]) -> None:
    """Index reports and community reports anew, as their texts are now."""
    for report in Report.objects.filter(reference__in=records):
        indexed(report)
    for row in CommunityReport.objects.filter(reference__in=records):
        index_community_report(row)


def widen(references: frozenset[str]) -> Iterable[str]:
    """Records that concern a person because these do: cases of a report, reports of a case, both sides of a lead."""
    filed = Filing.objects.filter(taken_out_at__isnull=True)
    yield from filed.filter(report__reference__in=references).values_list("case_reference", flat=True)
    yield from filed.filter(case_reference__in=references).values_list("report__reference", flat=True)
    yield from Lead.objects.filter(report__reference__in=references).values_list("community__reference", flat=True)
    yield from Lead.objects.filter(community__reference__in=references).values_list("report__reference", flat=True)


def _own(row: Report | CommunityReport) -> str:
    return row.reference


def _of_report(row: ReportItem | ReportEvent | ReleaseWarning) -> str:
    return row.report.reference


def _of_community(row: Lead) -> str:
    return row.community.reference


def _protect(
    protection: Protection, rows: QuerySet[Any], label: str, record_of: Callable[[Any], str]
) -> Sequence[Touched]:
    kind = "item" if label == "intelligence.ReportItem" else "report"
    return protect_rows(
        protection=protection, rows=rows.order_by("pk"), columns=COVERS[label], kind=kind, record_of=record_of
    )
