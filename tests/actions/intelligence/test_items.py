"""Items: words, grades, conditions, and what was captured from them."""

from dataclasses import replace

from samakki.access.models import Resource
from samakki.entities.domain.statements import NewPlace, NewStatement
from samakki.entities.models import Entity, Statement
from samakki.intelligence import actions
from samakki.intelligence.domain.handling import read, stored
from samakki.intelligence.domain.writing import NewItem, pieces_of
from samakki.intelligence.models import Report, ReportItem
from samakki.kernel.grades import GradeSystem, NativeGrade
from samakki.kernel.handling import HandlingCode
from tests.actions.intelligence.conftest import Desk
from tests.support.casework import a_report, an_item
from tests.support.refusing import refused_attempt

B2 = NativeGrade.parse("B2", system=GradeSystem.FOUR_BY_FOUR)
FALSE = NativeGrade.parse("C54", system=GradeSystem.FIVE_BY_FIVE)


def test_an_item_begins_with_the_strictest_conditions_of_its_crime(desk: Desk) -> None:
    report = a_report(desk.writer)
    item = actions.add_item(by=desk.writer, reference=report, new=NewItem("He drives."))
    held = read(ReportItem.objects.get(reference=item).handling)
    assert [code.value for code in held.codes] == ["H0"]
    assert [one.agency for one in held.originators] == ["KH/POL"]
    assert held.onward.value == "none"
    assert stored(held) == ReportItem.objects.get(reference=item).handling


def test_a_grade_of_another_system_is_kept_letter_by_letter(desk: Desk) -> None:
    report = a_report(desk.writer)
    item = actions.add_item(by=desk.writer, reference=report, new=NewItem("He drives.", grade=FALSE))
    row = ReportItem.objects.get(reference=item)
    assert (row.native_system, row.native_source, row.native_information, row.native_handling) == (
        "5x5x5",
        "C",
        "5",
        "4",
    )
    assert (row.source_grade, row.information_grade, row.mapping_version) == ("B", "4", 1)


def test_the_codes_of_items_become_those_of_the_report(desk: Desk) -> None:
    report = a_report(desk.writer)
    item = an_item(desk.writer, report)
    row = ReportItem.objects.get(reference=item)
    held = replace(read(row.handling), codes=frozenset({HandlingCode.H1, HandlingCode.H2}))
    actions.change_item(by=desk.writer, reference=report, item=item, new=NewItem("He drives.", grade=B2, handling=held))
    assert Resource.objects.get(reference=report).handling == "H1,H2"
    actions.take_out_item(by=desk.writer, reference=report, item=item)
    assert Resource.objects.get(reference=report).handling == "H0"


def test_a_text_is_cut_where_lines_are_empty_or_else_at_every_line(desk: Desk) -> None:
    assert pieces_of("one\ntwo\n\nthree") == ("one\ntwo", "three")
    assert pieces_of("one\r\ntwo") == ("one", "two")
    report = a_report(desk.writer)
    made = actions.cut_into_items(by=desk.writer, reference=report, pieces=["one", "two"])
    assert list(ReportItem.objects.values_list("number", flat=True)) == [1, 2]
    actions.take_out_item(by=desk.writer, reference=report, item=made[1])
    third = actions.add_item(by=desk.writer, reference=report, new=NewItem("three"))
    assert ReportItem.objects.get(reference=third).number == 3


def test_items_are_refused(desk: Desk) -> None:
    report = a_report(desk.writer)
    with refused_attempt("add_item", desk.writer.code, "text-missing", about=report):
        actions.add_item(by=desk.writer, reference=report, new=NewItem(" "))
    with refused_attempt("add_item", desk.colleague.code, "not-found"):
        actions.add_item(by=desk.colleague, reference=report, new=NewItem("x"))
    with refused_attempt("cut_into_items", desk.writer.code, "pieces-many"):
        actions.cut_into_items(by=desk.writer, reference=report, pieces=["x"] * 61)
    with refused_attempt("change_item", desk.writer.code, "item-not-there"):
        actions.change_item(by=desk.writer, reference=report, item="I-00000", new=NewItem("x"))
    item = an_item(desk.writer, report)
    actions.grade_report(by=desk.writer, reference=report)
    with refused_attempt("change_item", desk.writer.code, "report-not-a-draft"):
        actions.change_item(by=desk.writer, reference=report, item=item, new=NewItem("x"))
    assert Report.objects.get(reference=report).state == "graded"


def test_what_is_captured_carries_the_item_its_grade_and_its_basis(desk: Desk) -> None:
    report = a_report(desk.writer)
    item = an_item(desk.writer, report, grade="B2")
    person = actions.capture(
        by=desk.writer,
        reference=report,
        item=item,
        schema="Person",
        statements=[NewStatement("weakAlias", "Bong Lek"), NewStatement("summary", "tall, scar")],
    )
    assert Entity.objects.get(reference=person).caption == "Bong Lek"
    said = Statement.objects.filter(entity__reference=person)
    assert {(one.item, one.source_grade, one.information_grade, one.basis) for one in said} == {
        (item, "B", "2", "fact")
    }


def test_a_captured_house_carries_the_item_and_its_grade_in_everything_said_of_it(desk: Desk) -> None:
    report = a_report(desk.writer)
    item = an_item(desk.writer, report, grade="C3")
    told = NewPlace("behind the pagoda", country="KH", province="KH-1")
    house = actions.capture(by=desk.writer, reference=report, item=item, schema="Address", statements=(), place=told)
    said = Statement.objects.filter(entity__reference=house).values_list("prop", "item", "source_grade")
    assert set(said) == {("full", item, "C"), ("country", item, "C"), ("state", item, "C")}


def test_a_new_grade_reaches_what_was_captured(desk: Desk) -> None:
    report = a_report(desk.writer)
    item = an_item(desk.writer, report, grade="B2")
    said = [NewStatement("weakAlias", "Bong Lek")]
    person = actions.capture(by=desk.writer, reference=report, item=item, schema="Person", statements=said)
    worse = NativeGrade.parse("C4", system=GradeSystem.FOUR_BY_FOUR)
    actions.change_item(by=desk.writer, reference=report, item=item, new=NewItem("He drives.", grade=worse))
    row = Statement.objects.get(entity__reference=person)
    assert (row.source_grade, row.information_grade) == ("C", "4")


def test_two_captured_things_are_linked_by_an_item(desk: Desk) -> None:
    report = a_report(desk.writer)
    item = an_item(desk.writer, report)
    made = [
        actions.capture(
            by=desk.writer, reference=report, item=item, schema="Person", statements=[NewStatement("name", name)]
        )
        for name in ("Bong Lek", "สมชาย")
    ]
    link = actions.link_captured(
        by=desk.writer, reference=report, item=item, schema="Associate", ends={"person": made[0], "associate": made[1]}
    )
    assert set(Statement.objects.filter(entity__reference=link).values_list("item", flat=True)) == {item}


def test_capture_is_closed_to_everybody_else(desk: Desk) -> None:
    report = a_report(desk.writer)
    item = an_item(desk.writer, report)
    said = [NewStatement("name", "X Y")]
    with refused_attempt("describe_entity", desk.supervisor.code, "not-found"):
        actions.capture(by=desk.supervisor, reference=report, item=item, schema="Person", statements=said)
    with refused_attempt("describe_entity", desk.writer.code, "item-not-there"):
        actions.capture(by=desk.writer, reference=report, item="I-00000", schema="Person", statements=said)
    assert not Entity.objects.exists()
