"""Every property that a file can bring has words: nobody reads "amountEur" on a page."""

from samakki.entities.domain import schemata
from samakki.entities.domain.properties import OWN_PROPERTIES
from samakki.entities.web.wording.properties import PROPERTIES, property_words
from samakki.entities.web.wording.vocabulary import VOCABULARY


def test_every_property_of_the_vocabulary_has_words() -> None:
    known = {prop for schema in schemata.names() for prop in schemata.properties(schema)} | OWN_PROPERTIES.keys()
    assert {prop for prop in known if str(property_words(prop)) == prop.removeprefix("samakki:")} == set()


def test_no_property_has_words_twice() -> None:
    assert PROPERTIES.keys() & VOCABULARY.keys() == set()


def test_the_twin_of_a_property_is_called_as_the_property() -> None:
    assert property_words("samakki:amountEur") == property_words("amountEur")
    assert str(property_words("okpoCode")) == "Number in a register: OKPO"
