import pytest

from samakki.cases.domain.elements import (
    ELEMENTS,
    FORMS,
    Element,
    ElementFacts,
    Gap,
    Standing,
    Support,
    gaps,
    is_means_needed,
    refusals_to_assess,
)
from samakki.cases.domain.vocabulary import Offence


def test_each_element_belongs_to_one_crime_and_the_crimes_share_none() -> None:
    listed = [element for elements in ELEMENTS.values() for element in elements]
    assert sorted(listed, key=str) == sorted(Element, key=str)
    assert set(FORMS) == set(Element)


@pytest.mark.parametrize(
    ("adults", "children", "needed"), [(0, 0, True), (1, 0, True), (1, 2, True), (0, 1, False), (0, 3, False)]
)
def test_means_are_needed_unless_every_presumed_victim_is_a_child(adults: int, children: int, needed: bool) -> None:
    assert is_means_needed(adults=adults, children=children) is needed


def test_an_element_nobody_looked_at_lacks_everything() -> None:
    assert gaps(ElementFacts(Element.ACT, Standing.NOT_LOOKED, (), ())) == (Gap.NOT_LOOKED, Gap.NOTHING_SUPPORTS)


def test_one_thing_alone_is_a_gap_and_two_are_none() -> None:
    one = (Support("X-1"),)
    assert gaps(ElementFacts(Element.ACT, Standing.SHOWN, ("receipt",), one)) == (Gap.ONE_SUPPORT,)
    assert gaps(ElementFacts(Element.ACT, Standing.SHOWN, ("receipt",), (*one, Support("X-2")))) == ()


def test_what_speaks_against_is_always_told() -> None:
    against = (Support("X-1", is_against=True),)
    told = gaps(ElementFacts(Element.MEANS, Standing.CONTRADICTED, (), against), is_needed=False)
    assert told == (Gap.SPEAKS_AGAINST, Gap.CONTRADICTED)


def test_an_element_that_is_not_needed_lacks_nothing() -> None:
    assert gaps(ElementFacts(Element.MEANS, Standing.NOT_LOOKED, (), ()), is_needed=False) == ()


def test_a_form_is_asked_for_where_the_element_has_forms() -> None:
    two = (Support("X-1"), Support("X-2"))
    assert gaps(ElementFacts(Element.PURPOSE, Standing.NOT_YET, (), two)) == (Gap.NOT_SHOWN, Gap.NO_FORM)
    assert gaps(ElementFacts(Element.NOT_NATIONAL, Standing.SHOWN, (), two)) == ()


def test_an_assessment_keeps_to_its_crime() -> None:
    wrong = refusals_to_assess(Offence.SMUGGLING, Element.ACT, Standing.NOT_LOOKED, forms=[], words="x" * 4001)
    assert {one.code for one in wrong} == {"element-not-of-offence", "standing-needed", "words-too-long"}
    wrong = refusals_to_assess(Offence.TRAFFICKING, Element.ACT, Standing.SHOWN, forms=["by_sea"], words="")
    assert [one.code for one in wrong] == ["element-not-of-offence"]
