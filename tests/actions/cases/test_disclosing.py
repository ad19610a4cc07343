from pathlib import Path

import pytest
from pytest_django import Settings

from samakki.access.domain.vocabulary import Purpose
from samakki.access.queries import Officer
from samakki.cases import actions
from samakki.cases.domain.disclosure import DisclosureChoice, DisclosureKind, DisclosureState, HelpsDefence
from samakki.cases.queries.disclosure import DisclosureRow, disclosure_list
from samakki.kernel.references import new_reference
from tests.support.casework import on_team
from tests.support.exhibits import an_exhibit
from tests.support.people import FIELD, People
from tests.support.refusing import refused_attempt

REPORT = new_reference("R", b"\1\2\3\4")
HELPS = DisclosureChoice(HelpsDefence.MAY_HELP, DisclosureState.NOT_YET, "")
SHOWN = DisclosureChoice(HelpsDefence.MAY_HELP, DisclosureState.SHOWN, "Copy given to counsel on 2 March.")


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def the_list(by: Officer, case: str) -> list[DisclosureRow]:
    return list(disclosure_list(by, case) or ())


def test_the_list_begins_with_every_exhibit_undecided(investigator: Officer, case: str) -> None:
    reference = an_exhibit(investigator, case)
    (row,) = the_list(investigator, case)
    assert (row.reference, row.helps, row.is_open) == (reference, HelpsDefence.UNDECIDED, True)


def test_the_last_decision_counts_and_every_earlier_one_stays(
    investigator: Officer, supervisor: Officer, prosecutor: Officer, case: str
) -> None:
    reference = an_exhibit(investigator, case)
    on_team(supervisor, case, prosecutor, purpose=Purpose.PROSECUTE)
    actions.decide_disclosure(by=investigator, case=case, reference=reference, choice=HELPS)
    assert the_list(prosecutor, case)[0].is_open
    actions.decide_disclosure(by=prosecutor, case=case, reference=reference, choice=SHOWN)
    (row,) = the_list(prosecutor, case)
    assert (row.helps, row.state, row.is_open) == (HelpsDefence.MAY_HELP, DisclosureState.SHOWN, False)
    assert [one.by for one in row.decisions] == [prosecutor.code, investigator.code]


def test_a_report_is_listed_by_reference_once(investigator: Officer, case: str) -> None:
    actions.list_for_disclosure(by=investigator, case=case, kind=DisclosureKind.REPORT, reference=REPORT.lower())
    with refused_attempt("list_for_disclosure", investigator.code, "disclosure-listed-already"):
        actions.list_for_disclosure(by=investigator, case=case, kind=DisclosureKind.REPORT, reference=REPORT)
    assert [row.reference for row in the_list(investigator, case)] == [REPORT]


@pytest.mark.parametrize(
    ("choice", "code"),
    [
        (DisclosureChoice(HelpsDefence.UNDECIDED, DisclosureState.SHOWN, "Shown on 2 March."), "disclosure-undecided"),
        (DisclosureChoice(HelpsDefence.DOES_NOT, DisclosureState.NOT_YET, "no"), "disclosure-reason-missing"),
        (DisclosureChoice(HelpsDefence.MAY_HELP, DisclosureState.WITHHELD, ""), "disclosure-reason-missing"),
    ],
)
def test_a_decision_without_its_ground_is_refused(
    investigator: Officer, case: str, choice: DisclosureChoice, code: str
) -> None:
    reference = an_exhibit(investigator, case)
    with refused_attempt("decide_disclosure", investigator.code, code):
        actions.decide_disclosure(by=investigator, case=case, reference=reference, choice=choice)
    assert the_list(investigator, case)[0].decisions == ()


def test_what_is_not_on_the_list_is_not_decided(people: People, investigator: Officer, case: str) -> None:
    with refused_attempt("decide_disclosure", investigator.code, "disclosure-not-listed"):
        actions.decide_disclosure(by=investigator, case=case, reference=REPORT, choice=HELPS)
    stranger = people.officer("investigator", desk=FIELD)
    assert disclosure_list(stranger, case) is None
    with refused_attempt("decide_disclosure", stranger.code, "not-found"):
        actions.decide_disclosure(by=stranger, case=case, reference=REPORT, choice=HELPS)
