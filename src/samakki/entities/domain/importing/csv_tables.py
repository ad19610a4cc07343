"""Reads text with separators as rows, as a stream, in an encoding that was told."""

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from samakki.entities.domain.importing.cells import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, Cell, Row, Rows
from samakki.entities.domain.importing.encodings import Encoding
from samakki.kernel.refusals import InvalidValue

SEPARATORS = (",", ";", "\t", "|")
SAMPLE_CHARACTERS = 200_000
SAMPLE_ROWS = 60
LONGEST_TEXT = 2 * LONGEST_CELL  # no spreadsheet made this text; a row whose value is too long fails by itself
_NAMED = "sep="
_CELL_LIMIT = 1_000_000  # characters the library holds before it gives up on a quote that is never closed


@dataclass(frozen=True, slots=True)
class Shape:
    """How a text is cut into cells.

    Attributes:
        separator: one of `SEPARATORS`.
        starts_at: rows to leave out at the top: 1 where the first says "sep=;" for Excel.
    """

    separator: str = ","
    starts_at: int = 0


def shape_of(file: BinaryIO, encoding: Encoding, *, skip: int = 0) -> Shape:
    """The separator that cuts the first rows into most cells of the most even number. Leaves the file anywhere."""
    sample = "".join(_characters(file, encoding, skip))
    first = sample.partition("\n")[0].strip().lower()
    if first.startswith(_NAMED) and len(first) == len(_NAMED) + 1:
        return Shape(first[-1] if first[-1] in SEPARATORS else ",", starts_at=1)
    for separator in SEPARATORS:
        if _is_quoted(sample.partition("\n")[0].rstrip("\r"), separator):
            return Shape(separator)
    return Shape(max(SEPARATORS, key=lambda one: _evenness(sample, one)))


def rows(file: BinaryIO, encoding: Encoding, shape: Shape, *, skip: int = 0) -> Rows:
    """Rows that hold something, in order.

    Args:
        file: seekable; not closed.
        encoding: of the text.
        shape: how it is cut.
        skip: bytes of a byte-order mark.

    Raises:
        InvalidValue: "encoding-broken" (fact `row`: the first that could not be read); "quote-never-closed" (fact
            `row`: where it begins); "sheet-too-wide", "sheet-too-long" (fact `most`); "cell-too-long", "cell-has-zero-
            byte" (fact `row`).
    """
    file.seek(skip)
    text = io.TextIOWrapper(io.BufferedReader(_Kept(file)), encoding=encoding.value, errors="strict", newline="")
    csv.field_size_limit(_CELL_LIMIT)
    number = 0
    try:
        for number, values in enumerate(csv.reader(text, delimiter=shape.separator, strict=False), start=1):
            if number > MOST_ROWS:
                raise InvalidValue("sheet-too-long", most=MOST_ROWS)
            if number > shape.starts_at and (cells := _cells(_composed(values, encoding), number)):
                yield Row(number, cells)
    except UnicodeDecodeError:
        raise InvalidValue("encoding-broken", row=number + 1) from None
    except csv.Error:
        raise InvalidValue("quote-never-closed", row=number + 1) from None
    finally:
        text.detach()


def _composed(values: list[str], encoding: Encoding) -> list[str]:
    """Windows 1258 has no letters with two marks, so they come apart; together again they are found by their words."""
    if encoding is not Encoding.VIETNAMESE:
        return values
    return [unicodedata.normalize("NFC", value) for value in values]


def _cells(values: list[str], number: int) -> dict[int, Cell]:
    if len(values) > MOST_COLUMNS:
        if any(value.strip() for value in values[MOST_COLUMNS:]):
            raise InvalidValue("sheet-too-wide", most=MOST_COLUMNS)
        del values[MOST_COLUMNS:]
    cells = {}
    for place, value in enumerate(values):
        if not value.strip():
            continue
        if len(value) > LONGEST_TEXT:
            raise InvalidValue("cell-too-long", row=number)
        if "\0" in value:
            raise InvalidValue("cell-has-zero-byte", row=number)
        cells[place] = Cell(value)
    return cells


def _is_quoted(line: str, separator: str) -> bool:
    """Whether a line is cells in quotes with this between them: that proves it, whatever stands in other cells."""
    cell = '"(?:[^"]|"")*"'
    return re.fullmatch(rf"{cell}(?:{re.escape(separator)}{cell})+", line.lstrip("\ufeff")) is not None


def _evenness(sample: str, separator: str) -> tuple[float, int]:
    """How even the rows are when cut so: the share of rows with the commonest width, times that width."""
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
    widths: Counter[int] = Counter()
    try:
        for values in reader:
            if len(values) > 1:
                widths[len(values)] += 1
            if sum(widths.values()) >= SAMPLE_ROWS:
                break
    except csv.Error:
        pass
    if not widths:
        return 0.0, 0
    width, often = widths.most_common(1)[0]
    return often / sum(widths.values()) * min(often, 5), width


def _characters(file: BinaryIO, encoding: Encoding, skip: int) -> Iterator[str]:
    file.seek(skip)
    text = io.TextIOWrapper(io.BufferedReader(_Kept(file)), encoding=encoding.value, errors="replace", newline="")
    try:
        yield text.read(SAMPLE_CHARACTERS)
    finally:
        text.detach()


class _Kept(io.RawIOBase):
    """The file, without its being closed by whoever reads it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]  # a buffer of bytes
        """Fill the buffer as far as the file goes."""
        piece = self._file.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)
