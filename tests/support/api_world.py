"""Records of one officer, for programs that ask the API: a case, a report with an item, a person, an exhibit."""

from samakki.entities import actions as entities
from samakki.entities.domain.statements import NewEntity, NewStatement
from tests.support.casework import a_case, a_report, an_item
from tests.support.described import source
from tests.support.exhibits import an_exhibit
from tests.support.people import People
from tests.support.programs import Program

SUSPECT = NewEntity("Person", (NewStatement("name", "บองเล็ก", language="th"), NewStatement("phone", "+85512345678")))


def filled() -> tuple[str, tuple[str, ...]]:
    """A token that may read and write, and references of everything there is."""
    officer = People().officer("investigator")
    program = Program(officer)
    case, report = a_case(officer), a_report(officer)
    an_item(officer, report)
    person = entities.describe(by=officer, source=source(officer), entity=SUSPECT)
    exhibit = an_exhibit(officer, case)
    return program.token, (case, report, person, exhibit)
