"""Community reports and leads: what the agency keeps, and what the police get."""

import pytest

from samakki.access import actions as access
from samakki.access.domain.vocabulary import Purpose, Surface, View
from samakki.access.models import Membership, Officer, Resource
from samakki.access.queries import decide_record
from samakki.intelligence import actions, queries
from samakki.intelligence.domain.sources import SourceDetails
from samakki.intelligence.domain.vocabulary import Concern, LeadOutcome, SourceKind, Use
from samakki.intelligence.domain.writing import NewCommunityReport
from samakki.intelligence.models import CommunityReport, Lead, Report
from samakki.kernel.refusals import Refused
from tests.actions.intelligence.conftest import Desk
from tests.support.casework import TRAFFICKING
from tests.support.people import FIELD, OTHER_SUPPORT, POLICE
from tests.support.refusing import refused_attempt

TOLD = "Aunt Vanna told me that a woman takes girls to a factory."
TEXT = "A woman recruits for a factory abroad."


def a_community_report(by: Officer) -> str:
    source = actions.register_source(
        by=by,
        kind=SourceKind.PERSON,
        details=SourceDetails(names=("Prak Vanna",)),
        purpose=Purpose.PROTECT,
    )
    new = NewCommunityReport(
        TOLD,
        concern=Concern.RECRUITMENT,
        country="KH",
        province="KH-1",
        district="KH.0102",
        exact_place="the blue house",
        source_reference=source,
    )
    return actions.start_community_report(by=by, new=new)


def a_lead(desk: Desk) -> tuple[str, str]:
    community = a_community_report(desk.worker)
    actions.propose_lead(by=desk.worker, reference=community, text=TEXT, desk=POLICE)
    actions.send_lead(by=desk.support_lead, reference=community)
    return community, Lead.objects.get().report.reference


def view(by: Officer, reference: str) -> View | None:
    return decide_record(by=by, reference=reference, purpose=None, surface=Surface.PAGE).view


def test_its_writer_and_the_leads_of_the_desk_read_it_and_nobody_else(desk: Desk) -> None:
    other = desk.people.officer("support_lead", desk=OTHER_SUPPORT)
    reference = a_community_report(desk.worker)
    assert view(desk.worker, reference) is view(desk.support_lead, reference) is View.FULL
    assert {view(by, reference) for by in (desk.writer, desk.supervisor, other)} == {None}
    assert queries.community_reports(desk.writer) == ()


def test_the_agency_decides_and_may_decide_again(desk: Desk) -> None:
    reference = a_community_report(desk.worker)
    for use in (Use.OWN_USE, Use.STATISTICS, Use.OWN_USE):
        actions.decide_use(by=desk.worker, reference=reference, use=use)
        assert CommunityReport.objects.get(reference=reference).use == use.value
    with refused_attempt("decide_use", desk.worker.code, "community-use-not-next"):
        actions.decide_use(by=desk.worker, reference=reference, use=Use.LEAD_SENT)


def test_a_lead_carries_the_text_the_number_and_the_coarse_place_and_nothing_else(desk: Desk) -> None:
    community, report = a_lead(desk)
    access.add_member(by=desk.supervisor, reference=report, officer=desk.writer.code, purpose=TRAFFICKING)

    found = queries.report(desk.writer, report)
    lead = queries.lead_of_report(report)

    assert found is not None
    assert found.received is not None
    assert lead is not None
    assert (found.received.raw, found.received.source_reference[:2]) == (TEXT, "S-")
    assert (lead.community, lead.province, lead.district) == (community, "KH-1", "KH.0102")
    for secret in ("Vanna", "blue house", "Aunt", "girls"):
        assert secret not in repr(found)
        assert secret not in repr(lead)
        for row in Report.objects.values():
            assert secret not in str(row)
    assert view(desk.writer, community) is None


def test_nobody_works_on_a_lead_until_the_desk_says_who(desk: Desk) -> None:
    _community, report = a_lead(desk)
    assert Resource.objects.get(reference=report).owner_desk.address == POLICE
    assert view(desk.worker, report) is view(desk.support_lead, report) is view(desk.writer, report) is None
    assert not Membership.objects.filter(resource__reference=report, ends_at__isnull=True).exists()
    assert [row.reference for row in queries.leads_without_team(desk.supervisor)] == [report]
    access.add_member(by=desk.supervisor, reference=report, officer=desk.writer.code, purpose=TRAFFICKING)
    assert queries.leads_without_team(desk.supervisor) == ()
    assert [row.reference for row in queries.leads_to_answer(desk.writer)] == [report]


