"""Taking a part of the audit log out of the node."""

from datetime import datetime

from samakki.access import audit, queries
from samakki.access.actions.refusing import logged_refusal
from samakki.access.domain.vocabulary import Duty
from samakki.access.models import Officer
from samakki.access.queries.oversight import AuditRow

MOST_ROWS = 10_000
PAGE = 500


def export_audit(
    *,
    by: Officer,
    officer: str = "",
    action: str = "",
    reference: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
) -> tuple[AuditRow, ...]:
    """Entries for a file, newest first, at most `MOST_ROWS`; that they were taken out is an entry itself.

    Args:
        by: who reads the log.
        officer: as for ``queries.audit_entries``, and so are the others.
        action: a verb.
        reference: of a record.
        since: from this moment on.
        until: before this moment.

    Raises:
        Refused: "duty-not-held".
    """
    reasons = queries.duty_refusals(by, Duty.READ_AUDIT)
    if reasons:
        raise logged_refusal(by, "export_audit", "", reasons)
    rows: list[AuditRow] = []
    after = ""
    while len(rows) < MOST_ROWS:
        page = queries.audit_entries(
            by=by,
            officer=officer,
            action=action,
            reference=reference,
            since=since,
            until=until,
            after=after,
            limit=PAGE,
        )
        rows += page.rows
        after = page.after
        if not after:
            break
    taken = tuple(rows[:MOST_ROWS])
    audit.record(by, "export_audit", facts={"count": len(taken)})
    return taken
