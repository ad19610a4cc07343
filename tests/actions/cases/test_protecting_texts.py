"""The code takes the place of her name in every text of her case, and nowhere else."""

from django.apps import apps

from samakki.access.queries import Officer
from samakki.cases import actions, queries
from samakki.cases.actions.protecting import TEXTS
from samakki.cases.domain.elements import Element, Standing
from samakki.cases.domain.tasks import NewTask
from samakki.cases.domain.vocabulary import AgeStatus, DataSubjectCategory, NoteKind, Offence, Stage
from samakki.entities.actions import protect_person
from samakki.entities.domain.searching import SearchFilters
from samakki.entities.domain.statements import NewEntity, NewStatement
from samakki.entities.queries.search import search
from tests.support.casework import a_case

NAME = "Nguyễn Thị Hoa"
SAID = f"The neighbour says that {NAME} left on Monday."


def texts_of(case: str) -> list[str]:
    """Every text of every table that holds words of this case."""
    found = []
    for model, (way, fields) in TEXTS.items():
        rows = apps.get_model("cases", model.__name__)._default_manager.filter(**{way: case})
        found += [text for row in rows.values_list(*fields) for text in row]
    return found


def write_everywhere(by: Officer, case: str) -> str:
    """Her name in every kind of text of a case."""
    person = actions.describe_person(by=by, case=case, person=NewEntity("Person", (NewStatement("name", NAME),)))
    actions.categorise(by=by, case=case, person=person, category=DataSubjectCategory.VICTIM, reason=SAID)
    actions.set_age(by=by, case=case, person=person, age=AgeStatus.IN_DOUBT, reason=SAID)
    actions.change_stage(by=by, case=case, to=Stage.INVESTIGATION, reason=SAID)
    actions.assess_element(
        by=by,
        case=case,
        offence=Offence.TRAFFICKING,
        element=Element.ACT,
        standing=Standing.PARTLY,
        forms=[],
        words=SAID,
    )
    actions.support_element(by=by, case=case, element=Element.ACT, reference=person, words=SAID)
    actions.add_note(by=by, case=case, kind=NoteKind.FACT, text=SAID)
    task = actions.add_task(by=by, case=case, new=NewTask(f"Ask {NAME} whether she is safe"))
    actions.cancel_task(by=by, case=case, task=task, reason=SAID)
    return person


def test_no_text_of_her_case_keeps_her_name(investigator: Officer, case: str) -> None:
    person = write_everywhere(investigator, case)
    before = sum(NAME in text for text in texts_of(case))
    assert before > 7
    code = protect_person(by=investigator, entity=person)
    assert [text for text in texts_of(case) if NAME in text] == []
    assert sum(code in text for text in texts_of(case)) == before
    found = queries.person(investigator, case, person)
    assert found is not None
    assert (found.row.caption, found.row.is_protected) == (code, True)


def test_her_case_is_found_by_the_code_and_not_by_her_name(investigator: Officer, case: str) -> None:
    person = write_everywhere(investigator, case)
    code = protect_person(by=investigator, entity=person)
    hits = {
        words: {hit.reference for hit in search(by=investigator, text=words, filters=SearchFilters()).hits}
        for words in (NAME, code)
    }
    assert hits[NAME] == set()
    assert case in hits[code]


def test_a_case_that_does_not_concern_her_is_left_alone(investigator: Officer, case: str) -> None:
    person = write_everywhere(investigator, case)
    other = a_case(investigator, nickname="Another case")
    actions.add_note(by=investigator, case=other, kind=NoteKind.FACT, text=SAID)
    protect_person(by=investigator, entity=person)
    assert queries.notes(other)[0].text == SAID
