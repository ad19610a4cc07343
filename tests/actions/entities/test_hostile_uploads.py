"""Uploads made to do harm: a clear message, and nothing of them anywhere."""

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samakki.access.models import Officer, Resource
from samakki.entities.actions import importing
from samakki.entities.models import Entity, Import, Source, StoredFile
from samakki.kernel.refusals import InvalidValue
from samakki.ui.wording import UNKNOWN, registered
from tests.support import hostile_sheets as hostile
from tests.support import sheets
from tests.support.people import People
from tests.support.shared import shared

pytestmark = pytest.mark.django_db

GOOD = sheets.xlsx([["Name", "Phone"], ["Sok", "012345678"]]).getvalue()
HARMFUL = {
    "laughs": hostile.book({"xl/worksheets/sheet1.xml": hostile.sheet("<row/>", hostile.LAUGHS)}).getvalue(),
    "overlap": hostile.with_overlap(io.BytesIO(GOOD)).getvalue(),
    "lie": hostile.with_lie(io.BytesIO(GOOD), 5).getvalue(),
    "cut": GOOD[: len(GOOD) // 2],
    "quotes": b'a,b\n"' + b"x" * 1_500_000,
    "zeros": b"a,b\n" + b"\0" * 50,
}


@shared
def by(people: People) -> Officer:
    return people.officer("investigator")


def left_behind() -> int:
    kept = Resource.objects.filter(reference__startswith="M-").count()
    return kept + sum(model.objects.count() for model in (Import, Source, StoredFile, Entity))


@pytest.mark.parametrize("name", sorted(HARMFUL))
def test_a_harmful_file_has_a_message_of_its_own_and_leaves_nothing(by: Officer, name: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        importing.start_import(by=by, file=io.BytesIO(HARMFUL[name]))
    assert registered().get(refused.value.refusal.code, UNKNOWN) != UNKNOWN
    assert left_behind() == 0


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200) | st.integers(1, len(GOOD) - 1).map(lambda end: GOOD[:end]))
def test_bytes_that_are_refused_leave_nothing(by: Officer, content: bytes) -> None:
    before = left_behind()
    try:
        importing.start_import(by=by, file=io.BytesIO(content))
    except InvalidValue:
        assert left_behind() == before