def test_the_agency_sees_what_came_of_it(desk: Desk) -> None:
    community, report = a_lead(desk)
    access.add_member(by=desk.supervisor, reference=report, officer=desk.writer.code, purpose=TRAFFICKING)
    actions.tell_outcome(by=desk.writer, reference=report, outcome=LeadOutcome.IN_USE, words="Thank you.")
    found = queries.community_report(desk.worker, community)
    assert found is not None
    assert found.lead is not None
    assert (found.lead.outcome, found.lead.words) == (LeadOutcome.IN_USE, "Thank you.")
    assert queries.leads_to_answer(desk.writer) == ()


def test_a_lead_takes_two_people(desk: Desk) -> None:
    community = a_community_report(desk.support_lead)
    actions.propose_lead(by=desk.support_lead, reference=community, text=TEXT, desk=POLICE)
    with refused_attempt("send_lead", desk.support_lead.code, "author-does-not-authorise"):
        actions.send_lead(by=desk.support_lead, reference=community)
    second = a_community_report(desk.worker)
    actions.propose_lead(by=desk.worker, reference=second, text=TEXT, desk=POLICE)
    with refused_attempt("send_lead", desk.worker.code, "author-does-not-authorise", "release-needs-duty"):
        actions.send_lead(by=desk.worker, reference=second)
    assert not Lead.objects.exists()
    assert [row.reference for row in queries.leads_to_agree(desk.support_lead)] == [second]


def test_a_lead_can_be_sent_back_and_what_was_sent_cannot(desk: Desk) -> None:
    community = a_community_report(desk.worker)
    actions.propose_lead(by=desk.worker, reference=community, text=TEXT, desk=POLICE)
    new = NewCommunityReport("Other.")
    with refused_attempt("change_community_report", desk.worker.code, "community-report-handed-on"):
        actions.change_community_report(by=desk.worker, reference=community, new=new)
    actions.return_lead(by=desk.support_lead, reference=community)
    actions.propose_lead(by=desk.worker, reference=community, text=TEXT, desk=POLICE)
    actions.send_lead(by=desk.support_lead, reference=community)
    with refused_attempt("return_lead", desk.support_lead.code, "community-use-not-next"):
        actions.return_lead(by=desk.support_lead, reference=community)


def test_a_text_that_gives_the_informant_away_needs_reasons(desk: Desk) -> None:
    community = a_community_report(desk.worker)
    text = "Vanna of the blue house knows a woman who recruits."
    with pytest.raises(Refused, match="warnings-open"):  # beside the refusal the log has the comparison itself
        actions.propose_lead(by=desk.worker, reference=community, text=text, desk=POLICE)
    found = actions.check_lead_text(by=desk.worker, reference=community, text=text)
    assert {(one.code.value, one.fragment) for one in found} == {
        ("source_record", ""),
        ("exact_time_and_place", "the blue house"),
    }


def test_a_lead_goes_only_where_somebody_gives_work_out(desk: Desk) -> None:
    community = a_community_report(desk.worker)
    assert [one.address for one in queries.lead_desks()] == [POLICE]
    with pytest.raises(Refused, match="lead-desk-unknown"):
        actions.propose_lead(by=desk.worker, reference=community, text=TEXT, desk=FIELD)


def test_community_reports_are_refused(desk: Desk) -> None:
    new = NewCommunityReport("Told.")
    with refused_attempt("start_community_report", desk.supervisor.code, "compartment-not-written-by-role"):
        actions.start_community_report(by=desk.supervisor, new=new)
    with refused_attempt("start_community_report", desk.worker.code, "text-missing"):
        actions.start_community_report(by=desk.worker, new=NewCommunityReport(" "))
    reference = a_community_report(desk.worker)
    with refused_attempt("decide_use", desk.supervisor.code, "not-found"):
        actions.decide_use(by=desk.supervisor, reference=reference, use=Use.OWN_USE)
