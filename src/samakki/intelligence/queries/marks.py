"""Marks of what an officer sees when they begin to change a report. For forms and for the actions that save them.

Trap: asks no policy. A page opens the record before it shows a form with a mark. It reads the mark before the texts, so
that what changes in between is noticed.
"""

from samakki.intelligence.models import CommunityReport, Report, ReportItem
from samakki.kernel.marks import mark_of


def mark_of_report(row: Report | None) -> str:
    """Of head and text of a report; empty without one."""
    if row is None:
        return ""
    return mark_of(
        row.raw,
        row.headline,
        row.purpose,
        row.urgency,
        row.source_kind,
        row.source_reference,
        row.obtained_how,
        row.obtained_on,
        row.obtained_as_written,
        row.language,
    )


def mark_of_item(row: ReportItem | None) -> str:
    """Of words, grade and conditions of an item; empty without one."""
    if row is None:
        return ""
    return mark_of(
        row.raw,
        row.sanitised,
        row.basis,
        row.native_system,
        row.native_source,
        row.native_information,
        row.native_handling,
        row.handling,
        row.victim_basis,
    )


def mark_of_sanitised(text: str) -> str:
    """Of the words of an item that may leave."""
    return mark_of(text)


def mark_of_community(row: CommunityReport | None) -> str:
    """Of what was written down of a community report; empty without one."""
    if row is None:
        return ""
    place = (row.country, row.province, row.district, row.exact_place)
    how = (row.obtained_how, row.obtained_on, row.obtained_as_written)
    return mark_of(row.told, row.concern, row.language, row.source_reference, place, how)


def report_seen(reference: str) -> str:
    """Mark of a report as it stands."""
    return mark_of_report(Report.objects.filter(reference=reference).first())


def item_seen(report: str, item: str) -> str:
    """Mark of an item as it stands."""
    return mark_of_item(ReportItem.objects.filter(report__reference=report, reference=item).first())


def community_seen(reference: str) -> str:
    """Mark of a community report as it stands."""
    return mark_of_community(CommunityReport.objects.filter(reference=reference).first())
