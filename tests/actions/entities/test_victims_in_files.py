"""A sheet that calls somebody a victim: nothing of hers is in a table or an index in the clear, not for a moment."""

import io

import pytest

from samakki.entities.actions import importing
from samakki.entities.models import Entity, SearchEntry, Statement
from samakki.entities.queries import importing as reads
from tests.support.people import People

pytestmark = pytest.mark.django_db

SHEET = (
    "Full Name,Role in case,Phone,DOB,Address,Notes\n"
    "Somchai Jaidee,suspect,0812345678,1980-01-02,Mae Sot,\n"
    "Lehuahoa Thimarked,presumed victim,0898765432,2009-05-17,Baan Marked,call Lehuahoa Thimarked on 089-876 5432\n"
)


def test_a_victim_of_a_sheet_comes_in_behind_a_code(people: People) -> None:
    by = people.officer("investigator")
    reference = importing.start_import(by=by, file=io.BytesIO(SHEET.encode()), country="TH")
    detail = reads.import_detail(by, reference)
    assert detail is not None
    columns = [(one["key"], one["target"], one["service"]) for one in detail.columns]
    importing.describe_import(by=by, reference=reference, reading=detail.reading, columns=columns)
    importing.check_import(by=by, reference=reference)
    importing.write_import(by=by, reference=reference)
    hers = Entity.objects.get(is_protected=True)
    assert hers.caption == hers.protected_code
    assert hers.properties["birthDate"] == ["2009"]
    assert hers.properties["samakki:phone"] == [hers.protected_code]
    texts = [
        *Entity.objects.values_list("caption", flat=True),
        *(f"{value} {written}" for value, written in Statement.objects.values_list("value", "as_written")),
        *(str(one.properties) for one in Entity.objects.all()),
        *(str(row) for row in SearchEntry.objects.values()),
    ]
    found = [text for text in texts for mark in ("marked", "876543", "876 543", "05-17") if mark in text.casefold()]
    assert found == []
    assert Entity.objects.filter(schema="UserAccount").count() == 1  # the suspect's
