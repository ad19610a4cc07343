"""Files kept as evidence: what they are by their bytes, what they are called, how large a picture claims to be."""

import io
from collections.abc import Iterator

from samakki.entities.domain.files import FileKind, require_takeable, safe_name, served_type
from samakki.entities.domain.filetypes import media_type_of
from samakki.entities.domain.pictures import dimensions, is_drawable
from samakki.intelligence.domain.file_marks import MARKS, marks_of
from samakki.kernel.refusals import InvalidValue
from samakki.ui.pictures import EXTENSIONS, PictureBroken, drawn_anew
from tests.support import hostile_files, hostile_sheets
from tools.fuzz.target import Target
from tools.fuzz.targets.names import text_of


def read_type(data: bytes) -> None:
    """What a file is, whether it is taken, and as what it is handed out."""
    found = media_type_of(io.BytesIO(data), len(data))
    assert served_type(found)
    for kind in FileKind:
        try:
            require_takeable(kind, found, len(data), most_bytes=1_000_000)
        except InvalidValue:
            continue
        assert found == media_type_of(io.BytesIO(data), len(data))


def files() -> Iterator[bytes]:
    """Honest and hostile ones of every kind."""
    yield hostile_files.png()
    yield hostile_files.archive("word/document.xml", "[Content_Types].xml")
    yield hostile_files.archive("a.txt", "b/vbaProject.bin")
    yield hostile_sheets.with_lie(hostile_sheets.archive({"a": "x"}), 5).getvalue()
    yield from (
        hostile_files.JPEG,
        hostile_files.PDF,
        hostile_files.WEB_PAGE,
        hostile_files.DRAWING,
        hostile_files.PROGRAM,
        hostile_files.SHELL,
        hostile_files.PICTURE_AND_ARCHIVE,
        hostile_files.TEXT,
        hostile_files.SHEET,
        hostile_files.WIDE_PAGE,
        hostile_files.DRAWING_LATE[:200],
    )
    yield b"GIF89a\x02\x00\x02\x00" + bytes(20)
    yield b"RIFF\x24\x00\x00\x00WEBPVP8X" + bytes(24)
    yield b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(80)
    yield b"<!--a--><!doctype x><?xml a?> <!-- b --> <p:svg>"
    yield b"From: a@example.org\r\nSubject: =?utf-8?q?x?=\r\n\r\ntext"


def read_name(data: bytes) -> None:
    """The name that somebody's machine gave a file."""
    name = safe_name(text_of(data))
    assert "/" not in name
    assert "\\" not in name


def names() -> Iterator[str]:
    """Plain and tricky ones."""
    yield from ("photo.jpg", "../../etc/passwd", "C:\\a\\b.txt", "ឯកសារ.pdf", "a\u202egpj.exe", ".", "x" * 300, "nul:")


def encoded_names() -> Iterator[bytes]:
    """The same as bytes."""
    yield from (name.encode("utf-8", "surrogatepass") for name in names())


def read_picture(data: bytes) -> None:
    """How large a picture claims to be, and the small one that this node draws of it, for those that are small."""
    found = dimensions(data)
    if not is_drawable(data) or found is None or found[0] * found[1] > MOST_PIXELS:
        return
    media_type = media_type_of(io.BytesIO(data), len(data))
    if media_type in EXTENSIONS:
        assert drawn_anew(data, media_type).startswith(b"\x89PNG")


def read_marks(data: bytes) -> None:
    """What a file says of who made it."""
    assert set(marks_of(data)) <= set(MARKS)


def marked() -> Iterator[bytes]:
    """Office documents, PDF and pictures that tell."""
    core, app = b"<dc:creator>A</dc:creator><cp:lastModifiedBy>B</cp:lastModifiedBy>", b"<Company>C</Company>"
    yield hostile_sheets.archive({"docProps/core.xml": core * 9, "docProps/app.xml": app}).getvalue()
    yield hostile_sheets.archive({"docProps/core.xml": core}, level=0).getvalue()
    yield b"%PDF-1.7\n<</Author (A) /Producer<41>>>\n%%EOF"
    yield b"\xff\xd8\xff\xe1\0\x30Exif\0\0II*\0\x08\0\0\0\x02\0\x0f\x01\x02\0\x04\0\0\0\x25\x88\x04\0"
    yield b"MM\0*" + bytes(4) + b"\x01\x0f\0\x02\x88\x25"


MOST_PIXELS = 100_000  # here: larger ones take their time by nature


def pictures() -> Iterator[bytes]:
    """One of each kind, and one that claims to be vast."""
    yield hostile_files.png()
    yield hostile_files.png(1 << 30, 1 << 30)
    yield hostile_files.JPEG
    yield b"\xff\xd8\xff\xc0\x00\x11\x08\x00\x02\x00\x02\x03\x01\x22\x00" + bytes(20)
    yield b"GIF89a\x02\x00\x02\x00\xf0\x00\x00" + bytes(6) + b",\0\0\0\0\x02\x00\x02\x00\x00\x02\x02\x84Q\x00;"
    yield b"RIFF\x24\x00\x00\x00WEBPVP8X" + bytes(24)
    yield b"RIFF\x24\x00\x00\x00WEBPVP8L" + bytes(24)
    yield b"RIFF\x24\x00\x00\x00WEBPVP8 " + bytes(24)


TARGETS = (
    Target(
        "file-type",
        "files kept as evidence",
        read_type,
        (),
        files,
        ("samakki.entities.domain.filetypes", "samakki.entities.domain.archives", "samakki.entities.domain.files"),
        words=(b"<!--", b"-->", b"<!doctype ", b"<?xml", b"<svg", b"PK\x03\x04", b"PK\x05\x06", b"PK\x01\x02"),
    ),
    Target(
        "file-name",
        "names of files",
        read_name,
        (InvalidValue,),
        encoded_names,
        ("samakki.entities.domain.files",),
        words=(b"..", b"/", b"\\", "\u202e".encode(), b"."),
        longest=2048,
    ),
    Target(
        "file-marks",
        "what files say of their makers",
        read_marks,
        (),
        marked,
        ("samakki.intelligence.domain.file_marks",),
        words=(b"docProps/core.xml", b"<dc:creator", b"/Author", b"Exif\0\0", b"PK\x01\x02", b"PK\x05\x06"),
    ),
    Target(
        "picture",
        "pictures that are drawn small",
        read_picture,
        (PictureBroken,),
        pictures,
        ("samakki.entities.domain.pictures", "samakki.ui.pictures"),
        words=(b"IHDR", b"IDAT", b"VP8X", b"VP8L", b"\xff\xc0", b"\xff\xda"),
        seconds=1.5,
    ),
)
