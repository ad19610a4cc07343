"""One thing of each kind that the police of a node keep, beside a prosecution service with work of its own."""

from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from samakki.access.domain.vocabulary import Compartment, Purpose
from samakki.access.models import Officer
from samakki.cases import actions as cases
from samakki.cases import queries as case_queries
from samakki.cases.domain.tasks import NewTask
from samakki.cases.domain.vocabulary import NoteKind
from samakki.cases.queries.records import folder
from samakki.entities import actions as entities
from samakki.entities.domain.exporting.formats import Format
from samakki.entities.domain.exporting.naming import Whose
from samakki.entities.domain.kinds import LINKS, LinkKind
from samakki.entities.domain.statements import NewEntity, NewPlace, NewStatement
from samakki.entities.models import Import, Statement, StoredFile
from samakki.entities.queries.leaving import Scope, Selection
from samakki.exchange.models import Inbox, Landing
from samakki.intelligence import actions
from samakki.intelligence.domain.emergencies import FIELDS
from samakki.intelligence.domain.holdings import Use
from samakki.intelligence.domain.recalls import RecallReason, RecallScope
from samakki.intelligence.domain.sources import SourceDetails
from samakki.intelligence.domain.vocabulary import SourceKind
from samakki.intelligence.models import ReleaseRequest
from samakki.matching import actions as matching
from samakki.matching.domain.vocabulary import Judgement, Reason
from tests.actions.intelligence.conftest import Desk
from tests.actions.intelligence.world_of_disclosures import Abroad, build
from tests.support.casework import a_case, a_report, an_item
from tests.support.exhibits import an_event, an_exhibit
from tests.support.people import POLICE, PROSECUTION, SUPPORT, People
from tests.support.sign_in import signed_in
from tests.support.wire import THAI, stretch

SECRET = "SENTINELPOLICE"
"""In every word that the police wrote."""
NAME = "Chan Vutha"
"""Of somebody whom police and prosecution describe, each for themselves."""
NUMBER = "+85512345009"
LINES = dict.fromkeys(FIELDS, f"{SECRET} a few words")


@dataclass
class TwoAgencies:
    """Who is there, and what there is of each kind, by a word."""

    abroad: Abroad
    prosecutors: dict[str, Officer]
    own: dict[str, str] = field(default_factory=dict)  # of the prosecution
    police: dict[str, str] = field(default_factory=dict)

    def prosecutor(self, role: str = "prosecutor") -> Client:
        """A client as an officer of the prosecution."""
        return signed_in(self.prosecutors[role], confirmed=True)

    def police_clients(self) -> tuple[Client, ...]:
        """Those who keep the things of the police."""
        desk = self.abroad.desk
        return tuple(signed_in(one, confirmed=True) for one in (desk.writer, desk.supervisor, self.abroad.thai))


def people_of_prosecution(abroad: Abroad) -> dict[str, Officer]:
    """A prosecutor, a supervisor and an analyst, none of whom anybody has put on anything."""
    people = abroad.desk.people
    return {role: people.officer(role, desk=PROSECUTION) for role in ("prosecutor", "supervisor", "court_analyst")}


def both(people: People) -> TwoAgencies:
    """Police and prosecution of one node, with work of each."""
    desk = Desk(
        people,
        writer=people.officer("investigator", desk=POLICE),
        colleague=people.officer("investigator", desk=POLICE),
        supervisor=people.officer("supervisor", desk=POLICE),
        worker=people.officer("social_worker", desk=SUPPORT),
        support_lead=people.officer("support_lead", desk=SUPPORT),
    )
    abroad = build(desk)
    made = TwoAgencies(abroad, people_of_prosecution(abroad))
    with pytest.MonkeyPatch.context() as patch:
        abroad.wire = stretch(patch, own={POLICE: None})
        keep_everything(made)
    return made


def keep_everything(world: TwoAgencies) -> None:
    """Have both agencies do their work."""
    _prosecute(world)
    _investigate(world)
    _share(world)


def _prosecute(world: TwoAgencies) -> None:
    by = world.prosecutors["prosecutor"]
    case = a_case(by, nickname="Grey warehouse", purpose=Purpose.PROSECUTE)
    statements = (NewStatement("name", NAME), NewStatement("phone", NUMBER))
    person = cases.describe_person(by=by, case=case, person=NewEntity("Person", statements))
    cases.add_task(by=by, case=case, new=NewTask("Draft the charge", assigned=by.code))
    world.own = {"case": case, "person": person, "exhibit": an_exhibit(by, case)}


