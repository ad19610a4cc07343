"""Merged cells of a sheet: one text that stands for all of a range. They are listed behind the rows."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from samakki.entities.domain.importing.cells import MOST_COLUMNS, Cell, column_of
from samakki.kernel.refusals import InvalidValue

MOST_MERGES = 50_000
_MERGE = re.compile(
    rb"<(?:[A-Za-z_][\w.-]*:)?mergeCell\s[^>]*?ref=[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})[\"']"
)
_ROW = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?row[\s>/]")
_OVERLAP = 200  # bytes kept from piece to piece, so that a tag cut in two is still found


@dataclass(frozen=True, slots=True)
class Merge:
    """One range, both ends included."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Merges:
    """All ranges of a sheet, by their first row."""

    by_row: Mapping[int, tuple[Merge, ...]] = field(default_factory=dict)

    def across(self, row: int) -> tuple[Merge, ...]:
        """Ranges that begin in a row and are wider than one column."""
        return tuple(one for one in self.by_row.get(row, ()) if one.last_column > one.first_column)


NONE = Merges()


def count(pieces: Iterable[bytes]) -> tuple[int, Merges]:
    """How many rows are listed in a sheet's part, and its merged cells.

    Raises:
        InvalidValue: "sheet-too-many-merges"; what the pieces raise.
    """
    rows, found, held = 0, list[Merge](), b""
    for piece in pieces:
        text = held + piece
        cut = max(text.rfind(b"<", 0), 0)  # what follows the last "<" may be cut in two
        rows += len(_ROW.findall(text, 0, cut))
        found += [_merge(*one.groups()) for one in _MERGE.finditer(text, 0, cut)]
        if len(found) > MOST_MERGES:
            raise InvalidValue("sheet-too-many-merges", most=MOST_MERGES)
        held = text[cut:][-_OVERLAP:] if len(text) - cut > _OVERLAP else text[cut:]
    by_row: dict[int, list[Merge]] = {}
    for one in found:
        by_row.setdefault(one.first_row, []).append(one)
    return rows, Merges({row: tuple(ranges) for row, ranges in by_row.items()})


def _merge(first: bytes, top: bytes, last: bytes, bottom: bytes) -> Merge:
    return Merge(int(top), int(bottom), column_of(first.decode()), min(column_of(last.decode()), MOST_COLUMNS - 1))


class Filler:
    """Gives each cell of a merged range what its first one holds, as rows come by."""

    def __init__(self, merges: Merges) -> None:
        self._merges = merges
        self._open: list[tuple[Merge, Cell]] = []

    def filled(self, number: int, cells: dict[int, Cell]) -> dict[int, Cell]:
        """The cells of a row with those that merged ranges give it.

        Args:
            number: of the row.
            cells: its own; changed.
        """
        if not self._merges.by_row:
            return cells
        self._open = [(merge, cell) for merge, cell in self._open if merge.last_row >= number]
        for merge in self._merges.by_row.get(number, ()):
            first = cells.get(merge.first_column)
            if first is not None:
                self._open.append((merge, first))
        for merge, cell in self._open:
            for column in range(merge.first_column, merge.last_column + 1):
                held = cells.get(column)
                if held is None or not held.text:
                    cells[column] = cell
        return cells
