"""Many rows by one statement: what they hold comes back as it was, on either database."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import DataError, connection, transaction
from django.test.utils import CaptureQueriesContext

from samakki.access.models.together import insert_all
from samakki.exchange.models import Envelope, Message

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 10, 30, 0, 123456, tzinfo=UTC)
TEXTS = ("plain", "", "NULL", "null", 'a "b"', "a\\", "\\x41", "{a,b}", "a,b", "'", " ", "ខ្មែរ", "%s", "$1", "a\tb\nc")
BYTES = (b"", b"\x00", b"\\x41", b'"', b"NULL", bytes(range(256)), None)


def message(number: int, text: str, **other: object) -> Message:
    given = {"reference": f"M-{number}", "message_id": uuid4(), "thread": text, "created_at": NOW, **other}
    return Message(**given)


def test_values_come_back_as_they_were() -> None:
    rows = [
        message(number, text, draft=BYTES[number % len(BYTES)], subjects=[text, {"a": [None, 1, text]}],
                held_until=NOW + timedelta(days=number) if number % 2 else None)
        for number, text in enumerate(TEXTS)
    ]  # fmt: skip
    insert_all(Message, rows)
    for row in rows:
        found = Message.objects.get(pk=row.pk)
        draft = None if found.draft is None else bytes(found.draft)
        assert (found.thread, draft, found.subjects, found.held_until, found.message_id, found.created_at) == (
            row.thread, row.draft, row.subjects, row.held_until, row.message_id, row.created_at
        )  # fmt: skip


def test_values_of_other_types_are_written_as_their_fields_do() -> None:
    insert_all(Message, [message(1, "a", held_seconds=True), message(2, "b", held_seconds=7, subjects=())])
    assert list(Message.objects.order_by("reference").values_list("held_seconds", "subjects")) == [(1, []), (7, [])]


def test_a_row_that_is_there_already_stays() -> None:
    first = Envelope(digest="a" * 64, size=1, sealed=b"first", stored_at=NOW)
    first.save()
    other = [Envelope(digest=digit * 64, size=2, sealed=b"second", stored_at=NOW) for digit in "ab"]
    insert_all(Envelope, other, ignores_conflicts=True)
    assert [bytes(one.sealed) for one in Envelope.objects.order_by("digest")] == [b"first", b"second"]


def test_who_watches_statements_sees_one() -> None:
    with CaptureQueriesContext(connection) as asked:
        insert_all(Envelope, [Envelope(digest=digit * 64, size=1, sealed=b"a", stored_at=NOW) for digit in "ab"])
    assert len([one for one in asked if one["sql"].startswith("INSERT")]) == 1


@pytest.mark.parametrize("thread", ["x" * 81, "a\x00"])
def test_what_the_table_cannot_hold_is_refused(thread: str) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite holds any text")
    with pytest.raises((DataError, ValueError)), transaction.atomic():
        insert_all(Message, [message(1, "a"), message(2, thread)])
    assert not Message.objects.exists()
