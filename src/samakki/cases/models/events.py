"""Dated events of a case: what happened when, who said so, and who and what took part. Chart and timeline draw them."""

from typing import ClassVar

from django.db import models

from samakki.access.domain.classification import Class, Records
from samakki.access.domain.vocabulary import Compartment
from samakki.access.models import Resource
from samakki.cases.models.cases import KEPT, Case
from samakki.entities.models import Entity

_O, _P, _S = Class.OPERATIONAL, Class.PERSONAL, Class.SPECIAL


class CaseEvent(models.Model):
    """One event. A correction is a new event; the old one is marked replaced and stays."""

    reference = models.CharField(max_length=40, unique=True)  # "V-7K3QX"
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="+")  # of the case file
    title = models.CharField(max_length=200)
    words = models.TextField(blank=True)  # as the source said it
    date = models.CharField(max_length=32)  # partial date: "2026-03", "2026-05/2026-10", "../2026-03-01"
    date_as_written = models.CharField(max_length=100, blank=True)
    calendar = models.CharField(max_length=20)  # Calendar of what was written
    time = models.CharField(max_length=5, blank=True)  # "14:05" by the clock of the zone
    zone = models.CharField(max_length=40)  # IANA name
    season = models.CharField(max_length=12, blank=True)  # Season, where the source gave one
    first_day = models.DateField(null=True, blank=True)  # earliest day it can be; sorts
    last_day = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=40, blank=True)  # opaque reference: "R-…", "I-…", "X-…"
    source_words = models.CharField(max_length=300, blank=True)  # where it has no reference here
    source_grade = models.CharField(max_length=1, blank=True)
    information_grade = models.CharField(max_length=1, blank=True)
    basis = models.CharField(max_length=12, default="fact")  # fact or assessment: Dir. (EU) 2016/680, Art. 7
    in_summary = models.BooleanField(default=False)
    replaced_by = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaces")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=12, blank=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=12)

    records: ClassVar[Records] = Records(
        Compartment.CASE_FILE,
        {
            "id": _O,
            "reference": _O,
            "case": _O,
            "resource": _O,
            "title": _P,
            "words": _S,
            "date": _O,
            "date_as_written": _O,
            "calendar": _O,
            "time": _O,
            "zone": _O,
            "season": _O,
            "first_day": _O,
            "last_day": _O,
            "place": _P,
            "source": _O,
            "source_words": _P,
            "source_grade": _O,
            "information_grade": _O,
            "basis": _O,
            "in_summary": _O,
            "replaced_by": _O,
            "withdrawn_at": _O,
            "withdrawn_by": _O,
            "withdrawn_reason": _P,
            "made_at": _O,
            "made_by": _O,
        },
        retention=KEPT,
    )

    class Meta:
        """A timeline in order."""

        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["case", "first_day", "time"], name="event_order"),
        ]

    def __str__(self) -> str:
        return self.reference


class EventLink(models.Model):
    """Somebody or something that took part in an event."""

    event = models.ForeignKey(CaseEvent, on_delete=models.PROTECT, related_name="links")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")

    records: ClassVar[Records] = Records(Compartment.CASE_FILE, {"id": _O, "event": _O, "entity": _P}, retention=KEPT)

    class Meta:
        """Nobody takes part twice."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["event", "entity"], name="event_link_once"),
        ]

    def __str__(self) -> str:
        return f"{self.entity_id} in {self.event_id}"
