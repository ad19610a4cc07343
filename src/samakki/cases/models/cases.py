"""The case, the folders the policy guards one by one, and the answers to what it is about."""

from typing import ClassVar

from django.db import models

from samakki.access.domain.classification import Class, Records
from samakki.access.domain.vocabulary import Compartment
from samakki.access.models import Desk, Resource

_O, _P, _S = Class.OPERATIONAL, Class.PERSONAL, Class.SPECIAL
KEPT = "as long as the case; reviewed every five years after it is closed"


class Case(models.Model):
    """An investigation. Its reference is that of its first folder; owner desk and handling stand on the resource."""

    reference = models.CharField(max_length=40, unique=True)  # "C-7K3QX"
    resource = models.OneToOneField(Resource, on_delete=models.PROTECT, related_name="+")  # compartment CASE_FILE
    nickname = models.CharField(max_length=60)  # confirmed by an officer to hold no victim's name
    stage = models.CharField(max_length=24)  # Stage
    stage_since = models.DateTimeField()
    countries = models.CharField(max_length=120)  # ISO 3166-1 alpha-2 with commas between: "KH,TH"
    lead = models.CharField(max_length=12)  # officer code
    with_desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")  # works on it; may not own it
    next_review_on = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=12)
    changed_at = models.DateTimeField()

    records: ClassVar[Records] = Records(
        Compartment.CASE_FILE,
        {
            "id": _O,
            "reference": _O,
            "resource": _O,
            "nickname": _P,
            "stage": _O,
            "stage_since": _O,
            "countries": _O,
            "lead": _O,
            "with_desk": _O,
            "next_review_on": _O,
            "opened_at": _O,
            "opened_by": _O,
            "changed_at": _O,
        },
        retention="five years after it is closed, then reviewed; an order of a court keeps it",
    )

    class Meta:
        """Lists: the last changed first, of a stage or of all."""

        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-changed_at"], name="case_changed"),
            models.Index(fields=["stage", "-changed_at"], name="case_stage"),
        ]

    def __str__(self) -> str:
        return self.reference


class CaseFolder(models.Model):
    """One part of a case with a resource of its own, which the policy opens apart: people, exhibits, statements."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="folders")
    compartment = models.CharField(max_length=24)  # Compartment
    resource = models.OneToOneField(Resource, on_delete=models.PROTECT, related_name="+")

    records: ClassVar[Records] = Records(
        Compartment.CASE_FILE, {"id": _O, "case": _O, "compartment": _O, "resource": _O}, retention=KEPT
    )

    class Meta:
        """A case has one folder of a kind."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "compartment"], name="case_folder_once"),
        ]

    def __str__(self) -> str:
        return self.resource.reference


class StageChange(models.Model):
    """One move of a case from stage to stage; the first has no stage before it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="stage_changes")
    before = models.CharField(max_length=24, blank=True)
    after = models.CharField(max_length=24)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=12)

    records: ClassVar[Records] = Records(
        Compartment.CASE_FILE,
        {"id": _O, "case": _O, "before": _O, "after": _O, "reason": _P, "at": _O, "by": _O},
        retention=KEPT,
    )

    def __str__(self) -> str:
        return f"{self.before} to {self.after}"


class Hypothesis(models.Model):
    """One answer to "is it trafficking?" or "is it smuggling?". Answers are added, never changed; the last counts."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="hypotheses")
    offence = models.CharField(max_length=16)  # Offence
    answer = models.CharField(max_length=16)  # HypothesisAnswer
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=12)

    records: ClassVar[Records] = Records(
        Compartment.CASE_FILE,
        {"id": _O, "case": _O, "offence": _O, "answer": _O, "reason": _P, "at": _O, "by": _O},
        retention=KEPT,
    )

    class Meta:
        """The last answer to one question."""

        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["case", "offence", "-at"], name="hypothesis_last"),
        ]

    def __str__(self) -> str:
        return f"{self.offence}: {self.answer}"
