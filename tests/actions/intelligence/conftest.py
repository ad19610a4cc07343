"""People for the verbs of intelligence, and what they write."""

from dataclasses import dataclass

from samakki.access.models import Officer
from tests.support.people import POLICE, SUPPORT, People
from tests.support.shared import shared


@dataclass
class Desk:
    """A police desk and a support desk, with who is needed."""

    people: People
    writer: Officer
    colleague: Officer
    supervisor: Officer
    worker: Officer
    support_lead: Officer


@shared
def desk(people: People) -> Desk:
    return Desk(
        people,
        writer=people.officer("investigator", desk=POLICE),
        colleague=people.officer("investigator", desk=POLICE),
        supervisor=people.officer("supervisor", desk=POLICE),
        worker=people.officer("social_worker", desk=SUPPORT),
        support_lead=people.officer("support_lead", desk=SUPPORT),
    )