def _investigate(world: TwoAgencies) -> None:
    desk, made = world.abroad.desk, world.police
    by = desk.writer
    details = SourceDetails(names=(f"{SECRET} Vanna",))
    made["source"] = actions.register_source(
        by=by, kind=SourceKind.PERSON, details=details, purpose=Purpose.INVESTIGATE_TRAFFICKING
    )
    made["case"] = case = a_case(by, nickname=f"{SECRET} lorry")
    made["folder"] = folder(case, Compartment.SUSPECTS)
    made["report"] = report = a_report(by, text=f"{SECRET} {NAME} drives", headline=f"{SECRET} driver")
    made["item"] = item = an_item(
        by, report, raw=f"{SECRET} {NAME} drives to the river.", sanitised=f"{SECRET} drives."
    )
    said = (NewStatement("name", NAME), NewStatement("phone", NUMBER), NewStatement("summary", f"{SECRET} tall"))
    made["person"], made["other"] = (
        actions.capture(by=by, reference=report, item=item, schema="Person", statements=said) for _ in range(2)
    )
    house = actions.capture(
        by=by,
        reference=report,
        item=item,
        schema="Address",
        statements=(),
        place=NewPlace(f"{SECRET} house", country="KH", province="KH-1"),
    )
    form = LINKS[LinkKind.OTHER]
    ends = {form.first: made["person"], form.second: house}
    made["link"] = actions.link_captured(by=by, reference=report, item=item, schema=form.schema, ends=ends)
    made["statement"] = str(Statement.objects.filter(entity__reference=made["person"]).earliest("pk").pk)
    cases.add_person(by=by, case=case, entity=made["person"])
    made["task"] = cases.add_task(by=by, case=case, new=NewTask(f"{SECRET} call", assigned=by.code))
    made["event"] = an_event(by, case, title=f"{SECRET} transport")
    made["exhibit"] = an_exhibit(by, case, description=f"{SECRET} telephone", content=b"\x00\x01 bytes")
    made["file"] = StoredFile.objects.latest("pk").reference
    cases.add_note(by=by, case=case, kind=NoteKind.FACT, text=f"{SECRET} was seen")
    made["note"] = str(case_queries.notes(case)[-1].note)
    actions.file_in_case(by=by, reference=report, case=case)
    chosen = Selection(Scope.CHOSEN, chosen=(house,))
    made["export"] = entities.export_entities(by=by, selection=chosen, form=Format.CSV, answers={}, rest=Whose.OTHER)
    made["import"] = _brought_in(signed_in(by, confirmed=True))
    made["code"] = _protected(by)
    made["judgement"] = matching.judge(
        by=by, a=made["person"], b=made["other"], judgement=Judgement.POSITIVE, reason=Reason.SEEN
    )
    made["member"] = by.code


def _brought_in(client: Client) -> str:
    """A file that waits to be read."""
    file = SimpleUploadedFile("list.csv", f"Name,Phone\n{SECRET} Dara,012 345 009\n".encode())
    purpose = Purpose.INVESTIGATE_TRAFFICKING.value
    answer = client.post("/imports/start/", {"file": file, "country": "KH", "purpose": purpose})
    assert answer.status_code == HTTPStatus.FOUND
    return Import.objects.latest("pk").reference


def _protected(by: Officer) -> str:
    """The code of somebody whom the police protect."""
    report = a_report(by, text=f"{SECRET} she came")
    item = an_item(by, report, raw=f"{SECRET} she came.", sanitised="Somebody came.")
    said = (NewStatement("name", f"{SECRET} Qanchana"),)
    her = actions.capture(by=by, reference=report, item=item, schema="Person", statements=said)
    return entities.protect_person(by=by, entity=her)


def _share(world: TwoAgencies) -> None:
    abroad, made = world.abroad, world.police
    by, thai = abroad.desk.writer, abroad.thai
    made["emergency"] = actions.send_emergency(by=by, texts=LINES, desks=[THAI], reason="She calls for help now.")
    abroad.wire.posted.clear()
    made["disclosure"], made["received"] = abroad.delivered()
    actions.accept_offer(by=thai, reference=made["received"])
    actions.ask_release(
        by=thai,
        reference=made["received"],
        items=(),
        use=Use.COURT,
        why=f"{SECRET} is heard in May.",
        reply_by=timezone.localdate() + timedelta(days=5),
    )
    abroad.wire.deliver_all()
    made["release"] = ReleaseRequest.objects.get(disclosure__isnull=False).reference
    made["recall"] = actions.recall_disclosure(
        by=by, reference=made["disclosure"], scope=RecallScope.ERASE, reason=RecallReason.WRONG, note="It is not true."
    )
    now = timezone.now()
    came = Inbox.objects.create(
        sender="TH/POL", message_id="0199f0c2-0000-7000-8000-000000000001", digest="0" * 64, reference="M-33333",
        type="line.check@1.0", from_desk=THAI, thread="t", lane="normal", state="parked", verdict="accepted",
        reason="owner-failed", fault="0badcafe", key_id="k", carried_by="TH/POL", first_seen=now, deliver_by=now,
    )  # fmt: skip
    Landing.objects.create(message=came, desk=POLICE)
    made["message"] = came.reference
