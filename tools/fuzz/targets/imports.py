"""Files that somebody imports: sheets, FollowTheMoney, the case data standard, chats."""

import io
import json
from collections.abc import Iterator
from datetime import date

from samakki.entities.domain.files import FileKind, require_takeable
from samakki.entities.domain.filetypes import media_type_of
from samakki.entities.domain.importing.batches import batch, named_in
from samakki.entities.domain.importing.reading_files import pieces_in
from samakki.entities.domain.importing.recognising import SHEET, recognise
from samakki.entities.domain.importing.states import SHEETS, ImportKind
from samakki.entities.domain.importing.tables import Reading, first_look, look_again
from samakki.entities.domain.statements import check_entity
from samakki.kernel.refusals import InvalidValue
from tests.support import hostile_sheets, sheets
from tools.fuzz.target import Target

ROWS_OF_A_MEGABYTE = 12.0
"""Seconds: a megabyte can be a hundred thousand rows, which a worker reads apart from any page."""
ON = date(2026, 3, 1)
COLUMNS = ("person:name", "phone:number", "person:birthDate", "vehicle:registrationNumber", "address:full", "age", "")
MODULES = ("samakki.entities.domain.importing",)


def read_file(data: bytes) -> None:
    """A file as it was uploaded: what it is, its first rows, all of it as pieces, and the entities of these."""
    file = io.BytesIO(data)
    media_type = media_type_of(file, len(data))
    require_takeable(FileKind.IMPORTED, media_type, len(data), most_bytes=10**9)
    found = recognise(file, media_type)
    read_all(file, media_type, found.kind, Reading(country="KH", **found.said))


def read_all(file: io.BytesIO, media_type: str, kind: ImportKind, reading: Reading) -> None:
    """Pieces of a file, put together."""
    columns = []
    if kind in SHEETS:
        look = first_look(file, kind, country="KH")
        reading = look_again(file, kind, look.reading).reading
        columns = [
            {"key": one.key, "target": COLUMNS[place % len(COLUMNS)]} for place, one in enumerate(look.layout.columns)
        ]
    pieces = list(pieces_in(file, media_type, kind, reading, columns, on=ON))
    made = batch(pieces, dict.fromkeys(named_in(pieces), "E-7K3QX"))
    for entity in made.entities:
        check_entity(entity)


def files() -> Iterator[bytes]:
    """A small one of each kind."""
    yield sheets.xlsx([["Name", "Phone", "DOB"], *([f"Sok {n}", f"01234567{n}", "1990"] for n in range(3))]).getvalue()
    yield from texts()
    yield hostile_sheets.archive({"_chat.txt": b"17/05/2026, 21:41 - Dara: hello 012345678\n"}).getvalue()


def texts() -> Iterator[bytes]:
    """Those that are text."""
    yield 'ชื่อ,โทร,เกิด\nสมชาย,0812345678,๑๗ พ.ค. ๒๕๕๑\n"มา\nลี",089,2551\n'.encode("cp874")
    yield "ឈ្មោះ;ទូរស័ព្ទ\nសុខ;012345678\n".encode()
    yield "\ufeffname\tphone\tdob\nSok\t012 345 678\t17/05/2551\n".encode("utf-16-le")
    yield "အမည်,ဖုန်း\nမောင်မောင်,၀၉၁၂၃၄၅၆၇၈\n".encode()
    yield b"17/05/2026, 21:41 - Dara: hello 012345678\n17/05/2026, 21:42 - Maly: six <Media omitted>\nmore\n"
    yield b"[17/05/2026, 21:41:07] Dara: hello\n[17/05/2569, 9:41:07 PM] Maly: six\n"
    yield b"[LINE] Chat history with Dara\nSaved on: 2026/05/17 21:00\n\n2026/05/17(Sun)\n21:41\tDara\thi\n"
    yield (
        b'{"id":"a","schema":"Person","properties":{"name":["A"],"birthDate":["1990"]}}\n'
        + json.dumps(
            {"id": "b", "schema": "Ownership", "properties": {"owner": ["a"], "asset": ["c"], "startDate": ["2020-01"]}}
        ).encode()
    )
    yield b"id,schema,name,birthDate,phone\na,Person,Sok,1990,+85512345678\n"
    yield b"prs_FirstName,prs_SecondName,prs_Birthdate,vic_Status,prs_MobilePhone\nA,B,1990-01-01,x,012345678\n"
    yield json.dumps(
        {"persons": [{"prs_FirstName": "A", "prs_Birthdate": "1990", "prs_Gender": "Feminine", "hte_x": [1]}]}
    ).encode()


