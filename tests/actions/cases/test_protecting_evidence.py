import io
from pathlib import Path

import pytest
from pytest_django import Settings

from samakki.access.queries import Officer
from samakki.cases import actions
from samakki.cases.domain.disclosure import DisclosureChoice, DisclosureState, HelpsDefence
from samakki.cases.domain.events import NewEvent
from samakki.cases.models import CustodyEvent, CustodyWords
from samakki.cases.queries.disclosure import disclosure_list
from samakki.cases.queries.events import events_of
from samakki.cases.queries.exhibits import changed_event, exhibit
from samakki.entities.actions import protect_person
from samakki.entities.domain.statements import NewEntity, NewStatement
from samakki.entities.models import SearchEntry
from samakki.kernel.dates import PartialDate
from tests.support import hostile_files as files
from tests.support.exhibits import SEIZED_AT, ZONE, a_move, an_event, an_exhibit

NAME = "Mali Thongdee"


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def test_a_code_takes_the_place_of_her_name_and_the_chain_stays_whole(investigator: Officer, case: str) -> None:
    reference = an_exhibit(investigator, case, description=f"Passport of {NAME}")
    handed = a_move(investigator, f"{NAME}, its owner", remark=f"{NAME} signed for it at the desk.")
    actions.hand_over(by=investigator, exhibit=reference, move=handed, paper=actions.Upload(io.BytesIO(files.PDF)))
    an_event(investigator, case, title=f"{NAME} came to the house")
    unmarked = NewEvent("Somebody else came", PartialDate("2026-02-20"), ZONE)
    actions.add_event(by=investigator, case=case, new=unmarked)
    helps = DisclosureChoice(HelpsDefence.MAY_HELP, DisclosureState.NOT_YET, f"{NAME} had her passport with her.")
    actions.decide_disclosure(by=investigator, case=case, reference=reference, choice=helps)
    person = actions.describe_person(
        by=investigator, case=case, person=NewEntity("Person", (NewStatement("name", NAME),))
    )
    digests = list(CustodyEvent.objects.values_list("digest", flat=True))

    code = protect_person(by=investigator, entity=person)

    row = exhibit(investigator, reference)
    assert row is not None
    assert row.description == f"Passport of {code}"
    assert row.held.holder.outside == f"{code}, its owner"
    assert changed_event(investigator, reference) is None
    assert list(CustodyEvent.objects.values_list("digest", flat=True)) == digests
    assert {event.title for event in events_of(investigator, case) or ()} == {
        f"{code} came to the house",
        "Somebody else came",
    }
    assert code in (disclosure_list(investigator, case) or ())[0].decisions[0].reason
    assert not SearchEntry.objects.filter(title__contains="Mali").exists()
    assert not CustodyWords.objects.filter(remark__contains="Mali").exists()
    assert row.seized_at == SEIZED_AT


def test_words_changed_by_hand_are_still_named_where_nobody_was_protected(investigator: Officer, case: str) -> None:
    reference = an_exhibit(investigator, case)
    CustodyWords.objects.update(place="Somewhere else")
    assert changed_event(investigator, reference) == 1
