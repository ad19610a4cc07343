"""What kind of file comes in, by its content; a name such as "export.json" proves nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, BinaryIO

from samakki.entities.domain.importing import ftm_lines, ftm_tables, htcds, htcds_json, line_chats, whatsapp
from samakki.entities.domain.importing.chats import text_in_zip
from samakki.entities.domain.importing.encodings import detect
from samakki.entities.domain.importing.states import ImportKind
from samakki.entities.domain.importing.tables import Reading, Table, first_look
from samakki.entities.domain.importing.zips import Archive
from samakki.kernel.refusals import InvalidValue

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SAMPLE = 64 * 1024
_COMMA = re.compile(r"[,;\t|]")


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a file is.

    Attributes:
        kind: of import.
        said: what is known of how to read it, as fields of a `Reading`.
    """

    kind: ImportKind
    said: Mapping[str, Any] = field(default_factory=dict)


def recognise(file: BinaryIO, media_type: str) -> Recognised:
    """Say what kind of import a file is.

    Args:
        file: seekable; left anywhere.
        media_type: as its bytes say.

    Raises:
        InvalidValue: "import-kind-unknown"; "zip-…", "file-empty", "file-not-text", where it cannot be opened at all.
    """
    if media_type == SHEET:
        return Recognised(_sheet_kind(file, ImportKind.XLSX))
    if media_type == "application/zip":
        return _zipped(file)
    sample = _sample(file)
    if whatsapp.looks_like(sample):
        return Recognised(ImportKind.WHATSAPP, {"order": whatsapp.order_of(sample).value})
    if line_chats.looks_like(sample):
        return Recognised(ImportKind.LINE)
    if sample.lstrip("\ufeff").lstrip()[:1] in {"{", "["}:  # chats may begin so too
        return _json(sample)
    if not _COMMA.search(sample) and "\n" not in sample.strip():
        raise InvalidValue("import-kind-unknown")
    return Recognised(_sheet_kind(file, ImportKind.CSV))


def _sample(file: BinaryIO) -> str:
    detected = detect(file)
    file.seek(detected.mark)
    # Cut within a character, the last letter is lost; that is no matter here.
    return file.read(SAMPLE).decode(detected.encoding.value, "ignore")


def _sheet_kind(file: BinaryIO, kind: ImportKind) -> ImportKind:
    """A sheet, or a sheet in the Human Trafficking Case Data Standard."""
    if kind is ImportKind.XLSX:
        table = Table(file, kind, Reading())
        found = [cell.text for row in islice(table.rows(), 5) for cell in row.cells.values()]
    else:
        found = [cell.text for row in first_look(file, kind).rows[:5] for cell in row.cells.values()]
    if htcds.are_headings(found):
        return ImportKind.HTCDS
    return ImportKind.FTM if ftm_tables.are_headings(found) else kind


def _json(sample: str) -> Recognised:
    if ftm_lines.looks_like(sample):
        return Recognised(ImportKind.FTM)
    if htcds_json.looks_like(sample):
        return Recognised(ImportKind.HTCDS)
    raise InvalidValue("import-kind-unknown")


def _zipped(file: BinaryIO) -> Recognised:
    """An archive with one chat in it, as telephones export it with its pictures."""
    content = text_in_zip(Archive(file))
    sample = content.read(SAMPLE).decode("utf-8", "ignore")
    if whatsapp.looks_like(sample):
        return Recognised(ImportKind.WHATSAPP, {"order": whatsapp.order_of(sample).value})
    if line_chats.looks_like(sample):
        return Recognised(ImportKind.LINE)
    raise InvalidValue("import-kind-unknown")


def opened(file: BinaryIO, media_type: str) -> BinaryIO:
    """The text of a chat: the file itself, or the one inside an archive."""
    return text_in_zip(Archive(file)) if media_type == "application/zip" else file
