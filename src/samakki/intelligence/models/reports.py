"""Reports, their items, their way, and what stays of a destroyed one."""

from typing import ClassVar

from django.db import models

from samakki.access.domain.classification import Class, Records
from samakki.access.domain.vocabulary import Compartment
from samakki.access.models import Resource
from samakki.intelligence.domain.states import State
from samakki.intelligence.domain.vocabulary import Encoding, ItemBasis


class Report(models.Model):
    """What a source said, as it came, and how far it is on its way."""

    reference = models.CharField(max_length=40, unique=True)  # "R-7K3QX"
    resource = models.OneToOneField(Resource, on_delete=models.PROTECT, related_name="+")  # what the policy reads
    state = models.CharField(max_length=24, default=State.DRAFT.value)
    revision = models.PositiveIntegerField(default=1)  # goes up with every change of a text
    purpose = models.CharField(max_length=32)  # Purpose it was written for
    urgency = models.CharField(max_length=8)
    headline = models.CharField(max_length=120, blank=True)  # for those who read it in full
    source_reference = models.CharField(max_length=40, blank=True)  # "S-…": a number, never a name
    source_kind = models.CharField(max_length=24)
    obtained_how = models.CharField(max_length=16)
    obtained_on = models.CharField(max_length=40, blank=True)  # partial date, ISO 8601
    obtained_as_written = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=12, blank=True)  # BCP 47, of the text as received
    original_kind = models.CharField(max_length=8)
    original_bytes = models.BinaryField()  # what arrived, never changed; empty where a file did
    original_file = models.CharField(max_length=80, blank=True)  # a stored file
    original_digest = models.CharField(max_length=64)  # SHA-256 of what arrived
    encoding = models.CharField(max_length=20, default=Encoding.UNICODE.value)
    file_marks = models.JSONField(default=list)  # codes: what the file says of who made it, and where
    raw = models.TextField(blank=True)  # readable text as received; never leaves
    writers = models.JSONField(default=list)  # codes of officers who wrote or changed any of it
    lead_reference = models.CharField(max_length=40, blank=True)  # "N-…" where a support agency passed it on
    review_on = models.DateField(null=True, blank=True)  # the earliest of its items
    authorised_by = models.CharField(max_length=12, blank=True)
    authorised_at = models.DateTimeField(null=True, blank=True)
    authorised_digest = models.CharField(max_length=64, blank=True)  # of what was allowed
    feedback_due_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=12)
    changed_at = models.DateTimeField()

    records: ClassVar[Records] = Records(
        Compartment.INTELLIGENCE,
        {
            "id": Class.OPERATIONAL,
            "reference": Class.OPERATIONAL,
            "resource": Class.OPERATIONAL,
            "state": Class.OPERATIONAL,
            "revision": Class.OPERATIONAL,
            "purpose": Class.OPERATIONAL,
            "urgency": Class.OPERATIONAL,
            "headline": Class.SPECIAL,
            "source_reference": Class.OPERATIONAL,
            "source_kind": Class.OPERATIONAL,
            "obtained_how": Class.OPERATIONAL,
            "obtained_on": Class.OPERATIONAL,
            "obtained_as_written": Class.OPERATIONAL,
            "language": Class.OPERATIONAL,
            "original_kind": Class.OPERATIONAL,
            "original_bytes": Class.SPECIAL,
            "original_file": Class.OPERATIONAL,
            "original_digest": Class.OPERATIONAL,
            "encoding": Class.OPERATIONAL,
            "file_marks": Class.OPERATIONAL,
            "raw": Class.SPECIAL,
            "writers": Class.OPERATIONAL,
            "lead_reference": Class.OPERATIONAL,
            "review_on": Class.OPERATIONAL,
            "authorised_by": Class.OPERATIONAL,
            "authorised_at": Class.OPERATIONAL,
            "authorised_digest": Class.OPERATIONAL,
            "feedback_due_on": Class.OPERATIONAL,
            "created_at": Class.OPERATIONAL,
            "created_by": Class.OPERATIONAL,
            "changed_at": Class.OPERATIONAL,
        },
        retention="until its review says otherwise: retained to the next review, or destroyed with a receipt",
    )

    class Meta:
        """Lists: by state, by review day, the reports of one source."""

        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "-changed_at"], name="report_state"),
            models.Index(fields=["review_on"], name="report_review"),
            models.Index(fields=["source_reference"], name="report_source"),
        ]

    def __str__(self) -> str:
        return self.reference


