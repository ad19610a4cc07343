"""One small world for the pages of reports: one in each state that waits for somebody, a lead, a source, a case."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from samakki.access.domain.vocabulary import Purpose
from samakki.access.models import Officer
from samakki.entities.domain.statements import NewStatement
from samakki.intelligence import actions
from samakki.intelligence.domain.sources import SourceDetails
from samakki.intelligence.domain.vocabulary import Concern, SourceKind
from samakki.intelligence.domain.writing import NewCommunityReport
from samakki.intelligence.models import ReportItem
from tests.support.casework import a_case, a_report, a_sanitised_report, an_item
from tests.support.people import POLICE, SUPPORT, People
from tests.support.sign_in import signed_in

RAW = "เขาบอกว่าเห็นรถตู้สีขาวที่ตลาด ทะเบียน ๑กข ๒๓๔๕"
SECRET = "SENTINELRAWWORDS"
TOLD = "The aunt of Dara says that a woman called Mealea offers work in a factory over the border."


@dataclass
class World:
    """Who is there, and what they work on."""

    people: People
    officers: dict[str, Officer]
    case: str
    draft: str  # with one graded item, one that nobody graded, one person captured
    item: str  # the graded one
    waiting: str  # sanitised: waits for the supervisor
    authorised: str
    community: str  # proposed as a lead
    undecided: str
    lead: str  # the report of the police desk
    source: str
    clients: dict[str, Client] = field(default_factory=dict)

    def client(self, kind: str) -> Client:
        """A client as an officer of this kind."""
        return self.clients.setdefault(kind, signed_in(self.officers[kind], confirmed=True))


def build(people: People) -> World:
    """Make the world through the verbs of intelligence."""
    officers = {
        "investigator": people.officer("investigator", desk=POLICE),
        "colleague": people.officer("investigator", desk=POLICE),
        "supervisor": people.officer("supervisor", desk=POLICE),
        "prosecutor": people.officer("prosecutor"),
        "social_worker": people.officer("social_worker", desk=SUPPORT),
        "support_lead": people.officer("support_lead", desk=SUPPORT),
        "custodian": people.officer("custodian", desk=POLICE),
    }
    writer, worker, lead_of_desk = officers["investigator"], officers["social_worker"], officers["support_lead"]
    source = actions.register_source(
        by=writer,
        kind=SourceKind.PERSON,
        details=SourceDetails(names=("Prak Vanna",), phones=("012 345 678",)),
        purpose=Purpose.INVESTIGATE_TRAFFICKING,
    )
    case = a_case(writer)
    draft = a_report(writer, text=f"{RAW} {SECRET}", headline="White van", source_reference=source)
    item = an_item(writer, draft, raw=f"{SECRET} drives a white van, 1กข 2345.", sanitised="A man drives a white van.")
    actions.cut_into_items(by=writer, reference=draft, pieces=["He is tall and has a scar."])
    actions.capture(
        by=writer,
        reference=draft,
        item=item,
        schema="Person",
        statements=[NewStatement("weakAlias", "Bong Lek"), NewStatement("summary", "tall, scar")],
    )
    waiting = a_sanitised_report(writer)
    authorised = a_sanitised_report(writer)
    actions.authorise_release(
        by=officers["supervisor"], reference=authorised, feedback_due=timezone.localdate() + timedelta(days=31)
    )
    actions.file_in_case(by=writer, reference=authorised, case=case)
    undecided = a_community_report(worker)
    community = a_community_report(worker)
    propose(worker, community)
    sent = a_community_report(worker)
    propose(worker, sent)
    actions.send_lead(by=lead_of_desk, reference=sent)
    lead = sent_report(sent)
    return World(people, officers, case, draft, item, waiting, authorised, community, undecided, lead, source)


def a_community_report(by: Officer) -> str:
    """What a community told, and its reference."""
    new = NewCommunityReport(
        TOLD, concern=Concern.RECRUITMENT, country="KH", province="KH-1", exact_place="the blue house at the pump"
    )
    return actions.start_community_report(by=by, new=new)


def propose(by: Officer, reference: str) -> None:
    """A lead for the police, from a community report."""
    text = "A woman recruits for a factory abroad."
    actions.propose_lead(by=by, reference=reference, text=text, desk=POLICE)


def sent_report(community: str) -> str:
    """The report that a lead became at the police desk."""
    from samakki.intelligence.models import Lead  # noqa: PLC0415  (only tests look across)

    return Lead.objects.get(community__reference=community).report.reference


def first_ungraded(report: str) -> str:
    """The item of a draft that nobody graded."""
    return ReportItem.objects.get(report__reference=report, native_system="").reference
