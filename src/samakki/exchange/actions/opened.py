"""Signing for it that a desk opened a message: called by its owner, where the sender is to know."""

from django.db import transaction
from django.utils import timezone

from samakki.access import audit
from samakki.access.models import Officer
from samakki.exchange.actions.receipts import make_receipt
from samakki.exchange.actions.station import station
from samakki.exchange.domain.delivery import Arrived, require_step
from samakki.exchange.domain.receipts import Kind
from samakki.exchange.models import Inbox


def note_opened(*, by: Officer, reference: str) -> bool:
    """Make R3 for the officer's desk, once; False where there is nothing to sign for.

    Not checked here: that `by` may open what the message became. Its owner asks the policy before.

    Args:
        by: who opened it.
        reference: of the message, as ``Arrived.reference`` had it.
    """
    with transaction.atomic():
        rows = Inbox.objects.select_for_update().filter(reference=reference, landings__desk=by.desk.address)
        row = rows.first()
        if row is None or row.state not in {Arrived.DELIVERED.value, Arrived.OPENED.value, Arrived.CLOSED.value}:
            return False
        if row.receipts.filter(kind=Kind.R3.value, desk=by.desk.address).exists():
            return False
        make_receipt(station(), row, Kind.R3, verdict="opened", desk=by.desk.address, now=timezone.now())
        if row.state == Arrived.DELIVERED.value:
            require_step(Arrived.DELIVERED, Arrived.OPENED)
            row.state = Arrived.OPENED.value
            row.save(update_fields=["state"])
        audit.record(by, "note_opened", reference)
    return True
