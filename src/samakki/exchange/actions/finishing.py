"""Messages whose owner was not asked yet, or broke: attachments came, or somebody says to try again."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from samakki.access import audit
from samakki.access.actions.refusing import logged_refusal
from samakki.access.domain.vocabulary import Duty
from samakki.access.models import Officer
from samakki.access.queries import duty_refusals
from samakki.exchange.actions import incoming_chunks
from samakki.exchange.actions.delivering import deliver
from samakki.exchange.actions.station import NotInExchange, Station, station
from samakki.exchange.domain.delivery import Arrived, Sent
from samakki.exchange.domain.opening import came
from samakki.exchange.domain.steps import reached
from samakki.exchange.models import Addressee, Inbox, Outbox
from samakki.kernel.refusals import Refusal


def finish_waiting(at: Station, chunk: str, *, now: datetime) -> None:
    """Go on with every message that waited for a chunk."""
    for key in incoming_chunks.to_look_at(chunk):
        finish(at, key, now=now)


def finish_all(at: Station, *, now: datetime) -> None:
    """Go on with every message that has all it needs: after a crash between its last chunk and its delivery."""
    for key in Inbox.objects.filter(state=Arrived.STORED.value).values_list("pk", flat=True):
        finish(at, key, now=now)


def finish(at: Station, key: int, *, now: datetime, also: Arrived | None = None) -> None:
    """Hand a stored message to its owner, unless chunks are missing still.

    Args:
        at: this node.
        key: primary key of the inbox row.
        now: by this node's clock.
        also: another state in which it is taken up.
    """
    with transaction.atomic():
        row = Inbox.objects.select_for_update(of=("self",)).select_related("envelope").get(pk=key)
        if row.state not in {Arrived.STORED.value, also.value if also else ""} or row.envelope is None:
            return
        arrived = came(bytes(row.envelope.sealed), desk_keys=at.desk_keys, senders=at.senders)
        if incoming_chunks.want(at, row, arrived.attachments, now):
            return
        deliver(at, row, arrived, now=now)
        reached("receive:receipt")
    reached("receive:committed")


def try_again(*, by: Officer, reference: str, node: str = "") -> None:
    """Take up a parked message again: one that came in, or, with a node, one on its way to it.

    Raises:
        Refused: `by` does not run the node; "not-found"; "message-not-parked"; "message-not-in-exchange".
    """
    now = timezone.now()
    reasons = duty_refusals(by, Duty.OPERATE_NODE)
    if not reasons:
        try:
            with transaction.atomic():
                if _send_again(reference, node, now) if node else _receive_again(reference, now):
                    audit.record(by, "retry_message", reference, facts={"node": node} if node else None)
                    return
            reasons = (Refusal("message-not-parked"),)
        except NotInExchange:
            reasons = (Refusal("message-not-in-exchange"),)
    raise logged_refusal(by, "retry_message", reference, reasons)


def _send_again(reference: str, node: str, now: datetime) -> bool:
    with transaction.atomic():
        rows = Outbox.objects.filter(message__reference=reference, node=node, state=Sent.PARKED.value)
        found = rows.select_for_update().first()
        if found is None:
            return False
        Outbox.objects.filter(pk=found.pk).update(state=Sent.QUEUED.value, due=now, reason="")
        Addressee.objects.filter(message_id=found.message_id, node=node, state=Sent.PARKED.value).update(
            state=Sent.QUEUED.value, reason="", changed_at=now
        )
    return True


def _receive_again(reference: str, now: datetime) -> bool:
    row = Inbox.objects.filter(reference=reference, state=Arrived.PARKED.value).first()
    if row is None:
        return False
    finish(station(), row.pk, now=now, also=Arrived.PARKED)
    return True
