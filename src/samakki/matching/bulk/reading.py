"""Rows of a CSV file, strictly: a file that cannot be read without guessing is refused, with the row and the column."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path

import numpy as np

from samakki.matching.bulk.problems import CannotLink

BATCH = 20_000
LONGEST_CELL = 100_000
"""Characters; a longer one is a quote that was never closed."""
MOST_COLUMNS = 500
DELIMITERS = (",", ";", "\t")
UNREAD = "\ufffd"
CHUNK = 1 << 20
LINE_FEED, RETURN, QUOTE, LAST_ASCII = 10, 13, 34, 127
Row = list[str]


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file that was opened once.

    Attributes:
        headings: as written, without spaces around them.
        delimiter: between cells.
    """

    path: Path
    headings: tuple[str, ...]
    delimiter: str


def open_table(path: Path) -> Table:
    """Look at the first line of a file.

    Raises:
        CannotLink: "file-empty", "file-not-utf8", "file-has-nul", "heading-missing", "heading-twice",
            "too-many-columns".
        OSError: it cannot be opened.
    """
    check_bytes(path)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        first = lines.readline(LONGEST_CELL)
    if not first.strip():
        raise CannotLink("file-empty", path)
    delimiter = max(DELIMITERS, key=first.count)
    headings = tuple(cell.strip() for cell in next(_cells(path, delimiter)))
    if len(headings) > MOST_COLUMNS:
        raise CannotLink("too-many-columns", path, found=len(headings), most=MOST_COLUMNS)
    for place, heading in enumerate(headings, start=1):
        if not heading:
            raise CannotLink("heading-missing", path, column=place)
        if heading in headings[: place - 1]:
            raise CannotLink("heading-twice", path, column=place)
    return Table(path, headings, delimiter)


def rows(table: Table) -> Iterator[list[Row]]:
    """Rows below the headings, some thousands at a time; empty lines are no rows.

    Raises:
        CannotLink: "cell-too-long", "quote-open" or "row-width", with the row as a spreadsheet counts it.
    """
    cells = _cells(table.path, table.delimiter)
    next(cells)
    number, width = 1, len(table.headings)
    while batch := list(islice(cells, BATCH)):
        kept = []
        for row in batch:
            number += 1
            if len(row) != width:
                if not row:
                    continue
                raise CannotLink("row-width", table.path, row=number, found=len(row), expected=width)
            kept.append(row)
        yield kept


def _cells(path: Path, delimiter: str) -> Iterator[Row]:
    before = csv.field_size_limit(LONGEST_CELL)
    done = 0
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            for row in csv.reader(lines, delimiter=delimiter, strict=True):
                done += 1
                yield row
    except csv.Error as error:
        code = "cell-too-long" if "limit" in str(error) else "quote-open"
        raise CannotLink(code, path, row=done + 1) from error
    finally:
        csv.field_size_limit(before)


def check_bytes(path: Path) -> bool:
    """Refuse a file that is not UTF-8 text, before anything is made of it.

    Returns:
        whether it is plain: no quotes, and no line ends but the usual two. Then lines are rows and delimiters separate
        cells, whoever reads it.

    Raises:
        CannotLink: "file-has-nul", "file-not-utf8": fact `line` as an editor counts, `column` where it can be told.
    """
    return _looked(path)[0]


def lines_of(path: Path) -> int:
    """How many lines a file has that was checked."""
    return _looked(path)[1]


def _looked(path: Path) -> tuple[bool, int]:
    held = path.stat()
    return _looked_through(path, held.st_size, held.st_mtime_ns)


@lru_cache(maxsize=8)
def _looked_through(path: Path, _size: int, _changed: int) -> tuple[bool, int]:
    """As `check_bytes`, once for each state of a file, and how many lines there are."""
    if found := _quickly(path):
        return True, found
    is_plain, lines = True, 0
    with path.open("rb") as content:
        begun, rest = 0, b""
        while chunk := content.read(CHUNK):
            whole, cut, tail = (rest + chunk).rpartition(b"\n")
            if not cut and len(tail) > 8 * LONGEST_CELL:
                raise CannotLink("cell-too-long", path, row=_line(path, begun))
            _check(path, whole, begun)
            is_plain = is_plain and _is_plain(whole)
            lines += whole.count(b"\n") + len(cut)
            begun += len(whole) + len(cut)
            rest = tail
        _check(path, rest, begun)
    return is_plain and _is_plain(rest) and b"\r" not in rest, lines + bool(rest)


def _quickly(path: Path) -> int:
    """How many lines a file has; 0 where it has more than signs of ASCII and usual line ends, or a long line."""
    lines, is_open = 0, False
    with path.open("rb") as content:
        while chunk := content.read(8 * LONGEST_CELL):
            signs = np.frombuffer(chunk + content.read(1) if chunk[-1] == RETURN else chunk, np.uint8)
            is_feed, is_return = signs == LINE_FEED, signs == RETURN
            feeds, returns = int(np.count_nonzero(is_feed)), int(np.count_nonzero(is_return))
            is_stray = returns and returns > np.count_nonzero(is_return[:-1] & is_feed[1:])
            if not feeds or is_stray or signs.max() > LAST_ASCII or not signs.min() or (signs == QUOTE).any():
                return 0
            lines += feeds
            is_open = signs[-1] != LINE_FEED
    return lines + is_open


def _is_plain(text: bytes) -> bool:
    """Whether it has neither quotes nor returns within lines; `text` does not hold its own last line feed."""
    returns = text.count(b"\r")
    return b'"' not in text and (not returns or returns == text.count(b"\r\n") + text.endswith(b"\r"))


def _check(path: Path, text: bytes, begun: int) -> None:
    """Refuse whole lines that no text has; `begun` is where they stand in the file."""
    if b"\0" in text:
        raise CannotLink("file-has-nul", path, **_where(path, text, text.index(b"\0"), begun))
    if text.isascii():
        return
    try:
        text.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CannotLink("file-not-utf8", path, **_where(path, text, error.start, begun)) from error


def _where(path: Path, text: bytes, place: int, begun: int) -> dict[str, int]:
    """Line and column of a byte; the column counts delimiters before it, quotes not minded."""
    before = text[text.rfind(b"\n", 0, place) + 1 : place]
    column = 1 + max(before.count(one.encode()) for one in DELIMITERS)
    return {"line": _line(path, begun + place), "column": column}


def _line(path: Path, place: int) -> int:
    """The line that a byte stands on."""
    line = 1
    with path.open("rb") as content:
        while chunk := content.read(min(CHUNK, place)):
            line += chunk.count(b"\n")
            place -= len(chunk)
    return line