class ReportItem(models.Model):
    """One fact, or one assessment, with its own grade and conditions."""

    reference = models.CharField(max_length=40, unique=True)  # "I-7K3QX"
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField()  # from 1, never given twice in a report
    basis = models.CharField(max_length=12, default=ItemBasis.FACT.value)
    raw = models.TextField()  # never leaves
    sanitised = models.TextField(blank=True)  # may leave; empty: this item stays
    native_system = models.CharField(max_length=8, blank=True)
    native_source = models.CharField(max_length=1, blank=True)
    native_information = models.CharField(max_length=1, blank=True)
    native_handling = models.CharField(max_length=12, blank=True)
    source_grade = models.CharField(max_length=1, blank=True)  # 4x4
    information_grade = models.CharField(max_length=1, blank=True)
    mapping_version = models.PositiveSmallIntegerField(default=0)  # 0: graded in 4x4 itself
    handling = models.JSONField(default=dict)  # the canonical handling object
    victim_basis = models.CharField(max_length=16, blank=True)
    review_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=12)
    changed_at = models.DateTimeField()
    taken_out_at = models.DateTimeField(null=True, blank=True)

    records: ClassVar[Records] = Records(
        Compartment.INTELLIGENCE,
        {
            "id": Class.OPERATIONAL,
            "reference": Class.OPERATIONAL,
            "report": Class.OPERATIONAL,
            "number": Class.OPERATIONAL,
            "basis": Class.OPERATIONAL,
            "raw": Class.SPECIAL,
            "sanitised": Class.SPECIAL,
            "native_system": Class.OPERATIONAL,
            "native_source": Class.OPERATIONAL,
            "native_information": Class.OPERATIONAL,
            "native_handling": Class.OPERATIONAL,
            "source_grade": Class.OPERATIONAL,
            "information_grade": Class.OPERATIONAL,
            "mapping_version": Class.OPERATIONAL,
            "handling": Class.SPECIAL,
            "victim_basis": Class.OPERATIONAL,
            "review_on": Class.OPERATIONAL,
            "created_at": Class.OPERATIONAL,
            "created_by": Class.OPERATIONAL,
            "changed_at": Class.OPERATIONAL,
            "taken_out_at": Class.OPERATIONAL,
        },
        retention="as long as its report",
    )

    class Meta:
        """A number stands once in a report."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["report", "number"], name="item_number_once"),
        ]

    def __str__(self) -> str:
        return self.reference


class ReportEvent(models.Model):
    """One step of a report through its states. Rows are added, never changed."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="events")
    step = models.CharField(max_length=24)
    start = models.CharField(max_length=24)
    end = models.CharField(max_length=24)
    reason = models.CharField(max_length=40, blank=True)  # a code, where the step has one
    note = models.TextField(blank=True)  # for those who read the report in full
    at = models.DateTimeField()
    by = models.CharField(max_length=12)

    records: ClassVar[Records] = Records(
        Compartment.INTELLIGENCE,
        {
            "id": Class.OPERATIONAL,
            "report": Class.OPERATIONAL,
            "step": Class.OPERATIONAL,
            "start": Class.OPERATIONAL,
            "end": Class.OPERATIONAL,
            "reason": Class.OPERATIONAL,
            "note": Class.SPECIAL,
            "at": Class.OPERATIONAL,
            "by": Class.OPERATIONAL,
        },
        retention="as long as its report; step, time and officer stay in the receipt of its destruction",
    )

    def __str__(self) -> str:
        return f"{self.step} of {self.report_id}"


class DestructionReceipt(models.Model):
    """What stays of a destroyed report: that it was, and that it is gone."""

    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="receipt")
    reason = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)  # SHA-256 of texts and items as they were
    items = models.PositiveSmallIntegerField()
    entities = models.PositiveSmallIntegerField()  # captured from it, and emptied with it
    at = models.DateTimeField()
    by = models.CharField(max_length=12)

    records: ClassVar[Records] = Records(
        Compartment.INTELLIGENCE,
        {
            "id": Class.OPERATIONAL,
            "report": Class.OPERATIONAL,
            "reason": Class.OPERATIONAL,
            "digest": Class.OPERATIONAL,
            "items": Class.OPERATIONAL,
            "entities": Class.OPERATIONAL,
            "at": Class.OPERATIONAL,
            "by": Class.OPERATIONAL,
        },
        retention="while the audit log is kept",
    )

    def __str__(self) -> str:
        return f"receipt of {self.report_id}"
