from hypothesis import given
from hypothesis import strategies as st

from samakki.cases.domain.people import (
    ACCUSED,
    NppFinding,
    PersonFacts,
    categories_with,
    categories_without,
    is_treated_as_child,
    needs_npp_check,
    refusals_to_answer_npp,
    refusals_to_categorise,
    refusals_to_give_role,
    refusals_to_leave,
    refusals_to_set_age,
)
from samakki.cases.domain.vocabulary import AgeStatus, DataSubjectCategory, Role

C = DataSubjectCategory
REASON = "Two witnesses say so, independently."
FOUND = frozenset({C.NOT_ASSESSED})


def facts(
    *categories: C, age: AgeStatus = AgeStatus.NOT_ASKED, roles: frozenset[Role] = frozenset(), npp: bool = False
) -> PersonFacts:
    return PersonFacts(frozenset(categories), age, roles, is_npp_open=npp)


def codes(person: PersonFacts, category: C, *, reason: str = REASON, is_prosecution: bool = False) -> set[str]:
    found = refusals_to_categorise(person, category, reason=reason, is_prosecution=is_prosecution)
    return {one.code for one in found}


def test_becoming_a_suspect_needs_a_reason() -> None:
    assert codes(facts(*FOUND), C.SUSPECT, reason="") == {"reason-length"}
    assert codes(facts(*FOUND), C.SUSPECT) == set()


def test_becoming_a_presumed_victim_needs_none() -> None:
    assert codes(facts(*FOUND), C.VICTIM, reason="") == set()


def test_nobody_becomes_not_assessed_again() -> None:
    assert codes(facts(C.VICTIM), C.NOT_ASSESSED) == {"category-is-the-first"}


def test_a_category_holds_once() -> None:
    assert codes(facts(C.VICTIM), C.VICTIM) == {"category-held"}


def test_only_the_prosecution_enters_a_conviction_and_of_a_suspect_alone() -> None:
    assert codes(facts(C.WITNESS), C.CONVICTED) == {"conviction-needs-suspect", "conviction-is-prosecutors"}
    assert codes(facts(C.SUSPECT), C.CONVICTED, is_prosecution=True) == set()


def test_nobody_is_convicted_while_the_check_is_open() -> None:
    assert codes(facts(C.SUSPECT, C.VICTIM, npp=True), C.CONVICTED, is_prosecution=True) == {"npp-check-open"}


def test_who_is_convicted_is_not_suspected_again() -> None:
    assert codes(facts(C.CONVICTED), C.SUSPECT) == {"convicted-already"}


def test_a_role_in_the_crime_makes_a_suspect_first() -> None:
    assert [one.code for one in refusals_to_give_role(facts(C.VICTIM), Role.GUIDE)] == ["role-needs-suspect"]
    held = facts(C.SUSPECT, roles=frozenset({Role.GUIDE}))
    assert [one.code for one in refusals_to_give_role(held, Role.GUIDE)] == ["alleged-role-held"]


def test_being_smuggled_is_no_role() -> None:
    assert not {"smuggled", "migrant", "victim"} & {role.value for role in Role}


def test_doubt_about_age_counts_for_the_person() -> None:
    assert {age for age in AgeStatus if is_treated_as_child(age)} == {AgeStatus.CHILD, AgeStatus.IN_DOUBT}


def test_a_child_becomes_an_adult_with_a_reason_only() -> None:
    child = facts(C.VICTIM, age=AgeStatus.IN_DOUBT)
    assert [one.code for one in refusals_to_set_age(child, AgeStatus.ADULT, reason="")] == ["reason-length"]
    assert refusals_to_set_age(child, AgeStatus.ADULT, reason=REASON) == ()
    assert refusals_to_set_age(child, AgeStatus.CHILD, reason="") == ()


def test_a_category_that_does_not_hold_cannot_end_nor_can_the_first() -> None:
    assert [one.code for one in refusals_to_leave(facts(C.VICTIM), C.SUSPECT, reason=REASON)] == ["category-not-held"]
    assert [one.code for one in refusals_to_leave(facts(*FOUND), C.NOT_ASSESSED, reason=REASON)] == [
        "category-not-held"
    ]


def test_the_check_is_answered_by_a_prosecutor_with_finding_and_reason() -> None:
    wrong = refusals_to_answer_npp(facts(C.VICTIM), None, reason="", is_prosecutor=False)
    assert {one.code for one in wrong} == {
        "reason-length",
        "npp-check-not-open",
        "npp-is-prosecutors",
        "finding-needed",
    }
    both = facts(C.VICTIM, C.SUSPECT, npp=True)
    assert refusals_to_answer_npp(both, NppFinding.NOT_RELATED, reason=REASON, is_prosecutor=True) == ()


@given(st.lists(st.tuples(st.sampled_from(C), st.booleans()), max_size=10))
def test_nobody_is_ever_without_a_category_or_suspect_and_convicted_at_once(steps: list[tuple[C, bool]]) -> None:
    held = FOUND
    for category, is_end in steps:
        person = facts(*held)
        if is_end and not refusals_to_leave(person, category, reason=REASON):
            held = categories_without(held, category)
        elif not is_end and not refusals_to_categorise(person, category, reason=REASON, is_prosecution=True):
            held = categories_with(held, category)
        assert held
        assert len(held & ACCUSED) <= 1
        assert C.NOT_ASSESSED not in held or held == FOUND
        assert needs_npp_check(held) == (C.VICTIM in held and bool(held & ACCUSED))
