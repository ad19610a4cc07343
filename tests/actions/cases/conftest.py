"""People and a case for the verbs of cases."""

from samakki.access.queries import Officer
from tests.support.casework import a_case
from tests.support.people import People
from tests.support.shared import shared


@shared
def investigator(people: People) -> Officer:
    return people.officer("investigator")


@shared
def supervisor(people: People) -> Officer:
    return people.officer("supervisor")


@shared
def prosecutor(people: People) -> Officer:
    return people.officer("prosecutor")


@shared
def case(investigator: Officer) -> str:
    return a_case(investigator)
