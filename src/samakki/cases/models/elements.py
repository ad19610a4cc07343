"""What was found for each element of a crime, what supports it, notes, and reviews of stalled cases."""

from typing import ClassVar

from django.db import models

from samakki.access.domain.classification import Class, Records
from samakki.access.domain.vocabulary import Compartment
from samakki.cases.models.cases import KEPT, Case

_O, _P, _S = Class.OPERATIONAL, Class.PERSONAL, Class.SPECIAL


class ElementFinding(models.Model):
    """One assessment of one element; the last counts, the earlier ones stay."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="element_findings")
    offence = models.CharField(max_length=16)  # Offence
    element = models.CharField(max_length=16)  # Element
    standing = models.CharField(max_length=16)  # Standing
    forms = models.CharField(max_length=200, blank=True)  # codes with commas between
    words = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=12)

    records: ClassVar[Records] = Records(
        Compartment.CASE_FILE,
        {
            "id": _O,
            "case": _O,
            "offence": _O,
            "element": _O,
            "standing": _O,
            "forms": _O,
            "words": _S,
            "at": _O,
            "by": _O,
        },
        retention=KEPT,
    )

    class Meta:
        """The last one of an element."""

        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["case", "element", "-at"], name="element_last"),
        ]

    def __str__(self) -> str:
        return f"{self.element}: {self.standing}"


class ElementSupport(models.Model):
    """Something that speaks for or against an element, by its reference."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="element_supports")
    offence = models.CharField(max_length=16)  # Offence
    element = models.CharField(max_length=16)  # Element
    reference = models.CharField(max_length=40)  # opaque: entity, exhibit, item of a report, event
    is_against = models.BooleanField(default=False)
    words = models.TextField(blank=True)  # what it shows
    at = models.DateTimeField()
    by = models.CharField(max_length=12)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=12, blank=True)

    records: ClassVar[Records] = Records(
        Compartment.CASE_FILE,
        {
            "id": _O,
            "case": _O,
            "offence": _O,
            "element": _O,
            "reference": _O,
            "is_against": _O,
            "words": _S,
            "at": _O,
            "by": _O,
            "withdrawn_at": _O,
            "withdrawn_by": _O,
        },
        retention=KEPT,
    )

    class Meta:
        """A thing is linked to an element once at a time."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "element", "reference"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="element_support_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.element}: {self.reference}"


class Note(models.Model):
    """A note that says what it is: fact, assessment, instruction or legal. Corrected by a new one, never changed."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=12)  # NoteKind
    text = models.TextField()
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    at = models.DateTimeField()
    by = models.CharField(max_length=12)

    records: ClassVar[Records] = Records(
        Compartment.CASE_FILE,
        {"id": _O, "case": _O, "kind": _O, "text": _S, "corrects": _O, "at": _O, "by": _O},
        retention=KEPT,
    )

    def __str__(self) -> str:
        return f"note {self.pk}"


class StalledReview(models.Model):
    """Somebody asked why a case does not move, and said when to look again."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reviews")
    reasons = models.CharField(max_length=300, blank=True)  # StalledReason codes; empty where it moves on
    words = models.TextField(blank=True)
    next_review_on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=12)

    records: ClassVar[Records] = Records(
        Compartment.CASE_FILE,
        {"id": _O, "case": _O, "reasons": _O, "words": _P, "next_review_on": _O, "at": _O, "by": _O},
        retention=KEPT,
    )

    def __str__(self) -> str:
        return f"review {self.pk}"
