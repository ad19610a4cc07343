"""How much is still under way on this node, in both directions. Counts alone; whose they are is nobody's here."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min

from samakki.exchange.domain.delivery import Arrived, Sent
from samakki.exchange.models import Alarm, Inbox, Message, Outbox, ReceiptMade


@dataclass(frozen=True, slots=True)
class Backlog:
    """What is not done yet.

    Attributes:
        held: messages in their hold, which can still be undone.
        waiting: ways to a node whose receipt is not here.
        oldest: when the oldest message that waits so was written.
        parked: messages that wait for somebody to try them again, out and in.
        landing: messages that came and are not at their desk.
        owed: receipts of ours that the other node has not said it has.
        alarms: that nobody has looked into.
    """

    held: int
    waiting: int
    oldest: datetime | None
    parked: int
    landing: int
    owed: int
    alarms: int

    @property
    def is_empty(self) -> bool:
        """Nothing is under way; alarms do not keep anything from being so."""
        return not (self.held or self.waiting or self.parked or self.landing or self.owed)


def backlog() -> Backlog:
    """Count everything that is under way now."""
    ways = Outbox.objects.exclude(state=Sent.PARKED.value)
    came = Inbox.objects.filter(state__in=[Arrived.STORED.value, Arrived.PARKED.value])
    parked = came.filter(state=Arrived.PARKED.value).count()
    return Backlog(
        held=Message.objects.filter(held_until__isnull=False).count(),
        waiting=ways.count(),
        oldest=ways.aggregate(oldest=Min("message__created_at"))["oldest"],
        parked=parked + Outbox.objects.filter(state=Sent.PARKED.value).count(),
        landing=came.count() - parked,
        owed=ReceiptMade.objects.filter(settled_at=None).count(),
        alarms=Alarm.objects.filter(seen_by="").count(),
    )