def read_workbook(data: bytes) -> None:
    """Parts of a workbook: its sheet, texts, styles and list of sheets, with a zero byte between them."""
    names = ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml")
    parts = {name: part for name, part in zip(names, data.split(b"\0"), strict=False) if part}
    read_all(hostile_sheets.book(parts, level=0), SHEET, ImportKind.XLSX, Reading(country="KH"))


def workbooks() -> Iterator[bytes]:
    """Cells of every kind, merged ones, dates."""
    cell = "<c r='{}' t='{}'{}><v>{}</v></c>"
    rows = "".join(
        f"<row r='{n}'>"
        + cell.format(f"A{n}", "s", "", n % 2)
        + cell.format(f"B{n}", "n", " s='1'", 45_000 + n)
        + cell.format(f"C{n}", "str", "", "012345678")
        + f"<c r='D{n}' t='inlineStr'><is><t>Sok</t></is></c>"
        + cell.format(f"E{n}", "b", "", 1)
        + f"<c r='F{n}'><f>SUM(1)</f><v>1e3</v></c></row>"
        for n in range(1, 4)
    )
    sheet = hostile_sheets.sheet(rows, behind="<mergeCells><mergeCell ref='A2:A3'/></mergeCells>")
    texts = f"<sst xmlns='{hostile_sheets.MAIN}'><si><t>Name</t></si><si><r><t>S</t></r><r><t>ok</t></r></si></sst>"
    styles = (
        f"<styleSheet xmlns='{hostile_sheets.MAIN}'><numFmts><numFmt numFmtId='170' formatCode='dd/mm/yyyy'/></numFmts>"
        "<fills><fill><patternFill patternType='solid'><fgColor rgb='FFFF0000'/></patternFill></fill></fills>"
        "<cellXfs><xf numFmtId='0'/><xf numFmtId='170' fillId='0'/></cellXfs></styleSheet>"
    )
    yield "\0".join((sheet, texts, styles, hostile_sheets.WORKBOOK)).encode()
    yield (sheet + "\0" + hostile_sheets.LAUGHS).encode()


KINDS = (
    (ImportKind.CSV, "text/csv"),
    (ImportKind.FTM, "application/json"),
    (ImportKind.FTM, "text/csv"),
    (ImportKind.HTCDS, "application/json"),
    (ImportKind.HTCDS, "text/csv"),
    (ImportKind.WHATSAPP, "text/plain"),
    (ImportKind.LINE, "text/plain"),
)


def read_text(data: bytes) -> None:
    """A text read as the kind that its first byte says, whatever it looks like."""
    kind, media_type = KINDS[(data[0] if data else 0) % len(KINDS)]
    read_all(io.BytesIO(data[1:]), media_type, kind, Reading(country="TH", zone="Asia/Bangkok"))


def marked_texts() -> Iterator[bytes]:
    """Every text as every kind."""
    for place in range(len(KINDS)):
        yield from (bytes((place,)) + text for text in texts())


WORDS = (
    b'"schema":"Person"',
    b'"properties":{',
    b"prs_FirstName",
    b"\r\n",
    b'""',
    b" - ",
    b"<row r='",
    b"<c r='",
    b"<v>",
    b" t='s'",
    b" s='1'",
    b"mergeCell ref='",
    b"&#x10FFFF;",
    b"PK\x01\x02",
    b"PK\x05\x06",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
)
TARGETS = (
    Target(
        "import",
        "files to be imported",
        read_file,
        (InvalidValue,),
        files,
        MODULES,
        words=WORDS,
        seconds_a_megabyte=ROWS_OF_A_MEGABYTE,
    ),
    Target(
        "import-text",
        "texts to be imported, as each kind",
        read_text,
        (InvalidValue,),
        marked_texts,
        MODULES,
        words=WORDS,
        seconds_a_megabyte=ROWS_OF_A_MEGABYTE,
        is_json=True,
    ),
    Target(
        "import-workbook",
        "parts of a workbook",
        read_workbook,
        (InvalidValue,),
        workbooks,
        MODULES,
        words=WORDS,
        seconds_a_megabyte=ROWS_OF_A_MEGABYTE,
    ),
)
