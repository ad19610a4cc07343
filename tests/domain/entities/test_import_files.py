"""How text files, sheets and chats are understood before anything is written."""

import io
from datetime import date

import pytest

from samakki.entities.domain.importing import csv_tables, line_chats, whatsapp
from samakki.entities.domain.importing.cells import Cell, CellKind, Row
from samakki.entities.domain.importing.chats import Message
from samakki.entities.domain.importing.encodings import Burmese, Encoding, burmese_of, detect, from_zawgyi
from samakki.entities.domain.importing.guessing import guess
from samakki.entities.domain.importing.layout import heading_rows, lay_out
from samakki.entities.domain.importing.pieces import Remark
from samakki.entities.domain.importing.sheet_rows import Meaning, RowReader
from samakki.entities.domain.importing.states import TRANSITIONS, WORKING, Act, ImportState, refusals_to_move
from samakki.entities.domain.importing.values import Manner, read_cell
from samakki.kernel.calendars import Calendar
from samakki.kernel.refusals import InvalidValue
from samakki.kernel.written_dates import DayOrder

ON = date(2026, 3, 1)
TEXTS = {
    "th": "ชื่อ,โทรศัพท์\nนายสมชาย ใจดี,0812345678\nน.ส.มาลี,089\n",
    "km": "ឈ្មោះ,ទូរស័ព្ទ\nសុខ ដារ៉ា,012\n",
    "zh": "姓名,电话\n张伟,13800138000\n李娜,139\n",
    "tw": "姓名,電話\n陳大文,0912\n林志明,1\n",
    "fr": "Nom,Ville\nRené Dupré,Orléans\n",
}


@pytest.mark.parametrize(
    ("text", "encoding", "is_certain"),
    [
        *((TEXTS[name], Encoding.UTF_8, True) for name in TEXTS),
        *((TEXTS[name], Encoding.UTF_16_LITTLE, False) for name in ("th", "km", "zh")),
        (TEXTS["km"], Encoding.UTF_16_BIG, False),
        (TEXTS["th"], Encoding.THAI, False),
        (TEXTS["zh"], Encoding.CHINESE, False),
        (TEXTS["tw"], Encoding.CHINESE_BIG5, False),
        (TEXTS["fr"], Encoding.WESTERN, False),
    ],
)
def test_the_encoding_is_proved_or_guessed_and_asked(text: str, encoding: Encoding, is_certain: bool) -> None:
    found = detect(io.BytesIO(text.encode(encoding.value)))
    assert (found.encoding, found.is_certain) == (encoding, is_certain)


@pytest.mark.parametrize(("mark", "name"), [("utf-8-sig", "UTF_8"), ("utf-16", "UTF_16_LITTLE")])
def test_a_byte_order_mark_is_proof_and_no_part_of_the_first_heading(mark: str, name: str) -> None:
    file = io.BytesIO(TEXTS["km"].encode(mark))
    found = detect(file)
    assert (found.encoding.name, found.is_certain) == (name, True)
    shape = csv_tables.shape_of(file, found.encoding, skip=found.mark)
    first = next(csv_tables.rows(file, found.encoding, shape, skip=found.mark))
    assert first.text(0) == "ឈ្មោះ"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found_and_quoted_lines_stay_together(separator: str) -> None:
    text = separator.join(["name", "note", "phone"]) + "\n"
    text += separator.join(["A", f'"two\nlines{separator} ""quoted"""', "1"]) + "\n"
    file = io.BytesIO(text.encode())
    shape = csv_tables.shape_of(file, Encoding.UTF_8)
    assert shape.separator == separator
    assert [row.text(1) for row in csv_tables.rows(file, Encoding.UTF_8, shape)] == [
        "note",
        f'two\nlines{separator} "quoted"',
    ]


def test_what_excel_says_of_the_separator_is_no_row() -> None:
    file = io.BytesIO(b"sep=;\nname;phone\nA;1\n")
    shape = csv_tables.shape_of(file, Encoding.UTF_8)
    assert [row.number for row in csv_tables.rows(file, Encoding.UTF_8, shape)] == [2, 3]


def test_zawgyi_is_noticed_and_becomes_unicode() -> None:
    zawgyi, right = "ေနျပည္ေတာ္ ျမန္မာႏိုင္ငံ", "နေပြည်တော် မြန်မာနိုင်ငံ"
    assert burmese_of([zawgyi]) is Burmese.ZAWGYI
    assert burmese_of([right]) is Burmese.UNICODE
    assert burmese_of(["សុខ"]) is Burmese.NONE
    assert from_zawgyi(zawgyi) == right
    said = read_cell("Person", "name", Cell(zawgyi), Manner(ON, is_zawgyi=True)).statements[0]
    assert (said.value, said.as_written) == (right, zawgyi)


