"""The sheet with every trap: what is understood, what is asked about, what is left out and why."""

import pytest

from samakki.entities.actions import importing
from samakki.entities.domain.importing.tables import Reading
from samakki.entities.models import Entity, Statement
from samakki.entities.queries import importing as reads
from tests.support import trap_sheet
from tests.support.people import People

pytestmark = pytest.mark.django_db


def test_every_trap(people: People) -> None:
    by = people.officer("investigator")
    reference = importing.start_import(by=by, file=trap_sheet.workbook(), country="KH")
    detail = reads.import_detail(by, reference)
    assert detail is not None
    reading = Reading.from_json({**detail.reading.as_json(), "sheet": 1, "calendar": "buddhist-th"})
    preview = reads.preview(by, reference, reading, find_headings=True)
    assert preview is not None
    assert [sheet.is_hidden for sheet in preview.sheets] == [False, False, True]
    assert (preview.layout.first_heading, preview.layout.last_heading) == (3, 4)
    assert preview.has_buddhist_years
    headings = [(one.key, one.heading) for one in preview.layout.columns]
    assert ("3", "Contact – Phone") in headings
    assert ("colour:2", "Who – ឈ្មោះ / Name") in headings
    columns = {key: "" for key, _ in headings}
    columns |= {"1": "either:kind", "2": "either:name", "3": "phone:number", "4": "person:birthDate"}
    columns |= {"5": "either:country", "7": "bank:accountNumber", "8": "either:notes", "colour:2": "either:notes"}
    wanted = [(key, target, "") for key, target in columns.items()]
    importing.describe_import(by=by, reference=reference, reading=preview.reading, columns=wanted)
    importing.check_import(by=by, reference=reference)
    failures = {one.row: (one.column, one.code) for one in reads.remarks(by, reference, is_failure=True)}
    assert failures == {10: ("B", "kind-not-understood"), 11: ("D", "phone-rounded")}
    codes = {(one.row, one.code) for one in reads.remarks(by, reference, is_failure=False)}
    assert (5, "date-was-buddhist") in codes
    assert (5, "digits-may-be-lost") in codes
    assert (5, "formula-without-result") in codes
    importing.write_import(by=by, reference=reference)
    captions = set(Entity.objects.filter(schema="Person").values_list("caption", flat=True))
    assert captions == {"សុខ ដារ៉ា", "นายสมชาย ใจดี", "မမြင့်", "Li Ming 李明", "Same house"}
    assert Entity.objects.get(caption="Star Fish Co., Ltd").schema == "Company"
    numbers = set(Statement.objects.filter(prop__endswith="number").values_list("value", flat=True))
    assert {"+85512345678", "+85523456789", "+85512999888"} <= numbers
    first = Entity.objects.get(caption="សុខ ដារ៉ា")
    assert first.properties["birthDate"] == ["1990-05-17"]
    assert "red (FF0000)" in first.properties["notes"]
    assert Entity.objects.get(caption="Li Ming 李明").properties["birthDate"] == ["1988-05"]
    assert Entity.objects.filter(caption="Same house").count() == 2  # merged over two rows, each of which is one
    notes = set(Statement.objects.filter(prop="notes").values_list("value", flat=True))
    assert "@SUM(A1)" in notes  # words, never computed; exports make them harmless
