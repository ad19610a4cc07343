"""What time brings: messages nobody takes, deadlines that pass, keys that were withdrawn."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from samakki.access import audit
from samakki.exchange.actions.alarms import raise_alarm
from samakki.exchange.actions.station import Station
from samakki.exchange.actions.taking_receipts import tell
from samakki.exchange.domain.delivery import UNSETTLED, WAITS_FOR_LINE, Arrived, Sent
from samakki.exchange.domain.trust.validity import KeyState
from samakki.exchange.models import Addressee, Inbox, KnownKey, Message, Outbox

STANDING = (Arrived.STORED, Arrived.PARKED, Arrived.DELIVERED, Arrived.OPENED, Arrived.CLOSED)


def look_after(at: Station, now: datetime) -> None:
    """Everything that time brings."""
    expire(now)
    alert(now)
    quarantine(at, now)


def expire(now: datetime) -> int:
    """Give up what nobody took in its time; how many. A receipt that comes later, by hand perhaps, still counts."""
    keys = list(Outbox.objects.filter(expires__lte=now).values_list("pk", flat=True))
    for key in keys:
        with transaction.atomic():
            row = Outbox.objects.select_for_update().select_related("message").filter(pk=key).first()
            if row is None:
                continue
            waiting = row.message.addressees.select_for_update().filter(
                node=row.node, state__in=[state.value for state in WAITS_FOR_LINE]
            )
            for one in waiting:
                tell(one, row.message, Sent.EXPIRED, code=row.reason or "no-contact", now=now)
            audit.record("node", "expire_message", row.message.reference, outcome="failed", facts={"node": row.node})
            row.delete()
    return len(keys)


def alert(now: datetime) -> int:
    """Note which messages should be at their desk and are not, at either end; pages of both desks show them."""
    states = sorted(state.value for state in UNSETTLED)
    late = Q(deliver_by__lte=now, alerted_at__isnull=True)
    # By way of the few that are on their way: what was delivered in time is late by this rule for ever.
    unsettled = Addressee.objects.filter(state__in=states).values("message")
    sent = Message.objects.filter(late, pk__in=unsettled).values_list("pk", flat=True)
    came = Inbox.objects.filter(late, state__in=[Arrived.STORED.value, Arrived.PARKED.value])
    return Message.objects.filter(pk__in=list(sent)).update(alerted_at=now) + came.update(alerted_at=now)


def quarantine(at: Station, now: datetime) -> int:
    """Set apart what came since a key was withdrawn that signed it; how many. What came before stays valid."""
    standing = Inbox.objects.filter(state__in=[state.value for state in STANDING])
    found = 0
    withdrawn = KnownKey.objects.filter(Q(revoked_at__isnull=False) | Q(gone_at__isnull=False))
    for sender, key_id in withdrawn.order_by().values_list("holder", "key_id").distinct():
        verdict = at.signing_key(sender, key_id, at=now)
        if verdict.state is not KeyState.REVOKED or verdict.since is None:
            continue
        with transaction.atomic():
            rows = list(
                standing.select_for_update().filter(sender=sender, key_id=key_id, first_seen__gte=verdict.since)
            )
            for row in rows:
                row.state, row.reason = Arrived.QUARANTINED.value, "key-revoked"
                row.save(update_fields=["state", "reason"])
                audit.record("node", "quarantine_message", row.reference, facts={"node": sender})
            if rows:
                raise_alarm(sender, "key-revoked")
        found += len(rows)
    return found
