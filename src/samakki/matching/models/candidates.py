"""Pairs that may be one, found by the software, and how far the comparing got. Both can be worked out anew."""

from typing import ClassVar

from django.db import models

from samakki.access.domain.classification import Class, Records
from samakki.access.domain.vocabulary import Compartment
from samakki.entities.models import Entity

_O = Class.OPERATIONAL


class Candidate(models.Model):
    """Two entities that may be one person or thing. Says so to nobody who does not see both.

    Goes in the transaction that protects, withdraws or deletes one of the two. It holds codes and numbers alone: what
    agrees is read from the entities again whenever it is shown.
    """

    first = models.ForeignKey(Entity, on_delete=models.CASCADE, related_name="+")  # that with the lesser reference
    second = models.ForeignKey(Entity, on_delete=models.CASCADE, related_name="+")
    weight = models.FloatField()  # bits
    model = models.CharField(max_length=60)  # versions of definition, models of names and keys it was found by
    reasons = models.JSONField(default=list)  # [[comparison, level, weight, rarity or null], …]
    found_at = models.DateTimeField()  # when these two were first put side by side

    records: ClassVar[Records] = Records(
        Compartment.SUSPECTS,
        {
            "id": _O,
            "first": Class.PERSONAL,
            "second": Class.PERSONAL,
            "weight": Class.PERSONAL,
            "model": _O,
            "reasons": Class.PERSONAL,
            "found_at": _O,
        },
        retention="until either changes, is protected or goes; worked out anew by `samakki matching rebuild`",
    )

    class Meta:
        """A pair once; those of an entity, the likeliest first, from either side."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["first", "second"], name="matching_candidate_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["first", "-weight"], name="matching_candidate_first"),
            models.Index(fields=["second", "-weight"], name="matching_candidate_second"),
        ]

    def __str__(self) -> str:
        return f"candidate {self.pk}"


class Compared(models.Model):
    """How far the comparing of one entity got. A row with `asked_at` waits for the worker."""

    entity = models.OneToOneField(Entity, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(null=True, blank=True)  # since when it waits; nothing once it was compared
    model = models.CharField(max_length=60, blank=True)  # versions it was compared by; "failed" where that went wrong
    is_cut = models.BooleanField(default=False)  # its name is so common that only the likeliest were compared

    records: ClassVar[Records] = Records(
        Compartment.SUSPECTS,
        {"id": _O, "entity": _O, "asked_at": _O, "model": _O, "is_cut": _O},
        retention="as long as its entity",
    )

    class Meta:
        """Those that wait, the longest waiting first; those of an older model."""

        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["asked_at"], name="matching_waiting", condition=models.Q(asked_at__isnull=False)),
            models.Index(fields=["model"], name="matching_compared_by"),
        ]

    def __str__(self) -> str:
        return f"compared {self.entity_id}"
