import pytest

from samakki.access import actions as access
from samakki.access import queries as reading
from samakki.access.domain.exclusion import ExclusionReason
from samakki.access.domain.vocabulary import Compartment, Purpose, Surface
from samakki.access.queries import Officer
from samakki.cases import actions, queries, registries
from samakki.cases.registries import TeamChange
from tests.support.casework import TRAFFICKING, on_team
from tests.support.people import FIELD, People, record
from tests.support.refusing import refused_attempt

FOLDERS = (Compartment.CASE_FILE, Compartment.SUSPECTS, Compartment.EXHIBITS, Compartment.STATEMENT)


def opened(by: Officer, case: str) -> set[Compartment]:
    references = {compartment: queries.folder(case, compartment) for compartment in FOLDERS}
    seen = reading.decisions_on(by=by, references=references.values(), surface=Surface.PAGE)
    return {compartment for compartment, reference in references.items() if reference in seen}


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[TeamChange]:
    changes: list[TeamChange] = []
    monkeypatch.setitem(registries.team_changes, "test", lambda by, change: changes.append(change))
    return changes


def test_a_new_member_opens_every_folder_their_role_reads(
    supervisor: Officer, prosecutor: Officer, case: str, told: list[TeamChange]
) -> None:
    on_team(supervisor, case, prosecutor, purpose=Purpose.PROSECUTE)
    assert opened(prosecutor, case) == set(FOLDERS)
    assert told == [TeamChange(case, prosecutor.code, "prosecute", has_joined=True, by=supervisor.code)]


def test_a_role_that_reads_only_the_case_file_gets_no_more(people: People, supervisor: Officer, case: str) -> None:
    analyst = people.officer("court_analyst")
    on_team(supervisor, case, analyst, purpose=Purpose.STUDY_COURT_CASES)
    assert opened(analyst, case) == {Compartment.CASE_FILE}
    seen = queries.case(analyst, case)
    assert seen is not None
    assert seen.nickname == ""


def test_who_leaves_the_team_leaves_every_folder(
    people: People, supervisor: Officer, case: str, told: list[TeamChange]
) -> None:
    other = people.officer("investigator", desk=FIELD)
    on_team(supervisor, case, other)
    actions.end_team(by=supervisor, case=case, officer=other.code)
    assert opened(other, case) == set()
    assert [change.has_joined for change in told] == [True, False]


def test_the_lead_stays_until_somebody_else_leads(supervisor: Officer, investigator: Officer, case: str) -> None:
    with refused_attempt("end_membership", supervisor.code, "lead-leaves", about=case):
        actions.end_team(by=supervisor, case=case, officer=investigator.code)
    assert opened(investigator, case) == set(FOLDERS)


def test_an_investigator_puts_nobody_on_the_team(people: People, investigator: Officer, case: str) -> None:
    other = people.officer("investigator", desk=FIELD)
    with refused_attempt("add_member", investigator.code, "duty-not-held", about=case):
        actions.add_to_team(by=investigator, case=case, officer=other.code, purpose=TRAFFICKING)
    assert opened(other, case) == set()


def test_an_excluded_officer_is_kept_from_every_folder_and_comes_back_to_all(
    people: People, supervisor: Officer, case: str
) -> None:
    other = people.officer("investigator", desk=FIELD)
    on_team(supervisor, case, other)
    access.exclude(by=supervisor, reference=case, reason=ExclusionReason.RELATED, officer=other.code)
    assert opened(other, case) == set()
    access.lift_exclusion(by=supervisor, reference=case, officer=other.code)
    assert opened(other, case) == set(FOLDERS)


def test_an_excluded_desk_is_kept_from_every_folder(people: People, supervisor: Officer, case: str) -> None:
    other = people.officer("investigator", desk=FIELD)
    on_team(supervisor, case, other)
    access.exclude(by=supervisor, reference=case, reason=ExclusionReason.SUSPECTED, desk=FIELD)
    assert opened(other, case) == set()


def test_a_record_that_is_no_case_has_no_team_to_tell(
    people: People, supervisor: Officer, investigator: Officer, told: list[TeamChange]
) -> None:

    bare = record(by=investigator)
    other = people.officer("investigator", desk=FIELD)
    access.add_member(by=supervisor, reference=bare, officer=other.code, purpose=TRAFFICKING)
    assert told == []
