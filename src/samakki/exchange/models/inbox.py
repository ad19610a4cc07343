"""What came in: one row for each message another node sent, whatever became of it, and the receipts made about it."""

from typing import ClassVar

from django.db import models

from samakki.access.domain.classification import Class, Records
from samakki.access.domain.vocabulary import Compartment
from samakki.exchange.domain.delivery import Arrived
from samakki.exchange.models.outbox import Envelope
from samakki.kernel.addresses import LONGEST_ADDRESS

_O = Class.OPERATIONAL
_KEPT = "at least 400 days, so that a message that comes again is known; the envelope goes earlier where it is recalled"


class Inbox(models.Model):
    """One message of another node. What makes it one is its sender and the id the sender gave it."""

    sender = models.CharField(max_length=24)  # name of the node that signed it
    message_id = models.UUIDField()
    digest = models.CharField(max_length=64, db_index=True)  # of the envelope: another one under this id is refused
    reference = models.CharField(max_length=40, unique=True)  # "M-…", what people here call it
    type = models.CharField(max_length=80)
    from_desk = models.CharField(max_length=LONGEST_ADDRESS)
    thread = models.CharField(max_length=80)
    in_reply_to = models.CharField(max_length=40, blank=True)
    lane = models.CharField(max_length=8)
    state = models.CharField(max_length=16, choices=[(one.value, one.value) for one in Arrived])
    verdict = models.CharField(max_length=16)  # of R1 or RX
    reason = models.CharField(max_length=40, blank=True)  # code: why rejected, parked, quarantined
    fault = models.CharField(max_length=12, blank=True)  # number under which the log has what broke
    tries = models.PositiveIntegerField(default=0)  # how often its owner was asked
    key_id = models.CharField(max_length=80)  # that signed it
    pair_number = models.BigIntegerField(null=True, blank=True)  # its place among all from that node to this one
    carried_by = models.CharField(max_length=24)  # node that brought it; a bundle may come from another one
    subject = models.CharField(max_length=40, blank=True)  # reference of the record it became
    envelope = models.ForeignKey(Envelope, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    first_seen = models.DateTimeField()
    deliver_by = models.DateTimeField()  # until when it has to be at the desk
    alerted_at = models.DateTimeField(null=True, blank=True)
    repeats = models.PositiveIntegerField(default=0)  # how often it came again

    records: ClassVar[Records] = Records(
        Compartment.REQUESTS,
        {
            "id": _O,
            "sender": _O,
            "message_id": _O,
            "digest": _O,
            "reference": _O,
            "type": _O,
            "from_desk": _O,
            "thread": _O,
            "in_reply_to": _O,
            "lane": _O,
            "state": _O,
            "verdict": _O,
            "reason": _O,
            "fault": _O,
            "tries": _O,
            "key_id": _O,
            "pair_number": _O,
            "carried_by": _O,
            "subject": _O,
            "envelope": _O,
            "first_seen": _O,
            "deliver_by": _O,
            "alerted_at": _O,
            "repeats": _O,
        },
        retention=_KEPT,
    )

    class Meta:
        """The key of de-duplication, and what waits for its owner."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["sender", "message_id"], name="inbox_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "id"], name="inbox_waits", condition=models.Q(state__in=["stored", "parked"]))
        ]

    def __str__(self) -> str:
        return self.reference


class Landing(models.Model):
    """One desk of ours that a message is for."""

    message = models.ForeignKey(Inbox, on_delete=models.CASCADE, related_name="landings")
    desk = models.CharField(max_length=LONGEST_ADDRESS, db_index=True)

    records: ClassVar[Records] = Records(Compartment.REQUESTS, {"id": _O, "message": _O, "desk": _O}, retention=_KEPT)

    class Meta:
        """A desk is named once."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["message", "desk"], name="landing_once")
        ]

    def __str__(self) -> str:
        return self.desk


class ReceiptMade(models.Model):
    """A receipt of ours, as it was signed once. It goes to the sender's node until that says it has it."""

    digest = models.CharField(max_length=64, primary_key=True)
    message = models.ForeignKey(Inbox, on_delete=models.CASCADE, related_name="receipts")
    kind = models.CharField(max_length=2)
    desk = models.CharField(max_length=LONGEST_ADDRESS, blank=True)
    verdict = models.CharField(max_length=16)
    code = models.CharField(max_length=40, blank=True)
    node = models.CharField(max_length=24)  # that gets it
    signed = models.BinaryField()
    made_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True, blank=True)  # goes in the answer of the call that brought its message
    settled_at = models.DateTimeField(null=True, blank=True)  # the other node has it

    records: ClassVar[Records] = Records(
        Compartment.REQUESTS,
        {
            "digest": _O,
            "message": _O,
            "kind": _O,
            "desk": _O,
            "verdict": _O,
            "code": _O,
            "node": _O,
            "signed": _O,
            "made_at": _O,
            "given_at": _O,
            "settled_at": _O,
        },
        retention=_KEPT,
    )

    class Meta:
        """One receipt of a kind for a desk, and those still to be sent."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["message", "kind", "desk"], name="receipt_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["node"], name="receipt_unsettled", condition=models.Q(settled_at__isnull=True))
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.verdict}"