@pytest.mark.parametrize(
    ("cell", "value", "remark"),
    [
        (Cell("17/5/2533"), "1990-05-17", "date-was-buddhist"),
        (Cell("១៧/៥/២៥៣៣"), "1990-05-17", "date-was-buddhist"),
        (Cell("17/5/1990"), "1990-05-17", ""),
        (Cell("1990"), "1990", ""),
        (Cell("2533-05-17", CellKind.DATE), "1990-05-17", "date-was-buddhist"),
        (Cell("33010", CellKind.NUMBER), "1990-05-17", "date-from-day-number"),
        (Cell("1990-05-17 00:00:00"), "1990-05-17", ""),
    ],
)
def test_dates_of_both_calendars_stand_in_one_column(cell: Cell, value: str, remark: str) -> None:
    found = read_cell("Person", "birthDate", cell, Manner(ON, calendar=Calendar.BUDDHIST_THAI))
    assert found.statements[0].value == value
    assert [one.code for one in found.remarks] == ([remark] if remark else [])


def test_a_buddhist_year_is_asked_about_where_nobody_said_the_calendar() -> None:
    with pytest.raises(InvalidValue, match="year-calendar-not-said"):
        read_cell("Person", "birthDate", Cell("2533"), Manner(ON))


def test_a_lost_zero_is_put_back_for_the_country_and_said() -> None:
    found = read_cell("UserAccount", "number", Cell("12345678", CellKind.NUMBER), Manner(ON, country="KH"))
    assert (found.statements[0].value, found.statements[0].as_written) == ("+85512345678", "12345678")
    assert [one.code for one in found.remarks] == ["phone-zero-restored"]
    nowhere = read_cell("UserAccount", "number", Cell("12345678", CellKind.NUMBER), Manner(ON))
    assert nowhere.statements[0].value.endswith("12345678")
    assert "phone-country-not-known" in [one.code for one in nowhere.remarks]


def test_headings_below_titles_are_found_and_a_second_phone_is_the_second_phone() -> None:
    rows = [
        Row(1, {0: Cell("List of the station")}),
        Row(3, {0: Cell("ชื่อ-สกุล"), 1: Cell("เบอร์โทร"), 2: Cell("Mobile"), 3: Cell("หมายเหตุ")}),
        *(Row(4 + n, {0: Cell("นาย ก"), 1: Cell("0812345678"), 2: Cell("089"), 3: Cell("x")}) for n in range(3)),
    ]
    assert heading_rows(rows) == (3, 3)
    found = guess(lay_out(rows, 3, 3).columns)
    assert [one.target for one in found.values()] == ["person:name", "phone:number", "phone2:number", "person:notes"]


def test_two_numbers_in_a_cell_are_two_phones_of_one_person() -> None:
    reader = RowReader([Meaning("0", "person:name"), Meaning("1", "phone:number")], Manner(ON, country="KH"))
    piece = reader.read(Row(2, {0: Cell("Sok"), 1: Cell("012345678 / 011222333")}))
    assert [one.schema for one in piece.entities] == [
        "Person",
        "UserAccount",
        "UserAccount",
        "UnknownLink",
        "UnknownLink",
    ]


ANDROID = "17/05/2026, 9:41 PM - Dara: hello\ngoes on\n17/05/2026, 9:42 PM - +855 12 345 678: IMG-1.jpg (file attached)"
IOS = "[17/5/2569, 21:41:07] มาลี: สวัสดี: x\n[18/5/2569, 9:00:00] \u200eมาลี: \u200e<attached: 0001.jpg>"


def test_chats_of_both_kinds_of_telephone_are_read_by_message() -> None:
    found = list(whatsapp.messages(ANDROID.split("\n"), DayOrder.DAY_FIRST))
    assert [(one.sender, one.text, one.file) for one in found if isinstance(one, Message)] == [
        ("Dara", "hello\ngoes on", ""),
        ("+855 12 345 678", "", "IMG-1.jpg"),
    ]
    first, second = whatsapp.messages(IOS.split("\n"), DayOrder.DAY_FIRST)
    assert isinstance(first, Message)
    assert (first.at.isoformat(), first.text) == ("2026-05-17T21:41:07", "สวัสดี: x")
    assert isinstance(second, Message)
    assert second.file == "0001.jpg"


def test_a_day_that_there_is_not_is_said_with_its_line() -> None:
    (remark,) = whatsapp.messages(["45/45/2026, 21:41 - Dara: x"], DayOrder.DAY_FIRST)
    assert remark == Remark("1", remark.reason)  # type: ignore[union-attr]  # it is one
    assert remark.reason.code == "chat-date-not-understood"


def test_line_chats_begin_a_day_and_quote_long_messages() -> None:
    text = '[LINE] ประวัติการแชทกับ ก\nบันทึกเมื่อ 2026/5/18\n\nอา., 17/05/2569\n21:41\tก\t"หนึ่ง\nสอง"\n21:42\tข\tx'
    found = [one for one in line_chats.messages(text.split("\n")) if isinstance(one, Message)]
    assert [(one.at.isoformat(), one.sender, one.text) for one in found] == [
        ("2026-05-17T21:41:00", "ก", "หนึ่ง\nสอง"),
        ("2026-05-17T21:42:00", "ข", "x"),
    ]


def test_every_step_leads_somewhere_and_every_working_state_ends() -> None:
    assert {state for state, _ in TRANSITIONS} == set(ImportState) - {ImportState.UNDONE}
    assert all(not refusals_to_move(state, Act.FINISH) for state in WORKING)
    assert refusals_to_move(ImportState.UNDONE, Act.ACCEPT)[0].code == "import-not-now"
