"""Zero bytes and half characters in files: each file is refused or comes in without them, on either database."""

import io
import json

import pytest

from samakki.access.models import Officer
from samakki.entities.actions import importing
from samakki.entities.models import Entity, Import, Source, Statement
from samakki.entities.queries import importing as reads
from samakki.kernel.refusals import InvalidValue
from tests.support import hostile_sheets as hostile
from tests.support.people import People
from tests.support.shared import shared

pytestmark = pytest.mark.django_db

CELL = (
    '<row r="{}"><c r="A{}" t="inlineStr"><is><t>{}</t></is></c><c r="B{}" t="inlineStr"><is><t>{}</t></is></c></row>'
)
ENTITY = {"id": "a", "schema": "Person", "properties": {"name": ["Sok"]}}


def sheet(name: str, phone: str) -> bytes:
    rows = CELL.format(1, 1, "Name", 1, "Phone") + CELL.format(2, 2, name, 2, phone)
    return hostile.book({"xl/worksheets/sheet1.xml": hostile.sheet(rows)}).getvalue()


def entity(**properties: str) -> bytes:
    return json.dumps({**ENTITY, "properties": {name: [value] for name, value in properties.items()}}).encode() + b"\n"


FILES = {
    "csv, zero": b"Name,Phone\nSo\0k,0812345678\n",
    "csv, half": b"Name,Phone\nSo\xed\xa0\x80k,0812345678\n",
    "csv, heading": b"Na\0me,Pho\xed\xa0\x80ne\nSok,0812345678\n",
    "sheet, zero": sheet("So_x0000_k", "08_x0000_12345678"),
    "sheet, half": sheet("So_xD800_k", "0812345678"),
    "entities, zero": entity(name="So\0k", notes="a\0b", country="K\0H"),
    "entities, half": entity(name="So\ud800k", notes="\udfff"),
    "entities, id": json.dumps({**ENTITY, "id": "a\0\ud800"}).encode() + b"\n",
    "htcds, zero": b'{"prs_FirstName":"Bo\\u0000ng","per_RoleInProcess":["Transporter"],"ext_A":"\\u0000"}\n',
    "htcds, half": b'{"prs_FirstName":"Bo\\ud800ng","ext_A\\u0000":"x"}\n',
    "chat": b"[22/11/2026, 06:00:00] So\0k: come \xed\xa0\x80 to the pier\n[22/11/2026, 06:01:00] Lek: no\n",
}


@shared
def by(people: People) -> Officer:
    return people.officer("investigator")


@pytest.mark.parametrize("name", sorted(FILES))
def test_what_no_database_keeps_is_refused_or_left_out(by: Officer, name: str) -> None:
    try:
        reference = importing.start_import(by=by, file=io.BytesIO(FILES[name]), country="KH")
    except InvalidValue:
        assert not Import.objects.exists()
        return
    detail = reads.import_detail(by, reference)
    assert detail is not None
    columns = [(one["key"], one["target"], one["service"]) for one in detail.columns]
    importing.describe_import(by=by, reference=reference, reading=detail.reading, columns=columns)
    importing.check_import(by=by, reference=reference)
    importing.write_import(by=by, reference=reference)
    texts = [
        *Statement.objects.values_list("value", flat=True),
        *Statement.objects.values_list("as_written", flat=True),
    ]
    texts += [*Entity.objects.values_list("caption", flat=True), *map(str, Source.objects.values())]
    assert not any("\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text) for text in texts)
