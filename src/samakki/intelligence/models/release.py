"""Warnings before a release, and cases a report is filed in."""

from typing import ClassVar

from django.db import models

from samakki.access.domain.classification import Class, Records
from samakki.access.domain.vocabulary import Compartment
from samakki.intelligence.models.reports import Report, ReportItem


class ReleaseWarning(models.Model):
    """Something in a text that may give the source away, and what was done about it."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="warnings")
    item = models.ForeignKey(ReportItem, null=True, blank=True, on_delete=models.PROTECT, related_name="warnings")
    code = models.CharField(max_length=24)
    fragment = models.CharField(max_length=120, blank=True)  # the words meant; never of a source record
    found_at = models.DateTimeField()
    answer = models.CharField(max_length=8, blank=True)
    reason = models.CharField(max_length=300, blank=True)  # why it stays
    answered_by = models.CharField(max_length=12, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    records: ClassVar[Records] = Records(
        Compartment.INTELLIGENCE,
        {
            "id": Class.OPERATIONAL,
            "report": Class.OPERATIONAL,
            "item": Class.OPERATIONAL,
            "code": Class.OPERATIONAL,
            "fragment": Class.SPECIAL,
            "found_at": Class.OPERATIONAL,
            "answer": Class.OPERATIONAL,
            "reason": Class.SPECIAL,
            "answered_by": Class.OPERATIONAL,
            "answered_at": Class.OPERATIONAL,
        },
        retention="as long as its report",
    )

    def __str__(self) -> str:
        return f"{self.code} of {self.report_id}"


class Filing(models.Model):
    """A report, or one item of it, put into a case."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="filings")
    item = models.ForeignKey(ReportItem, null=True, blank=True, on_delete=models.PROTECT, related_name="filings")
    case_reference = models.CharField(max_length=40)  # "C-…"
    at = models.DateTimeField()
    by = models.CharField(max_length=12)
    taken_out_at = models.DateTimeField(null=True, blank=True)
    taken_out_by = models.CharField(max_length=12, blank=True)

    records: ClassVar[Records] = Records(
        Compartment.INTELLIGENCE,
        {
            "id": Class.OPERATIONAL,
            "report": Class.OPERATIONAL,
            "item": Class.OPERATIONAL,
            "case_reference": Class.OPERATIONAL,
            "at": Class.OPERATIONAL,
            "by": Class.OPERATIONAL,
            "taken_out_at": Class.OPERATIONAL,
            "taken_out_by": Class.OPERATIONAL,
        },
        retention="as long as its report",
    )

    class Meta:
        """What is in one case."""

        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["case_reference"], name="filing_case")]

    def __str__(self) -> str:
        return f"{self.report_id} in {self.case_reference}"
