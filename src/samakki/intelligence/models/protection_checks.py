"""What a protection check found about telling one state of a protected person."""

from typing import ClassVar

from django.db import models

from samakki.access.domain.classification import Class, Records
from samakki.access.domain.vocabulary import Compartment


class ProtectionCheck(models.Model):
    """One check for one code and one state. Rows are added; the newest counts."""

    code = models.CharField(max_length=12)  # "P-…"
    country = models.CharField(max_length=2)
    answer = models.CharField(max_length=24)
    looked_at = models.JSONField(default=list)  # codes
    words = models.TextField(blank=True)  # what the answer rests on
    at = models.DateTimeField()
    by = models.CharField(max_length=12)

    records: ClassVar[Records] = Records(
        Compartment.VICTIM_IDENTITY,
        {
            "id": Class.OPERATIONAL,
            "code": Class.OPERATIONAL,
            "country": Class.OPERATIONAL,
            "answer": Class.OPERATIONAL,
            "looked_at": Class.OPERATIONAL,
            "words": Class.SPECIAL,
            "at": Class.OPERATIONAL,
            "by": Class.OPERATIONAL,
        },
        retention="as long as any record carries the code",
    )

    class Meta:
        """The newest for a code and a state."""

        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["code", "country"], name="check_code")]

    def __str__(self) -> str:
        return f"{self.code} and {self.country}"
