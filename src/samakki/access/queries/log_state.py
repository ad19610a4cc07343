"""How far the audit log is: entries, places, the newest signed checkpoint."""

from dataclasses import dataclass
from datetime import datetime

from samakki.access.domain.vocabulary import Duty
from samakki.access.models import AuditCheckpoint, AuditEdge, AuditWaiting, Officer
from samakki.access.queries.people import duty_refusals


@dataclass(frozen=True, slots=True)
class LogState:
    """Size of the log as the node keeps it. It proves nothing; ``samakki audit verify`` does."""

    size: int  # entries that have their place
    waiting: int  # entries written but without a place yet
    checkpoint_size: int  # 0 before the first checkpoint
    checkpoint_at: datetime | None


def log_state(by: Officer) -> LogState | None:
    """The state of the log, for whoever reads it; ``None`` for everybody else."""
    if duty_refusals(by, Duty.READ_AUDIT):
        return None
    edge = AuditEdge.objects.first()
    newest = AuditCheckpoint.objects.order_by("-size").first()
    return LogState(
        edge.size if edge else 0,
        AuditWaiting.objects.count(),
        newest.size if newest else 0,
        newest.at if newest else None,
    )
