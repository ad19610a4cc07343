"""The file ``checkpoints.txt``: signed notes one after the other, an empty line after each, oldest first.

It is only ever appended to. A write cut off by a loss of power leaves the beginning of a note; the next write adds the
rest of it. Nothing here is proved: ``verification`` checks what it reads here.
"""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from samakki.sealing.drafts import sync_folder

_WINDOW = 8192  # bytes from the end in which the last whole note is looked for first
_EMPTY_LINES = 2  # one inside a note and one after it
_LONGEST = 65_536  # a note longer than that is none of ours
_WHOLE = re.compile(rb"^[^\n]+\n(?P<size>[0-9]{1,19})\n[^\n]+\n\n(?:\xe2\x80\x94 [^\n]+\n)+\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Found:
    """One note as it stands in the file; `size` is what it says, or what the one before said if it says nothing."""

    size: int
    note: str


@dataclass(frozen=True, slots=True)
class End:
    """Size that the last whole note states, 0 without one, and what follows it: nothing, or a note cut off."""

    size: int
    rest: bytes


@dataclass(frozen=True, slots=True)
class Notebook:
    """Reads and appends."""

    path: Path

    def length(self) -> int:
        """Bytes in the file; 0 if there is none."""
        try:
            return self.path.stat().st_size
        except FileNotFoundError:
            return 0

    def end(self, length: int | None = None) -> End:
        """How the first `length` bytes of the file end; all of it without `length`."""
        length = self.length() if length is None else length
        tail = b""
        for window in (_WINDOW, length) if length else ():
            with self.path.open("rb") as file:
                file.seek(max(0, length - window))
                tail = file.read(min(window, length))
            if whole := list(_WHOLE.finditer(tail)):
                return End(int(whole[-1]["size"]), tail[whole[-1].end() :])
        return End(0, tail)

    def append(self, notes: Sequence[str]) -> None:
        """Add notes and see them onto the disk."""
        if not notes:
            return
        content = b"".join(note.encode("utf-8") + b"\n" for note in notes)
        rest = self.end().rest
        if content.startswith(rest):
            content = content[len(rest) :]
        elif not rest.endswith(b"\n"):
            content = b"\n" + content
        is_new = not self.path.exists()
        with open(os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "ab") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if is_new:
            sync_folder(self.path.parent)

    def notes(self, length: int) -> Iterator[Found]:
        """Notes among the first `length` bytes, in order; a beginning at the end is not among them."""
        size = 0
        for block in self._blocks(length):
            said = _WHOLE.fullmatch(block)
            size = int(said["size"]) if said else size
            yield Found(size, block[:-1].decode("utf-8", "replace"))

    def _blocks(self, length: int) -> Iterator[bytes]:
        if not length:
            return
        block, empty_lines, left = b"", 0, length
        with self.path.open("rb") as file:
            while left and (line := file.readline(min(left, _LONGEST))):
                left -= len(line)
                block += line
                empty_lines += line == b"\n"
                if empty_lines == _EMPTY_LINES or len(block) >= _LONGEST:
                    yield block
                    block, empty_lines = b"", 0
