"""Asking an originator for more than reading, on both sides."""

from typing import ClassVar

from django.db import models

from samakki.access.domain.classification import Class, Records
from samakki.access.domain.vocabulary import Compartment
from samakki.intelligence.domain.holdings import ReleaseState
from samakki.intelligence.models.disclosures import Disclosure
from samakki.intelligence.models.holdings import ReceivedDisclosure


class ReleaseRequest(models.Model):
    """One question to an originator: from this node about a copy, or to it about what it gave."""

    reference = models.CharField(
        max_length=40, unique=True
    )  # "RR-7K3QX", of who asks; on the other side with the asking desk before it
    asked_as = models.CharField(max_length=40)  # the asker's reference as it travels
    received = models.ForeignKey(
        ReceivedDisclosure, null=True, blank=True, on_delete=models.PROTECT, related_name="releases"
    )  # where this node asks
    disclosure = models.ForeignKey(
        Disclosure, null=True, blank=True, on_delete=models.PROTECT, related_name="releases"
    )  # where it is asked
    peer = models.CharField(max_length=80)  # the desk on the other side
    message = models.CharField(max_length=64, blank=True)  # id of the message it came in
    items = models.JSONField(default=list)  # ids
    use = models.CharField(max_length=24)
    to = models.CharField(max_length=80, blank=True)
    why = models.TextField(blank=True)  # travels
    reply_by = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=24, default=ReleaseState.ASKED.value)
    reason = models.TextField(blank=True)  # travels
    words_sealed = models.BinaryField(default=bytes)  # JSON of other words by id
    until = models.DateField(null=True, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=12, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)  # or withdrawn
    answered_by = models.CharField(max_length=12, blank=True)
    instead_of = models.CharField(max_length=40, blank=True)  # own request that this one asks again
    reminded_at = models.DateTimeField(null=True, blank=True)  # when the log says that this desk was reminded
    overdue_at = models.DateTimeField(null=True, blank=True)  # when the log says that its day passed

    records: ClassVar[Records] = Records(
        Compartment.INTELLIGENCE,
        {
            "id": Class.OPERATIONAL,
            "reference": Class.OPERATIONAL,
            "asked_as": Class.OPERATIONAL,
            "received": Class.OPERATIONAL,
            "disclosure": Class.OPERATIONAL,
            "peer": Class.OPERATIONAL,
            "message": Class.OPERATIONAL,
            "items": Class.OPERATIONAL,
            "use": Class.OPERATIONAL,
            "to": Class.OPERATIONAL,
            "why": Class.SPECIAL,
            "reply_by": Class.OPERATIONAL,
            "state": Class.OPERATIONAL,
            "reason": Class.SPECIAL,
            "words_sealed": Class.SPECIAL,
            "until": Class.OPERATIONAL,
            "at": Class.OPERATIONAL,
            "by": Class.OPERATIONAL,
            "answered_at": Class.OPERATIONAL,
            "answered_by": Class.OPERATIONAL,
            "instead_of": Class.OPERATIONAL,
            "reminded_at": Class.OPERATIONAL,
            "overdue_at": Class.OPERATIONAL,
        },
        retention="as long as the copy, and five years after",
    )

    class Meta:
        """What a day asks about."""

        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["state", "reply_by"], name="release_open")]

    def __str__(self) -> str:
        return self.reference
