"""Copies of what other nodes gave: each under a key of its own, with its owner and conditions."""

from typing import ClassVar

from django.db import models

from samakki.access.domain.classification import Class, Records
from samakki.access.domain.vocabulary import Compartment
from samakki.access.models import Resource
from samakki.intelligence.domain.holdings import HoldingState, OfferState
from samakki.intelligence.models.reports import Report


class ReceivedDisclosure(models.Model):
    """A disclosure or an emergency that came to one desk of this node."""

    reference = models.CharField(max_length=40, unique=True)  # "DR-7K3QX"
    resource = models.OneToOneField(Resource, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=24)  # offer or emergency
    originator_desk = models.CharField(max_length=80)  # address
    originator_reference = models.CharField(max_length=40)
    desk = models.CharField(max_length=80)  # own desk it came to
    thread = models.CharField(max_length=64, blank=True)
    message = models.CharField(max_length=64, blank=True)  # of the exchange
    state = models.CharField(max_length=16, default=OfferState.OFFERED.value)
    purpose = models.CharField(max_length=32, blank=True)
    recipients = models.JSONField(default=list)  # addresses of every desk that got it
    conditions = models.JSONField(default=dict)  # handling object, codes and words on all of it
    has_rest = models.BooleanField(default=False)  # more follows after acceptance
    feedback_due_on = models.CharField(max_length=10, blank=True)
    report = models.OneToOneField(Report, null=True, blank=True, on_delete=models.PROTECT, related_name="received")
    reason = models.CharField(max_length=24, blank=True)  # why it was declined
    received_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=12, blank=True)

    records: ClassVar[Records] = Records(
        Compartment.INTELLIGENCE,
        {
            "id": Class.OPERATIONAL,
            "reference": Class.OPERATIONAL,
            "resource": Class.OPERATIONAL,
            "kind": Class.OPERATIONAL,
            "originator_desk": Class.OPERATIONAL,
            "originator_reference": Class.OPERATIONAL,
            "desk": Class.OPERATIONAL,
            "thread": Class.OPERATIONAL,
            "message": Class.OPERATIONAL,
            "state": Class.OPERATIONAL,
            "purpose": Class.OPERATIONAL,
            "recipients": Class.OPERATIONAL,
            "conditions": Class.SPECIAL,
            "has_rest": Class.OPERATIONAL,
            "feedback_due_on": Class.OPERATIONAL,
            "report": Class.OPERATIONAL,
            "reason": Class.OPERATIONAL,
            "received_at": Class.OPERATIONAL,
            "answered_at": Class.OPERATIONAL,
            "answered_by": Class.OPERATIONAL,
        },
        retention="as long as a copy of it is held; who it came from as long as the audit log",
    )

    class Meta:
        """One row for each desk and disclosure."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["originator_desk", "originator_reference", "desk"], name="received_disclosure_once"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["desk", "state"], name="received_state")]

    def __str__(self) -> str:
        return self.reference


class Holding(models.Model):
    """One copy: an item, the people and things, or the summary of a received disclosure."""

    received = models.ForeignKey(ReceivedDisclosure, on_delete=models.PROTECT, related_name="holdings")
    item = models.CharField(max_length=16)  # id in the message
    originator = models.CharField(max_length=32)  # agency
    handling = models.JSONField(default=dict)  # the canonical handling object
    content_sealed = models.BinaryField(default=bytes)  # as it came, under a key of its own
    digest = models.CharField(max_length=64, blank=True)  # SHA-256 of what came; stays
    state = models.CharField(max_length=16, default=HoldingState.OFFERED.value)
    ground = models.CharField(max_length=24, blank=True)  # what keeps it from being erased
    received_from = models.CharField(max_length=80)  # desk that sent it
    released_to = models.JSONField(default=list)  # desks it was passed on to from here
    review_by = models.DateField(null=True, blank=True)
    destroy_on = models.DateField(null=True, blank=True)
    report_item = models.CharField(max_length=40, blank=True)  # "I-…" in the report made of it
    needless_by = models.CharField(max_length=12, blank=True)  # prosecutor who said that no court needs it any more
    needless_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()

    records: ClassVar[Records] = Records(
        Compartment.INTELLIGENCE,
        {
            "id": Class.OPERATIONAL,
            "received": Class.OPERATIONAL,
            "item": Class.OPERATIONAL,
            "originator": Class.OPERATIONAL,
            "handling": Class.SPECIAL,
            "content_sealed": Class.SPECIAL,
            "digest": Class.OPERATIONAL,
            "state": Class.OPERATIONAL,
            "ground": Class.OPERATIONAL,
            "received_from": Class.OPERATIONAL,
            "released_to": Class.OPERATIONAL,
            "review_by": Class.OPERATIONAL,
            "destroy_on": Class.OPERATIONAL,
            "report_item": Class.OPERATIONAL,
            "needless_by": Class.OPERATIONAL,
            "needless_at": Class.OPERATIONAL,
            "changed_at": Class.OPERATIONAL,
        },
        retention="until its conditions end it or its originator recalls it; digest and id stay",
    )

    class Meta:
        """Each id once; what a day asks about."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["received", "item"], name="holding_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["report_item"], name="holding_item"),
            models.Index(fields=["review_by"], name="holding_review"),
        ]

    def __str__(self) -> str:
        return f"{self.item} of {self.received_id}"


class ItemKey(models.Model):
    """The key of one copy, sealed with the node's own ring. Destroying it erases the copy."""

    holding = models.OneToOneField(Holding, on_delete=models.PROTECT, related_name="key")
    wrapped = models.BinaryField(default=bytes)  # empty once destroyed
    destroyed_at = models.DateTimeField(null=True, blank=True)

    records: ClassVar[Records] = Records(
        Compartment.INTELLIGENCE,
        {
            "id": Class.OPERATIONAL,
            "holding": Class.OPERATIONAL,
            "wrapped": Class.OPERATIONAL,
            "destroyed_at": Class.OPERATIONAL,
        },
        retention="until the copy is erased",
    )

    def __str__(self) -> str:
        return f"key of {self.holding_id}"


class CopyUse(models.Model):
    """What a copy was used for beyond reading it."""

    holding = models.ForeignKey(Holding, on_delete=models.PROTECT, related_name="uses")
    use = models.CharField(max_length=24)  # Use or KeepGround
    to = models.CharField(max_length=80, blank=True)  # desk it was passed on to
    record = models.CharField(max_length=40, blank=True)  # case or request it was used in
    at = models.DateTimeField()
    by = models.CharField(max_length=12)

    records: ClassVar[Records] = Records(
        Compartment.INTELLIGENCE,
        {
            "id": Class.OPERATIONAL,
            "holding": Class.OPERATIONAL,
            "use": Class.OPERATIONAL,
            "to": Class.OPERATIONAL,
            "record": Class.OPERATIONAL,
            "at": Class.OPERATIONAL,
            "by": Class.OPERATIONAL,
        },
        retention="as long as the copy",
    )

    def __str__(self) -> str:
        return f"{self.use} of {self.holding_id}"
