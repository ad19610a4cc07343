"""Tables of access. Every model declares what it holds (``records``); a rules test refuses one that does not."""

from samakki.access.models.audit import (
    AuditBlock,
    AuditCheckpoint,
    AuditEdge,
    AuditEntry,
    AuditPlace,
    AuditWaiting,
)
from samakki.access.models.people import Agency, Desk, Officer, RoleGrant
from samakki.access.models.records import BreakGlass, Exclusion, Membership, Notice, Recovery, Resource
from samakki.access.models.sendings import Sending
from samakki.access.models.tokens import ApiToken

__all__ = [
    "Agency",
    "ApiToken",
    "AuditBlock",
    "AuditCheckpoint",
    "AuditEdge",
    "AuditEntry",
    "AuditPlace",
    "AuditWaiting",
    "BreakGlass",
    "Desk",
    "Exclusion",
    "Membership",
    "Notice",
    "Officer",
    "Recovery",
    "Resource",
    "RoleGrant",
    "Sending",
]
