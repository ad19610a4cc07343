"""Names inside a ZIP archive, read from its list at the end; nothing is ever unpacked here.

An archive is a stranger's: its list may claim anything. Reading is bounded by bytes and by entries, and an archive that
does not hold to the form has no names.
"""

import struct
from collections.abc import Iterator
from typing import BinaryIO

MOST_LIST_BYTES = 4 << 20
MOST_ENTRIES = 20_000
_END = b"PK\x05\x06"
_ENTRY = b"PK\x01\x02"
_END_BYTES = 22
_ENTRY_BYTES = 46
_LONGEST_COMMENT = 65_535


def names_in_zip(file: BinaryIO, size: int) -> tuple[str, ...] | None:
    """Names of the entries; None where there is no list that can be trusted to be one.

    Args:
        file: seekable; left anywhere.
        size: bytes of it.

    Source: APPNOTE.TXT 6.3.10, 4.3.12 and 4.3.16. Archives over 4 GiB (ZIP64) have no names here.
    """
    tail_bytes = min(size, _END_BYTES + _LONGEST_COMMENT)
    file.seek(size - tail_bytes)
    tail = file.read(tail_bytes)
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_BYTES:
        return None
    count, list_bytes, start = struct.unpack("<HII", tail[at + 10 : at + 20])
    end_at = size - tail_bytes + at
    if count > MOST_ENTRIES or list_bytes > MOST_LIST_BYTES or start + list_bytes > end_at:
        return None
    file.seek(end_at - list_bytes)  # what stands before the archive shifts it: count back from its end
    names = tuple(_names(file.read(list_bytes)))
    return names if len(names) == count else None


def _names(listed: bytes) -> Iterator[str]:
    at = 0
    while listed[at : at + 4] == _ENTRY and len(listed) - at >= _ENTRY_BYTES:
        name_bytes, extra_bytes, comment_bytes = struct.unpack("<HHH", listed[at + 28 : at + 34])
        name = listed[at + _ENTRY_BYTES : at + _ENTRY_BYTES + name_bytes]
        yield name.decode("utf-8", "replace")
        at += _ENTRY_BYTES + name_bytes + extra_bytes + comment_bytes
