import pytest

from samakki.access.domain.vocabulary import Purpose
from samakki.access.queries import Officer
from samakki.cases import actions, queries
from samakki.cases.domain.people import NppFinding
from samakki.cases.domain.vocabulary import (
    AgeStatus,
    DataSubjectCategory,
    HypothesisAnswer,
    Offence,
    Role,
    Stage,
)
from samakki.cases.models import NppCheck, PersonCategory
from samakki.cases.queries import PersonRow
from samakki.entities.domain.statements import NewEntity, NewStatement
from tests.support.casework import a_case, on_team
from tests.support.people import FIELD, People
from tests.support.refusing import refused_attempt

C = DataSubjectCategory
REASON = "Two witnesses say so, independently of each other."


@pytest.fixture
def person(investigator: Officer, case: str) -> str:
    entity = NewEntity("Person", (NewStatement("name", "ហេង សុខា"),))
    return actions.describe_person(by=investigator, case=case, person=entity)


def row(by: Officer, case: str, entity: str) -> PersonRow:
    found = queries.person(by, case, entity)
    assert found is not None
    return found.row


def accuse(by: Officer, case: str, person: str) -> None:
    actions.categorise(by=by, case=case, person=person, category=C.VICTIM, reason="")
    actions.categorise(by=by, case=case, person=person, category=C.SUSPECT, reason=REASON)


def test_a_person_found_is_not_yet_assessed(investigator: Officer, case: str, person: str) -> None:
    found = row(investigator, case, person)
    assert (found.caption, found.categories, found.age) == ("ហេង សុខា", (C.NOT_ASSESSED,), AgeStatus.NOT_ASKED)
    assert not found.is_accused


def test_somebody_described_elsewhere_is_added_once_and_only_if_seen(
    people: People, investigator: Officer, supervisor: Officer, case: str, person: str
) -> None:
    second = a_case(investigator, nickname="Second case")
    actions.add_person(by=investigator, case=second, entity=person)
    with refused_attempt("add_person", investigator.code, "person-in-case", about=second):
        actions.add_person(by=investigator, case=second, entity=person)
    stranger = people.officer("investigator", desk=FIELD)
    own = a_case(stranger, nickname="Another case")
    with refused_attempt("add_person", stranger.code, "entity-not-available", about=own):
        actions.add_person(by=stranger, case=own, entity=person)


def test_categories_stand_beside_each_other_and_keep_their_history(
    investigator: Officer, case: str, person: str
) -> None:
    accuse(investigator, case, person)
    actions.end_category(by=investigator, case=case, person=person, category=C.SUSPECT, reason=REASON)
    assert row(investigator, case, person).categories == (C.VICTIM,)
    kept = [(one.category, one.until is None) for one in PersonCategory.objects.order_by("pk")]
    assert kept == [("not_assessed", False), ("victim", True), ("suspect", False)]


def test_becoming_a_suspect_without_a_reason_is_refused(investigator: Officer, case: str, person: str) -> None:
    with refused_attempt("categorise", investigator.code, "reason-length", about=case):
        actions.categorise(by=investigator, case=case, person=person, category=C.SUSPECT, reason=" ")
    assert row(investigator, case, person).categories == (C.NOT_ASSESSED,)


def test_a_role_is_alleged_of_suspects_alone_and_ends_with_the_suspicion(
    investigator: Officer, case: str, person: str
) -> None:
    with refused_attempt("give_role", investigator.code, "role-needs-suspect", about=case):
        actions.give_role(by=investigator, case=case, person=person, role=Role.RECRUITER, reason=REASON)
    actions.categorise(by=investigator, case=case, person=person, category=C.SUSPECT, reason=REASON)
    actions.give_role(by=investigator, case=case, person=person, role=Role.RECRUITER, reason=REASON)
    assert [one.role for one in row(investigator, case, person).roles] == [Role.RECRUITER]
    actions.end_category(by=investigator, case=case, person=person, category=C.SUSPECT, reason=REASON)
    found = row(investigator, case, person)
    assert (found.roles, found.categories) == ((), (C.OTHER,))


def test_an_alleged_role_can_be_taken_back(investigator: Officer, case: str, person: str) -> None:
    actions.categorise(by=investigator, case=case, person=person, category=C.SUSPECT, reason=REASON)
    actions.give_role(by=investigator, case=case, person=person, role=Role.GUARD, reason=REASON)
    actions.end_alleged_role(by=investigator, case=case, person=person, role=Role.GUARD, reason=REASON)
    with refused_attempt("end_alleged_role", investigator.code, "alleged-role-not-held", about=case):
        actions.end_alleged_role(by=investigator, case=case, person=person, role=Role.GUARD, reason=REASON)


