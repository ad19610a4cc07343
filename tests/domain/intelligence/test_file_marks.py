"""What a file says of who made it."""

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from samakki.intelligence.domain.file_marks import MARKS, marks_of


def document(core: str, app: str = "<x/>") -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("docProps/core.xml", core)
        archive.writestr("docProps/app.xml", app)
    return content.getvalue()


def test_names_in_an_office_document_are_found() -> None:
    core = "<cp:coreProperties><dc:creator>Chan</dc:creator><cp:lastModifiedBy>Sok</cp:lastModifiedBy></x>"
    assert marks_of(document(core, "<Company>NGO</Company>")) == ("file-author", "file-editor", "file-company")


def test_an_office_document_without_names_has_no_mark() -> None:
    assert marks_of(document("<dc:creator></dc:creator>")) == ()


def test_author_and_program_of_a_pdf_are_found() -> None:
    assert marks_of(b"%PDF-1.4 << /Author (Chan) /Producer (Word) >>") == ("file-author", "file-program")


def test_camera_and_position_of_a_picture_are_found() -> None:
    head = b"\xff\xd8\xff\xe1\x00\x00Exif\x00\x00MM\x00*"
    assert marks_of(head + b"\x01\x0f\x00\x02" + b"\x88\x25\x00\x04") == ("file-device", "file-position")
    assert marks_of(b"\xff\xd8\xff\xe0 JFIF") == ()


@given(st.binary(max_size=400))
def test_any_bytes_are_read_without_a_fault(content: bytes) -> None:
    for start in (b"", b"PK\x03\x04", b"%PDF", b"II*\x00", b"xxExif\x00\x00"):
        assert set(marks_of(start + content)) <= set(MARKS)
