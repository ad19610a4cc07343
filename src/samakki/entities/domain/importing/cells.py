"""Cells and rows as a sheet has them, whatever kind of file it came from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

LONGEST_CELL = 32_767  # characters, as Excel has it
MOST_COLUMNS = 1_000
MOST_ROWS = 2_000_000


class CellKind(Enum):
    """What a spreadsheet says a cell holds."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"  # a number shown as a date; `text` is the day in ISO 8601, Gregorian as the sheet counts it
    YES_NO = "yes-no"
    ERROR = "error"  # "#N/A"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that is not empty.

    Attributes:
        text: what it holds, as text; local digits and spaces as they are.
        kind: TEXT for everything in a file without kinds.
        colour: fill as "FFFF00", "" without one.
        is_formula: `text` is what the sheet kept of a formula's last result; nothing is computed here.
    """

    text: str
    kind: CellKind = CellKind.TEXT
    colour: str = ""
    is_formula: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet.

    Attributes:
        number: as the file counts, from 1. In CSV: rows, not lines, since a quoted cell may span lines.
        cells: by column, from 0; empty ones are left out.
    """

    number: int
    cells: Mapping[int, Cell]

    def text(self, column: int) -> str:
        """What a column holds, "" where it is empty; spaces around it gone."""
        found = self.cells.get(column)
        return found.text.strip() if found else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a file, before its rows are read.

    Attributes:
        name: as the file calls it; "" in CSV.
        rows: how many rows it has, as far as one can know without reading them; 0 if not.
        is_hidden: the sheet is not shown when the file is opened.
    """

    name: str
    rows: int = 0
    is_hidden: bool = False


Rows = Iterator[Row]


def letters(column: int) -> str:
    """A column as spreadsheets name it.

    >>> letters(0), letters(25), letters(26), letters(702)
    ('A', 'Z', 'AA', 'AAA')
    """
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def column_of(name: str) -> int:
    """The place of a column, from 0, by its letters.

    >>> column_of("A"), column_of("AAA")
    (0, 702)
    """
    place = 0
    for letter in name:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1
