import pytest

from samakki.access.models import AuditEntry
from samakki.access.queries import Officer
from samakki.cases import actions, queries
from samakki.cases.domain.elements import Element, Gap, Standing
from samakki.cases.domain.vocabulary import AgeStatus, DataSubjectCategory, NoteKind, Offence
from samakki.cases.queries import ElementRow
from samakki.entities.domain.searching import SearchFilters
from samakki.entities.domain.statements import NewEntity, NewStatement
from samakki.entities.queries.search import search
from tests.support.people import FIELD, People
from tests.support.refusing import refused_attempt


@pytest.fixture
def person(investigator: Officer, case: str) -> str:
    entity = NewEntity("Person", (NewStatement("name", "ហេង សុខា"),))
    return actions.describe_person(by=investigator, case=case, person=entity)


def row(by: Officer, case: str, element: Element) -> ElementRow:
    return next(one for one in queries.elements(by, case) if one.element is element)


def assess(by: Officer, case: str, element: Element, standing: Standing, **changes: object) -> None:
    said = {"offence": Offence.TRAFFICKING, "forms": [], "words": "", **changes}
    actions.assess_element(by=by, case=case, element=element, standing=standing, **said)  # type: ignore[arg-type]  # changed one at a time


def test_an_assessment_stands_and_earlier_ones_stay(investigator: Officer, case: str) -> None:
    assess(investigator, case, Element.ACT, Standing.NOT_YET)
    assess(investigator, case, Element.ACT, Standing.PARTLY, forms=["receipt"], words="A ticket")
    found = row(investigator, case, Element.ACT)
    assert (found.standing, found.forms, found.words, found.times_assessed) == (
        Standing.PARTLY,
        ("receipt",),
        "A ticket",
        2,
    )
    assert found.gaps == (Gap.NOTHING_SUPPORTS,)


def test_an_assessment_of_the_other_crime_is_refused(investigator: Officer, case: str) -> None:
    with refused_attempt("assess_element", investigator.code, "element-not-of-offence", about=case):
        assess(investigator, case, Element.BENEFIT, Standing.SHOWN)


def test_what_supports_an_element_is_linked_described_and_taken_back(
    investigator: Officer, case: str, person: str
) -> None:
    actions.support_element(
        by=investigator, case=case, element=Element.ACT, reference=person.lower(), words="Placed the advert"
    )
    (link,) = row(investigator, case, Element.ACT).supports
    assert (link.reference, link.described, link.words) == (person, "ហេង សុខា", "Placed the advert")
    with refused_attempt("support_element", investigator.code, "support-linked-already", about=case):
        actions.support_element(by=investigator, case=case, element=Element.ACT, reference=person, words="")
    actions.withdraw_support(by=investigator, case=case, support=link.support)
    assert row(investigator, case, Element.ACT).supports == ()
    with refused_attempt("withdraw_support", investigator.code, "support-not-linked", about=case):
        actions.withdraw_support(by=investigator, case=case, support=link.support)


@pytest.mark.parametrize("reference", ["", "no reference", "E-7K3QX", "Q-7K3QX", "O-7K3QR"])
def test_what_is_missing_or_not_theirs_supports_nothing(investigator: Officer, case: str, reference: str) -> None:
    with refused_attempt("support_element", investigator.code, "support-not-available", about=case):
        actions.support_element(by=investigator, case=case, element=Element.ACT, reference=reference, words="")


def test_means_are_not_needed_where_every_presumed_victim_is_a_child(
    investigator: Officer, case: str, person: str
) -> None:
    assert row(investigator, case, Element.MEANS).is_needed
    actions.categorise(by=investigator, case=case, person=person, category=DataSubjectCategory.VICTIM, reason="")
    actions.set_age(by=investigator, case=case, person=person, age=AgeStatus.IN_DOUBT, reason="")
    found = row(investigator, case, Element.MEANS)
    assert (found.is_needed, found.gaps) == (False, ())


def test_a_note_says_what_it_is_and_is_corrected_beside(investigator: Officer, case: str) -> None:
    actions.add_note(by=investigator, case=case, kind=NoteKind.FACT, text="Seen at the bridge")
    (first,) = queries.notes(case)
    actions.add_note(by=investigator, case=case, kind=NoteKind.FACT, text="Seen at the ferry", corrects=first.note)
    assert [(one.text, one.is_corrected) for one in queries.notes(case)] == [
        ("Seen at the ferry", False),
        ("Seen at the bridge", True),
    ]
    with refused_attempt("add_note", investigator.code, "note-not-correctable", "note-length", about=case):
        actions.add_note(by=investigator, case=case, kind=NoteKind.LEGAL, text=" ", corrects=first.note)
    assert queries.notes(case, NoteKind.LEGAL) == ()


def test_no_word_of_a_note_is_in_the_log(investigator: Officer, case: str) -> None:
    actions.add_note(by=investigator, case=case, kind=NoteKind.FACT, text="Seen at the bridge")
    assert AuditEntry.objects.get(action="add_note").facts == {"what": "fact"}


def test_a_case_is_found_by_nickname_and_note_and_by_its_team_alone(
    people: People, investigator: Officer, supervisor: Officer, case: str
) -> None:
    actions.add_note(by=investigator, case=case, kind=NoteKind.FACT, text="Seen at the pagoda")
    stranger = people.officer("investigator", desk=FIELD)
    for words in ("lorry", "pagoda"):
        found = {
            by.code: [hit.reference for hit in search(by=by, text=words, filters=SearchFilters()).hits]
            for by in (investigator, supervisor, stranger)
        }
        assert found == {investigator.code: [case], supervisor.code: [], stranger.code: []}
