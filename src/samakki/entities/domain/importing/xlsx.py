"""Reads a workbook (Office Open XML) as rows, as a stream: kept results of formulas, dates, colours, merged cells.

Nothing is computed, no macro is looked at, no link is followed. What the library openpyxl reads, it reads whole: texts
of all cells, and a sheet's cells without its merged ranges. Here memory stays flat and merged cells count.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import BinaryIO
from xml.etree.ElementTree import Element

from samakki.entities.domain.importing import xlsx_merges
from samakki.entities.domain.importing.cells import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    CellKind,
    Row,
    Rows,
    Sheet,
    column_of,
)
from samakki.entities.domain.importing.xlsx_strings import SharedStrings, text_of
from samakki.entities.domain.importing.xlsx_styles import Look, Styles, read_styles, theme_colours
from samakki.entities.domain.importing.xml_parts import Elements, parsed, plain
from samakki.entities.domain.importing.zips import Archive
from samakki.kernel.refusals import InvalidValue

MOST_SHEETS = 200
SMALL_PART = 24 << 20
_OFFICE_RELATION = "}id"
_EMPTY_1900 = date(1899, 12, 30)
_FIRST_1904 = date(1904, 1, 1)
_FALSE_LEAP_DAY = 60  # spreadsheets count a 29 February 1900 that never was
_LAST_SERIAL = 2_958_465  # 31 December 9999
_SERIAL = "0123456789."
_KINDS = {"e": CellKind.ERROR, "d": CellKind.DATE}


@dataclass(frozen=True, slots=True)
class _Part:
    sheet: Sheet
    name: str


class Workbook:
    """One workbook. Making it reads its small parts; rows come when they are asked for."""

    def __init__(self, file: BinaryIO) -> None:
        """Open it.

        Args:
            file: seekable.

        Raises:
            InvalidValue: "zip-broken", "zip-encrypted", "zip-bomb", "xml-entities", "sheet-broken", "sheet-none".
        """
        self._archive = Archive(file)
        self._folder = "xl/"
        workbook = self._small("xl/workbook.xml")
        self._starts_1904 = any(
            plain(one.tag) == "workbookPr" and one.get("date1904", "") in {"1", "true"} for one in workbook
        )
        targets = self._targets()
        self._parts = tuple(self._sheets(workbook, targets))
        if not self._parts:
            raise InvalidValue("sheet-none")
        self._styles = self._read_styles()
        self._strings: SharedStrings | None = None

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """Its sheets in order."""
        return tuple(part.sheet for part in self._parts)

    def count(self, sheet: int) -> tuple[int, xlsx_merges.Merges]:
        """How many rows a sheet has and which of its cells are merged. Reads through the part without parsing it."""
        return xlsx_merges.count(self._archive.pieces(self._parts[sheet].name))

    def rows(self, sheet: int, merges: xlsx_merges.Merges = xlsx_merges.NONE) -> Rows:
        """Rows of a sheet that hold something, in order.

        Args:
            sheet: its place.
            merges: as `count` gave them; each cell of a merged range then holds what its first one holds.

        Raises:
            InvalidValue: "sheet-broken"; "sheet-too-wide", "sheet-too-long" (fact `most`); "sheet-row-too-long"; "cell-
                too-long" (fact `row`); "xml-entities"; "zip-broken"; "zip-bomb".
        """
        elements = Elements(self._archive.pieces(self._parts[sheet].name), container="sheetData", element="row")
        filler = xlsx_merges.Filler(merges)
        last = 0
        for batch in elements.batches():
            for element in batch:
                if plain(element.tag) != "row":
                    continue
                number = _number(element.get("r"), last + 1)
                if number <= last:
                    raise InvalidValue("sheet-broken")
                if number > MOST_ROWS:
                    raise InvalidValue("sheet-too-long", most=MOST_ROWS)
                last = number
                cells = filler.filled(number, dict(self._cells(element, number)))
                if cells:
                    yield Row(number, cells)

    def _cells(self, row: Element, number: int) -> Iterator[tuple[int, Cell]]:
        place = -1
        for element in row:
            place = _place(element.get("r"), place + 1)
            if place >= MOST_COLUMNS:
                raise InvalidValue("sheet-too-wide", most=MOST_COLUMNS)
            cell = self._cell(element)
            if cell is None:
                continue
            if len(cell.text) > LONGEST_CELL:
                raise InvalidValue("cell-too-long", row=number)
            yield place, cell

    def _cell(self, element: Element) -> Cell | None:
        value, is_formula, inline = "", False, ""
        for child in element:
            name = plain(child.tag)
            if name == "v":
                value = child.text or ""
            elif name == "f":
                is_formula = True
            elif name == "is":
                inline = text_of(child)
        look = self._styles[_number(element.get("s"), -1)]
        text, found = self._content(element.get("t", "n"), value, inline, look)
        if not text.strip():
            return Cell("", CellKind.TEXT, look.colour, is_formula) if look.colour or is_formula else None
        return Cell(text, found, look.colour, is_formula)

    def _content(self, kind: str, value: str, inline: str, look: Look) -> tuple[str, CellKind]:
        if kind == "s" and value:
            return self._shared(value), CellKind.TEXT
        if kind == "b":
            return ({"1": "yes", "": ""}.get(value, "no"), CellKind.YES_NO)
        texts = {"inlineStr": inline, "str": value, "e": value, "d": value[:10]}
        if kind in texts:
            return texts[kind], _KINDS.get(kind, CellKind.TEXT)
        return self._of_number(value, look)

    def _of_number(self, value: str, look: Look) -> tuple[str, CellKind]:
        if look.is_date and value and not value.strip(_SERIAL):
            day = self.day_of(float(value))
            if day is not None:
                return day.isoformat(), CellKind.DATE
        return number_text(value, look.digits), CellKind.NUMBER

    def day_of(self, serial: float) -> date | None:
        """The day a spreadsheet's day number stands for; None for a time without a day."""
        return day_of(serial, starts_1904=self._starts_1904)

    def _shared(self, value: str) -> str:
        if self._strings is None:
            name = f"{self._folder}sharedStrings.xml"
            pieces = self._archive.pieces(name)
            self._strings = SharedStrings(Elements(pieces, container="sst", element="si").batches())
        if not value.isdecimal():
            raise InvalidValue("sheet-broken")
        return self._strings[int(value)]

    def _small(self, name: str) -> Element:
        if name not in self._archive.names:
            raise InvalidValue("sheet-broken")
        return parsed(self._archive.whole(name, most=SMALL_PART))

    def _targets(self) -> dict[str, str]:
        found = {}
        for one in self._small("xl/_rels/workbook.xml.rels"):
            target = one.get("Target", "")
            found[one.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"{self._folder}{target}"
        return found

    def _sheets(self, workbook: Element, targets: dict[str, str]) -> Iterator[_Part]:
        listed = [one for child in workbook if plain(child.tag) == "sheets" for one in child]
        for one in listed[:MOST_SHEETS]:
            relation = next((value for key, value in one.attrib.items() if key.endswith(_OFFICE_RELATION)), "")
            name = targets.get(relation, "")
            if name in self._archive.names and "worksheet" in name:
                sheet = Sheet(one.get("name", "")[:100], is_hidden=one.get("state", "") in {"hidden", "veryHidden"})
                yield _Part(sheet, name)

    def _read_styles(self) -> Styles:
        if f"{self._folder}styles.xml" not in self._archive.names:
            return Styles()
        has_theme = f"{self._folder}theme/theme1.xml" in self._archive.names
        theme = theme_colours(self._small(f"{self._folder}theme/theme1.xml")) if has_theme else {}
        return read_styles(self._small(f"{self._folder}styles.xml"), theme)


def day_of(serial: float, *, starts_1904: bool = False) -> date | None:
    """The day that a spreadsheet's day number stands for; None where it stands for none.

    >>> day_of(39585).isoformat(), day_of(1).isoformat()
    ('2008-05-17', '1900-01-01')
    """
    if not 1 <= serial <= _LAST_SERIAL:
        return None
    if starts_1904:
        return _FIRST_1904 + timedelta(days=int(serial))
    day = int(serial)
    return _EMPTY_1900 + timedelta(days=day if day >= _FALSE_LEAP_DAY else day + 1)


def number_text(value: str, digits: int = 0) -> str:
    """A number as a person would have typed it: no exponent, no needless decimals, zeros in front where shown so.

    >>> number_text("1.2345678E7"), number_text("12345678.0"), number_text("12345678", 9), number_text("0.1")
    ('12345678', '12345678', '012345678', '0.1')
    """
    if value.isdecimal():
        return value.zfill(digits)
    try:
        number = Decimal(value.strip())
    except InvalidOperation:
        return value
    if not number.is_finite() or abs(number.adjusted()) > 30:  # noqa: PLR2004  (a longer number is no person's)
        return value
    if number == number.to_integral_value():
        return str(int(number)).zfill(digits)
    return format(number.normalize(), "f")


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text is not None and text.isascii() and text.isdecimal() and len(text) < 10 else otherwise  # noqa: PLR2004  (nine digits are more than any sheet has)


def _place(reference: str | None, otherwise: int) -> int:
    if reference is None:
        return otherwise
    name = reference.rstrip("0123456789")
    if not name or len(name) > 3 or not name.isascii() or not name.isalpha():  # noqa: PLR2004  ("XFD" is the last)
        raise InvalidValue("sheet-broken")
    return column_of(name.upper())
