"""Records of one officer, for programs that ask the API: a case, a report with an item, two people, an exhibit."""

from samakki.entities import actions as entities
from samakki.entities.domain.statements import NewEntity, NewStatement
from samakki.entities.models import Statement
from tests.support.casework import a_case, a_report, an_item
from tests.support.described import source
from tests.support.exhibits import an_exhibit
from tests.support.people import People
from tests.support.programs import Program

SUSPECT = NewEntity("Person", (NewStatement("name", "บองเล็ก", language="th"), NewStatement("phone", "+85512345678")))


def filled() -> tuple[str, tuple[str, ...], tuple[int, ...]]:
    """A token that may read and write, references of everything there is, and numbers of statements."""
    officer = People().officer("investigator")
    program = Program(officer)
    case, report = a_case(officer), a_report(officer)
    an_item(officer, report)
    said = source(officer)
    people = [entities.describe(by=officer, source=said, entity=SUSPECT) for _ in range(2)]
    exhibit = an_exhibit(officer, case)
    numbers = Statement.objects.filter(entity__reference__in=people).values_list("pk", flat=True)
    return program.token, (case, report, *people, exhibit), tuple(numbers)
