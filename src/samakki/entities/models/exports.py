"""Files that left the node: who made which, of what, and whose names they said are in it."""

from typing import ClassVar

from django.db import models

from samakki.access.domain.classification import Class, Records
from samakki.access.domain.vocabulary import Compartment


class Export(models.Model):
    """One file that was made to be taken out. The file itself is kept sealed until it is fetched, a day at most."""

    reference = models.CharField(max_length=40, unique=True)  # "OUT-7K3QX"
    scope = models.CharField(max_length=12)  # Scope
    of = models.CharField(max_length=40, blank=True)  # reference of the case or source; empty for chosen entities
    chosen = models.JSONField(default=list)  # references of chosen entities
    form = models.CharField(max_length=24)  # Format
    entities = models.PositiveIntegerField()
    left_out = models.PositiveIntegerField(default=0)  # records left out for their handling, of those the officer sees
    withheld = models.PositiveIntegerField(default=0)  # records left out because others own what they hold
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    people = models.JSONField(default=dict)  # Whose by reference of a person in it: what the officer said of the names
    rest = models.CharField(max_length=12, blank=True)  # Whose of the names answered for together
    stored_as = models.CharField(max_length=32, blank=True)  # sealed file under MEDIA_ROOT; empty once it is gone
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=12)
    fetched_at = models.DateTimeField(null=True, blank=True)

    records: ClassVar[Records] = Records(
        Compartment.INTELLIGENCE,
        {
            "id": Class.OPERATIONAL,
            "reference": Class.OPERATIONAL,
            "scope": Class.OPERATIONAL,
            "of": Class.OPERATIONAL,
            "chosen": Class.OPERATIONAL,
            "form": Class.OPERATIONAL,
            "entities": Class.OPERATIONAL,
            "left_out": Class.OPERATIONAL,
            "withheld": Class.OPERATIONAL,
            "size": Class.OPERATIONAL,
            "sha256": Class.OPERATIONAL,
            "people": Class.PERSONAL,
            "rest": Class.OPERATIONAL,
            "stored_as": Class.OPERATIONAL,
            "made_at": Class.OPERATIONAL,
            "made_by": Class.OPERATIONAL,
            "fetched_at": Class.OPERATIONAL,
        },
        retention="while the audit log is kept; the file one day",
    )

    class Meta:
        """An officer's own, newest first."""

        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["made_by", "-made_at"], name="export_of_officer"),
        ]

    def __str__(self) -> str:
        return self.reference
