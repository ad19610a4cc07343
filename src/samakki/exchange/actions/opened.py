"""Signing for it that a desk opened a message: called by its owner, where the sender is to know."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from samakki.access import audit
from samakki.access.models import Officer
from samakki.exchange.actions.receipts import make_receipt
from samakki.exchange.actions.station import NotInExchange, station
from samakki.exchange.domain.delivery import Arrived, require_step
from samakki.exchange.domain.receipts import Kind
from samakki.exchange.models import Inbox, ReceiptMade
from samakki.sealing.errors import SealingError

AT_THE_DESK = frozenset({Arrived.DELIVERED.value, Arrived.OPENED.value, Arrived.CLOSED.value})


def note_opened(*, by: Officer, message: str, sender: str) -> bool:
    """Make R3 for the officer's desk, once; False where there is nothing to sign for.

    The receipt names the desk, never the officer, and says not when. A node that is not in the exchange just now signs
    nothing, and the page opens all the same.

    Not checked here: that `by` may open what the message became. Its owner asks the policy before.

    Args:
        by: who opened it.
        message: id of the message, as ``Arrived.message_id`` had it.
        sender: desk it is from: an id belongs to who gave it.
    """
    desk = by.desk.address
    try:
        number = UUID(message)
    except ValueError:
        return False  # it came some other way
    signed = ReceiptMade.objects.filter(message__message_id=number, message__from_desk=sender)
    if signed.filter(kind=Kind.R3.value, desk=desk).exists():
        return False  # every page after the first: no lock for it
    try:
        at = station()
    except (NotInExchange, SealingError):
        return False
    with transaction.atomic():
        row = (
            Inbox.objects.select_for_update(of=("self",))
            .filter(message_id=number, from_desk=sender, landings__desk=desk)
            .first()
        )
        if row is None or row.state not in AT_THE_DESK:
            return False
        if row.receipts.filter(kind=Kind.R3.value, desk=desk).exists():
            return False
        entry = audit.record(by, "note_opened", row.reference)
        make_receipt(at, row, Kind.R3, verdict="opened", desk=desk, entry=entry, now=timezone.now())
        if row.state == Arrived.DELIVERED.value:
            require_step(Arrived.DELIVERED, Arrived.OPENED)
            row.state = Arrived.OPENED.value
            row.save(update_fields=["state"])
    return True
