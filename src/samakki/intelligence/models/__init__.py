"""Tables of intelligence. Every model declares what it holds (``records``)."""

from samakki.intelligence.models.community import CommunityReport, Lead
from samakki.intelligence.models.disclosures import Disclosure, DisclosureEvent, DisclosurePart
from samakki.intelligence.models.emergencies import Emergency
from samakki.intelligence.models.emergency_acting import EmergencyAct, EmergencyNews, EmergencyStanding
from samakki.intelligence.models.emergency_recalls import EmergencyAnswer, EmergencyRecall
from samakki.intelligence.models.holdings import CopyUse, Holding, ItemKey, ReceivedDisclosure
from samakki.intelligence.models.protection_checks import ProtectionCheck
from samakki.intelligence.models.recalls import EarlyRecall, Recall, RecallAnswer, RecallArrived
from samakki.intelligence.models.release import Filing, ReleaseWarning
from samakki.intelligence.models.release_requests import ReleaseRequest
from samakki.intelligence.models.reports import DestructionReceipt, Report, ReportEvent, ReportItem
from samakki.intelligence.models.sources import SourceComparison, SourceIdentity

__all__ = [
    "CommunityReport",
    "CopyUse",
    "DestructionReceipt",
    "Disclosure",
    "DisclosureEvent",
    "DisclosurePart",
    "EarlyRecall",
    "Emergency",
    "EmergencyAct",
    "EmergencyAnswer",
    "EmergencyNews",
    "EmergencyRecall",
    "EmergencyStanding",
    "Filing",
    "Holding",
    "ItemKey",
    "Lead",
    "ProtectionCheck",
    "Recall",
    "RecallAnswer",
    "RecallArrived",
    "ReceivedDisclosure",
    "ReleaseRequest",
    "ReleaseWarning",
    "Report",
    "ReportEvent",
    "ReportItem",
    "SourceComparison",
    "SourceIdentity",
]
