"""Reads of intelligence. Everything returned is a frozen value, and holds nothing that its reader may not see."""

from samakki.intelligence.queries.community import (
    CommunityDetail,
    CommunityRow,
    community_report,
    community_reports,
    leads_to_agree,
)
from samakki.intelligence.queries.details import ItemDetail, ReportDetail, StepTaken, WarningDetail
from samakki.intelligence.queries.leads import LeadDesk, LeadState, lead_desks, lead_of_report
from samakki.intelligence.queries.listing import (
    CaseReports,
    FiledItem,
    ReportFilters,
    ReportPage,
    ReportRow,
    drafts_to_write_in,
    item_words,
    leads_to_answer,
    leads_without_team,
    report_words,
    reports,
    reports_before,
    reports_due,
    reports_in_case,
    reports_returned,
    reports_to_authorise,
)
from samakki.intelligence.queries.reports import items_of, original_text, report
from samakki.intelligence.queries.sources import SourceRow, source_details, sources

__all__ = [
    "CaseReports",
    "CommunityDetail",
    "CommunityRow",
    "FiledItem",
    "ItemDetail",
    "LeadDesk",
    "LeadState",
    "ReportDetail",
    "ReportFilters",
    "ReportPage",
    "ReportRow",
    "SourceRow",
    "StepTaken",
    "WarningDetail",
    "community_report",
    "community_reports",
    "drafts_to_write_in",
    "item_words",
    "items_of",
    "lead_desks",
    "lead_of_report",
    "leads_to_agree",
    "leads_to_answer",
    "leads_without_team",
    "original_text",
    "report",
    "report_words",
    "reports",
    "reports_before",
    "reports_due",
    "reports_in_case",
    "reports_returned",
    "reports_to_authorise",
    "source_details",
    "sources",
]
