"""Files that are kept: what stands in the table; the sealed content lies under ``MEDIA_ROOT``."""

from typing import ClassVar

from django.db import models

from samakki.access.domain.classification import Class, Records
from samakki.access.domain.vocabulary import Compartment
from samakki.access.models import Resource


class StoredFile(models.Model):
    """One file as it came. Its content never changes, until it is cleared; its name may give way to a code."""

    reference = models.CharField(max_length=40, unique=True)  # "F-7K3QR": in addresses and in the log
    stored_as = models.CharField(max_length=32, unique=True)  # random name under MEDIA_ROOT; the seal is bound to it
    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="+")  # what the policy reads
    kind = models.CharField(max_length=12)  # FileKind
    media_type = models.CharField(max_length=100)  # as its bytes say
    size = models.BigIntegerField()  # bytes as it came
    sha256 = models.CharField(max_length=64)  # of the content as it came
    name_sealed = models.BinaryField(null=True)  # as given; names of files name people
    stored_at = models.DateTimeField()
    stored_by = models.CharField(max_length=12)
    cleared_at = models.DateTimeField(null=True, blank=True)  # from then on there is no content
    cleared_reason = models.CharField(max_length=24, blank=True)  # ClearReason

    records: ClassVar[Records] = Records(
        Compartment.EXHIBITS,
        {
            "id": Class.OPERATIONAL,
            "reference": Class.OPERATIONAL,
            "stored_as": Class.OPERATIONAL,
            "resource": Class.OPERATIONAL,
            "kind": Class.OPERATIONAL,
            "media_type": Class.OPERATIONAL,
            "size": Class.OPERATIONAL,
            "sha256": Class.OPERATIONAL,
            "name_sealed": Class.PERSONAL,
            "stored_at": Class.OPERATIONAL,
            "stored_by": Class.OPERATIONAL,
            "cleared_at": Class.OPERATIONAL,
            "cleared_reason": Class.OPERATIONAL,
        },
        retention="as long as the record it belongs to",
    )

    def __str__(self) -> str:
        return self.reference
