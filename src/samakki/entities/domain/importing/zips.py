"""Opens a ZIP archive that a stranger made: bounded before anything is unpacked, and unpacked as a stream only.

Nothing is ever written to a disk, so names with ".." in them lead nowhere, and an archive inside the archive is a file
like any other that nobody opens.
"""

import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from samakki.kernel.refusals import InvalidValue

MOST_ENTRIES = 20_000
MOST_BYTES = 4 << 30  # of all entries together, as the archive claims and again as they come
SUSPICIOUS_BYTES = 100 << 20
SUSPICIOUS_RATIO = 400  # text of spreadsheets shrinks to a twentieth, rarely to a hundredth
_PIECE = 256 * 1024
_LOCAL_HEADER = 30
_ENCRYPTED = 0x1


class Archive:
    """An archive whose list was checked; entries are read by `pieces`."""

    def __init__(self, file: BinaryIO) -> None:
        """Read and check the list.

        Args:
            file: seekable.

        Raises:
            InvalidValue: "zip-broken", "zip-encrypted", "zip-bomb".
        """
        try:
            self._zip = zipfile.ZipFile(file)
            self._entries = {one.filename: one for one in self._zip.infolist()}
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeError, EOFError):
            raise InvalidValue("zip-broken") from None
        _check(self._zip.infolist())

    @property
    def names(self) -> tuple[str, ...]:
        """Every entry."""
        return tuple(self._entries)

    def size(self, name: str) -> int:
        """Bytes of an entry as the archive claims."""
        return self._entries[name].file_size

    def pieces(self, name: str, *, most: int = MOST_BYTES) -> Iterator[bytes]:
        """The content of an entry, piece by piece; memory does not grow with it.

        Raises:
            InvalidValue: "zip-broken" (missing, cut short, another length or sum than claimed, method unknown);
                "zip-bomb" (more than `most` bytes).
        """
        entry = self._entries.get(name)
        if entry is None:
            raise InvalidValue("zip-broken")
        if entry.file_size > most:
            raise InvalidValue("zip-bomb")
        given = 0
        try:
            with self._zip.open(entry) as content:
                while piece := content.read(_PIECE):
                    given += len(piece)
                    if given > most:
                        raise InvalidValue("zip-bomb")
                    yield piece
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            RuntimeError,
            OSError,
            ValueError,
        ) as error:
            if isinstance(error, InvalidValue):
                raise
            raise InvalidValue("zip-broken") from None

    def whole(self, name: str, *, most: int) -> bytes:
        """The content of a small entry.

        Raises:
            InvalidValue: as `pieces`.
        """
        return b"".join(self.pieces(name, most=most))


def _check(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse what cannot be an honest archive, from its list alone."""
    if any(one.flag_bits & _ENCRYPTED for one in entries):
        raise InvalidValue("zip-encrypted")
    claimed = sum(one.file_size for one in entries)
    packed = sum(one.compress_size for one in entries)
    if len(entries) > MOST_ENTRIES or claimed > MOST_BYTES:
        raise InvalidValue("zip-bomb")
    if claimed > SUSPICIOUS_BYTES and claimed > SUSPICIOUS_RATIO * max(packed, 1):
        raise InvalidValue("zip-bomb")
    # Entries that share their packed bytes multiply what is unpacked without making the archive larger.
    end = 0
    for one in sorted(entries, key=lambda entry: entry.header_offset):
        if one.header_offset < end:
            raise InvalidValue("zip-bomb")
        end = one.header_offset + _LOCAL_HEADER + one.compress_size
    if len({one.filename for one in entries}) != len(entries):
        raise InvalidValue("zip-broken")
