"""Where the table begins in a sheet: titles above it, headings of one or two rows, columns and their colours."""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samakki.entities.domain.importing.cells import Cell, CellKind, Row, letters
from samakki.entities.domain.importing.header_words import HEADINGS
from samakki.entities.domain.importing.xlsx_merges import NONE, Merges

LOOKED_AT = 200
"""Rows from the top that are looked at before anybody is asked."""
SEARCHED = 30
MOST_SAMPLES = 5
MOST_COLOURS = 12
COLOUR = "colour"
_LONGEST_HEADING = 120
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table.

    Attributes:
        key: "2" for the third column, "colour:2" for the colours of its cells.
        letters: "C".
        heading: as written; both rows of a double heading with a dash; "" without one.
        samples: what the first rows hold, each once.
        cells: the same as cells, more of them, for guessing.
    """

    key: str
    letters: str
    heading: str
    samples: tuple[str, ...]
    cells: tuple[Cell, ...]

    @property
    def place(self) -> int:
        """The column's place in a row, from 0."""
        return int(self.key.rpartition(":")[2])

    @property
    def is_colour(self) -> bool:
        """Whether it stands for the colours of a column."""
        return self.key.startswith(COLOUR)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a sheet is laid out.

    Attributes:
        first_heading: row of the headings, 0 where there are none.
        last_heading: its last row.
        columns: all that hold something below the headings, colours behind their own.
    """

    first_heading: int
    last_heading: int
    columns: tuple[Column, ...]


def heading_rows(rows: Sequence[Row], merges: Merges = NONE) -> tuple[int, int]:
    """The row in which headings begin and the one in which they end, as the file counts; (0, 0) if there are none.

    Args:
        rows: from the top of the sheet, with merged cells filled.
        merges: of the sheet; a title over the whole table is a merged cell too.
    """
    rated = [(_rate(rows, place, merges), -place) for place in range(min(len(rows), SEARCHED))]
    if not rated:
        return 0, 0
    best, place = max(rated)
    if best <= 0:
        return 0, 0
    last = first = -place
    # A row above with merged ranges over some of these columns belongs to the headings: "Victim | | Contact | |".
    if first and merges.across(rows[first - 1].number) and _width(rows[first - 1]) > 1:
        first -= 1
    return rows[first].number, rows[last].number


def lay_out(rows: Sequence[Row], first_heading: int, last_heading: int) -> Layout:
    """The columns of a sheet, given where its headings are.

    Args:
        rows: from the top of the sheet.
        first_heading: row number as the file counts; 0 where there are none.
        last_heading: of the last row of headings.
    """
    above = [row for row in rows if first_heading <= row.number <= last_heading]
    below = [row for row in rows if row.number > last_heading]
    places = sorted({place for row in (*above, *below) for place in row.cells if row.text(place)})
    columns: list[Column] = []
    for place in places:
        cells = [row.cells[place] for row in below if place in row.cells]
        held = tuple(cell for cell in cells if cell.text.strip())
        samples = tuple(dict.fromkeys(" ".join(cell.text.split()) for cell in held))[:MOST_SAMPLES]
        columns.append(Column(str(place), letters(place), _heading(above, place), samples, held))
        colours = dict.fromkeys(cell.colour for cell in cells if cell.colour)
        if colours and (len(colours) > 1 or len(held) != sum(bool(cell.colour) for cell in cells)):
            shown = tuple(colours)[:MOST_SAMPLES]
            key = f"{COLOUR}:{place}"
            columns.append(Column(key, letters(place), _heading(above, place), shown, ()))
    return Layout(first_heading, last_heading, tuple(columns))


@dataclass(frozen=True, slots=True)
class FoundColour:
    """A colour that cells below the headings are filled with.

    Attributes:
        code: "FFFF00".
        rows: how many of the rows looked at have it.
        where: the first cell that does: "C17".
        sample: what stands in the first such cell that holds something.
    """

    code: str
    rows: int
    where: str
    sample: str


def colours_in(rows: Sequence[Row], last_heading: int) -> tuple[FoundColour, ...]:
    """Colours below the headings, the commonest first.

    Args:
        rows: from the top of the sheet.
        last_heading: row number of the last row of headings.
    """
    below = [row for row in rows if row.number > last_heading]
    cells = [(row, place, cell) for row in below for place, cell in sorted(row.cells.items()) if cell.colour]
    often = Counter(code for code, _ in {(cell.colour, row.number) for row, _, cell in cells})
    found = []
    for code, count in often.most_common(MOST_COLOURS):
        same = [(row, place, cell) for row, place, cell in cells if cell.colour == code]
        row, place, _ = same[0]
        sample = next((" ".join(cell.text.split()) for _, _, cell in same if cell.text.strip()), "")
        found.append(FoundColour(code, count, f"{letters(place)}{row.number}", sample))
    return tuple(found)


def fingerprint(layout: Layout) -> str:
    """What two sheets of one form share: their headings in order, as a digest, since a heading may be a name."""
    headings = "\x1f".join(f"{column.key}\x1e{_plain(column.heading)}" for column in layout.columns)
    return hashlib.sha256(headings.encode()).hexdigest()


def heading_target(heading: str) -> str | None:
    """What a heading means by the table of words; None if it is not in there.

    >>> heading_target("Phone no.:"), heading_target("เบอร์โทร (มือถือ)")
    ('phone:number', 'phone:number')
    """
    plain = _plain(heading)
    for text in (plain, re.sub(r"[(（\[].*", "", plain).strip(), plain.rpartition(" – ")[2]):
        if text in HEADINGS:
            return HEADINGS[text]
    return None


def _plain(heading: str) -> str:
    return " ".join(heading.casefold().replace("_", " ").replace("*", " ").split()).strip(" :;.")


def _heading(above: Sequence[Row], place: int) -> str:
    parts = dict.fromkeys(" ".join(row.text(place).split())[:_LONGEST_HEADING] for row in above)
    return " – ".join(part for part in parts if part)


def _width(row: Row) -> int:
    return len({row.text(place) for place in row.cells if row.text(place)})


def _rate(rows: Sequence[Row], place: int, merges: Merges) -> float:
    """How much a row looks like headings: many short texts, known words, no numbers, and rows like it below."""
    row = rows[place]
    texts = [row.text(column) for column in row.cells if row.text(column)]
    if len(set(texts)) < min(2, _widest(rows)):
        return 0.0
    known = sum(heading_target(text) is not None for text in texts)
    bad = sum(
        row.cells[column].kind in {CellKind.NUMBER, CellKind.DATE} or len(row.text(column)) > _LONGEST_HEADING
        for column in row.cells
    )
    digits = sum(len(_DIGIT.findall(text)) > len(text) / 3 for text in texts)
    fill = len(texts) / max(_widest(rows), 1)
    below = rows[place + 1 : place + 6]
    like = sum(_width(one) >= len(texts) / 3 for one in below) / len(below) if below else 0.0
    doubled = len(merges.across(row.number))
    return 3 * known + fill * 2 + like - 2 * (bad + digits) - doubled - place * 0.05


def _widest(rows: Sequence[Row]) -> int:
    return max((_width(row) for row in rows[:LOOKED_AT]), default=0)


def texts_of(row: Row, columns: Sequence[Column]) -> Mapping[str, str]:
    """What a row holds, by key of the column."""
    return {
        column.key: row.cells[column.place].colour if column.is_colour else row.text(column.place)
        for column in columns
        if column.place in row.cells
    }
