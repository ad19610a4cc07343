"""Small workbooks and texts, made in memory."""

import io
from collections.abc import Callable, Iterable, Sequence

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet


def xlsx(rows: Iterable[Sequence[object]], *, then: Callable[[Worksheet], None] | None = None) -> io.BytesIO:
    """A workbook with one sheet; `then` may merge cells or colour them."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(list(row))
    if then:
        then(sheet)
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return file


def csv(text: str, encoding: str = "utf-8") -> io.BytesIO:
    """A text file."""
    return io.BytesIO(text.encode(encoding))
