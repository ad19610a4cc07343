"""Tables of access. Every model declares what it holds (``records``); a rules test refuses one that does not."""

from samakki.access.models.audit import AuditCheckpoint, AuditEntry, AuditPlace
from samakki.access.models.people import Agency, Desk, Officer, RoleGrant
from samakki.access.models.records import BreakGlass, Exclusion, Membership, Notice, Recovery, Resource

__all__ = [
    "Agency",
    "AuditCheckpoint",
    "AuditEntry",
    "AuditPlace",
    "BreakGlass",
    "Desk",
    "Exclusion",
    "Membership",
    "Notice",
    "Officer",
    "Recovery",
    "Resource",
    "RoleGrant",
]
