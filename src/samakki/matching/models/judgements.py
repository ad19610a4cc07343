"""What officers judged, and what happened to it since. Both tables only grow."""

from typing import ClassVar

from django.db import models

from samakki.access.domain.classification import Class, Records
from samakki.access.domain.vocabulary import Compartment
from samakki.access.models.append_only import AppendOnly
from samakki.entities.models import Entity

_O = Class.OPERATIONAL


class Judgement(AppendOnly):
    """An officer's word on two entities."""

    code = models.CharField(max_length=12, unique=True)  # "J-7K3QX"
    first = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")  # that with the lesser reference
    second = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    judgement = models.CharField(max_length=12)  # domain.vocabulary.Judgement
    reason = models.CharField(max_length=24)  # code
    needs_second = models.BooleanField()  # records of two agencies: nothing follows until somebody else confirms it
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=12)
    made_in = models.CharField(max_length=24)  # agency of that officer then

    records: ClassVar[Records] = Records(
        Compartment.SUSPECTS,
        {
            "id": _O,
            "code": _O,
            "first": Class.PERSONAL,
            "second": Class.PERSONAL,
            "judgement": Class.PERSONAL,
            "reason": _O,
            "needs_second": _O,
            "made_at": _O,
            "made_by": _O,
            "made_in": _O,
        },
        retention="as long as the longer kept of the two entities",
    )

    class Meta:
        """One word of one officer at a time is kept by the action; the same pair may have several."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~models.Q(first=models.F("second")), name="matching_judgement_of_two_entities"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class JudgementStep(AppendOnly):
    """A judgement confirmed by a second officer, or taken back."""

    judgement = models.ForeignKey(Judgement, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)  # StepKind
    reason = models.CharField(max_length=24, blank=True)  # WithdrawalReason
    at = models.DateTimeField()
    by = models.CharField(max_length=12)
    by_agency = models.CharField(max_length=24)

    records: ClassVar[Records] = Records(
        Compartment.SUSPECTS,
        {"id": _O, "judgement": _O, "kind": _O, "reason": _O, "at": _O, "by": _O, "by_agency": _O},
        retention="with its judgement",
    )

    class Meta:
        """Each happens once to a judgement."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["judgement", "kind"], name="matching_step_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.judgement_id}"
