"""Tables of intelligence. Every model declares what it holds (``records``)."""

from samakki.intelligence.models.community import CommunityReport, Lead
from samakki.intelligence.models.release import Filing, ReleaseWarning
from samakki.intelligence.models.reports import DestructionReceipt, Report, ReportEvent, ReportItem
from samakki.intelligence.models.sources import SourceComparison, SourceIdentity

__all__ = [
    "CommunityReport",
    "DestructionReceipt",
    "Filing",
    "Lead",
    "ReleaseWarning",
    "Report",
    "ReportEvent",
    "ReportItem",
    "SourceComparison",
    "SourceIdentity",
]
