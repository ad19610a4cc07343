"""Plain files as numbers: each different text of a column once, and for each row which of them it has.

What `raw` and SQL do for all files is done here for the plain ones, several times faster. The same rows give the same
numbers, so a run that was killed finds them again.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from samakki.matching.bulk import reading, scanning
from samakki.matching.bulk.duck import Duck, quoted
from samakki.matching.bulk.raw import FIRST_ROW, File
from samakki.matching.bulk.reading import LONGEST_CELL
from samakki.names.compiling import IS_COMPILED

Data = NDArray[np.uint8]
Numbers = NDArray[np.int32]
LARGEST = 2**31 - 1
"""Bytes of a file whose places are counted here."""
CHUNK = 1 << 16
SMALLEST, LARGER = 1 << 18, 8
"""Places of the first table of different texts, which stays in the caches of a processor, and how it grows."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts one behind the other.

    Attributes:
        data: their bytes.
        starts: where each begins.
        ends: and ends.
    """

    data: Data
    starts: Numbers
    ends: Numbers

    def text(self, place: int) -> str:
        """One of them."""
        return self.data[self.starts[place] : self.ends[place]].tobytes().decode()

    def different(self) -> tuple[Numbers, Numbers]:
        """For each a number from 1 in their order, 0 for empty ones; and for each number less one the first with it."""
        codes, rows = np.empty(len(self.starts), np.int32), np.empty(len(self.starts), np.int32)
        shorts = np.empty(len(self.starts), np.uint64)
        texts, row, found, size = (self.data, self.starts, self.ends), 0, 0, SMALLEST
        while row < len(codes):
            table = np.zeros(size, np.int64)
            scanning.enter(*texts, rows[:found], shorts[:found], table)
            row, found = scanning.encode(*texts, row, found, table, codes, rows, shorts)
            size *= LARGER
        return codes, rows[:found].copy()


@dataclass(frozen=True, slots=True)
class Coded:
    """A plain file, its cells found.

    Attributes:
        data: its bytes.
        delimiter: between its cells.
        starts: for each row and column that is used, where its cell begins.
        ends: and ends. The first column holds references, the others are those of the makers, in their order.
    """

    data: Data
    delimiter: str
    starts: Numbers
    ends: Numbers

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self.starts)

    def encoded(self, column: int) -> tuple[Numbers, Numbers]:
        """For each row the number of its text, 0 for none; and for each number less one the first row with it."""
        return self.column(column).different()

    def texts(self, column: int, rows: Numbers) -> Texts:
        """The texts of some rows."""
        return Texts(self.data, self.starts[rows, column], self.ends[rows, column])

    def column(self, column: int) -> Texts:
        """The texts of all rows."""
        return Texts(self.data, *self._cells(column))

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


def coded(files: Sequence[File], threads: int = 1) -> list[Coded]:
    """The cells of plain files; nothing where one of them is not, or has something that Python is to name."""
    made = cut(files, threads)
    return made if all(has_references(one) for one in made) else []


def cut(files: Sequence[File], threads: int) -> list[Coded]:
    """As `coded`, with references that nobody looked at yet."""
    made = []
    for file in files:
        found = _cut(file, threads) if IS_COMPILED and _is_plain(file) else None
        if found is None:
            return []
        made.append(found)
    return made


def has_references(one: Coded) -> bool:
    """Whether every row has a reference of its own, plainly written."""
    found = one.column(0)
    return bool(scanning.are_plain(found.data, found.starts, found.ends)) and len(found.different()[1]) == one.size


def _is_plain(file: File) -> bool:
    return (
        file.table is not None
        and file.identity is not None
        and len(file.table.headings) > 1
        and all(len(maker.places) == 1 for maker in file.makers)
        and FIRST_ROW < file.path.stat().st_size <= LARGEST
        and reading.check_bytes(file.path)
    )


def _cut(file: File, threads: int) -> Coded | None:
    assert file.table is not None  # noqa: S101  (`_is_plain`)
    assert file.identity is not None  # noqa: S101  (as above)
    data = np.memmap(file.path, np.uint8, "c")  # nobody writes to it; only so are its loops those of other arrays
    wanted = [file.identity, *(maker.places[0] for maker in file.makers)]
    if len(set(wanted)) < len(wanted):
        return None
    slots = np.full(len(file.table.headings), -1, np.int32)
    slots[wanted] = range(len(wanted))
    begun = _line_behind(data, 0)
    cuts = [begun, *(_line_behind(data, begun + (len(data) - begun) * n // threads) for n in range(1, threads))]
    spans = list(pairwise((*cuts, len(data))))
    with ThreadPoolExecutor(threads) as pool:
        lines = list(pool.map(lambda span: int(np.count_nonzero(data[slice(*span)] == scanning.LINE_END)), spans))
        lines[-1] += int(data[-1] != scanning.LINE_END)
        begins = np.cumsum([0, *lines])
        starts, stops = (np.zeros((begins[-1], len(wanted)), np.int32) for _ in range(2))

        def split(part: int) -> int:
            rows, (begin, end) = slice(begins[part], begins[part + 1]), spans[part]
            delimiter = ord(file.table.delimiter) if file.table else 0
            return scanning.split(data[:end], begin, delimiter, slots, LONGEST_CELL, starts[rows], stops[rows])

        found = list(pool.map(split, range(len(spans))))
    return Coded(data, file.table.delimiter, starts, stops) if found == lines and begins[-1] else None


def _line_behind(data: Data, place: int) -> int:
    """Where the next line begins."""
    while place < len(data):
        ends = np.flatnonzero(data[place : place + CHUNK] == scanning.LINE_END)
        if len(ends):
            return place + int(ends[0]) + 1
        place += CHUNK
    return len(data)


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
