"""How the log stands, in a few quick queries and without proving anything; for health pages and the doctor."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Min

from samakki.access.models import AuditCheckpoint, AuditEntry, AuditPlace, AuditWaiting


@dataclass(frozen=True, slots=True)
class LogSummary:
    """Numbers and times of the log.

    Attributes:
        size: entries with a place.
        unsequenced: entries on the waiting list.
        oldest_unsequenced_at: time of the one that has waited longest; ``None`` while nobody waits.
        newest_entry_at: time of the newest entry; ``None`` in an empty log.
        checkpoint_size: entries that the newest checkpoint covers.
        checkpoint_at: when it was signed; ``None`` before the first.
    """

    size: int
    unsequenced: int
    oldest_unsequenced_at: datetime | None
    newest_entry_at: datetime | None
    checkpoint_size: int
    checkpoint_at: datetime | None


def summary() -> LogSummary:
    """How the log stands now."""
    waiting = AuditEntry.objects.filter(pk__in=AuditWaiting.objects.values("entry_id"))
    last = AuditPlace.objects.aggregate(last=Max("position"))["last"]
    newest = AuditCheckpoint.objects.order_by("-size").values_list("size", "at").first()
    return LogSummary(
        size=0 if last is None else last + 1,
        unsequenced=AuditWaiting.objects.count(),
        oldest_unsequenced_at=waiting.aggregate(oldest=Min("at"))["oldest"],
        newest_entry_at=AuditEntry.objects.aggregate(newest=Max("at"))["newest"],
        checkpoint_size=newest[0] if newest else 0,
        checkpoint_at=newest[1] if newest else None,
    )


def was_done(action: str, *, what: str) -> bool:
    """Whether the log has an act with this verb and this fact `what`; an unproved look, like everything here."""
    return AuditEntry.objects.filter(action=action, outcome="done", facts__what=what).exists()
