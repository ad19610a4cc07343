"""A lead at the police: the new report of their desk, and what they tell the agency of it."""

import hashlib

from django.db import transaction
from django.utils import timezone

from samakki.access import actions as access
from samakki.access import audit
from samakki.access.actions.refusing import logged_refusal
from samakki.access.actions.ties import end_ties
from samakki.access.domain.vocabulary import Compartment, Purpose
from samakki.access.models import Membership, Officer, Resource
from samakki.entities import actions as entities
from samakki.entities.domain.sources import SourceKind as DescribedBy
from samakki.intelligence.actions.writing import indexed, report_to_change
from samakki.intelligence.domain.vocabulary import LeadOutcome, Obtained, OriginalKind, SourceKind, Urgency
from samakki.intelligence.domain.writing import refusals_of_text
from samakki.intelligence.models import CommunityReport, Lead, Report
from samakki.kernel.refusals import Refusal

LONGEST_WORDS = 300


def open_lead(by: Officer, community: CommunityReport) -> str:
    """Make the report of the police desk, within the transaction that lets the lead go.

    Nobody of the agency is tied to it, and nobody of the desk either: a supervisor of the desk sees that it is there
    and chooses who works on it.
    """
    reference = access.new_record_reference("R")
    record = access.NewRecord(reference, "intelligence", Compartment.INTELLIGENCE, owner_desk=community.lead_desk)
    access.register_resource(by=by, record=record, purpose=Purpose.INVESTIGATE_TRAFFICKING)
    resource = Resource.objects.select_related("owner_desk").get(reference=reference)
    now, content = timezone.now(), community.lead_text.encode("utf-8")
    end_ties(Membership.objects.filter(resource=resource), now)
    report = Report.objects.create(
        reference=reference,
        resource=resource,
        purpose=Purpose.INVESTIGATE_TRAFFICKING.value,
        urgency=Urgency.MEDIUM.value,
        source_reference=community.source_reference,
        source_kind=SourceKind.COMMUNITY.value,
        obtained_how=Obtained.PASSED_ON.value,
        obtained_on=community.obtained_on,
        language=community.language,
        original_kind=OriginalKind.PASTED.value,
        original_bytes=content,
        original_digest=hashlib.sha256(content).hexdigest(),
        raw=community.lead_text,
        writers=[],
        lead_reference=community.reference,
        created_at=now,
        created_by=by.code,
        changed_at=now,
    )
    Lead.objects.create(community=community, report=report, sent_by=by.code, sent_at=now)
    entities.open_source(
        by=by,
        reference=reference,
        kind=DescribedBy.REPORT,
        resource_reference=reference,
        obtained_on=community.obtained_on,
        origin=community.source_reference,
    )
    indexed(report)
    return reference


def tell_outcome(*, by: Officer, reference: str, outcome: LeadOutcome, words: str = "") -> None:
    """Tell the agency that passed a lead on what came of it, in a code and a few words.

    Args:
        by: may change the report.
        reference: of the desk's report.
        outcome: what the agency sees.
        words: short; nothing that the agency may not know.

    Raises:
        Refused: "not-found"; "report-not-a-lead"; "text-too-long".
    """
    with transaction.atomic():
        report, reasons = report_to_change(by, reference)
        lead = Lead.objects.select_for_update().filter(report=report).first() if report is not None else None
        if report is not None:
            reasons = refusals_of_text(words, longest=LONGEST_WORDS, is_needed=False)
            if lead is None:
                reasons = (*reasons, Refusal("report-not-a-lead"))
        if lead is not None and not reasons:
            lead.outcome, lead.words = outcome.value, words.strip()
            lead.told_by, lead.told_at = by.code, timezone.now()
            lead.save()
            audit.record(by, "tell_outcome", reference, facts={"finding": outcome.value})
            return
    raise logged_refusal(by, "tell_outcome", reference, reasons)
