"""Small files of every kind, honest and hostile, made by hand."""

import io
import struct
import zipfile
import zlib

OFFICE = "application/vnd.openxmlformats-officedocument."


def png(width: int = 2, height: int = 2, colour: bytes = b"\x8a\x1c\x7c") -> bytes:
    """A picture of one colour; `width` and `height` stand in its head whether or not the pixels follow."""
    rows = b"".join(b"\0" + colour * min(width, 64) for _ in range(min(height, 64)))
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    ]
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def archive(*names: str, content: bytes = b"x") -> bytes:
    """A ZIP archive with these entries."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name in names:
            zipped.writestr(name, content)
    return made.getvalue()


def bomb() -> bytes:
    """An archive of a few kilobytes that unpacks to 16 MB."""
    return archive("zeros.csv", content=b"\0" * (16 << 20))


JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + b"\x00" * 40 + b"\xff\xd9"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
WEB_PAGE = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
DRAWING = b"<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
DRAWING_LATE = b"<?xml version='1.0'?>\n" + b"<!-- quiet -->\n" * 50 + b"<svg onload='alert(1)'/>"
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00" + b"\0" * 64
SHELL = b"#!/bin/sh\nrm -rf /\n"
PICTURE_AND_PAGE = JPEG + WEB_PAGE
PICTURE_AND_ARCHIVE = JPEG + archive("a.txt")
TEXT = "នាង មកពី ព្រៃវែង\nរถตู้ สีขาว\n".encode()
SHEET = "ឈ្មោះ,ទូរស័ព្ទ\nសុខ,012345678\nดารา,0812345678\n".encode()
WIDE_PAGE = b"\xff\xfe" + "<html><script>1</script>".encode("utf-16-le")
