"""People and a case for the verbs of cases."""

import pytest

from samakki.access.queries import Officer
from tests.support.casework import a_case
from tests.support.people import People


@pytest.fixture
def people(db: None) -> People:
    return People()


@pytest.fixture
def investigator(people: People) -> Officer:
    return people.officer("investigator")


@pytest.fixture
def supervisor(people: People) -> Officer:
    return people.officer("supervisor")


@pytest.fixture
def prosecutor(people: People) -> Officer:
    return people.officer("prosecutor")


@pytest.fixture
def case(investigator: Officer) -> str:
    return a_case(investigator)
