"""Things and files kept as evidence: what each is, where it was seized, and the files that belong to it."""

from typing import ClassVar

from django.db import models

from samakki.access.domain.classification import Class, Records
from samakki.access.domain.vocabulary import Compartment
from samakki.access.models import Resource
from samakki.cases.models.cases import Case
from samakki.entities.models import StoredFile

_O, _P, _S = Class.OPERATIONAL, Class.PERSONAL, Class.SPECIAL
KEPT = "as long as the case; a court's order or a return to the owner is written down, the row stays"


class Exhibit(models.Model):
    """One thing kept as evidence, with or without a file: a phone in a bag, a ledger, the copy of a chat."""

    reference = models.CharField(max_length=40, unique=True)  # "X-7K3QX"
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="exhibits")
    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="+")  # exhibits of the case
    number = models.PositiveIntegerField()  # within the case; given once, never again
    kind = models.CharField(max_length=24)  # ExhibitKind
    description = models.TextField()
    seized_at = models.DateTimeField()  # the instant; where no time is known, noon of the day in the zone
    seized_zone = models.CharField(max_length=40)  # IANA name of the zone in which it was told
    is_time_known = models.BooleanField(default=True)
    seized_place = models.TextField()
    seized_by = models.CharField(max_length=200)  # officer and office, as on the paper; not always one of this node
    legal_basis = models.CharField(max_length=200, blank=True)  # warrant or article it was seized under
    checklist = models.JSONField(default=dict)  # answers by step of the list for its kind: done, not_done, not_here
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=12)

    records: ClassVar[Records] = Records(
        Compartment.EXHIBITS,
        {
            "id": _O,
            "reference": _O,
            "case": _O,
            "resource": _O,
            "number": _O,
            "kind": _O,
            "description": _S,
            "seized_at": _O,
            "seized_zone": _O,
            "is_time_known": _O,
            "seized_place": _P,
            "seized_by": _P,
            "legal_basis": _P,
            "checklist": _O,
            "made_at": _O,
            "made_by": _O,
        },
        retention=KEPT,
    )

    class Meta:
        """A case has one exhibit of a number."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "number"], name="exhibit_number_once"),
        ]

    def __str__(self) -> str:
        return self.reference


class ExhibitFile(models.Model):
    """A file of an exhibit: its content, a picture of it, a signed paper."""

    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="files")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=12)  # FileRole
    note = models.CharField(max_length=200, blank=True)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=12)

    records: ClassVar[Records] = Records(
        Compartment.EXHIBITS,
        {"id": _O, "exhibit": _O, "file": _O, "role": _O, "note": _P, "added_at": _O, "added_by": _O},
        retention=KEPT,
    )

    def __str__(self) -> str:
        return f"{self.role} of {self.exhibit_id}"


class DisclosureItem(models.Model):
    """Something on the list of what the defence may have to be shown that is no exhibit: a report, a statement."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="disclosure_items")
    kind = models.CharField(max_length=12)  # DisclosureKind
    reference = models.CharField(max_length=40)  # of the report, item or statement; what it says stays where it is
    words = models.CharField(max_length=300, blank=True)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=12)

    records: ClassVar[Records] = Records(
        Compartment.EXHIBITS,
        {"id": _O, "case": _O, "kind": _O, "reference": _O, "words": _P, "added_at": _O, "added_by": _O},
        retention=KEPT,
    )

    class Meta:
        """Each thing stands on the list once."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "reference"], name="disclosure_item_once"),
        ]

    def __str__(self) -> str:
        return self.reference


class DisclosureDecision(models.Model):
    """Whether one thing may help the defence and was shown to it. Decisions are added; the last one counts."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="disclosure_decisions")
    reference = models.CharField(max_length=40)  # of an exhibit of the case, or of a disclosure item
    helps = models.CharField(max_length=12)  # HelpsDefence
    state = models.CharField(max_length=12)  # DisclosureState
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=12)

    records: ClassVar[Records] = Records(
        Compartment.EXHIBITS,
        {"id": _O, "case": _O, "reference": _O, "helps": _O, "state": _O, "reason": _P, "at": _O, "by": _O},
        retention=KEPT,
    )

    class Meta:
        """The last decision on one thing."""

        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["case", "reference", "-at"], name="disclosure_last"),
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.helps}"
