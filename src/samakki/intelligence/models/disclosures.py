"""Disclosures on the side that sends: what was ticked, what was answered, what left, and what each desk said."""

from typing import ClassVar

from django.db import models

from samakki.access.domain.classification import Class, Records
from samakki.access.domain.vocabulary import Compartment
from samakki.access.models import Resource
from samakki.intelligence.domain.disclosure_items import Part
from samakki.intelligence.domain.disclosures import DisclosureState, PartState
from samakki.intelligence.models.reports import Report


class Disclosure(models.Model):
    """What one officer chose to give to other desks, frozen into bytes before it leaves."""

    reference = models.CharField(max_length=40, unique=True)  # "D-7K3QX"
    resource = models.OneToOneField(Resource, on_delete=models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="disclosures")
    state = models.CharField(max_length=16, default=DisclosureState.DRAFT.value)
    purpose = models.CharField(max_length=32)
    part = models.CharField(max_length=8, default=Part.WHOLE.value)  # what leaves first
    items = models.JSONField(default=list)  # references of ticked items
    statements = models.JSONField(default=dict)  # numbers of ticked values, by reference of their entity
    summary = models.TextField(blank=True)  # may leave
    recipients = models.JSONField(default=list)  # addresses
    answers = models.JSONField(default=dict)  # about danger, by country; codes
    risk_words = models.TextField(blank=True)  # what the sender knows of a danger; never leaves
    names = models.JSONField(default=dict)  # whose each name is, by digest of the question; codes
    conditions = models.JSONField(default=list)  # that a second person attached; codes
    conditions_note = models.TextField(blank=True)  # may leave
    feedback_due_on = models.DateField(null=True, blank=True)
    writers = models.JSONField(default=list)  # codes of officers who ticked, answered or changed any of it
    package_sealed = models.BinaryField(default=bytes)  # the bytes that leave first, as they were shown
    package_digest = models.CharField(max_length=64, blank=True)
    rest_sealed = models.BinaryField(default=bytes)  # what leaves after acceptance; empty where all leaves at once
    rest_digest = models.CharField(max_length=64, blank=True)
    codes = models.JSONField(default=list)  # protected codes in it
    frozen_at = models.DateTimeField(null=True, blank=True)
    held_until = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.CharField(max_length=12, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=12)
    changed_at = models.DateTimeField()

    records: ClassVar[Records] = Records(
        Compartment.INTELLIGENCE,
        {
            "id": Class.OPERATIONAL,
            "reference": Class.OPERATIONAL,
            "resource": Class.OPERATIONAL,
            "report": Class.OPERATIONAL,
            "state": Class.OPERATIONAL,
            "purpose": Class.OPERATIONAL,
            "part": Class.OPERATIONAL,
            "items": Class.OPERATIONAL,
            "statements": Class.OPERATIONAL,
            "summary": Class.SPECIAL,
            "recipients": Class.OPERATIONAL,
            "answers": Class.OPERATIONAL,
            "risk_words": Class.SPECIAL,
            "names": Class.OPERATIONAL,
            "conditions": Class.OPERATIONAL,
            "conditions_note": Class.SPECIAL,
            "feedback_due_on": Class.OPERATIONAL,
            "writers": Class.OPERATIONAL,
            "package_sealed": Class.SPECIAL,
            "package_digest": Class.OPERATIONAL,
            "rest_sealed": Class.SPECIAL,
            "rest_digest": Class.OPERATIONAL,
            "codes": Class.OPERATIONAL,
            "frozen_at": Class.OPERATIONAL,
            "held_until": Class.OPERATIONAL,
            "confirmed_by": Class.OPERATIONAL,
            "confirmed_at": Class.OPERATIONAL,
            "created_at": Class.OPERATIONAL,
            "created_by": Class.OPERATIONAL,
            "changed_at": Class.OPERATIONAL,
        },
        retention="as long as its report; the digest of what left as long as the audit log",
    )

    class Meta:
        """Lists: by state, latest first."""

        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["state", "-changed_at"], name="disclosure_state")]

    def __str__(self) -> str:
        return self.reference


class DisclosurePart(models.Model):
    """One desk that a disclosure goes to, and what it said."""

    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="parts")
    desk = models.CharField(max_length=80)  # address
    state = models.CharField(max_length=16, default=PartState.TO_SEND.value)
    message = models.CharField(max_length=64, blank=True)  # of the exchange
    rest_message = models.CharField(max_length=64, blank=True)
    reason = models.CharField(max_length=24, blank=True)  # why it was declined, or did not arrive
    note = models.TextField(blank=True)  # words of the other desk
    answered_at = models.DateTimeField(null=True, blank=True)

    records: ClassVar[Records] = Records(
        Compartment.INTELLIGENCE,
        {
            "id": Class.OPERATIONAL,
            "disclosure": Class.OPERATIONAL,
            "desk": Class.OPERATIONAL,
            "state": Class.OPERATIONAL,
            "message": Class.OPERATIONAL,
            "rest_message": Class.OPERATIONAL,
            "reason": Class.OPERATIONAL,
            "note": Class.SPECIAL,
            "answered_at": Class.OPERATIONAL,
        },
        retention="as long as its disclosure",
    )

    class Meta:
        """A desk stands once in a disclosure."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["disclosure", "desk"], name="disclosure_desk_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["message"], name="disclosure_message")]

    def __str__(self) -> str:
        return f"{self.disclosure_id} to {self.desk}"


class DisclosureEvent(models.Model):
    """One step of a disclosure. Rows are added, never changed."""

    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="events")
    step = models.CharField(max_length=32)
    start = models.CharField(max_length=16)
    end = models.CharField(max_length=16)
    note = models.TextField(blank=True)  # why it was sent back
    at = models.DateTimeField()
    by = models.CharField(max_length=12)

    records: ClassVar[Records] = Records(
        Compartment.INTELLIGENCE,
        {
            "id": Class.OPERATIONAL,
            "disclosure": Class.OPERATIONAL,
            "step": Class.OPERATIONAL,
            "start": Class.OPERATIONAL,
            "end": Class.OPERATIONAL,
            "note": Class.SPECIAL,
            "at": Class.OPERATIONAL,
            "by": Class.OPERATIONAL,
        },
        retention="as long as its disclosure",
    )

    def __str__(self) -> str:
        return f"{self.step} of {self.disclosure_id}"
