"""Dates as people type them into sheets: refused with a reason that helps, and read in the order their column shows."""

import io
from datetime import date

import pytest

from samakki.entities.domain.importing.cells import Cell
from samakki.entities.domain.importing.day_orders import has_order, orders_shown
from samakki.entities.domain.importing.layout import Column
from samakki.entities.domain.importing.pieces import Piece
from samakki.entities.domain.importing.reading_files import pieces_in
from samakki.entities.domain.importing.states import ImportKind
from samakki.entities.domain.importing.tables import Reading
from samakki.entities.domain.importing.values import Manner, read_cell
from samakki.kernel.calendars import Calendar
from samakki.kernel.refusals import InvalidValue
from samakki.kernel.written_dates import DayOrder

ON = date(2026, 3, 1)
DAY, MONTH = DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST


def column(*texts: str, heading: str = "Born") -> Column:
    """A column of these cells."""
    return Column("1", "B", heading, texts[:3], tuple(Cell(text) for text in texts))


@pytest.mark.parametrize(
    ("text", "order", "code"),
    [
        ("12 March 2567", DAY, "year-calendar-not-said"),
        ("31/12/2566", MONTH, "date-other-order"),
        ("3/14/2001", DAY, "date-other-order"),
        ("14/3/2001", MONTH, "date-other-order"),
        ("13/13/2001", DAY, "date-no-such-month"),
        ("c.1980", DAY, "date-is-about"),
        ("about 1980", DAY, "date-is-about"),
        ("1980?", DAY, "date-is-about"),
        ("ประมาณ 2520", DAY, "date-is-about"),
        ("1980s", DAY, "date-is-about"),
        ("12-Jan-24", DAY, "year-not-four-digits"),
        ("rainy season", DAY, "date-not-understood"),
    ],
)
def test_a_date_that_is_none_says_what_is_wrong_with_it(text: str, order: DayOrder, code: str) -> None:
    with pytest.raises(InvalidValue, match=code):
        read_cell("Person", "birthDate", Cell(text), Manner(ON, order=order))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12 March, 2001", "2001-03-12"),
        ("Mar 3, 1990", "1990-03-03"),
        ("Bandung, 15-05-1985", "1985-05-15"),
        ("1978-1982", "1978/1982"),
        ("1978 to 1982", "1978/1982"),
        ("12 March 2567", "2024-03-12"),
    ],
)
def test_dates_in_words_and_spans_of_years_are_read(text: str, value: str) -> None:
    found = read_cell("Person", "birthDate", Cell(text), Manner(ON, calendar=Calendar.BUDDHIST_THAI))
    assert found.statements[0].value == value


@pytest.mark.parametrize(
    ("shown", "order", "is_unsure"),
    [
        (column("3/14/2001", "3/4/2001"), MONTH, False),
        (column("14/3/2001", "3/4/2001"), DAY, False),
        (column("3/4/2001", heading="DOB (mm/dd/yyyy)"), MONTH, False),
        (column("3/14/2001", heading="D.O.B (dd/mm/yyyy)"), DAY, True),
        (column("3/14/2001", "14/3/2001", "5/15/2001"), MONTH, True),
        (column("๑๔/๓/๒๕๓๓"), DAY, False),
    ],
)
def test_a_column_shows_what_comes_first(shown: Column, order: DayOrder, is_unsure: bool) -> None:
    found = orders_shown([shown])
    assert (found.by_key["1"], bool(found.unsure)) == (order.value, is_unsure)


def test_a_column_that_shows_nothing_has_no_order_of_its_own() -> None:
    either, none = column("3/4/2001"), column("2001-03-14", "March 2001")
    assert orders_shown([either, none]).by_key == {}
    assert [has_order(one) for one in (either, none)] == [True, False]


def rows(text: str, **said: object) -> list[Piece]:
    """A table of names, births and telephones, as told of its columns."""
    columns = [{"key": str(place), "target": key} for place, key in enumerate(("person:name", "person:birthDate"))]
    columns.append({"key": "2", "target": "phone:number"})
    reading = Reading(first_heading=1, last_heading=1, country="KH", **said)  # type: ignore[arg-type]  # as a case says
    return list(pieces_in(io.BytesIO(text.encode()), "text/csv", ImportKind.CSV, reading, columns, on=ON))


def test_each_column_is_read_in_its_own_order_and_doubtful_rows_are_told() -> None:
    text = "Name,Born,Phone\nA B,3/4/2001,\nC D,3/14/2001,\n"
    found = rows(text, orders={"1": MONTH.value}, unsure=["1"])
    born = [one.value for piece in found for one in piece.entities[0].statements if one.prop == "birthDate"]
    assert born == ["2001-03-04", "2001-03-14"]
    assert [[one.reason.code for one in piece.remarks] for piece in found] == [["date-order-unsure"], []]


@pytest.mark.parametrize(
    ("phone", "codes"),
    [
        ("+855-12-FLOWERS", ["phone-has-letters"]),
        ("012 345 67?", ["phone-has-letters"]),
        ("0123", ["phone-kept-as-written"]),
        ("012 345 6x9", ["phone-has-letters"]),
        ("Tel.012345678", []),
        ("012345678 ext 12", []),
        ("012345678x12", []),
        ("012345678 (wife)", []),
    ],
)
def test_letters_within_a_number_are_told(phone: str, codes: list[str]) -> None:
    (piece,) = rows(f"Name,Born,Phone\nA B,,{phone}\n")
    assert [one.reason.code for one in piece.remarks] == codes


def test_nothing_known_in_quotation_marks_is_nothing() -> None:
    (piece,) = rows('Name,Born,Phone\nA B,,"""unknown"""\n')
    assert not piece.failures
    assert [one.schema for one in piece.entities] == ["Person"]
