"""Reports that communities bring to support agencies."""

from typing import ClassVar

from django.db import models

from samakki.access.domain.classification import Class, Records
from samakki.access.domain.vocabulary import Compartment
from samakki.access.models import Resource
from samakki.intelligence.domain.vocabulary import LeadOutcome, Use
from samakki.intelligence.models.reports import Report


class CommunityReport(models.Model):
    """What a community told a support agency; the agency decides what becomes of it."""

    reference = models.CharField(max_length=40, unique=True)  # "N-7K3QX"
    resource = models.OneToOneField(Resource, on_delete=models.PROTECT, related_name="+")
    told = models.TextField(blank=True)  # as told; never leaves the agency
    concern = models.CharField(max_length=16)
    language = models.CharField(max_length=12, blank=True)
    obtained_how = models.CharField(max_length=16)
    obtained_on = models.CharField(max_length=40, blank=True)
    obtained_as_written = models.CharField(max_length=80, blank=True)
    country = models.CharField(max_length=2, blank=True)
    province = models.CharField(max_length=16, blank=True)  # gazetteer code
    district = models.CharField(max_length=16, blank=True)
    exact_place = models.CharField(max_length=300, blank=True)  # never leaves the agency
    source_reference = models.CharField(max_length=40, blank=True)  # "S-…" of the informant
    use = models.CharField(max_length=16, default=Use.UNDECIDED.value)
    use_by = models.CharField(max_length=12, blank=True)
    use_at = models.DateTimeField(null=True, blank=True)
    lead_text = models.TextField(blank=True)  # what the police would read
    lead_warnings = models.JSONField(default=list)  # what may give the informant away, and why it stays
    lead_desk = models.CharField(max_length=80, blank=True)  # address
    writers = models.JSONField(default=list)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=12)
    changed_at = models.DateTimeField()

    records: ClassVar[Records] = Records(
        Compartment.TIPS,
        {
            "id": Class.OPERATIONAL,
            "reference": Class.OPERATIONAL,
            "resource": Class.OPERATIONAL,
            "told": Class.SPECIAL,
            "concern": Class.OPERATIONAL,
            "language": Class.OPERATIONAL,
            "obtained_how": Class.OPERATIONAL,
            "obtained_on": Class.OPERATIONAL,
            "obtained_as_written": Class.OPERATIONAL,
            "country": Class.OPERATIONAL,
            "province": Class.PERSONAL,
            "district": Class.PERSONAL,
            "exact_place": Class.PERSONAL,
            "source_reference": Class.OPERATIONAL,
            "use": Class.OPERATIONAL,
            "use_by": Class.OPERATIONAL,
            "use_at": Class.OPERATIONAL,
            "lead_text": Class.SPECIAL,
            "lead_warnings": Class.SPECIAL,
            "lead_desk": Class.OPERATIONAL,
            "writers": Class.OPERATIONAL,
            "created_at": Class.OPERATIONAL,
            "created_by": Class.OPERATIONAL,
            "changed_at": Class.OPERATIONAL,
        },
        retention="two years after the last decision; longer only while a lead from it is in use",
    )

    def __str__(self) -> str:
        return self.reference


class Lead(models.Model):
    """A community report that a police desk has, and what came of it."""

    community = models.OneToOneField(CommunityReport, on_delete=models.PROTECT, related_name="lead")
    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="lead")
    sent_by = models.CharField(max_length=12)
    sent_at = models.DateTimeField()
    outcome = models.CharField(max_length=16, default=LeadOutcome.RECEIVED.value)
    words = models.CharField(max_length=300, blank=True)  # short, for the agency
    told_by = models.CharField(max_length=12, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    records: ClassVar[Records] = Records(
        Compartment.TIPS,
        {
            "id": Class.OPERATIONAL,
            "community": Class.OPERATIONAL,
            "report": Class.OPERATIONAL,
            "sent_by": Class.OPERATIONAL,
            "sent_at": Class.OPERATIONAL,
            "outcome": Class.OPERATIONAL,
            "words": Class.SPECIAL,
            "told_by": Class.OPERATIONAL,
            "told_at": Class.OPERATIONAL,
        },
        retention="as long as the community report",
    )

    def __str__(self) -> str:
        return f"lead of {self.community_id}"
