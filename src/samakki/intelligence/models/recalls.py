"""Taking back: what was asked, what every holder answered, what came here."""

from typing import ClassVar

from django.db import models

from samakki.access.domain.classification import Class, Records
from samakki.access.domain.vocabulary import Compartment
from samakki.intelligence.models.disclosures import Disclosure
from samakki.intelligence.models.holdings import ReceivedDisclosure


class Recall(models.Model):
    """One act of taking back what left."""

    reference = models.CharField(max_length=40, unique=True)  # "RC-7K3QX"
    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="recalls")
    scope = models.CharField(max_length=24)
    reason = models.CharField(max_length=24)
    note = models.TextField(blank=True)  # why; never leaves
    items = models.JSONField(default=list)  # ids; empty for all
    corrections_sealed = models.BinaryField(default=bytes)  # JSON of other words by id
    is_waiting = models.BooleanField(default=False)  # an erasure that a second person has to agree to
    is_automatic = models.BooleanField(default=False)  # the node asked for it: a person was protected, or a day came
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=12)
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.CharField(max_length=12, blank=True)
    refused_by = models.CharField(max_length=12, blank=True)

    records: ClassVar[Records] = Records(
        Compartment.INTELLIGENCE,
        {
            "id": Class.OPERATIONAL,
            "reference": Class.OPERATIONAL,
            "disclosure": Class.OPERATIONAL,
            "scope": Class.OPERATIONAL,
            "reason": Class.OPERATIONAL,
            "note": Class.SPECIAL,
            "items": Class.OPERATIONAL,
            "corrections_sealed": Class.SPECIAL,
            "is_waiting": Class.OPERATIONAL,
            "is_automatic": Class.OPERATIONAL,
            "asked_at": Class.OPERATIONAL,
            "asked_by": Class.OPERATIONAL,
            "agreed_at": Class.OPERATIONAL,
            "agreed_by": Class.OPERATIONAL,
            "refused_by": Class.OPERATIONAL,
        },
        retention="as long as the audit log",
    )

    def __str__(self) -> str:
        return self.reference


class RecallAnswer(models.Model):
    """What one holder said about one item; the newest of a holder and item counts."""

    recall = models.ForeignKey(Recall, on_delete=models.PROTECT, related_name="answers")
    desk = models.CharField(max_length=80)  # holder
    via = models.CharField(
        max_length=80, blank=True
    )  # desk that passed it on to this holder; empty for whom it was sent to
    item = models.CharField(max_length=16, blank=True)
    message = models.CharField(max_length=64, blank=True)  # of the exchange
    result = models.CharField(max_length=24)
    ground = models.CharField(max_length=24, blank=True)
    review_on = models.DateField(null=True, blank=True)
    derived = models.PositiveIntegerField(default=0)  # pieces of work that rest on it there
    at = models.DateTimeField(null=True, blank=True)

    records: ClassVar[Records] = Records(
        Compartment.INTELLIGENCE,
        {
            "id": Class.OPERATIONAL,
            "recall": Class.OPERATIONAL,
            "desk": Class.OPERATIONAL,
            "via": Class.OPERATIONAL,
            "item": Class.OPERATIONAL,
            "message": Class.OPERATIONAL,
            "result": Class.OPERATIONAL,
            "ground": Class.OPERATIONAL,
            "review_on": Class.OPERATIONAL,
            "derived": Class.OPERATIONAL,
            "at": Class.OPERATIONAL,
        },
        retention="as long as the audit log",
    )

    class Meta:
        """One row for each holder and item."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["recall", "desk", "item"], name="recall_answer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.desk} on {self.recall_id}"


class RecallArrived(models.Model):
    """A recall that reached this node, and those it was forwarded to."""

    reference = models.CharField(max_length=40)  # the originator's
    received = models.ForeignKey(ReceivedDisclosure, on_delete=models.PROTECT, related_name="recalls")
    scope = models.CharField(max_length=24)
    reason = models.CharField(max_length=24)
    items = models.JSONField(default=list)  # ids; empty for all
    message = models.CharField(max_length=64, blank=True)  # id of the message it came in
    forwarded = models.JSONField(default=dict)  # reference of the own recall by desk it was passed on to
    at = models.DateTimeField()
    ended = models.BooleanField(default=False)  # of an emergency: nobody is at risk any more
    seen_at = models.DateTimeField(null=True, blank=True)  # of an emergency: the desk said that it has read it
    seen_by = models.CharField(max_length=12, blank=True)

    records: ClassVar[Records] = Records(
        Compartment.INTELLIGENCE,
        {
            "id": Class.OPERATIONAL,
            "reference": Class.OPERATIONAL,
            "received": Class.OPERATIONAL,
            "scope": Class.OPERATIONAL,
            "reason": Class.OPERATIONAL,
            "items": Class.OPERATIONAL,
            "message": Class.OPERATIONAL,
            "forwarded": Class.OPERATIONAL,
            "at": Class.OPERATIONAL,
            "ended": Class.OPERATIONAL,
            "seen_at": Class.OPERATIONAL,
            "seen_by": Class.OPERATIONAL,
        },
        retention="as long as the audit log",
    )

    class Meta:
        """A recall reaches a disclosure once."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["received", "reference"], name="recall_arrived_once"),
        ]

    def __str__(self) -> str:
        return self.reference


class EarlyRecall(models.Model):
    """A recall of something that is not here: the offer may still be on its way, behind it or parked."""

    reference = models.CharField(max_length=40)  # the originator's
    originator_desk = models.CharField(max_length=80)
    originator_reference = models.CharField(max_length=40)  # of the disclosure
    desk = models.CharField(max_length=80)
    message = models.CharField(max_length=64)  # id of the message it came in
    body_sealed = models.BinaryField()  # as it came: it may hold other words for an item
    at = models.DateTimeField()

    records: ClassVar[Records] = Records(
        Compartment.INTELLIGENCE,
        {
            "id": Class.OPERATIONAL,
            "reference": Class.OPERATIONAL,
            "originator_desk": Class.OPERATIONAL,
            "originator_reference": Class.OPERATIONAL,
            "desk": Class.OPERATIONAL,
            "message": Class.OPERATIONAL,
            "body_sealed": Class.SPECIAL,
            "at": Class.OPERATIONAL,
        },
        retention="as long as the audit log: what was taken back may come at any time",
    )

    class Meta:
        """What was taken back before it came."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["originator_desk", "originator_reference", "desk", "reference"], name="early_recall_once"
            ),
        ]

    def __str__(self) -> str:
        return self.reference
