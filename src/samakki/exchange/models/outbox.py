"""What our desks send: the message, each desk it is for, each node it goes to, and the sealed envelope."""

from typing import ClassVar

from django.db import models

from samakki.access.domain.classification import Class, Records
from samakki.access.domain.vocabulary import Compartment
from samakki.exchange.domain.delivery import UNSETTLED, Lane, Sent
from samakki.kernel.addresses import LONGEST_ADDRESS

_O = Class.OPERATIONAL
_KEPT = "400 days after the last receipt, so that a duplicate is still known; the envelope goes with it"


class Envelope(models.Model):
    """One sealed envelope as it travels. Only desks that it names can read it; the node that sent it cannot."""

    digest = models.CharField(max_length=64, primary_key=True)  # SHA-256 of the bytes
    size = models.PositiveIntegerField()
    sealed = models.BinaryField()
    stored_at = models.DateTimeField()

    records: ClassVar[Records] = Records(
        Compartment.REQUESTS,
        {"digest": _O, "size": _O, "sealed": Class.SPECIAL, "stored_at": _O},
        retention=_KEPT,
    )

    def __str__(self) -> str:
        return self.digest


class Message(models.Model):
    """A message of one of our desks, from the moment it is held. Undone in the hold, its row is gone."""

    reference = models.CharField(max_length=40, unique=True)  # "M-7K3QX"
    message_id = models.UUIDField(unique=True)
    type = models.CharField(max_length=80)  # "disclosure.offer@1.0"
    from_desk = models.CharField(max_length=LONGEST_ADDRESS)
    sent_by = models.CharField(max_length=12)  # code of the officer, or "node"
    thread = models.CharField(max_length=80)
    in_reply_to = models.CharField(max_length=40, blank=True)  # message id
    lane = models.CharField(max_length=8, choices=[(one.value, one.value) for one in Lane])
    subjects = models.JSONField(default=list)  # references of records it is about
    held_seconds = models.PositiveIntegerField(default=0)
    held_until = models.DateTimeField(null=True, blank=True)
    draft = models.BinaryField(null=True, blank=True)  # sealed with the node's own key while held; gone once sealed
    digest = models.CharField(max_length=64, blank=True, db_index=True)  # of the envelope, once sealed
    reply_by = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    sealed_at = models.DateTimeField(null=True, blank=True)
    deliver_by = models.DateTimeField(null=True, blank=True)  # until when R2 has to be there
    alerted_at = models.DateTimeField(null=True, blank=True)
    alarm = models.CharField(max_length=40, blank=True)  # code: another node has this id with other content

    records: ClassVar[Records] = Records(
        Compartment.REQUESTS,
        {
            "id": _O,
            "reference": _O,
            "message_id": _O,
            "type": _O,
            "from_desk": _O,
            "sent_by": _O,
            "thread": _O,
            "in_reply_to": _O,
            "lane": _O,
            "subjects": _O,
            "held_seconds": _O,
            "held_until": _O,
            "draft": Class.SPECIAL,
            "digest": _O,
            "reply_by": _O,
            "created_at": _O,
            "sealed_at": _O,
            "deliver_by": _O,
            "alerted_at": _O,
            "alarm": _O,
        },
        retention=_KEPT,
    )

    class Meta:
        """What the sender looks for, and the list of a desk."""

        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["held_until"], name="message_held", condition=models.Q(held_until__isnull=False)),
            models.Index(fields=["from_desk", "-created_at"], name="message_desk"),
        ]

    def __str__(self) -> str:
        return self.reference


class Addressee(models.Model):
    """One desk that a message is for, and where it stands for this desk."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="addressees")
    desk = models.CharField(max_length=LONGEST_ADDRESS)
    node = models.CharField(max_length=24)
    state = models.CharField(max_length=16, choices=[(one.value, one.value) for one in Sent])
    reason = models.CharField(max_length=40, blank=True)  # code: why refused, failed, parked
    changed_at = models.DateTimeField()

    records: ClassVar[Records] = Records(
        Compartment.REQUESTS,
        {"id": _O, "message": _O, "desk": _O, "node": _O, "state": _O, "reason": _O, "changed_at": _O},
        retention=_KEPT,
    )

    class Meta:
        """A desk gets a message once; few are on their way."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["message", "desk"], name="addressee_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["message"],
                name="addressee_unsettled",
                condition=models.Q(state__in=sorted(state.value for state in UNSETTLED)),
            )
        ]

    def __str__(self) -> str:
        return self.desk


class Outbox(models.Model):
    """One envelope on its way to one node. The row goes when the node's R1 or RX is there, or it was given up."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="ways")
    node = models.CharField(max_length=24)
    lane = models.PositiveSmallIntegerField()  # 0 urgent, 1 normal, 2 bulk: sorts
    state = models.CharField(max_length=16, default=Sent.QUEUED.value)  # queued, sending, parked
    due = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    given_in = models.CharField(max_length=44, blank=True)  # id of the call it is on the line in
    attempts = models.PositiveIntegerField(default=0)
    expires = models.DateTimeField()
    envelope = models.ForeignKey(Envelope, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=40, blank=True)  # code of what went wrong last

    records: ClassVar[Records] = Records(
        Compartment.REQUESTS,
        {
            "id": _O,
            "message": _O,
            "node": _O,
            "lane": _O,
            "state": _O,
            "due": _O,
            "lease_until": _O,
            "given_in": _O,
            "attempts": _O,
            "expires": _O,
            "envelope": _O,
            "reason": _O,
        },
        retention="until the other node's receipt is there; given up after 30 days",
    )

    class Meta:
        """What goes next to a node."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["message", "node"], name="outbox_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["node", "lane", "id"], name="outbox_next"),
            models.Index(fields=["node"], name="outbox_on_line", condition=models.Q(state="sending")),
        ]

    def __str__(self) -> str:
        return f"{self.node} {self.state}"


class ReceiptGot(models.Model):
    """A receipt of another node about a message of ours, verified, as it came."""

    digest = models.CharField(max_length=64, primary_key=True)  # SHA-256 of the bytes: the same receipt counts once
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="receipts")
    kind = models.CharField(max_length=2)
    node = models.CharField(max_length=24)
    desk = models.CharField(max_length=LONGEST_ADDRESS, blank=True)
    verdict = models.CharField(max_length=16)
    code = models.CharField(max_length=40, blank=True)
    signed = models.BinaryField()
    at = models.DateTimeField()

    records: ClassVar[Records] = Records(
        Compartment.REQUESTS,
        {
            "digest": _O,
            "message": _O,
            "kind": _O,
            "node": _O,
            "desk": _O,
            "verdict": _O,
            "code": _O,
            "signed": _O,
            "at": _O,
        },
        retention=_KEPT,
    )

    def __str__(self) -> str:
        return f"{self.kind} {self.verdict}"
