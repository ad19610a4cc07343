"""Community reports: writing one down, deciding what becomes of it, letting a lead go to the police."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from samakki.access import actions as access
from samakki.access import audit
from samakki.access import queries as officers
from samakki.access.actions.refusing import logged_refusal
from samakki.access.actions.ties import tie
from samakki.access.domain.policy import NOT_FOUND, Tie, decide_write
from samakki.access.domain.vocabulary import Basis, Compartment, Duty, Purpose
from samakki.access.models import Officer, Resource
from samakki.access.queries.choices import officer_to_tie
from samakki.access.queries.people import actors_with
from samakki.access.queries.records import standing
from samakki.entities import actions as entities
from samakki.entities.domain.sources import SourceKind as DescribedBy
from samakki.intelligence.actions.comparing import note_comparison, refusals_to_compare
from samakki.intelligence.actions.indexing import index_community_report
from samakki.intelligence.actions.leads import open_lead
from samakki.intelligence.domain.community import findings_in_lead, kept, refusals_to_keep
from samakki.intelligence.domain.leads import refusals_to_decide, refusals_to_send
from samakki.intelligence.domain.lint import Checked, Finding
from samakki.intelligence.domain.vocabulary import Use
from samakki.intelligence.domain.writing import LONGEST_TEXT, NewCommunityReport, refusals_of_text
from samakki.intelligence.models import CommunityReport
from samakki.intelligence.queries.leads import lead_desks
from samakki.intelligence.queries.marks import mark_of_community
from samakki.intelligence.queries.opening import may_change
from samakki.intelligence.queries.sources import refusals_to_cite, traces_of
from samakki.kernel.marks import refusals_to_overwrite
from samakki.kernel.refusals import Refusal

CHANGEABLE = frozenset({Use.UNDECIDED, Use.OWN_USE, Use.STATISTICS})
NO_REASONS: Mapping[str, str] = {}


def start_community_report(*, by: Officer, new: NewCommunityReport) -> str:
    """Write down what a community told. Its writer and the leads of the desk read it, and nobody else.

    Returns:
        Its reference.

    Raises:
        Refused: the role writes none; "text-missing"; "text-too-long"; "source-not-yours".
    """
    with transaction.atomic():
        reasons = (
            *decide_write(officers.viewer(by), Compartment.TIPS, purpose=Purpose.PROTECT, roles=officers.roles()),
            *refusals_of_text(new.told, longest=LONGEST_TEXT),
            *refusals_to_cite(by, new.source_reference),
        )
        if not reasons:
            reference = access.new_record_reference("N")
            record = access.NewRecord(reference, "intelligence", Compartment.TIPS)
            access.register_resource(by=by, record=record, purpose=Purpose.PROTECT, basis=Basis.ROUTED)
            now = timezone.now()
            row = CommunityReport(
                reference=reference,
                resource=Resource.objects.get(reference=reference),
                writers=[by.code],
                created_at=now,
                created_by=by.code,
            )
            _fill(row, new)
            _route_to_leads(by, row)
            entities.open_source(
                by=by,
                reference=reference,
                kind=DescribedBy.COMMUNITY,
                resource_reference=reference,
                obtained_on=new.obtained_on,
                origin=new.source_reference,
            )
            index_community_report(row)
            audit.record(by, "start_community_report", reference)
            return reference
    raise logged_refusal(by, "start_community_report", "", reasons)


def change_community_report(*, by: Officer, reference: str, new: NewCommunityReport, seen: str | None = None) -> None:
    """Change what was written down, as long as the police do not have it and nobody is asked to agree.

    Raises:
        Refused: "not-found"; "community-report-handed-on"; "text-missing"; "text-too-long"; "source-not-yours";
            "changed-meanwhile", where `seen` is the mark of something else than stands there now.
    """
    with transaction.atomic():
        row, reasons = community_report_to_change(by, reference)
        if row is not None:
            reasons = refusals_of_text(new.told, longest=LONGEST_TEXT)
            reasons = (*reasons, *refusals_to_overwrite(seen, mark_of_community(row)))
            if Use(row.use) not in CHANGEABLE:
                reasons = (*reasons, Refusal("community-report-handed-on"))
            if new.source_reference != row.source_reference:
                reasons = (*reasons, *refusals_to_cite(by, new.source_reference))
        if row is not None and not reasons:
            _written(by, row)
            _fill(row, new)
            index_community_report(row)
            audit.record(by, "change_community_report", reference)
            return
    raise logged_refusal(by, "change_community_report", reference, reasons)


def decide_use(*, by: Officer, reference: str, use: Use) -> None:
    """Decide that a community report stays for the agency's own work, or may be counted and nothing else.

    A lead for the police has a verb of its own (`propose_lead`), because it takes a text and a second person.

    Raises:
        Refused: "not-found"; "community-use-not-next".
    """
    with transaction.atomic():
        row, reasons = community_report_to_change(by, reference)
        if row is not None:
            reasons = refusals_to_decide(Use(row.use), use)
            if use not in {Use.OWN_USE, Use.STATISTICS} and not reasons:
                reasons = (Refusal("community-use-not-next", {"community_use": row.use}),)
        if row is not None and not reasons:
            _decide(by, row, use)
            audit.record(by, "decide_use", reference, facts={"finding": use.value})
            return
    raise logged_refusal(by, "decide_use", reference, reasons)


def propose_lead(
    *, by: Officer, reference: str, text: str, desk: str, reasons_to_keep: Mapping[str, str] = NO_REASONS
) -> None:
    """Propose that a police desk gets a text made from a community report. A second person of the agency agrees to it.

    Args:
        by: may change the report.
        reference: of the community report.
        text: all that the police will read, with the coarse place; never what was told, as it was told.
        desk: address of a police desk of this node.
        reasons_to_keep: why each warning stays, by ``domain.community.key_of``.

    Raises:
        Refused: "not-found"; "community-use-not-next"; "text-missing"; "text-too-long"; "lead-desk-unknown";
            "warnings-open"; "comparisons-used-up".
    """
    with transaction.atomic():
        row, reasons = community_report_to_change(by, reference)
        if row is not None:
            used_up = refusals_to_compare(by, row.source_reference, [text])
            findings = () if used_up else _findings(by, row, text)
            reasons = (
                *used_up,
                *refusals_to_decide(Use(row.use), Use.LEAD_PROPOSED),
                *refusals_of_text(text, longest=LONGEST_TEXT),
                *(() if desk in {one.address for one in lead_desks()} else (Refusal("lead-desk-unknown"),)),
                *refusals_to_keep(findings, reasons_to_keep),
            )
            if not reasons:
                row.lead_text, row.lead_desk = text.strip(), desk
                row.lead_warnings = [one._asdict() for one in kept(findings, reasons_to_keep)]
                _written(by, row)
                _decide(by, row, Use.LEAD_PROPOSED)
                audit.record(by, "propose_lead", reference, facts={"desk": desk, "count": len(findings)})
                return
    raise logged_refusal(by, "propose_lead", reference, reasons)


def check_lead_text(*, by: Officer, reference: str, text: str) -> tuple[Finding, ...]:
    """What a text for the police may give away, for the form that asks about each.

    Raises:
        Refused: "not-found"; "comparisons-used-up".
    """
    with transaction.atomic():
        row, reasons = community_report_to_change(by, reference)
        if row is not None:
            reasons = refusals_to_compare(by, row.source_reference, [text])
        if row is not None and not reasons:
            return _findings(by, row, text)
    raise logged_refusal(by, "check_lead_text", reference, reasons)


def return_lead(*, by: Officer, reference: str) -> None:
    """Send a proposed lead back, as the second person; the agency decides again.

    Raises:
        Refused: "not-found"; "community-use-not-next"; "release-needs-duty".
    """
    with transaction.atomic():
        row, reasons = community_report_to_change(by, reference)
        if row is not None:
            reasons = refusals_to_decide(Use(row.use), Use.UNDECIDED)
            if officers.duty_refusals(by, Duty.AUTHORISE_RELEASE):
                reasons = (*reasons, Refusal("release-needs-duty"))
        if row is not None and not reasons:
            _decide(by, row, Use.UNDECIDED)
            audit.record(by, "return_lead", reference)
            return
    raise logged_refusal(by, "return_lead", reference, reasons)


def send_lead(*, by: Officer, reference: str) -> None:
    """Let a proposed lead go to its police desk, as the second person. What the police have cannot be taken back.

    The desk gets a new report with the text, the number of the source and the coarse place. Who told it, the exact
    place and the words as told stay with the agency.

    Raises:
        Refused: "not-found"; every reason of ``domain.leads.refusals_to_send``; "lead-desk-unknown".
    """
    with transaction.atomic():
        row, reasons = community_report_to_change(by, reference)
        if row is not None:
            reasons = refusals_to_send(
                Use(row.use),
                by=by.code,
                proposed_by=row.use_by,
                writers=frozenset(row.writers),
                has_duty=not officers.duty_refusals(by, Duty.AUTHORISE_RELEASE),
                has_text=bool(row.lead_text.strip()),
            )
            if row.lead_desk not in {one.address for one in lead_desks()}:
                reasons = (*reasons, Refusal("lead-desk-unknown"))
        if row is not None and not reasons:
            open_lead(by, row)
            _decide(by, row, Use.LEAD_SENT)
            audit.record(by, "send_lead", reference, facts={"desk": row.lead_desk})
            return
    raise logged_refusal(by, "send_lead", reference, reasons)


def community_report_to_change(by: Officer, reference: str) -> tuple[CommunityReport | None, tuple[Refusal, ...]]:
    """The community report, locked, where `by` may change it; else the one answer for missing and not theirs."""
    if not may_change(by, reference):
        return None, (NOT_FOUND,)
    found = CommunityReport.objects.select_for_update().select_related("resource").filter(reference=reference).first()
    return (found, ()) if found is not None else (None, (NOT_FOUND,))


def _findings(by: Officer, row: CommunityReport, text: str) -> tuple[Finding, ...]:
    traces = traces_of(row.source_reference)
    if traces is not None:
        note_comparison(by, row.reference, row.source_reference, [text])
    against = Checked(raw=row.told, in_source_record=traces.is_in if traces else None)
    return findings_in_lead(text, against, exact_place=row.exact_place)


def _fill(row: CommunityReport, new: NewCommunityReport) -> None:
    row.told, row.concern, row.language = new.told, new.concern.value, new.language
    row.country, row.province, row.district, row.exact_place = new.country, new.province, new.district, new.exact_place
    row.obtained_how, row.obtained_on = new.obtained_how.value, new.obtained_on
    row.obtained_as_written, row.source_reference = new.obtained_as_written, new.source_reference
    if new.lead_text:
        row.lead_text = new.lead_text
    row.changed_at = timezone.now()
    row.save()


def _written(by: Officer, row: CommunityReport) -> None:
    if by.code not in row.writers:
        row.writers = [*row.writers, by.code]


def _decide(by: Officer, row: CommunityReport, use: Use) -> None:
    now = timezone.now()
    row.use, row.use_by, row.use_at, row.changed_at = use.value, by.code, now, now
    row.save()


def _route_to_leads(by: Officer, row: CommunityReport) -> None:
    """Whoever answers for the desk reads what was told to it, and can be the second person."""
    seen, now = standing(by, row.reference), timezone.now()
    for one, acting in actors_with(Duty.AUTHORISE_RELEASE, agency=by.desk.agency.code):
        if one.pk == by.pk or acting.viewer.desk != by.desk.address:
            continue
        whom = officer_to_tie(seen, one.code, purpose=Purpose.PROTECT, basis=Basis.ROUTED)
        if whom is not None:
            tie(row.resource_id, whom, Tie(Basis.ROUTED, Purpose.PROTECT, now, None), granted_by=by.code)
