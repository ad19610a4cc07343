"""Whatever bytes come in: an answer in words or rows, never another error, and memory that does not follow the file."""

import io
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samakki.entities.domain.files import FileKind, require_takeable
from samakki.entities.domain.filetypes import media_type_of
from samakki.entities.domain.importing.reading_files import pieces_in
from samakki.entities.domain.importing.recognising import recognise
from samakki.entities.domain.importing.states import SHEETS
from samakki.entities.domain.importing.tables import Reading, first_look
from samakki.kernel.refusals import InvalidValue
from tests.support import hostile_sheets as hostile
from tests.support import sheets

ON = date(2026, 3, 1)
GOOD = sheets.xlsx([["Name", "Phone", "DOB"], *([f"Sok {n}", f"01234567{n}", "1990"] for n in range(9))]).getvalue()
CSV = 'ชื่อ,โทร\nสมชาย,0812345678\n"มา\nลี",089\n'.encode("cp874")
CHAT = b"17/05/2026, 21:41 - Dara: hello\n17/05/2026, 21:42 - Maly: six\n"
FTM = b'{"id":"a","schema":"Person","properties":{"name":["A"],"birthDate":["1990"]}}\n'


def outcome(content: bytes | io.BytesIO) -> str:
    """The code of why a file is not taken, or "read"."""
    file = content if isinstance(content, io.BytesIO) else io.BytesIO(content)
    size = file.seek(0, io.SEEK_END)
    try:
        media_type = media_type_of(file, size)
        require_takeable(FileKind.IMPORTED, media_type, size, most_bytes=10**9)
        found = recognise(file, media_type)
        reading, columns = Reading(country="KH", **found.said), []
        if found.kind in SHEETS:
            look = first_look(file, found.kind, country="KH")
            reading = look.reading
            columns = [{"key": one.key, "target": "person:name"} for one in look.layout.columns[:1]]
        for _piece in pieces_in(file, media_type, found.kind, reading, columns, on=ON):
            pass
    except InvalidValue as problem:
        return problem.refusal.code
    return "read"


@contextmanager
def memory_below(megabytes: int) -> Iterator[None]:
    tracemalloc.start()
    try:
        yield
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < megabytes * 1_000_000, f"{peak / 1e6:.0f} MB"


@settings(max_examples=60)
@given(st.binary(max_size=400))
def test_any_bytes_get_an_answer(content: bytes) -> None:
    outcome(content)


@settings(max_examples=60)
@given(
    st.sampled_from([b"[17/05/2026, 21:41:07] ", b"{", b"id,schema\n", b"prs_A,vic_B,cas_C\n", b"=", b"\xff\xfe"]),
    st.text(),
)
def test_any_text_behind_a_known_beginning_gets_an_answer(begun: bytes, text: str) -> None:
    outcome(begun + text.encode("utf-8", "surrogatepass"))


@settings(max_examples=40)
@given(st.integers(0, len(GOOD) - 1))
def test_a_workbook_cut_short_gets_an_answer(end: int) -> None:
    assert outcome(GOOD[:end]) != "read"


@settings(max_examples=60)
@given(st.sampled_from([GOOD, CSV, CHAT, FTM]), st.data())
def test_a_file_with_spoiled_bytes_gets_an_answer(content: bytes, data: st.DataObject) -> None:
    spoiled = bytearray(content)
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=6)):
        spoiled[place] = data.draw(st.integers(0, 255))
    outcome(bytes(spoiled))


@settings(max_examples=60)
@given(st.text(alphabet="<>/&;!'\"=rowcvtsi 0A1\x00\u1780[]D", max_size=200))
def test_any_markup_inside_a_sheet_gets_an_answer(rows: str) -> None:
    outcome(hostile.book(rows=rows))


@pytest.mark.parametrize("before", [hostile.LAUGHS, hostile.OUTSIDE])
@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"]
)
def test_declared_entities_are_refused_wherever_they_stand(part: str, before: str) -> None:
    content = {
        "xl/worksheets/sheet1.xml": hostile.sheet("<row r='1'><c r='A1' t='str'><v>&a;</v></c></row>", before),
        "xl/workbook.xml": before + hostile.WORKBOOK,
        "xl/sharedStrings.xml": f"{before}<sst xmlns='{hostile.MAIN}'><si><t>&l;</t></si></sst>",
        "xl/styles.xml": f"{before}<styleSheet xmlns='{hostile.MAIN}'/>",
    }[part]
    rows = "<row r='1'><c r='A1' t='s'><v>0</v></c></row>"
    with memory_below(40):
        assert outcome(hostile.book({part: content}, rows=rows)) == "xml-entities"


