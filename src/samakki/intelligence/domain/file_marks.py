"""What a file says of who made it, where and with what: read off its bytes, without opening it in any program.

Trap: a file without a mark is not thereby clean. What is read here is what gives people away most often.
"""

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

SPOILT = (zlib.error, lzma.LZMAError, struct.error)  # packed bytes that were spoilt are told in the packer's own words
READ_BYTES = 4_000_000
MOST_OF_A_PART = 200_000  # a part of an archive is read no further: a small archive can hold a very large one
AUTHOR, EDITOR, COMPANY, DEVICE, POSITION, PROGRAM = (
    "file-author",
    "file-editor",
    "file-company",
    "file-device",
    "file-position",
    "file-program",
)
MARKS = (AUTHOR, EDITOR, COMPANY, DEVICE, POSITION, PROGRAM)

_OFFICE = {
    AUTHOR: re.compile(rb"<dc:creator[^>]*>[^<]"),
    EDITOR: re.compile(rb"<cp:lastModifiedBy[^>]*>[^<]"),
    COMPANY: re.compile(rb"<Company[^>]*>[^<]"),
}
_PDF = {
    AUTHOR: re.compile(rb"/Author\s*[(<][^)>]|<dc:creator>"),
    PROGRAM: re.compile(rb"/(?:Creator|Producer)\s*[(<][^)>]|<xmp:CreatorTool>"),
}
_GPS_TAGS = (b"\x88\x25", b"\x25\x88")  # tag 0x8825, in either order of bytes: a table of positions follows
_MAKER_TAGS = (b"\x01\x0f\x00\x02", b"\x0f\x01\x02\x00")  # tag 0x010F, a text: who made the camera


def marks_of(content: bytes) -> tuple[str, ...]:
    """Codes of what a file tells of its maker, in the order of `MARKS`.

    Args:
        content: the beginning of the file, up to `READ_BYTES`.
    """
    found = set(_marks(content[:READ_BYTES]))
    return tuple(mark for mark in MARKS if mark in found)


def _marks(content: bytes) -> Iterator[str]:
    if content.startswith(b"%PDF"):
        yield from (mark for mark, pattern in _PDF.items() if pattern.search(content))
    if content.startswith(b"PK\x03\x04"):
        yield from _marks_of_office(content)
    place = content.find(b"Exif\x00\x00")
    head = content[place : place + 4096] if place >= 0 else content[:4096] if content[:4] in _TIFF else b""
    if any(tag in head for tag in _GPS_TAGS):
        yield POSITION
    if any(tag in head for tag in _MAKER_TAGS):
        yield DEVICE


_TIFF = (b"II*\x00", b"MM\x00*")


def _marks_of_office(content: bytes) -> Iterator[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in ("docProps/core.xml", "docProps/app.xml"):
                if name not in archive.namelist():
                    continue
                with archive.open(name) as part:
                    text = part.read(MOST_OF_A_PART)
                yield from (mark for mark, pattern in _OFFICE.items() if pattern.search(text))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, *SPOILT):
        return  # cut short, encrypted, or packed in a way this program does not read: what it says stays unknown
