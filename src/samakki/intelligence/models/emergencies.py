"""Life at risk: what was sent at once, and the look back at it."""

from typing import ClassVar

from django.db import models

from samakki.access.domain.classification import Class, Records
from samakki.access.domain.vocabulary import Compartment
from samakki.access.models import Resource
from samakki.intelligence.domain.emergencies import EmergencyState


class Emergency(models.Model):
    """Five lines that one officer sent without waiting."""

    reference = models.CharField(max_length=40, unique=True)  # "EM-7K3QX"
    resource = models.OneToOneField(Resource, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=16, default=EmergencyState.SENT.value)
    texts_sealed = models.BinaryField(default=bytes)  # JSON of the five lines, as sent
    reason_sealed = models.BinaryField(default=bytes)  # why it could not wait; never leaves
    desks = models.JSONField(default=list)  # addresses, in the order in which they are asked
    asked = models.PositiveIntegerField(default=0)  # how many of them have it
    asked_at = models.DateTimeField()  # when the last of them got it
    messages = models.JSONField(default=dict)  # of the exchange, by desk
    taken_by = models.CharField(max_length=80, blank=True)  # the desk that acts
    taken_at = models.DateTimeField(null=True, blank=True)
    call_noted_at = models.DateTimeField(null=True, blank=True)  # when somebody noted that the desk was called
    call_noted_by = models.CharField(max_length=12, blank=True)
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=12)
    review_due_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.CharField(max_length=12, blank=True)
    finding = models.CharField(max_length=24, blank=True)

    records: ClassVar[Records] = Records(
        Compartment.INTELLIGENCE,
        {
            "id": Class.OPERATIONAL,
            "reference": Class.OPERATIONAL,
            "resource": Class.OPERATIONAL,
            "state": Class.OPERATIONAL,
            "texts_sealed": Class.SPECIAL,
            "reason_sealed": Class.SPECIAL,
            "desks": Class.OPERATIONAL,
            "asked": Class.OPERATIONAL,
            "asked_at": Class.OPERATIONAL,
            "messages": Class.OPERATIONAL,
            "taken_by": Class.OPERATIONAL,
            "taken_at": Class.OPERATIONAL,
            "call_noted_at": Class.OPERATIONAL,
            "call_noted_by": Class.OPERATIONAL,
            "sent_at": Class.OPERATIONAL,
            "sent_by": Class.OPERATIONAL,
            "review_due_at": Class.OPERATIONAL,
            "reviewed_at": Class.OPERATIONAL,
            "reviewed_by": Class.OPERATIONAL,
            "finding": Class.OPERATIONAL,
        },
        retention="five years after its review",
    )

    class Meta:
        """What the clock looks at."""

        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["state", "asked_at"], name="emergency_state")]

    def __str__(self) -> str:
        return self.reference
