"""Numbered prints of a case: once issued, a print and its page numbers never change."""

from typing import ClassVar

from django.db import models

from samakki.access.domain.classification import Class, Records
from samakki.access.domain.vocabulary import Compartment
from samakki.access.models import Resource
from samakki.access.models.append_only import AppendOnly
from samakki.cases.models.cases import KEPT, Case
from samakki.entities.models import StoredFile

_O = Class.OPERATIONAL


class Edition(AppendOnly):
    """One issued print with the data file beside it. A later state of the case is a new edition with a new number."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="editions")
    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="+")  # part of the case it shows
    paper = models.CharField(max_length=16)  # Paper
    about = models.CharField(max_length=40, blank=True)  # an exhibit, for its custody report
    number = models.PositiveIntegerField()  # 1, 2, 3 … of this paper about this thing
    language = models.CharField(max_length=12)
    pages = models.PositiveIntegerField()
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    data = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    rows = models.JSONField(default=dict)  # digest of each row by its reference: what the next edition compares with
    changes = models.JSONField(default=dict)  # references added, changed and gone since the edition before
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=12)

    records: ClassVar[Records] = Records(
        Compartment.CASE_FILE,
        {
            "id": _O,
            "case": _O,
            "resource": _O,
            "paper": _O,
            "about": _O,
            "number": _O,
            "language": _O,
            "pages": _O,
            "file": _O,
            "data": _O,
            "rows": _O,
            "changes": _O,
            "issued_at": _O,
            "issued_by": _O,
        },
        retention=KEPT,
    )

    class Meta:
        """A number is given once."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "paper", "about", "number"], name="edition_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.paper} {self.number}"
