"""Entries of a block that are written at its end, without telling of what was undone."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from samakki.access import audit
from samakki.access.models import AuditEntry, AuditWaiting

pytestmark = pytest.mark.django_db


def note(number: int) -> str:
    return audit.record("node", "note_number", facts={"count": number})


def note_and_break(number: int) -> None:
    note(number)
    raise ZeroDivisionError


def counts() -> list[int]:
    return sorted(AuditEntry.objects.filter(action="note_number").values_list("facts__count", flat=True))


def test_entries_of_a_block_are_written_at_its_end_by_two_statements() -> None:
    with CaptureQueriesContext(connection) as asked, audit.written_together():
        hashes = {note(number) for number in range(5)}
    assert len([one for one in asked if one["sql"].startswith("INSERT")]) == 2
    assert (counts(), AuditWaiting.objects.count(), len(hashes)) == ([0, 1, 2, 3, 4], 5, 5)


def test_what_a_savepoint_undoes_is_not_in_the_log_and_what_it_keeps_is() -> None:
    with audit.written_together():
        note(1)
        with transaction.atomic():
            note(2)
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            note_and_break(3)
    assert counts() == [1, 2]


def test_nothing_of_a_block_that_breaks_is_written() -> None:
    with pytest.raises(ZeroDivisionError), audit.written_together():
        note_and_break(1)
    note(2)
    assert counts() == [2]
