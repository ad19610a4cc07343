"""Who acts on an emergency: at the desk that sent it, what each other desk was told of it, and what came to one."""

from typing import ClassVar

from django.db import models

from samakki.access.domain.classification import Class, Records
from samakki.access.domain.vocabulary import Compartment
from samakki.intelligence.models.emergencies import Emergency
from samakki.intelligence.models.holdings import ReceivedDisclosure


class EmergencyAct(models.Model):
    """What one desk that was asked says: it acts, or it does not."""

    emergency = models.ForeignKey(Emergency, on_delete=models.PROTECT, related_name="acts")
    desk = models.CharField(max_length=80)  # address
    number = models.PositiveIntegerField(default=1)  # of its newest answer
    is_acting = models.BooleanField(default=True)
    since = models.DateTimeField()  # when that answer came

    records: ClassVar[Records] = Records(
        Compartment.INTELLIGENCE,
        {
            "id": Class.OPERATIONAL,
            "emergency": Class.OPERATIONAL,
            "desk": Class.OPERATIONAL,
            "number": Class.OPERATIONAL,
            "is_acting": Class.OPERATIONAL,
            "since": Class.OPERATIONAL,
        },
        retention="as long as the emergency",
    )

    class Meta:
        """One row for each desk."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["emergency", "desk"], name="emergency_act_once"),
        ]

    def __str__(self) -> str:
        return f"{self.desk} on {self.emergency_id}"


class EmergencyNews(models.Model):
    """What one desk that was asked was last told of who else acts."""

    emergency = models.ForeignKey(Emergency, on_delete=models.PROTECT, related_name="news")
    desk = models.CharField(max_length=80)  # address
    number = models.PositiveIntegerField(default=0)  # how many lists it was told
    acting = models.JSONField(default=list)  # the last of them
    message = models.CharField(max_length=64, blank=True)  # of the exchange; empty while it could not be sent
    error = models.CharField(max_length=60, blank=True)  # code of a node that did not take it

    records: ClassVar[Records] = Records(
        Compartment.INTELLIGENCE,
        {
            "id": Class.OPERATIONAL,
            "emergency": Class.OPERATIONAL,
            "desk": Class.OPERATIONAL,
            "number": Class.OPERATIONAL,
            "acting": Class.OPERATIONAL,
            "message": Class.OPERATIONAL,
            "error": Class.OPERATIONAL,
        },
        retention="as long as the emergency",
    )

    class Meta:
        """One row for each desk; what the clock looks at."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["emergency", "desk"], name="emergency_news_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["message"], name="emergency_news_unsent")]

    def __str__(self) -> str:
        return f"news to {self.desk} on {self.emergency_id}"


class EmergencyStanding(models.Model):
    """Where an emergency that came stands: which other desks act, and how often this desk answered."""

    received = models.OneToOneField(ReceivedDisclosure, on_delete=models.PROTECT, related_name="standing")
    answers = models.PositiveIntegerField(default=0)  # of this desk
    number = models.PositiveIntegerField(default=0)  # of the newest list that came
    acting = models.JSONField(default=list)  # other desks that act
    is_taken = models.BooleanField(default=False)  # some other desk acts
    at = models.DateTimeField(null=True, blank=True)  # when that list came
    seen_at = models.DateTimeField(null=True, blank=True)  # somebody of the desk said that it was read
    seen_by = models.CharField(max_length=12, blank=True)

    records: ClassVar[Records] = Records(
        Compartment.INTELLIGENCE,
        {
            "id": Class.OPERATIONAL,
            "received": Class.OPERATIONAL,
            "answers": Class.OPERATIONAL,
            "number": Class.OPERATIONAL,
            "acting": Class.OPERATIONAL,
            "is_taken": Class.OPERATIONAL,
            "at": Class.OPERATIONAL,
            "seen_at": Class.OPERATIONAL,
            "seen_by": Class.OPERATIONAL,
        },
        retention="as long as the audit log",
    )

    def __str__(self) -> str:
        return f"standing of {self.received_id}"