def test_declarations_in_another_encoding_are_refused() -> None:
    hidden = hostile.sheet("<row/>", hostile.LAUGHS.replace("?>", " encoding='utf-16'?>", 1)).encode("utf-16")
    assert outcome(hostile.book({"xl/worksheets/sheet1.xml": hidden})) == "sheet-broken"
    seven = b"<?xml version='1.0' encoding='utf-7'?>+ADw-x/>"
    assert outcome(hostile.book({"xl/worksheets/sheet1.xml": seven})) == "sheet-broken"


def test_an_archive_that_grows_without_end_is_refused() -> None:
    zeros = b"0" * 150_000_000
    bomb = hostile.book({"xl/media/image1.bin": zeros})
    del zeros
    with memory_below(20):
        assert outcome(bomb) == "zip-bomb"


def test_entries_that_share_their_bytes_are_refused() -> None:
    assert outcome(hostile.with_overlap(io.BytesIO(GOOD))) in {"zip-bomb", "zip-broken"}


@pytest.mark.parametrize("size", [0, 5, 4_000_000_000])
def test_an_archive_that_lies_about_sizes_is_refused(size: int) -> None:
    with memory_below(30):
        assert outcome(hostile.with_lie(io.BytesIO(GOOD), size)) in {"zip-bomb", "zip-broken", "sheet-broken"}


def test_an_archive_inside_the_archive_is_never_opened() -> None:
    inner = hostile.archive({"xl/workbook.xml": "x"}).getvalue()
    assert outcome(hostile.archive({"a.zip": inner, "b.zip": inner})) == "zip-without-chat"


def test_a_locked_archive_is_refused_in_words() -> None:
    content = bytearray(GOOD)
    at = -1
    while (at := content.find(b"PK\x01\x02", at + 1)) >= 0:
        content[at + 8] |= 1
    assert outcome(bytes(content)) == "zip-encrypted"


def test_a_million_columns_are_refused_with_flat_memory() -> None:
    cells = "".join("<c><v>1</v></c>" for _ in range(60_000))
    wide = hostile.book(rows=f"<row r='1'>{cells}</row>", level=1)
    with memory_below(120):
        assert outcome(wide) == "sheet-too-wide"
    text = io.BytesIO(b",".join([b"1"] * 100_000) + b"\n" + b"2,3\n" * 5)
    with memory_below(80):
        assert outcome(text) == "sheet-too-wide"


def test_one_endless_row_is_refused_with_flat_memory() -> None:
    endless = hostile.book(rows="<row r='1'><c r='A1' t='str'><v>" + "a" * 20_000_000, level=9)
    with memory_below(80):
        assert outcome(endless) in {"sheet-row-too-long", "sheet-broken", "zip-bomb"}


def test_huge_shared_texts_are_cut_off_with_flat_memory() -> None:
    texts = f"<sst xmlns='{hostile.MAIN}'>" + "".join(f"<si><t>{'x' * 60_000}</t></si>" for _ in range(300)) + "</sst>"
    rows = "".join(f"<row r='{n}'><c r='A{n}' t='s'><v>{n}</v></c></row>" for n in range(1, 300))
    with memory_below(60):
        assert outcome(hostile.book({"xl/sharedStrings.xml": texts}, rows=rows, level=1)) == "cell-too-long"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'name,phone\n"never closed,' + b"a" * 2_000_000, "quote-never-closed"),
        (b"name,phone\nA,\x00\x001\n", "file-type-not-taken"),
        (b"name,phone\nA,1\n" + b"\xff\xfe\xfa\n" * 3, "read"),  # one of the old code pages, and it is asked
        (b"\xef\xbb\xbfname,phone\n\xff\xfe,1\n", "file-not-text"),
        (b'{"id": "a", "schema": "Person", "properties": ' + b"[" * 100_000, "read"),  # one line that fails
        (b'[{"id":"a","schema":"Person"},', "json-broken"),
        (b"just words", "import-kind-unknown"),
        (b"", "file-empty"),
    ],
)
def test_each_spoiled_text_has_an_answer_of_its_own(content: bytes, code: str) -> None:
    with memory_below(60):
        assert outcome(content) == code


def test_a_chat_in_an_archive_is_read_without_its_pictures() -> None:
    packed = hostile.archive({"_chat.txt": CHAT, "IMG-1.jpg": b"\xff\xd8" * 10, "../../evil.jpg": b"x"})
    assert outcome(packed) == "read"


def test_endless_lines_of_a_chat_are_refused_with_flat_memory() -> None:
    text = b"17/05/2026, 21:41 - Dara: " + b"a" * 30_000_000
    with memory_below(60):
        assert outcome(CHAT + text) == "file-has-long-line"
