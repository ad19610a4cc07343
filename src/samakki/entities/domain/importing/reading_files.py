"""Every kind of file as one stream of pieces, from its beginning, the same each time it is read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import BinaryIO

from samakki.entities.domain.importing import ftm_lines, ftm_tables, htcds, htcds_json, line_chats, whatsapp
from samakki.entities.domain.importing.chats import lines_of, pieces_of
from samakki.entities.domain.importing.encodings import detect
from samakki.entities.domain.importing.pieces import Piece
from samakki.entities.domain.importing.recognising import SHEET, opened
from samakki.entities.domain.importing.sheet_rows import Meaning, RowReader
from samakki.entities.domain.importing.states import ImportKind
from samakki.entities.domain.importing.tables import Reading, Table, first_look
from samakki.entities.domain.importing.targets import Thing
from samakki.entities.domain.importing.values import Manner
from samakki.entities.domain.kinds import LinkKind
from samakki.kernel.calendars import Calendar
from samakki.kernel.written_dates import DayOrder


def pieces_in(
    file: BinaryIO,
    media_type: str,
    kind: ImportKind,
    reading: Reading,
    columns: Sequence[Mapping[str, str]],
    *,
    on: date,
) -> Iterator[Piece]:
    """Pieces of a file in order.

    Args:
        file: seekable.
        media_type: as its bytes say.
        kind: of import.
        reading: how it is read.
        columns: what columns of a sheet mean, as stored.
        on: local calendar day of the import.

    Raises:
        InvalidValue: the file cannot be read on; what was given before stays right.
    """
    if kind in {ImportKind.XLSX, ImportKind.CSV}:
        table = Table(file, kind, reading)
        meanings = [Meaning(one["key"], one["target"], one.get("service", "")) for one in columns if one["target"]]
        link = LinkKind(reading.person_company)
        victims = [Thing(one) for one in reading.victims]
        manner = reading.manner(on)
        reader = RowReader(
            meanings,
            manner,
            person_company=link,
            colours=reading.colours,
            victims=victims,
            manners=reading.manners(on),
        )
        return (reader.read(row) for row in table.data())
    if kind is ImportKind.HTCDS:
        return _htcds(file, media_type)
    if kind is ImportKind.FTM:
        return _ftm(file, media_type, reading.manner(on))
    return _chat(file, media_type, kind, reading)


def _ftm(file: BinaryIO, media_type: str, manner: Manner) -> Iterator[Piece]:
    if media_type != SHEET:
        mark = detect(file).mark
        file.seek(mark)
        if file.read(64).lstrip()[:1] in {b"{", b"["}:
            return ftm_lines.pieces(file, skip=mark)
    if manner.calendar is None:  # there is no page that asks; words as written are in the calendar of their country
        manner = replace(manner, calendar=_CALENDARS.get(manner.country))
    kind = ImportKind.XLSX if media_type == SHEET else ImportKind.CSV
    return ftm_tables.pieces(Table(file, kind, first_look(file, kind).reading).rows(), manner)


_CALENDARS = {"TH": Calendar.BUDDHIST_THAI, "LA": Calendar.BUDDHIST_LAO, "KH": Calendar.BUDDHIST_KHMER}


def _htcds(file: BinaryIO, media_type: str) -> Iterator[Piece]:
    if media_type == SHEET:
        table = Table(file, ImportKind.XLSX, Reading())
        return htcds.sheet_pieces(table.first(), table.rows())
    if media_type == "application/json":
        return htcds_json.pieces(file, skip=detect(file).mark)
    table = Table(file, ImportKind.CSV, first_look(file, ImportKind.CSV).reading)
    return htcds.sheet_pieces(table.first(), table.rows())


def _chat(file: BinaryIO, media_type: str, kind: ImportKind, reading: Reading) -> Iterator[Piece]:
    encoding, skip = "utf-8", 0
    if media_type != "application/zip":
        detected = detect(file)
        encoding, skip = detected.encoding.value, detected.mark
    lines = lines_of(opened(file, media_type), encoding, skip=skip)
    if kind is ImportKind.WHATSAPP:
        found = whatsapp.messages(lines, DayOrder(reading.order))
        return pieces_of(found, service=whatsapp.SERVICE, zone=reading.zone, country=reading.country)
    return pieces_of(line_chats.messages(lines), service=line_chats.SERVICE, zone=reading.zone, country=reading.country)
