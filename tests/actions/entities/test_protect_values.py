import pytest

from samakki.access.models import Officer
from samakki.entities import actions, registries
from samakki.entities.domain.statements import NewEntity, NewStatement
from samakki.entities.domain.things import Belongs
from samakki.entities.models import Entity
from samakki.entities.queries.protection import identity
from samakki.entities.queries.things import things_seen
from tests.support.described import source
from tests.support.people import People

NUMBER = "+85512900411"


@pytest.fixture
def officer(people: People) -> Officer:
    return people.officer("investigator")


def test_what_an_officer_says_of_a_value_counts_under_every_entry_that_says_it(
    officer: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = (NewStatement("name", "Qanchana Srisentinel"), NewStatement("phone", NUMBER))
    first, second = (
        actions.describe(by=officer, source=source(officer), entity=NewEntity("Person", said)) for _ in range(2)
    )
    monkeypatch.setitem(registries.profile_members, "test", lambda asked: [first if asked == second else second])
    (one,) = things_seen(officer, second)
    actions.protect_person(by=officer, entity=second, things={one.key: Belongs.SHARED})
    assert {row.properties["phone"][0] for row in Entity.objects.filter(schema="Person")} == {NUMBER}


def test_the_hidden_birthday_leaves_the_year_that_tells_a_child(officer: Officer) -> None:
    said = (NewStatement("name", "Qanchana Srisentinel"), NewStatement("birthDate", "2009-05-17"))
    her = actions.describe(by=officer, source=source(officer), entity=NewEntity("Person", said))
    code = actions.protect_person(by=officer, entity=her)
    actions.add_statements(by=officer, entity=her, statements=[NewStatement("birthDate", "2010-03-04")])
    assert Entity.objects.get(reference=her).properties["birthDate"] == ["2009", "2010"]
    known = identity(code)
    assert known is not None
    assert ("birthDate", "2010-03-04") in known.things
