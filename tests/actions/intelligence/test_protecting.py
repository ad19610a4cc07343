"""Protecting a person reaches every text of reports and community reports that concern her."""

from django.utils import timezone

from samakki.access.models import Officer
from samakki.entities import actions as entities
from samakki.entities.domain.statements import NewStatement
from samakki.entities.models import SearchEntry
from samakki.intelligence import actions
from samakki.intelligence.models import Report, ReportItem
from tests.actions.intelligence.conftest import Desk
from tests.support.casework import a_case, a_report, an_item

NAME = "Meas Sreymom"


def protect(by: Officer, entity: str) -> str:
    return str(entities.protect_person(by=by, entity=entity, spellings=[NAME]))


def test_the_code_takes_the_place_of_the_name_and_the_bytes_are_sealed(desk: Desk) -> None:
    report = a_report(desk.writer, text=f"{NAME} was seen.", headline=NAME)
    item = an_item(desk.writer, report, raw=f"{NAME} was in the van.", sanitised=f"{NAME} was there.")
    said = [NewStatement("name", NAME)]
    person = actions.capture(by=desk.writer, reference=report, item=item, schema="Person", statements=said)

    protect(desk.writer, person)

    row, item_row = Report.objects.get(reference=report), ReportItem.objects.get(reference=item)
    assert NAME not in str([row.raw, row.headline, item_row.raw, item_row.sanitised])
    assert NAME.encode() not in bytes(row.original_bytes)
    assert "P-" in row.raw
    for entry in SearchEntry.objects.filter(kind="report"):
        assert NAME not in str([entry.title, entry.lines])


def test_a_report_of_the_same_case_concerns_her_too(desk: Desk) -> None:
    case = a_case(desk.writer)
    one, other = a_report(desk.writer, text=f"{NAME} called."), a_report(desk.writer, text=f"About {NAME}.")
    for report in (one, other):
        actions.file_in_case(by=desk.writer, reference=report, case=case)
    assert other in actions.widen(frozenset({case}))
    assert case in actions.widen(frozenset({one}))
    assert timezone.now()
