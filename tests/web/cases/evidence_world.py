"""A case with exhibits in every state, a disclosure list, dated events and issued prints."""

import io
from dataclasses import dataclass
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from samakki.access.domain.vocabulary import Purpose
from samakki.access.models import Officer
from samakki.cases import actions
from samakki.cases.actions import Upload
from samakki.cases.domain.custody import NewMove, Party, SealState
from samakki.cases.domain.disclosure import DisclosureChoice, DisclosureKind, DisclosureState, HelpsDefence
from samakki.cases.domain.events import NewEvent, Season, season_span
from samakki.cases.domain.exhibits import ExhibitKind
from samakki.kernel.dates import PartialDate
from samakki.kernel.grades import Grade
from samakki.kernel.references import new_reference
from tests.support import hostile_files as files
from tests.support.casework import a_case, on_team
from tests.support.exhibits import HOUR, SEIZED_AT, ZONE, a_hand_over, a_move, an_exhibit, confirmed
from tests.support.people import FIELD, People
from tests.support.sign_in import signed_in

REPORT = new_reference("R", b"\1\2\3\4")
LEDGER = "បញ្ជីគណនី, 40 pages, blue cover, names and sums in Khmer and Thai: สมุดบัญชี"


@dataclass
class Evidence:
    """Who is there, and what they keep."""

    people: People
    officers: dict[str, Officer]
    case: str
    held: str  # by the investigator
    waiting: str  # handed to the prosecutor, not answered
    number: int  # of that event
    outside: str  # at a laboratory
    event: str
    second_event: str

    def client(self, kind: str) -> Client:
        """A client as an officer of this kind."""
        return signed_in(self.officers[kind])

    def addresses(self) -> dict[str, str]:
        """Values for addresses with a place in them."""
        return {
            "case": self.case,
            "held": self.held,
            "waiting": self.waiting,
            "number": str(self.number),
            "outside": self.outside,
            "event": self.event,
            "second_event": self.second_event,
            "report": REPORT,
        }


def build(people: People) -> Evidence:
    """Make the world through the verbs of cases."""
    officers = {
        "investigator": people.officer("investigator"),
        "supervisor": people.officer("supervisor"),
        "prosecutor": people.officer("prosecutor"),
        "stranger": people.officer("investigator", desk=FIELD),
    }
    lead, prosecutor = officers["investigator"], officers["prosecutor"]
    case = a_case(lead, nickname="ឡានខៀវ Blue lorry", countries=("KH", "TH"))
    on_team(officers["supervisor"], case, prosecutor, purpose=Purpose.PROSECUTE)
    held = an_exhibit(
        lead, case, kind=ExhibitKind.DIGITAL_COPY, content=files.TEXT * 20, photo=files.png(60, 40), seal=""
    )
    waiting = an_exhibit(lead, case, description=LEDGER, kind=ExhibitKind.PAPERS)
    recently = timezone.now() - timedelta(hours=2)
    number = a_hand_over(lead, waiting, prosecutor, at=recently)
    outside = an_exhibit(lead, case, seized_by="ร.ต.อ. สมชาย ด่านอรัญประเทศ", paper=files.PDF)
    away = a_hand_over(lead, outside, prosecutor)
    confirmed(prosecutor, outside, away, at=SEIZED_AT + 67 * HOUR)
    actions.reseal(
        by=prosecutor, exhibit=outside, move=a_move("", "", seal_before="KH-0457", seal_after="KH-0460", at=recently)
    )
    laboratory = NewMove(
        Party(officer=prosecutor.code),
        Party(outside="Dr. Chan Sophea, forensic laboratory"),
        recently,
        ZONE,
        seal_before="KH-0460",
        seal_after="KH-0460",
        seal_state=SealState.INTACT,
    )
    actions.hand_over(by=prosecutor, exhibit=outside, move=laboratory, paper=Upload(io.BytesIO(files.PDF), "slip.pdf"))
    actions.list_for_disclosure(by=lead, case=case, kind=DisclosureKind.REPORT, reference=REPORT, words="Driver")
    helps = DisclosureChoice(HelpsDefence.MAY_HELP, DisclosureState.NOT_YET, "It shows another driver on that day.")
    actions.decide_disclosure(by=prosecutor, case=case, reference=waiting, choice=helps)
    season = NewEvent(
        "ทำงานในสวน without pay, alleged",
        season_span(Season.RAINY, 2025, "KH"),
        ZONE,
        season=Season.RAINY,
        words="គេមិនឱ្យចេញក្រៅទេ ពេលភ្លៀង",
        place="Plantation behind the bridge",
        source=REPORT,
        grade=Grade.parse("B2"),
        is_assessment=True,
    )
    actions.add_event(by=lead, case=case, new=season)
    border = NewEvent("Alleged transport to the border", PartialDate("2026-02-20"), ZONE, time="23:40", in_summary=True)
    event = actions.add_event(by=lead, case=case, new=border)
    before = NewEvent("Alleged promise of work", PartialDate("../2025-04"), ZONE, source_words="Statement read back")
    second = actions.add_event(by=lead, case=case, new=before)
    return Evidence(people, officers, case, held, waiting, number, outside, event, second)
