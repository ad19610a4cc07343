import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samakki.entities.domain.archives import MOST_ENTRIES, names_in_zip
from samakki.entities.domain.files import ACTIVE, UNKNOWN, FileKind, require_takeable, safe_name
from samakki.entities.domain.filetypes import media_type_of
from samakki.kernel.refusals import InvalidValue
from tests.support import hostile_files as files

MEGABYTE = 1_000_000


def type_of(content: bytes) -> str:
    return media_type_of(io.BytesIO(content), len(content))


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (files.JPEG, "image/jpeg"),
        (files.png(), "image/png"),
        (files.PDF, "application/pdf"),
        (files.TEXT, "text/plain"),
        (files.SHEET, "text/csv"),
        (b"\xef\xbb\xbf" + files.SHEET, "text/csv"),
        (files.SHEET.replace(b",", b"\t"), "text/csv"),
        ("กข".encode("tis-620") + b"\n", "text/plain"),
        ("名字".encode("gb18030"), "text/plain"),
        (b'{"id": 1}', "application/json"),
        (b"MZ-1234 is the plate", "text/plain"),
        (files.archive("a.txt"), "application/zip"),
        (files.archive("[Content_Types].xml", "word/document.xml"), f"{files.OFFICE}wordprocessingml.document"),
        (files.archive("[Content_Types].xml", "xl/workbook.xml"), f"{files.OFFICE}spreadsheetml.sheet"),
        (files.bomb(), "application/zip"),
        (b"\0\1\2\3", UNKNOWN),
        (b"", UNKNOWN),
    ],
)
def test_a_file_is_what_its_bytes_say(content: bytes, media_type: str) -> None:
    assert type_of(content) == media_type


@pytest.mark.parametrize(
    "content",
    [
        files.WEB_PAGE,
        files.WIDE_PAGE,
        b"\n\n  <SCRIPT>alert(1)</SCRIPT>",
        files.DRAWING,
        files.DRAWING_LATE,
        files.PROGRAM,
        files.SHELL,
        b"\x7fELF\x02\x01\x01\x00",
        files.archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
        files.archive("AndroidManifest.xml", "classes.dex"),
        files.archive("META-INF/MANIFEST.MF", "Main.class"),
    ],
)
def test_what_could_run_is_told_apart(content: bytes) -> None:
    assert type_of(content) == ACTIVE


@pytest.mark.parametrize("content", [files.PICTURE_AND_PAGE, files.PICTURE_AND_ARCHIVE])
def test_a_file_that_is_two_things_is_what_its_first_bytes_say(content: bytes) -> None:
    assert type_of(content) == "image/jpeg"


@pytest.mark.parametrize("cut", [1, 10, 22, 40])
def test_an_archive_cut_short_has_no_type(cut: int) -> None:
    assert type_of(files.archive("a.txt", "b.txt")[:-cut]) == UNKNOWN


def test_an_archive_that_claims_too_much_is_not_listed() -> None:
    content = bytearray(files.archive("a.txt"))
    at = content.rfind(b"PK\x05\x06")
    content[at + 8 : at + 12] = (MOST_ENTRIES + 1).to_bytes(2, "little") * 2
    assert names_in_zip(io.BytesIO(bytes(content)), len(content)) is None


@given(st.binary(max_size=300))
def test_any_bytes_have_a_type_or_none(content: bytes) -> None:
    assert type_of(content)
    assert type_of(b"PK\x03\x04" + content)


@given(st.binary(max_size=60), st.integers(0, 200))
def test_a_spoiled_archive_never_breaks_the_reader(noise: bytes, at: int) -> None:
    whole = files.archive("a.txt", "folder/b.txt")
    at = min(at, len(whole))
    assert type_of(whole[:at] + noise + whole[at + len(noise) :])


@pytest.mark.parametrize(
    ("kind", "media_type", "size", "code"),
    [
        (FileKind.EXHIBIT, UNKNOWN, 0, "file-empty"),
        (FileKind.EXHIBIT, UNKNOWN, MEGABYTE + 1, "file-too-large"),
        (FileKind.EXHIBIT, ACTIVE, 1, "file-active"),
        (FileKind.PHOTO, "application/pdf", 1, "file-type-not-taken"),
        (FileKind.PAPER, "text/plain", 1, "file-type-not-taken"),
        (FileKind.IMPORTED, "application/pdf", 1, "file-type-not-taken"),
    ],
)
def test_a_kind_refuses_what_it_does_not_take(kind: FileKind, media_type: str, size: int, code: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        require_takeable(kind, media_type, size, most_bytes=MEGABYTE)
    assert refused.value.refusal.code == code


def test_an_exhibit_may_be_of_any_type_that_does_not_run() -> None:
    require_takeable(FileKind.EXHIBIT, UNKNOWN, MEGABYTE, most_bytes=MEGABYTE)


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("C:\\Users\\x\\សុខ ដារា.jpg", "សុខ ដារា.jpg"),
        ("../../etc/passwd", "passwd"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("a\0b\r\nc.txt", "abc.txt"),
        ("n" * 5000 + ".pdf", "n" * 200),
        ("/", ""),
    ],
)
def test_a_name_is_made_fit_to_show(given_name: str, shown: str) -> None:
    assert safe_name(given_name) == shown
