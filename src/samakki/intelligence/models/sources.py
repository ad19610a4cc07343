"""Who a source is: apart from every report, sealed, behind its own permission."""

from typing import ClassVar

from django.db import models

from samakki.access.domain.classification import Class, Records
from samakki.access.domain.vocabulary import Compartment
from samakki.access.models import Resource


class SourceIdentity(models.Model):
    """Who a source is, sealed. Everything else knows its number alone."""

    reference = models.CharField(max_length=40, unique=True)  # "S-7K3QX"
    resource = models.OneToOneField(Resource, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=24)
    details_sealed = models.BinaryField()  # names, numbers, how to reach them: opened by grant
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=12)

    records: ClassVar[Records] = Records(
        Compartment.SOURCE_IDENTITY,
        {
            "id": Class.OPERATIONAL,
            "reference": Class.OPERATIONAL,
            "resource": Class.OPERATIONAL,
            "kind": Class.OPERATIONAL,
            "details_sealed": Class.SPECIAL,
            "created_at": Class.OPERATIONAL,
            "created_by": Class.OPERATIONAL,
        },
        retention="until the last report that cites it is destroyed, and as the law on sources says",
    )

    def __str__(self) -> str:
        return self.reference


class SourceComparison(models.Model):
    """A text that was compared with a source's sealed record: what the count of an officer's day is made of."""

    by = models.CharField(max_length=12)
    source = models.CharField(max_length=40)  # "S-7K3QX"
    mark = models.CharField(max_length=64)  # keyed hash of source and text
    day = models.DateField()  # local

    records: ClassVar[Records] = Records(
        Compartment.SOURCE_IDENTITY,
        {
            "id": Class.OPERATIONAL,
            "by": Class.OPERATIONAL,
            "source": Class.OPERATIONAL,
            "mark": Class.OPERATIONAL,
            "day": Class.OPERATIONAL,
        },
        retention="a year; the keeper clears it",
    )

    class Meta:
        """Each text once for a source; what an officer compared in a day."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["source", "mark"], name="comparison_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["by", "day"], name="comparison_day")]

    def __str__(self) -> str:
        return f"comparison with {self.source}"
