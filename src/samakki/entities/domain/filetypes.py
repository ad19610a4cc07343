"""What a file is by its bytes: a library's table of signatures, and what that table does not know.

Text, CSV, JSON, office documents and content that could run are told apart here. A file that is two things at once (a
picture with a program behind it) is what its first bytes say; it is harmless because it is never handed out as
anything else (``web/serving``), not because this module saw through it.
"""

import csv
import re
from typing import BinaryIO

import filetype

from samakki.entities.domain.archives import names_in_zip
from samakki.entities.domain.files import ACTIVE, UNKNOWN

HEAD_BYTES = 8192
_PROGRAMS = (  # binary ones: a text that happens to begin with these letters is a text
    b"MZ",  # Windows
    b"\x7fELF",
    b"\xfe\xed\xfa\xce",  # macOS
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",  # Java class, or macOS for several machines
    b"\x4c\x00\x00\x00\x01\x14\x02\x00",  # Windows shortcut
    b"\x00asm",
    b"Cr24",  # browser extension
    b"FWS",  # Flash
    b"CWS",
    b"ZWS",
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
# Each comment, declaration and blank is taken whole and never given back: two ways to divide forty comments are 2**39.
_MARKUP = re.compile(
    rb"\s*+(?:<\?xml[^>]*+>\s*+|<!--(?:(?!-->).)*+-->\s*+|<!doctype(?!\s+(?:html|svg)\b)[^>]*+>\s*+)*+"
    rb"<(?:!doctype\s+(?:html|svg)|html|head|body|script|svg|iframe|meta|title|style|object|embed|x?html:|hta:|xsl:|"
    rb"[a-z]+:svg)\b",
    re.IGNORECASE | re.DOTALL,
)
_MARKUP_ANYWHERE = re.compile(rb"<(?:html|svg|script|!doctype\s+html)\b", re.IGNORECASE)
_RUNS_IN_ZIP = re.compile(
    r"(?:^|/)vbaProject\.bin$|^AndroidManifest\.xml$|^META-INF/MANIFEST\.MF$|(?:^|/)activeX/", re.IGNORECASE
)
_OFFICE = (
    ("word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
)
_OPEN_DOCUMENT = re.compile(rb"mimetype(application/vnd\.oasis\.opendocument\.(?:text|spreadsheet|presentation))")
_ACTIVE_TYPES = frozenset(
    {
        "application/x-msdownload",
        "application/x-executable",
        "application/x-shockwave-flash",
        "application/x-google-chrome-extension",
        "application/x-deb",
        "application/x-rpm",
        "application/wasm",
        "application/x-nintendo-nes-rom",
    }
)
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_ENCODED_WIDE = (b"\xff\xfe", b"\xfe\xff")
_MARKS = (b"\xef\xbb\xbf", *_ENCODED_WIDE)


def media_type_of(file: BinaryIO, size: int) -> str:
    """The media type of a file.

    Args:
        file: seekable; left at its beginning.
        size: bytes of it.

    Returns:
        A media type; ``ACTIVE`` for what could run, ``UNKNOWN`` where nothing fits.
    """
    file.seek(0)
    head = file.read(HEAD_BYTES)
    names = names_in_zip(file, size) if head.startswith(_ZIP) else None
    file.seek(0)
    if head.startswith(_ZIP):
        return _archive_type(head, names)
    if _could_run(head):
        return ACTIVE
    if head.startswith(_OLE):
        return _old_office(head)
    kind = filetype.guess(head) if head else None
    if kind is not None and kind.mime not in _ACTIVE_TYPES:
        return str(kind.mime)
    return ACTIVE if kind is not None and _CONTROL.search(head) else _text_type(head)


def _archive_type(head: bytes, names: tuple[str, ...] | None) -> str:
    if names is None:
        return UNKNOWN  # cut short, or too long a list to be read
    if any(_RUNS_IN_ZIP.search(name) for name in names):
        return ACTIVE
    if found := _OPEN_DOCUMENT.match(head, 30):
        return found[1].decode("ascii")
    if "[Content_Types].xml" in names:
        for folder, media_type in _OFFICE:
            if any(name.startswith(folder) for name in names):
                return media_type
    return "application/zip"


def _could_run(head: bytes) -> bool:
    if head.startswith(b"#!") or (head.startswith(_PROGRAMS) and _CONTROL.search(head)):
        return True
    text = _narrow(head)
    if _MARKUP.match(text):
        return True
    # XML, or a comment, that turns into a drawing or a page further down, after its own declarations.
    return text.lstrip()[:5].lower().startswith((b"<?xml", b"<!--")) and _MARKUP_ANYWHERE.search(text) is not None


def _narrow(head: bytes) -> bytes:
    """The head without a byte-order mark, in single bytes: enough to find markup in."""
    if head.startswith(_ENCODED_WIDE):
        return head[2:].replace(b"\0", b"")
    return head.removeprefix(_MARKS[0])


def _old_office(head: bytes) -> str:
    kind = filetype.guess(head)
    return str(kind.mime) if kind is not None and kind.mime.startswith("application/") else "application/x-ole-storage"


def _text_type(head: bytes) -> str:
    if head.startswith(_ENCODED_WIDE):
        return "text/plain"
    if not head or _CONTROL.search(head):
        return UNKNOWN
    text = head.removeprefix(_MARKS[0]).decode("utf-8", "replace").lstrip()
    if text[:1] in {"{", "["}:
        return "application/json"
    return "text/csv" if _is_csv(text) else "text/plain"


def _is_csv(text: str) -> bool:
    lines = text.splitlines()[:-1] if len(text) > HEAD_BYTES // 2 else text.splitlines()
    for separator in ",;\t|":
        if len(lines) < 2 or separator not in lines[0]:  # noqa: PLR2004  (a sheet has a head and one row at least)
            continue
        try:
            widths = {len(row) for row in csv.reader(lines[:20], delimiter=separator) if row}
        except csv.Error:
            continue
        if len(widths) == 1:
            return True
    return False
