"""Width and height of a picture from its head, before anything unpacks it: a small file can claim to be endless."""

import struct

MOST_PIXELS = 60_000_000
_FRAME_MARKERS = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})


def dimensions(content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a JPEG, PNG, GIF or WebP; None where the head does not say.

    >>> dimensions(b"GIF89a" + bytes([2, 0, 3, 0]))
    (2, 3)
    """
    try:
        if content.startswith(b"\x89PNG\r\n\x1a\n"):
            return struct.unpack(">II", content[16:24])
        if content.startswith((b"GIF87a", b"GIF89a")):
            return struct.unpack("<HH", content[6:10])
        if content.startswith(b"\xff\xd8"):
            return _jpeg(content)
        if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
            return _webp(content)
    except (struct.error, IndexError):
        return None
    return None


def is_drawable(content: bytes) -> bool:
    """Whether a picture may be drawn anew without exhausting memory."""
    found = dimensions(content)
    return found is not None and 0 < found[0] * found[1] <= MOST_PIXELS


def _jpeg(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 < len(content):
        if content[at] != 0xFF:  # noqa: PLR2004  (every marker begins so)
            return None
        marker = content[at + 1]
        if marker in _FRAME_MARKERS:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + int(struct.unpack(">H", content[at + 2 : at + 4])[0])
    return None


def _webp(content: bytes) -> tuple[int, int] | None:
    kind = content[12:16]
    if kind == b"VP8X":
        return _three(content, 24) + 1, _three(content, 27) + 1
    if kind == b"VP8L":
        (packed,) = struct.unpack("<I", content[21:25])
        return (packed & 0x3FFF) + 1, (packed >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        width, height = struct.unpack("<HH", content[26:30])
        return width & 0x3FFF, height & 0x3FFF
    return None


def _three(content: bytes, at: int) -> int:
    return int.from_bytes(content[at : at + 3], "little")
