"""Emergencies that were taken back or corrected, and what each desk that had them said."""

from typing import ClassVar

from django.db import models

from samakki.access.domain.classification import Class, Records
from samakki.access.domain.vocabulary import Compartment
from samakki.intelligence.domain.recalls import RecallResult
from samakki.intelligence.models.emergencies import Emergency


class EmergencyRecall(models.Model):
    """One change of an emergency after it was sent."""

    reference = models.CharField(max_length=40, unique=True)  # "EC-7K3QX"
    emergency = models.ForeignKey(Emergency, on_delete=models.PROTECT, related_name="recalls")
    change = models.CharField(max_length=16)
    before_sealed = models.BinaryField(default=bytes)  # JSON of the five lines as they were, where they are corrected
    texts_sealed = models.BinaryField(default=bytes)  # JSON of the five lines as they are right
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=12)

    records: ClassVar[Records] = Records(
        Compartment.INTELLIGENCE,
        {
            "id": Class.OPERATIONAL,
            "reference": Class.OPERATIONAL,
            "emergency": Class.OPERATIONAL,
            "change": Class.OPERATIONAL,
            "before_sealed": Class.SPECIAL,
            "texts_sealed": Class.SPECIAL,
            "asked_at": Class.OPERATIONAL,
            "asked_by": Class.OPERATIONAL,
        },
        retention="as long as the emergency",
    )

    def __str__(self) -> str:
        return self.reference


class EmergencyAnswer(models.Model):
    """What one desk that had an emergency said to one change of it."""

    recall = models.ForeignKey(EmergencyRecall, on_delete=models.PROTECT, related_name="answers")
    desk = models.CharField(max_length=80)  # holder
    message = models.CharField(max_length=64, blank=True)  # of the exchange; empty while it could not be sent
    result = models.CharField(max_length=24, default=RecallResult.ASKED.value)
    ground = models.CharField(max_length=24, blank=True)
    review_on = models.DateField(null=True, blank=True)
    at = models.DateTimeField(null=True, blank=True)

    records: ClassVar[Records] = Records(
        Compartment.INTELLIGENCE,
        {
            "id": Class.OPERATIONAL,
            "recall": Class.OPERATIONAL,
            "desk": Class.OPERATIONAL,
            "message": Class.OPERATIONAL,
            "result": Class.OPERATIONAL,
            "ground": Class.OPERATIONAL,
            "review_on": Class.OPERATIONAL,
            "at": Class.OPERATIONAL,
        },
        retention="as long as the emergency",
    )

    class Meta:
        """One row for each holder; what the clock looks at."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["recall", "desk"], name="emergency_answer_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["result", "message"], name="emergency_answer_open"),
        ]

    def __str__(self) -> str:
        return f"{self.desk} on {self.recall_id}"
