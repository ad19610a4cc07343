"""Codes given to protected people, and what stood where a code stands now. Both sealed."""

from typing import ClassVar

from django.db import models

from samakki.access.domain.classification import Class, Records
from samakki.access.domain.vocabulary import Compartment
from samakki.access.models import Resource


class ProtectedCode(models.Model):
    """A code that stands for a protected person. Its resource is the record of her identity, opened by a grant alone.

    There is no field by which a name could be looked up, on purpose: not even a digest of one.
    """

    code = models.CharField(max_length=12, unique=True)  # "P-7K3QX", reference of the resource too
    resource = models.OneToOneField(Resource, on_delete=models.PROTECT, related_name="+")
    spellings_sealed = models.BinaryField()  # JSON list of her names as written
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=12)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.CharField(max_length=12, blank=True)
    undone_reason = models.CharField(max_length=24, blank=True)  # UndoReason

    records: ClassVar[Records] = Records(
        Compartment.VICTIM_IDENTITY,
        {
            "id": Class.OPERATIONAL,
            "code": Class.OPERATIONAL,
            "resource": Class.OPERATIONAL,
            "spellings_sealed": Class.SPECIAL,
            "made_at": Class.OPERATIONAL,
            "made_by": Class.OPERATIONAL,
            "undone_at": Class.OPERATIONAL,
            "undone_by": Class.OPERATIONAL,
            "undone_reason": Class.OPERATIONAL,
        },
        retention="as long as any record carries the code",
    )

    def __str__(self) -> str:
        return self.code


class SealedOriginal(models.Model):
    """What stood in one column of one row before the code took its place."""

    key = models.UUIDField(unique=True)  # the seal is bound to it
    code = models.ForeignKey(ProtectedCode, on_delete=models.PROTECT, related_name="originals")
    kind = models.CharField(max_length=40)  # label of the model: "cases.Note"
    row = models.CharField(max_length=40)  # its primary key
    column = models.CharField(max_length=64)
    record = models.CharField(max_length=40, blank=True)  # reference of the record the row belongs to
    sealed = models.BinaryField()
    # SHA-256 of what was put there instead: a text that was changed since is not overwritten when this is undone.
    written = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.CharField(max_length=12)

    records: ClassVar[Records] = Records(
        Compartment.VICTIM_IDENTITY,
        {
            "id": Class.OPERATIONAL,
            "key": Class.OPERATIONAL,
            "code": Class.OPERATIONAL,
            "kind": Class.OPERATIONAL,
            "row": Class.OPERATIONAL,
            "column": Class.OPERATIONAL,
            "record": Class.OPERATIONAL,
            "sealed": Class.SPECIAL,
            "written": Class.OPERATIONAL,
            "at": Class.OPERATIONAL,
            "by": Class.OPERATIONAL,
        },
        retention="as long as the row it belongs to",
    )

    class Meta:
        """All of one code; what was sealed of one row."""

        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["kind", "row"], name="original_of_row")]

    def __str__(self) -> str:
        return f"original {self.key}"


class ProtectedRecord(models.Model):
    """A record that concerns a protected person, and what was done there: the report to the officer, in codes."""

    code = models.ForeignKey(ProtectedCode, on_delete=models.PROTECT, related_name="concerned")
    kind = models.CharField(max_length=24)  # of thing in the record: "entity", "item", "file"; "record" for itself
    reference = models.CharField(max_length=40)  # of the record, as the policy knows it
    texts = models.PositiveIntegerField(default=0)  # that carry the code now
    closed = models.PositiveIntegerField(default=0)  # files that only a custodian's grant opens now
    still = models.CharField(max_length=120, blank=True)  # values of Still with commas between
    was_marked = models.BooleanField(default=False)  # the record was not marked as concerning somebody protected before

    records: ClassVar[Records] = Records(
        Compartment.VICTIM_IDENTITY,
        {
            "id": Class.OPERATIONAL,
            "code": Class.OPERATIONAL,
            "kind": Class.OPERATIONAL,
            "reference": Class.OPERATIONAL,
            "texts": Class.OPERATIONAL,
            "closed": Class.OPERATIONAL,
            "still": Class.OPERATIONAL,
            "was_marked": Class.OPERATIONAL,
        },
        retention="with the code",
    )

    class Meta:
        """Each kind of thing of a record once."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["code", "kind", "reference"], name="protected_record_once"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} concerns {self.code_id}"


class ProtectedThing(models.Model):
    """A telephone, paper, account or address connected with a protected person, and what was decided about it."""

    code = models.ForeignKey(ProtectedCode, on_delete=models.PROTECT, related_name="things")
    key = models.CharField(max_length=40)  # reference of the thing, or "s" and the number of her first statement of it
    entity = models.CharField(max_length=40)  # reference of the thing, or of her own entry
    prop = models.CharField(max_length=48, blank=True)  # of a statement on her own entry
    statements = models.JSONField(default=list)  # numbers of the statements that are behind the code
    belongs = models.CharField(max_length=8)  # Belongs
    values_sealed = models.BinaryField()  # JSON: what it said, [[property, text], …]
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=12)

    records: ClassVar[Records] = Records(
        Compartment.VICTIM_IDENTITY,
        {
            "id": Class.OPERATIONAL,
            "code": Class.OPERATIONAL,
            "key": Class.OPERATIONAL,
            "entity": Class.OPERATIONAL,
            "prop": Class.OPERATIONAL,
            "statements": Class.OPERATIONAL,
            "belongs": Class.OPERATIONAL,
            "values_sealed": Class.SPECIAL,
            "decided_at": Class.OPERATIONAL,
            "decided_by": Class.OPERATIONAL,
        },
        retention="with the code",
    )

    class Meta:
        """One decision at a time for each thing of a person."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["code", "key"], name="protected_thing_once"),
        ]

    def __str__(self) -> str:
        return f"{self.key} of {self.code_id}"
