"""Plain files as numbers: each different text of a column once, and for each row which of them it has.

What `raw` and SQL do for all files is done here for the plain ones, several times faster. The same rows give the same
numbers, so a run that was killed finds them again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from samakki.matching.bulk import reading, scanning
from samakki.matching.bulk.duck import Duck, quoted
from samakki.matching.bulk.raw import FIRST_ROW, File
from samakki.matching.bulk.reading import LONGEST_CELL
from samakki.names.compiling import IS_COMPILED

Numbers = NDArray[np.int32]
LARGEST = 2**31 - 1
"""Bytes of a file whose places are counted here."""
NO_TIMES = np.zeros(0, np.int32)


@dataclass(frozen=True, slots=True)
class Coded:
    """A plain file, its cells found.

    Attributes:
        data: its bytes.
        delimiter: between its cells.
        starts: for each row and column that is used, where its cell begins.
        ends: and ends. The first column holds references, the others are those of the makers, in their order.
    """

    data: NDArray[np.uint8]
    delimiter: str
    starts: Numbers
    ends: Numbers

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self.starts)

    def encoded(self, column: int) -> tuple[Numbers, Numbers]:
        """For each row the number of its text, 0 for none; and for each number less one the first row with it."""
        starts, ends = self._cells(column)
        codes, rows = np.empty(self.size, np.int32), np.empty(self.size, np.int32)
        table = np.zeros(1 << max(4, (2 * self.size).bit_length()), np.int64)
        found = scanning.encode(self.data, starts, ends, table, codes, rows)
        return codes, rows[:found].copy()

    def write(self, column: int, rows: Numbers, times: Numbers, path: Path) -> None:
        """Write texts of some rows as lines, with a number before each where there are `times`."""
        starts, ends = self._cells(column)
        room = int((ends[rows] - starts[rows]).sum(dtype=np.int64)) + 12 * len(rows)
        out = np.empty(room, np.uint8)
        filled = scanning.lines(self.data, starts, ends, rows, times, ord(self.delimiter), out)
        with path.open("wb") as target:
            out[:filled].tofile(target)

    def _cells(self, column: int) -> tuple[Numbers, Numbers]:
        return np.ascontiguousarray(self.starts[:, column]), np.ascontiguousarray(self.ends[:, column])


def coded(files: Sequence[File]) -> list[Coded]:
    """The cells of plain files; nothing where one of them is not, or has something that Python is to name."""
    made = []
    for file in files:
        found = _coded(file) if IS_COMPILED and _is_plain(file) else None
        if found is None:
            return []
        made.append(found)
    return made


def _is_plain(file: File) -> bool:
    return (
        file.table is not None
        and file.identity is not None
        and len(file.table.headings) > 1
        and all(len(maker.places) == 1 for maker in file.makers)
        and FIRST_ROW < file.path.stat().st_size <= LARGEST
        and reading.check_bytes(file.path)
    )


def _coded(file: File) -> Coded | None:
    assert file.table is not None  # noqa: S101  (`_is_plain`)
    assert file.identity is not None  # noqa: S101  (as above)
    data = np.memmap(file.path, np.uint8, "r")
    ends = np.flatnonzero(data[: LONGEST_CELL * len(file.table.headings)] == scanning.LINE_END)
    begin = int(ends[0]) + 1 if len(ends) else len(data)
    rows = reading.lines_of(file.path) - 1
    wanted = [file.identity, *(maker.places[0] for maker in file.makers)]
    if len(set(wanted)) < len(wanted) or rows < 1:
        return None
    slots = np.full(len(file.table.headings), -1, np.int32)
    slots[wanted] = range(len(wanted))
    starts, stops = (np.zeros((rows, len(wanted)), np.int32) for _ in range(2))
    found = scanning.split(data, begin, ord(file.table.delimiter), slots, LONGEST_CELL, starts, stops)
    if found < 1:
        return None
    made = Coded(data, file.table.delimiter, starts[:found], stops[:found])
    references = (np.ascontiguousarray(side[:, 0]) for side in (made.starts, made.ends))
    if not scanning.are_plain(data, *references) or len(made.encoded(0)[1]) < made.size:
        return None
    return made


def keep_texts(duck: Duck, path: Path, delimiter: str, *, name: str) -> None:
    """Read what `Coded.write` wrote with numbers into a table of `times` and `t`; ``rowid`` counts from 0."""
    columns = "{'times': 'BIGINT', 't': 'VARCHAR'}"
    duck.keep_in_order(name, f"SELECT times, t FROM {_source(path, columns, delimiter)}")


def keep_references(duck: Duck, path: Path, delimiter: str, *, name: str) -> None:
    """The same of texts that stand alone, into a table of `id`."""
    duck.keep_in_order(name, f"SELECT id FROM {_source(path, {'id': 'VARCHAR'}, delimiter)}")


def _source(path: Path, columns: object, delimiter: str) -> str:
    return (
        f"read_csv({quoted(str(path))}, auto_detect = false, header = false, columns = {columns}, "
        f"delim = {quoted(delimiter)}, quote = '', escape = '', comment = '', strict_mode = true, "
        f"null_padding = false, compression = 'none', max_line_size = {LONGEST_CELL + 40})"
    )
