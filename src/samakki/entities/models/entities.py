"""What a source describes: the entity, and every single value that was said of it."""

from typing import ClassVar

from django.db import models

from samakki.access.domain.classification import Class, Records
from samakki.access.domain.vocabulary import Compartment
from samakki.access.models import Resource


class Source(models.Model):
    """A report, record, import, exhibit or statement that describes entities. Made in that record's own transaction."""

    reference = models.CharField(max_length=40, unique=True)  # that of its resource where it has one of its own
    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="+")  # what the policy reads
    kind = models.CharField(max_length=24)  # SourceKind
    # Who or what first said it, "S-…": two reports of one informant are one independent source. Blank: it is its own.
    origin = models.CharField(max_length=40, blank=True)
    source_grade = models.CharField(max_length=1, blank=True)  # 4x4; an item's own grade goes before it
    information_grade = models.CharField(max_length=1, blank=True)
    obtained_on = models.CharField(max_length=10, blank=True)  # partial date, ISO 8601
    is_draft = models.BooleanField(default=False)  # an import nobody accepted yet: found by who made it alone
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=12)

    records: ClassVar[Records] = Records(
        Compartment.INTELLIGENCE,
        {
            "id": Class.OPERATIONAL,
            "reference": Class.OPERATIONAL,
            "resource": Class.OPERATIONAL,
            "kind": Class.OPERATIONAL,
            "origin": Class.OPERATIONAL,
            "source_grade": Class.OPERATIONAL,
            "information_grade": Class.OPERATIONAL,
            "obtained_on": Class.OPERATIONAL,
            "is_draft": Class.OPERATIONAL,
            "created_at": Class.OPERATIONAL,
            "created_by": Class.OPERATIONAL,
        },
        retention="as long as the record that it stands for",
    )

    def __str__(self) -> str:
        return self.reference


class Entity(models.Model):
    """A person or thing as one source describes it; links are entities too. Never merged, never deleted by hand."""

    reference = models.CharField(max_length=40, unique=True)  # "E-7K3QX"
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="entities")
    # The source's resource again: lists and searches of a million rows ask the policy without a join.
    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="+")
    schema = models.CharField(max_length=32)  # FollowTheMoney: "Person"
    caption = models.CharField(max_length=300)  # what lists show: first name as written; the code where protected
    properties = models.JSONField(default=dict)  # current statements as FollowTheMoney properties
    is_protected = models.BooleanField(default=False)
    protected_code = models.CharField(
        max_length=12, blank=True
    )  # "P-7K3Q", given once, the same on every entity of hers
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=12)
    changed_at = models.DateTimeField()

    records: ClassVar[Records] = Records(
        Compartment.SUSPECTS,
        {
            "id": Class.OPERATIONAL,
            "reference": Class.OPERATIONAL,
            "source": Class.OPERATIONAL,
            "resource": Class.OPERATIONAL,
            "schema": Class.OPERATIONAL,
            "caption": Class.PERSONAL,
            "properties": Class.SPECIAL,
            "is_protected": Class.SPECIAL,
            "protected_code": Class.OPERATIONAL,
            "created_at": Class.OPERATIONAL,
            "created_by": Class.OPERATIONAL,
            "changed_at": Class.OPERATIONAL,
        },
        retention="as long as its source; reviewed with it",
    )

    class Meta:
        """Lists: the newest of a source, of a resource, of a schema."""

        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["resource", "schema"], name="entity_resource"),
            models.Index(fields=["schema", "-changed_at"], name="entity_schema"),
        ]

    def __str__(self) -> str:
        return self.reference


class Statement(models.Model):
    """One value of one property, as said and as read. A correction is a new one; the old one is marked withdrawn."""

    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="statements")
    prop = models.CharField(max_length=48)  # FollowTheMoney property, or one of ours beginning "samakki:"
    value = models.TextField()  # as FollowTheMoney has it
    as_written = models.TextField(blank=True)  # where it differs from the value
    language = models.CharField(max_length=12, blank=True)  # BCP 47 of a name or text
    # Another entity that the value names: ends of a link, the place of an event.
    target = models.ForeignKey(Entity, null=True, blank=True, on_delete=models.PROTECT, related_name="pointing")
    item = models.CharField(max_length=40, blank=True)  # opaque reference of the report's item it comes from
    basis = models.CharField(max_length=12, default="fact")  # fact or assessment: Dir. (EU) 2016/680, Art. 7
    source_grade = models.CharField(max_length=1, blank=True)  # of the item; the source's own where blank
    information_grade = models.CharField(max_length=1, blank=True)
    since = models.CharField(max_length=10, blank=True)  # partial dates between which it was so
    until = models.CharField(max_length=10, blank=True)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=12)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=12, blank=True)
    withdrawn_reason = models.CharField(max_length=40, blank=True)  # code: corrected, mistaken, undone, protected

    records: ClassVar[Records] = Records(
        Compartment.SUSPECTS,
        {
            "id": Class.OPERATIONAL,
            "entity": Class.OPERATIONAL,
            "prop": Class.OPERATIONAL,
            "value": Class.SPECIAL,
            "as_written": Class.SPECIAL,
            "language": Class.OPERATIONAL,
            "target": Class.PERSONAL,
            "item": Class.OPERATIONAL,
            "basis": Class.OPERATIONAL,
            "source_grade": Class.OPERATIONAL,
            "information_grade": Class.OPERATIONAL,
            "since": Class.OPERATIONAL,
            "until": Class.OPERATIONAL,
            "created_at": Class.OPERATIONAL,
            "created_by": Class.OPERATIONAL,
            "withdrawn_at": Class.OPERATIONAL,
            "withdrawn_by": Class.OPERATIONAL,
            "withdrawn_reason": Class.OPERATIONAL,
        },
        retention="as long as its entity",
    )

    def __str__(self) -> str:
        return f"{self.prop} of {self.entity_id}"
