"""Days of requests for a release, on both sides: the desk that has to answer is reminded, both are told when it passed.

Pages and work lists read the day itself. What is written here is the one line each in the log, and the note that it is
there; a node that was away for a month, was killed between two requests or had a wrong clock writes none twice.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from samakki.access import audit
from samakki.intelligence.actions.posting import NODE
from samakki.intelligence.domain.holdings import ReleaseState
from samakki.intelligence.domain.release_deadlines import REMIND_DAYS, is_overdue, is_reminder_due
from samakki.intelligence.models import ReleaseRequest
from samakki.kernel.refusals import Fact


def run_release_days() -> int:
    """Remind who has to answer, and note what nobody answered by its day. For the node's clock.

    Returns:
        How many lines were written.
    """
    until = timezone.localdate() + timedelta(days=REMIND_DAYS)
    waiting = ReleaseRequest.objects.filter(state=ReleaseState.ASKED.value, reply_by__lte=until)
    open_ones = waiting.filter(Q(overdue_at=None) | Q(reminded_at=None, disclosure__isnull=False))
    return sum(_run(key) for key in list(open_ones.order_by("pk").values_list("pk", flat=True)))


def _run(key: int) -> int:
    with transaction.atomic():
        rows = ReleaseRequest.objects.select_for_update(of=("self",)).select_related("disclosure", "received")
        row = rows.get(pk=key)
        state, today, now = ReleaseState(row.state), timezone.localdate(), timezone.now()
        asked_on = timezone.localtime(row.at).date()
        noted = 0
        if (
            row.disclosure is not None
            and row.reminded_at is None
            and is_reminder_due(state, asked_on=asked_on, reply_by=row.reply_by, today=today)
        ):
            row.reminded_at = now
            noted += _note("remind_release", row)
        if row.overdue_at is None and is_overdue(state, reply_by=row.reply_by, today=today):
            row.overdue_at = now
            noted += _note("miss_release_day", row)
        if noted:
            row.save(update_fields=["reminded_at", "overdue_at"])
    return noted


def _note(act: str, row: ReleaseRequest) -> int:
    about = row.disclosure or row.received
    facts: dict[str, Fact] = {"record": row.reference, "desk": row.peer}
    audit.record(NODE, act, about.reference if about is not None else "", facts=facts)
    return 1