def test_a_presumed_victim_who_is_accused_raises_the_check_and_a_named_prosecutor_answers_it(
    investigator: Officer, supervisor: Officer, prosecutor: Officer, case: str, person: str
) -> None:
    accuse(investigator, case, person)
    assert row(investigator, case, person).is_npp_open
    assert queries.open_npp_checks([person]) == {person}
    with refused_attempt("answer_npp_check", investigator.code, "npp-is-prosecutors", about=case):
        actions.answer_npp_check(
            by=investigator, case=case, person=person, finding=NppFinding.NOT_RELATED, reason=REASON
        )
    on_team(supervisor, case, prosecutor, purpose=Purpose.PROSECUTE)
    assert [one.entity for one in queries.checks_to_answer(prosecutor)] == [person]
    actions.answer_npp_check(by=prosecutor, case=case, person=person, finding=NppFinding.MORE_NEEDED, reason=REASON)
    assert row(investigator, case, person).is_npp_open
    actions.answer_npp_check(
        by=prosecutor, case=case, person=person, finding=NppFinding.DIRECTLY_RELATED, reason=REASON
    )
    found = row(investigator, case, person)
    assert (found.is_npp_open, found.categories) == (False, (C.VICTIM,))
    answered = NppCheck.objects.exclude(finding="").values_list("answered_by", flat=True)
    assert set(answered) == {prosecutor.code}
    assert queries.checks_to_answer(prosecutor) == ()


def test_the_check_stays_when_the_victim_category_is_taken_away(investigator: Officer, case: str, person: str) -> None:
    accuse(investigator, case, person)
    actions.end_category(by=investigator, case=case, person=person, category=C.VICTIM, reason=REASON)
    assert row(investigator, case, person).is_npp_open


def test_the_check_has_no_object_when_nothing_is_held_against_the_person(
    investigator: Officer, case: str, person: str
) -> None:
    accuse(investigator, case, person)
    actions.end_category(by=investigator, case=case, person=person, category=C.SUSPECT, reason=REASON)
    assert not row(investigator, case, person).is_npp_open
    assert NppCheck.objects.get().is_moot


def test_a_case_with_an_open_check_is_not_closed(investigator: Officer, case: str, person: str) -> None:
    accuse(investigator, case, person)
    with refused_attempt("change_stage", investigator.code, "npp-check-open", about=case):
        actions.change_stage(by=investigator, case=case, to=Stage.CLOSED, reason=REASON)


def test_doubt_about_age_puts_the_tasks_that_protect_a_child_on_the_plan_once(
    investigator: Officer, case: str, person: str
) -> None:
    actions.set_age(by=investigator, case=case, person=person, age=AgeStatus.IN_DOUBT, reason="")
    steps = [one.step for one in queries.tasks(case)]
    assert "child_guardian" in steps
    actions.set_age(by=investigator, case=case, person=person, age=AgeStatus.CHILD, reason="")
    assert len(queries.tasks(case)) == len(steps)
    with refused_attempt("set_age", investigator.code, "reason-length", about=case):
        actions.set_age(by=investigator, case=case, person=person, age=AgeStatus.ADULT, reason="")


def test_another_answer_about_the_crime_keeps_what_protects_people(
    investigator: Officer, case: str, person: str
) -> None:
    actions.categorise(by=investigator, case=case, person=person, category=C.VICTIM, reason="")
    actions.set_age(by=investigator, case=case, person=person, age=AgeStatus.CHILD, reason="")
    before = (row(investigator, case, person), len(queries.tasks(case)))
    actions.answer_hypothesis(
        by=investigator, case=case, offence=Offence.TRAFFICKING, answer=HypothesisAnswer.NOT_NOW, reason=REASON
    )
    assert (row(investigator, case, person), len(queries.tasks(case))) == before


def test_only_the_prosecution_enters_a_conviction_after_which_roles_are_no_longer_alleged(
    investigator: Officer, supervisor: Officer, prosecutor: Officer, case: str, person: str
) -> None:
    actions.categorise(by=investigator, case=case, person=person, category=C.SUSPECT, reason=REASON)
    with refused_attempt("categorise", investigator.code, "conviction-is-prosecutors", about=case):
        actions.categorise(by=investigator, case=case, person=person, category=C.CONVICTED, reason=REASON)
    on_team(supervisor, case, prosecutor, purpose=Purpose.PROSECUTE)
    actions.categorise(by=prosecutor, case=case, person=person, category=C.CONVICTED, reason=REASON)
    found = row(prosecutor, case, person)
    assert (found.categories, found.is_convicted) == ((C.CONVICTED,), True)


def test_an_officer_of_another_desk_changes_nobody(people: People, case: str, person: str) -> None:
    stranger = people.officer("investigator", desk=FIELD)
    with refused_attempt("categorise", stranger.code, "not-found", about=case):
        actions.categorise(by=stranger, case=case, person=person, category=C.SUSPECT, reason=REASON)


def test_somebody_who_is_not_in_the_case_is_named_as_missing(investigator: Officer, case: str) -> None:
    with refused_attempt("set_age", investigator.code, "person-not-in-case", about=case):
        actions.set_age(by=investigator, case=case, person="E-7K3QX", age=AgeStatus.CHILD, reason="")
