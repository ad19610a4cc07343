"""A sheet, whatever file it is in: how it is to be read, its first rows, all its rows."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from itertools import islice
from typing import BinaryIO

from samakki.entities.domain.importing import csv_tables, xlsx_merges
from samakki.entities.domain.importing.cells import Row, Rows, Sheet
from samakki.entities.domain.importing.encodings import Burmese, Encoding, burmese_of, detect
from samakki.entities.domain.importing.layout import LOOKED_AT, Layout, heading_rows, lay_out
from samakki.entities.domain.importing.states import ImportKind
from samakki.entities.domain.importing.values import Manner
from samakki.entities.domain.importing.xlsx import Workbook
from samakki.entities.domain.reading import BurmeseTyping
from samakki.kernel.calendars import Calendar
from samakki.kernel.digits import ascii_digits
from samakki.kernel.refusals import InvalidValue
from samakki.kernel.written_dates import DayOrder


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file is to be read: what was detected, until the officer corrects it. Stored as JSON.

    Attributes:
        encoding: of a text file.
        mark: bytes of a byte-order mark.
        separator: of a text file with columns.
        starts_at: rows at the top of a text file that are none.
        sheet: place of the sheet in a workbook.
        first_heading: row number; 0 for none.
        last_heading: row number.
        country: ISO 3166-1 of who wrote numbers down; "" if not known.
        calendar: value of a Calendar in which years from 2400 on count; "" where nobody said.
        order: value of a DayOrder.
        burmese: value of a BurmeseTyping.
        person_company: value of a LinkKind.
        zone: IANA time zone of a chat's times; "" where nobody said.
        is_asked: the encoding was guessed, or Burmese may be Zawgyi: the page asks.
        colours: what the officer says a colour of cells means, by its code; nothing is guessed.
        victims: which people of a row are or may be victims: values of a `Thing`. They come in behind codes.
        orders: value of a DayOrder for columns of dates that have one of their own, by key of the column.
        unsure: keys of columns that show both orders.
    """

    encoding: str = Encoding.UTF_8.value
    mark: int = 0
    separator: str = ","
    starts_at: int = 0
    sheet: int = 0
    first_heading: int = 0
    last_heading: int = 0
    country: str = ""
    calendar: str = ""
    order: str = DayOrder.DAY_FIRST.value
    burmese: str = BurmeseTyping.UNICODE.value
    person_company: str = "other"
    zone: str = ""
    is_asked: bool = False
    colours: Mapping[str, str] = field(default_factory=dict)
    victims: Sequence[str] = ()
    orders: Mapping[str, str] = field(default_factory=dict)
    unsure: Sequence[str] = ()

    def as_json(self) -> dict[str, object]:
        """For the table."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, object]) -> "Reading":
        """From the table; keys of another version of this software are left out."""
        known = cls.__dataclass_fields__
        return cls(**{name: value for name, value in stored.items() if name in known})  # type: ignore[arg-type]  # as stored

    def manner(self, on: date) -> Manner:
        """How values are read.

        Args:
            on: local calendar day of the import.
        """
        return Manner(
            on,
            country=self.country,
            calendar=Calendar(self.calendar) if self.calendar else None,
            order=DayOrder(self.order),
            is_zawgyi=self.burmese == BurmeseTyping.ZAWGYI.value,
        )

    def manners(self, on: date) -> dict[str, Manner]:
        """How values of columns are read whose dates have an order of their own, by key of the column."""
        whole = self.manner(on)
        return {
            key: replace(whole, order=DayOrder(self.orders.get(key, self.order)), is_order_unsure=key in self.unsure)
            for key in {*self.orders, *self.unsure}
        }


@dataclass(frozen=True, slots=True)
class Preview:
    """What is shown before anybody says what columns mean.

    Attributes:
        reading: as given, or as found.
        sheets: of a workbook.
        rows: the first ones, merged cells filled.
        layout: headings and columns.
        total: rows of the sheet, as far as known; 0 in text.
        encodings: of a text file, likeliest first.
        burmese: how Burmese in it looks typed.
        formulas: how many of the cells shown are formulas.
        merges: how many ranges of merged cells the sheet has.
    """

    reading: Reading
    sheets: tuple[Sheet, ...]
    rows: tuple[Row, ...]
    layout: Layout
    total: int
    encodings: tuple[Encoding, ...]
    burmese: Burmese
    formulas: int
    merges: int

    @property
    def has_buddhist_years(self) -> bool:
        """Whether a date among the first rows has a year that no Gregorian date has."""
        texts = (cell.text for row in self.rows for cell in row.cells.values() if len(cell.text) < _LONGEST_DATE)
        return any(_BUDDHIST_YEAR.search(ascii_digits(text)) for text in texts)


_BUDDHIST_YEAR = re.compile(r"(?:(?<=[/. -])|(?<=\.))2[45]\d\d\b|\b2[45]\d\d(?=[-/.])")
_LONGEST_DATE = 40


def first_look(file: BinaryIO, kind: ImportKind, *, country: str = "") -> Preview:
    """Look at a file for the first time.

    Args:
        file: seekable.
        kind: XLSX or CSV.
        country: of who brings it.

    Raises:
        InvalidValue: it cannot be read: what `Workbook`, `detect` and their rows raise; "sheet-empty".
    """
    reading, encodings = _found(file, kind, Reading(country=country))
    table = Table(file, kind, reading)
    rows = table.first()
    if not rows:
        raise InvalidValue("sheet-empty")
    first, last = heading_rows(rows, table.merges)
    burmese = burmese_of(cell.text for row in rows for cell in row.cells.values())
    reading = replace(
        reading,
        calendar=_era_of(rows, last),
        first_heading=first,
        last_heading=last,
        burmese=(BurmeseTyping.ZAWGYI if burmese is Burmese.ZAWGYI else BurmeseTyping.UNICODE).value,
        is_asked=reading.is_asked or burmese in {Burmese.ZAWGYI, Burmese.UNSURE},
    )
    return _preview(table, rows, reading, encodings, burmese)


def look_again(file: BinaryIO, kind: ImportKind, reading: Reading, *, find_headings: bool = False) -> Preview:
    """Look at a file as the officer said it is to be read.

    Args:
        file: seekable.
        kind: XLSX or CSV.
        reading: as said.
        find_headings: another sheet or separator was chosen, so that the headings are elsewhere.

    Raises:
        InvalidValue: as `first_look`.
    """
    encodings: tuple[Encoding, ...] = ()
    if kind is ImportKind.CSV:
        detected = detect(file)
        encodings = (detected.encoding, *(() if detected.is_certain else detected.others))
    table = Table(file, kind, reading)
    rows = table.first()
    if not rows:
        raise InvalidValue("sheet-empty")
    if find_headings:
        first, last = heading_rows(rows, table.merges)
        reading = replace(reading, first_heading=first, last_heading=last)
    burmese = burmese_of(cell.text for row in rows for cell in row.cells.values())
    return _preview(table, rows, reading, encodings, burmese)


class Table:
    """One sheet, to be read from its beginning as often as wanted."""

    def __init__(self, file: BinaryIO, kind: ImportKind, reading: Reading) -> None:
        """Open it.

        Raises:
            InvalidValue: what `Workbook` raises; "sheet-none".
        """
        self._file = file
        self._reading = reading
        self._workbook = Workbook(file) if kind is ImportKind.XLSX else None
        self.sheets: tuple[Sheet, ...] = self._workbook.sheets if self._workbook else ()
        self.total, self.merges = 0, xlsx_merges.NONE
        if self._workbook:
            if not 0 <= reading.sheet < len(self.sheets):
                raise InvalidValue("sheet-none")
            self.total, self.merges = self._workbook.count(reading.sheet)

    def rows(self) -> Rows:
        """All rows that hold something, headings and titles among them."""
        if self._workbook:
            return self._workbook.rows(self._reading.sheet, self.merges)
        shape = csv_tables.Shape(self._reading.separator, self._reading.starts_at)
        return csv_tables.rows(self._file, Encoding(self._reading.encoding), shape, skip=self._reading.mark)

    def first(self) -> tuple[Row, ...]:
        """The rows that a preview shows."""
        return tuple(islice(self.rows(), LOOKED_AT))

    def data(self, *, after: int = 0) -> Iterator[Row]:
        """Rows below the headings.

        Args:
            after: number of the last row that was read before; rows up to it are passed over.
        """
        last = max(self._reading.last_heading, after)
        return (row for row in self.rows() if row.number > last)


def _found(file: BinaryIO, kind: ImportKind, reading: Reading) -> tuple[Reading, tuple[Encoding, ...]]:
    if kind is ImportKind.XLSX:
        return replace(reading, sheet=_fullest(file, Workbook(file).sheets)), ()
    detected = detect(file)
    shape = csv_tables.shape_of(file, detected.encoding, skip=detected.mark)
    found = replace(
        reading,
        encoding=detected.encoding.value,
        mark=detected.mark,
        separator=shape.separator,
        starts_at=shape.starts_at,
        is_asked=not detected.is_certain,
    )
    return found, (detected.encoding, *(() if detected.is_certain else detected.others))


_ERAS = (
    ("พ.ศ", "\u0e00-\u0e7f", Calendar.BUDDHIST_THAI),
    ("ພ.ສ", "\u0e80-\u0eff", Calendar.BUDDHIST_LAO),
    ("ព.ស", "\u1780-\u17ff", Calendar.BUDDHIST_KHMER),
)
_FEW_LETTERS = 4


def _era_of(rows: Sequence[Row], last_heading: int) -> str:
    """The calendar of the country in whose writing the headings are, "" where they are in another.

    Only years that no Gregorian date has are read in it, and each row says so.
    """
    text = " ".join(cell.text for row in rows if row.number <= last_heading for cell in row.cells.values())
    letters = {era: len(re.findall(f"[{script}]", text)) for _, script, era in _ERAS}
    marked = next((era for mark, _, era in _ERAS if mark in text), None)
    likeliest = marked or max(letters, key=lambda era: letters[era])
    return likeliest.value if marked or letters[likeliest] > _FEW_LETTERS else ""


_LOOKED_INTO = 12  # sheets
_COVER_COLUMNS = 2  # a cover or a page of explanations is no wider


def _fullest(file: BinaryIO, sheets: Sequence[Sheet]) -> int:
    """The first sheet that is shown and has a table in it; a cover or an explanation before it is passed over."""
    shown = [place for place, sheet in enumerate(sheets) if not sheet.is_hidden] or [0]
    for place in shown[:_LOOKED_INTO] if len(shown) > 1 else ():
        rows = Table(file, ImportKind.XLSX, Reading(sheet=place)).first()
        if sum(len({row.text(one) for one in row.cells if row.text(one)}) > _COVER_COLUMNS for row in rows) > 1:
            return place
    return shown[0]


def _preview(
    table: Table, rows: tuple[Row, ...], reading: Reading, encodings: tuple[Encoding, ...], burmese: Burmese
) -> Preview:
    return Preview(
        reading,
        table.sheets,
        rows,
        lay_out(rows, reading.first_heading, reading.last_heading),
        table.total,
        encodings,
        burmese,
        sum(cell.is_formula for row in rows for cell in row.cells.values()),
        sum(map(len, table.merges.by_row.values())),
    )
