"""Files that come in: each import, what it says of its rows, and mappings kept for the next file of the same form."""

from typing import ClassVar

from django.db import models

from samakki.access.domain.classification import Class, Records
from samakki.access.domain.vocabulary import Compartment
from samakki.access.models import Resource
from samakki.entities.models.entities import Entity, Source
from samakki.entities.models.files import StoredFile


class Import(models.Model):
    """One file on its way in. Its entities stand under its source; the file itself is kept as it came."""

    reference = models.CharField(max_length=40, unique=True)  # "M-7K3QX", that of its resource
    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="+")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)  # ImportKind
    state = models.CharField(max_length=12)  # ImportState
    reading = models.JSONField(default=dict)  # how to read it: encoding, delimiter, sheet, header rows, country …
    columns = models.JSONField(default=list)  # what each column means, by its place
    rows_total = models.PositiveIntegerField(default=0)  # as far as it is known
    rows_done = models.PositiveIntegerField(default=0)  # rows behind us, failing ones too; where to go on
    rows_failed = models.PositiveIntegerField(default=0)
    entities_done = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)  # entities by schema, remarks by code
    accepted_into = models.CharField(max_length=40, blank=True)  # reference of the record
    fault = models.CharField(max_length=40, blank=True)  # code of why it failed
    fault_facts = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=12)
    changed_at = models.DateTimeField()

    records: ClassVar[Records] = Records(
        Compartment.INTELLIGENCE,
        {
            "id": Class.OPERATIONAL,
            "reference": Class.OPERATIONAL,
            "resource": Class.OPERATIONAL,
            "source": Class.OPERATIONAL,
            "file": Class.OPERATIONAL,
            "kind": Class.OPERATIONAL,
            "state": Class.OPERATIONAL,
            "reading": Class.OPERATIONAL,
            "columns": Class.OPERATIONAL,
            "rows_total": Class.OPERATIONAL,
            "rows_done": Class.OPERATIONAL,
            "rows_failed": Class.OPERATIONAL,
            "entities_done": Class.OPERATIONAL,
            "counts": Class.OPERATIONAL,
            "accepted_into": Class.OPERATIONAL,
            "fault": Class.OPERATIONAL,
            "fault_facts": Class.OPERATIONAL,
            "created_at": Class.OPERATIONAL,
            "created_by": Class.OPERATIONAL,
            "changed_at": Class.OPERATIONAL,
        },
        retention="as long as the record that it was accepted into; a draft for 90 days",
    )

    class Meta:
        """The list of one officer, newest first; what to take up after a restart."""

        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["created_by", "-created_at"], name="import_of_officer"),
            models.Index(fields=["state"], name="import_state"),
        ]

    def __str__(self) -> str:
        return self.reference


class ImportRemark(models.Model):
    """Something about one row: why it was left out, or what to look at. No text of the row; a date as it was read."""

    imported = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="remarks")
    row = models.PositiveIntegerField()  # as the file counts, from 1
    column = models.CharField(max_length=8, blank=True)  # letters as a spreadsheet has them: "C"
    code = models.CharField(max_length=40)
    facts = models.JSONField(default=dict)
    is_failure = models.BooleanField()  # the row was left out; else it was taken and should be looked at

    records: ClassVar[Records] = Records(
        Compartment.INTELLIGENCE,
        {
            "id": Class.OPERATIONAL,
            "imported": Class.OPERATIONAL,
            "row": Class.OPERATIONAL,
            "column": Class.OPERATIONAL,
            "code": Class.OPERATIONAL,
            "facts": Class.PERSONAL,
            "is_failure": Class.OPERATIONAL,
        },
        retention="with its import",
    )

    class Meta:
        """In the order of the file."""

        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["imported", "is_failure", "row"], name="remark_of_import"),
        ]

    def __str__(self) -> str:
        return f"{self.code} in row {self.row}"


class ImportKey(models.Model):
    """Which entity a name inside the file stands for: an identifier of its own, or who speaks in a chat."""

    imported = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="keys")
    digest = models.CharField(max_length=64)  # SHA-256 of what the file calls it: identifiers name people
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")

    records: ClassVar[Records] = Records(
        Compartment.INTELLIGENCE,
        {
            "id": Class.OPERATIONAL,
            "imported": Class.OPERATIONAL,
            "digest": Class.PERSONAL,
            "entity": Class.OPERATIONAL,
        },
        retention="with its import",
    )

    class Meta:
        """One entity for each name."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["imported", "digest"], name="import_key_once"),
        ]

    def __str__(self) -> str:
        return f"key {self.pk}"


class ImportLater(models.Model):
    """A statement that names something further down in the file; written as soon as that is there."""

    imported = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="+")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    prop = models.CharField(max_length=48)
    digest = models.CharField(max_length=64)  # as in `ImportKey`

    records: ClassVar[Records] = Records(
        Compartment.INTELLIGENCE,
        {
            "id": Class.OPERATIONAL,
            "imported": Class.OPERATIONAL,
            "entity": Class.OPERATIONAL,
            "prop": Class.OPERATIONAL,
            "digest": Class.PERSONAL,
        },
        retention="until the import is whole",
    )

    def __str__(self) -> str:
        return f"{self.prop} to come"


class SavedMapping(models.Model):
    """What the columns of one form of sheet mean, kept by a desk for the next file of that form."""

    code = models.CharField(max_length=12, unique=True)
    desk = models.CharField(max_length=80)  # address
    fingerprint = models.CharField(max_length=64)  # SHA-256 of the headings, which may hold a name by mistake
    reading = models.JSONField(default=dict)
    columns = models.JSONField(default=list)
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=12)

    records: ClassVar[Records] = Records(
        Compartment.INTELLIGENCE,
        {
            "id": Class.OPERATIONAL,
            "code": Class.OPERATIONAL,
            "desk": Class.OPERATIONAL,
            "fingerprint": Class.OPERATIONAL,
            "reading": Class.OPERATIONAL,
            "columns": Class.OPERATIONAL,
            "saved_at": Class.OPERATIONAL,
            "saved_by": Class.OPERATIONAL,
        },
        retention="until the desk saves another for the same headings",
    )

    class Meta:
        """One for each form of sheet and desk."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["desk", "fingerprint"], name="mapping_once_a_desk"),
        ]

    def __str__(self) -> str:
        return self.code
