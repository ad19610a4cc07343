"""Reports in cases: who reads them then, and who no more."""

from samakki.access.domain.vocabulary import Surface, View
from samakki.access.models import Officer
from samakki.access.queries import decide_record
from samakki.cases import actions as cases
from samakki.intelligence import actions, queries
from tests.actions.intelligence.conftest import Desk
from tests.support.casework import a_case, a_report, an_item, on_team
from tests.support.refusing import refused_attempt


def sees(by: Officer, reference: str) -> View | None:
    return decide_record(by=by, reference=reference, purpose=None, surface=Surface.PAGE).view


def test_the_team_of_a_case_reads_a_report_that_is_put_into_it(desk: Desk) -> None:
    report, case = a_report(desk.writer), a_case(desk.writer)
    on_team(desk.supervisor, case, desk.colleague)
    assert sees(desk.colleague, report) is None

    actions.file_in_case(by=desk.writer, reference=report, case=case)

    assert sees(desk.colleague, report) is View.FULL
    assert [row.reference for row in queries.reports_in_case(desk.colleague, case).reports] == [report]


def test_who_joins_the_team_later_reads_it_and_who_leaves_does_not(desk: Desk) -> None:
    report, case = a_report(desk.writer), a_case(desk.writer)
    actions.file_in_case(by=desk.writer, reference=report, case=case)
    on_team(desk.supervisor, case, desk.colleague)
    assert sees(desk.colleague, report) is View.FULL
    cases.end_team(by=desk.supervisor, case=case, officer=desk.colleague.code)
    assert sees(desk.colleague, report) is None
    assert sees(desk.writer, report) is View.FULL


def test_taking_it_out_closes_it_to_those_who_read_it_through_the_case(desk: Desk) -> None:
    report, case = a_report(desk.writer), a_case(desk.writer)
    on_team(desk.supervisor, case, desk.colleague)
    actions.file_in_case(by=desk.writer, reference=report, case=case)
    actions.take_out_of_case(by=desk.writer, reference=report, case=case)
    assert sees(desk.colleague, report) is None
    assert sees(desk.writer, report) is View.FULL
    with refused_attempt("take_out_of_case", desk.writer.code, "not-filed"):
        actions.take_out_of_case(by=desk.writer, reference=report, case=case)


def test_a_report_in_two_cases_stays_open_until_it_is_in_neither(desk: Desk) -> None:
    report, one, other = a_report(desk.writer), a_case(desk.writer), a_case(desk.writer)
    for case in (one, other):
        on_team(desk.supervisor, case, desk.colleague)
        actions.file_in_case(by=desk.writer, reference=report, case=case)
    cases.end_team(by=desk.supervisor, case=one, officer=desk.colleague.code)
    assert sees(desk.colleague, report) is View.FULL
    cases.end_team(by=desk.supervisor, case=other, officer=desk.colleague.code)
    assert sees(desk.colleague, report) is None


def test_a_single_item_shows_what_may_leave_and_opens_nothing_else(desk: Desk) -> None:
    report, case = a_report(desk.writer), a_case(desk.writer)
    item = an_item(desk.writer, report, raw="RAWWORDS", sanitised="A man drives.")
    on_team(desk.supervisor, case, desk.colleague)

    actions.file_in_case(by=desk.writer, reference=report, case=case, item=item)

    found = queries.reports_in_case(desk.colleague, case)
    assert [one.item.sanitised for one in found.items] == ["A man drives."]
    assert found.reports == ()
    assert "RAWWORDS" not in repr(found)
    assert sees(desk.colleague, report) is None


def test_filing_is_refused(desk: Desk) -> None:
    report, case = a_report(desk.writer), a_case(desk.writer)
    foreign = a_case(desk.colleague)
    with refused_attempt("file_in_case", desk.writer.code, "not-found"):
        actions.file_in_case(by=desk.writer, reference=report, case=foreign)
    item = an_item(desk.writer, report, sanitised="")
    with refused_attempt("file_in_case", desk.writer.code, "item-not-sanitised"):
        actions.file_in_case(by=desk.writer, reference=report, case=case, item=item)
    actions.file_in_case(by=desk.writer, reference=report, case=case)
    with refused_attempt("file_in_case", desk.writer.code, "filed-already"):
        actions.file_in_case(by=desk.writer, reference=report, case=case)
