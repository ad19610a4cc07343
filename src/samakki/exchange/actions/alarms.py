"""Alarms: what must not happen between honest nodes. Counted, audited once, shown on the page of peers."""

from django.db.models import F
from django.utils import timezone

from samakki.access import audit
from samakki.exchange.models import Alarm


def raise_alarm(node: str, code: str, reference: str = "") -> None:
    """Note an alarm in the caller's transaction; the same one again only counts up."""
    now = timezone.now()
    found, is_new = Alarm.objects.get_or_create(
        node=node, code=code, reference=reference, defaults={"first_at": now, "last_at": now}
    )
    if is_new:
        audit.record("node", "raise_alarm", reference, outcome="failed", facts={"node": node, "error": code})
    else:
        Alarm.objects.filter(pk=found.pk).update(times=F("times") + 1, last_at=now)
