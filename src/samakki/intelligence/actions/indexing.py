"""Puts reports into the search index, in the transaction that changes them; their resource decides who finds them."""

from collections.abc import Sequence

from samakki.entities.actions import drop_from_index, index_text
from samakki.intelligence.domain.grading import ItemGrade
from samakki.intelligence.models import CommunityReport, Report, ReportItem
from samakki.intelligence.queries.opening import grade_of

REPORT, COMMUNITY = "report", "community_report"


def index_report(report: Report, items: Sequence[ReportItem]) -> None:
    """Index what a search may find a report by.

    The text as received is in it: a search shows nothing on less than the full view, and whoever has that reads it
    anyway. The title is the headline, never a piece of the text.
    """
    filed = report.filings.filter(taken_out_at__isnull=True, item__isnull=True).order_by("pk")
    index_text(
        kind=REPORT,
        reference=report.reference,
        resource_id=report.resource_id,
        title=report.headline or report.reference,
        texts=[report.raw, *(text for item in items for text in (item.raw, item.sanitised) if text)],
        identifiers=[one for one in (report.reference, report.source_reference, report.lead_reference) if one],
        languages=[report.language] if report.language else (),
        on=report.obtained_on,
        grade=_best(items),
        case=filed.values_list("case_reference", flat=True).first() or "",
    )


def index_community_report(report: CommunityReport) -> None:
    """Index a community report for the officers of the agency it is routed to."""
    index_text(
        kind=COMMUNITY,
        reference=report.reference,
        resource_id=report.resource_id,
        title=report.reference,
        texts=[report.told, report.exact_place, report.lead_text],
        identifiers=[one for one in (report.reference, report.source_reference) if one],
        languages=[report.language] if report.language else (),
        on=report.obtained_on,
        country=report.country,
        province=report.province,
    )


def drop_report(reference: str) -> None:
    """Take a report out of the index."""
    drop_from_index(REPORT, reference)


def _best(items: Sequence[ReportItem]) -> str:
    grades: list[ItemGrade] = [grade for item in items if (grade := grade_of(item)) is not None]
    return min((str(grade.grade) for grade in grades), default="")
