"""Workbooks and archives made to do harm, in memory."""

import io
import struct
import zipfile
from collections.abc import Mapping

CONTENT_TYPES = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORKBOOK = (
    f"<workbook xmlns='{MAIN}' xmlns:r='{OFFICE}'><sheets><sheet name='A' sheetId='1' r:id='r1'/></sheets></workbook>"
)
RELATIONS = (
    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
    f"<Relationship Id='r1' Type='{OFFICE}/worksheet' Target='worksheets/sheet1.xml'/></Relationships>"
)
LAUGHS = (
    "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(12))
    + "]>"
)
OUTSIDE = "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"


def sheet(rows: str, before: str = "", behind: str = "") -> str:
    """The part of a sheet."""
    return f"{before}<worksheet xmlns='{MAIN}'><sheetData>{rows}</sheetData>{behind}</worksheet>"


def book(parts: Mapping[str, str | bytes] = {}, *, rows: str = "", level: int = 9) -> io.BytesIO:
    """A workbook; `parts` go before the usual ones."""
    whole: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "xl/workbook.xml": WORKBOOK,
        "xl/_rels/workbook.xml.rels": RELATIONS,
        "xl/worksheets/sheet1.xml": sheet(rows),
        **parts,
    }
    return archive(whole, level=level)


def archive(parts: Mapping[str, str | bytes], *, level: int = 9) -> io.BytesIO:
    """An archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    file.seek(0)
    return file


def with_overlap(file: io.BytesIO) -> io.BytesIO:
    """The archive with every entry of its list pointing to the first one's bytes."""
    content = bytearray(file.getvalue())
    at = content.find(b"PK\x01\x02")
    first = content[at + 42 : at + 46]
    while (at := content.find(b"PK\x01\x02", at + 4)) >= 0:
        content[at + 42 : at + 46] = first
    return io.BytesIO(bytes(content))


def with_lie(file: io.BytesIO, size: int) -> io.BytesIO:
    """The archive with another unpacked size in its list, for every entry."""
    content = bytearray(file.getvalue())
    at = -1
    while (at := content.find(b"PK\x01\x02", at + 1)) >= 0:
        content[at + 24 : at + 28] = struct.pack("<I", size)
    return io.BytesIO(bytes(content))
