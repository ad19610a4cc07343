from collections.abc import Callable
from pathlib import Path
from secrets import token_bytes

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from samakki.access import audit
from samakki.access.audit import FirstBad, VerifyReport, Why, verify
from samakki.access.audit.entries import canonical_leaf
from samakki.access.domain.merkle import leaf_hash
from samakki.access.models import AuditCheckpoint, AuditEntry, AuditPlace
from samakki.sealing.errors import KeyMissing
from tests.support.audit_logs import (
    SIZE,
    Hands,
    Log,
    Value,
    found,
    make_log,
    positions,
    sqlite_only,
    tampered,
    tampering,
)
from tests.support.shared import NOW

pytestmark = pytest.mark.django_db


def test_a_sound_log_holds(log: Log) -> None:
    report = verify()
    assert report == VerifyReport(
        size=SIZE,
        root=bytes(AuditCheckpoint.objects.get(size=audit.checkpoint().size).root),  # type: ignore[union-attr]  # the log has grown
        first_bad=None,
        unsequenced=0,
        oldest_unsequenced_at=None,
        checkpoints=4,
        file_checkpoints=4,
        unguarded=(),
    )
    assert report.is_ok


def test_an_empty_log_holds(tmp_path: Path, settings: Settings) -> None:
    make_log(tmp_path, settings)
    assert verify().is_ok


def test_the_walk_tells_how_far_it_is(log: Log) -> None:
    told: list[int] = []
    verify(told.append)
    assert told == sorted(set(told))
    assert told[-1] == SIZE


def test_without_the_nodes_key_nothing_is_proved(log: Log) -> None:
    log.key_file.unlink()
    with pytest.raises(KeyMissing):
        verify()


COLUMNS = st.one_of(
    st.tuples(st.just("actor"), st.sampled_from(["O-9999", "nobody", ""])),
    st.tuples(st.just("action"), st.sampled_from(["write", "read "])),
    st.tuples(st.just("reference"), st.sampled_from(["C-ZZZZ", "Sok Dara", "c-1"])),
    st.tuples(st.just("outcome"), st.sampled_from(["refused", "failed"])),
    st.tuples(st.just("at"), st.sampled_from(["2026-03-01 02:59:59", "2020-02-29 00:00:00.000001"])),
    st.tuples(st.just("facts"), st.sampled_from(["{}", '{"count": 1000}', '{"count": 1, "more": 2}', "[]", "7"])),
    st.tuples(st.just("leaf"), st.sampled_from([b"", b"{}"])),
)


@tampering
@given(position=positions, change=COLUMNS)
def test_one_changed_column_of_one_entry_is_found_and_the_entry_named(
    log: Log, position: int, change: tuple[str, Value]
) -> None:
    with tampered() as hands:
        entry = hands.entry_id(position)
        hands.set_entry(position, *change)
        assert found() == FirstBad(Why.CHANGED, position, position + 1, entry)


@tampering
@given(position=positions)
def test_an_entry_changed_together_with_its_leaf_and_hash_is_found(log: Log, position: int) -> None:
    with tampered() as hands:
        entry = AuditEntry.objects.get(pk=hands.entry_id(position))
        leaf = canonical_leaf(
            entry.pk, entry.at, actor="nobody", action=entry.action, reference="", outcome="done", facts=entry.facts
        )
        hands.set_entry(position, "actor", "nobody")
        hands.set_entry(position, "reference", "")
        hands.set_entry(position, "leaf", leaf)
        hands.set_place(position, "leaf_hash", leaf_hash(leaf))
        assert found() == FirstBad(Why.CHANGED, position, position + 1, entry.pk)


@tampering
@given(position=positions, column=st.sampled_from(["leaf_hash", "stamp"]), value=st.binary(max_size=32))
def test_a_changed_place_is_found(log: Log, position: int, column: str, value: bytes) -> None:
    with tampered() as hands:
        entry = hands.entry_id(position)
        hands.set_place(position, column, value)
        assert found() == FirstBad(Why.CHANGED, position, position + 1, entry)


@tampering
@given(position=positions)
def test_a_dropped_entry_is_named(log: Log, position: int) -> None:
    with tampered() as hands:
        entry = hands.entry_id(position)
        hands.drop_entry(position)
        assert found() == FirstBad(Why.DROPPED, position, position + 1, entry)


@tampering
@given(first=positions, count=st.integers(1, 12))
def test_dropped_places_leave_a_gap_that_is_told_as_a_range(log: Log, first: int, count: int) -> None:
    end = min(first + count, SIZE)
    with tampered() as hands:
        for position in range(first, end):
            hands.drop_entry(position)
            hands.drop_place(position)
        bad = found()
        assert bad == FirstBad(Why.DROPPED, first, end)
        assert bad.is_range is (end - first > 1)


@tampering
@given(position=positions)
def test_an_entry_dropped_with_the_gap_closed_is_found_where_it_was(log: Log, position: int) -> None:
    with tampered() as hands:
        hands.drop_entry(position)
        hands.drop_place(position)
        hands.shift(position + 1, -1)
        end = SIZE if position == SIZE - 1 else position + 1
        assert found() == FirstBad(Why.DROPPED, position, end)


@tampering
@given(two=st.lists(positions, min_size=2, max_size=2, unique=True))
def test_entries_that_changed_places_are_found_at_the_first_of_them(log: Log, two: list[int]) -> None:
    first = min(two)
    with tampered() as hands:
        moved_here = hands.entry_id(max(two))
        hands.swap_places(*two)
        assert found() == FirstBad(Why.REORDERED, first, first + 1, moved_here)


@tampering
@given(two=st.lists(positions, min_size=2, max_size=2, unique=True))
def test_places_that_name_each_others_entries_are_found_at_the_first_of_them(log: Log, two: list[int]) -> None:
    first = min(two)
    with tampered() as hands:
        moved_here = hands.entry_id(max(two))
        hands.swap_entries(*two)
        assert found() == FirstBad(Why.REORDERED, first, first + 1, moved_here)


@tampering
@given(order=st.permutations(range(SIZE)).filter(lambda order: order != sorted(order)))
def test_any_other_order_is_found_at_the_first_entry_that_moved(log: Log, order: list[int]) -> None:
    first = next(position for position, now in enumerate(order) if position != now)
    with tampered() as hands:
        hands.sql("UPDATE access_auditplace SET position = -1 - position")
        for position, now in enumerate(order):
            hands.sql("UPDATE access_auditplace SET position = %s WHERE position = %s", position, -1 - now)
        assert found() == FirstBad(Why.REORDERED, first, first + 1, hands.entry_id(first))


def forged_entry() -> AuditEntry:
    entry = AuditEntry(at=NOW, actor="O-9999", action="read", reference="C-9999", outcome="done", facts={})
    entry.leaf = canonical_leaf(
        entry.pk, NOW, actor="O-9999", action="read", reference="C-9999", outcome="done", facts={}
    )
    entry.save()
    return entry


@tampering
@given(position=st.integers(0, SIZE), stamp=st.sampled_from(["random", "copied"]))
def test_an_inserted_entry_is_found_and_named(log: Log, position: int, stamp: str) -> None:
    with tampered() as hands:
        entry = forged_entry()
        copied = AuditPlace.objects.get(position=min(position, SIZE - 1)).stamp
        hands.shift(position, 1)
        AuditPlace(
            position=position,
            entry_id=entry.pk,
            leaf_hash=leaf_hash(bytes(entry.leaf)),
            stamp=bytes(copied) if stamp == "copied" else token_bytes(32),
        ).save()
        assert found() == FirstBad(Why.INSERTED, position, position + 1, entry.pk)


ACTS: dict[str, Callable[[Hands, int], None]] = {
    "actor": lambda hands, at: hands.set_entry(at, "actor", "nobody"),
    "drop entry": lambda hands, at: hands.drop_entry(at),
    "drop place": lambda hands, at: hands.drop_place(at),
    "stamp": lambda hands, at: hands.set_place(at, "stamp", b""),
    "hash": lambda hands, at: hands.set_place(at, "leaf_hash", b""),
}


@tampering
@given(acts=st.dictionaries(positions, st.sampled_from(sorted(ACTS)), min_size=2, max_size=8))
def test_of_many_things_wrong_the_first_is_named(log: Log, acts: dict[int, str]) -> None:
    with tampered() as hands:
        for position, act in sorted(acts.items(), reverse=True):
            ACTS[act](hands, position)
        assert found().position == min(acts)


@sqlite_only
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", "yesterday"),
        ("at", "2026-02-31 03:00:00"),
        ("at", 7),
        ("facts", "{"),
        ("leaf", "text"),
    ],
)
@pytest.mark.parametrize("position", [0, 9, SIZE - 1])
def test_what_python_cannot_read_is_named_like_any_change(log: Log, position: int, column: str, value: Value) -> None:
    with tampered() as hands:
        entry = hands.entry_id(position)
        hands.sql("PRAGMA ignore_check_constraints = ON")
        hands.set_entry(position, column, value)
        assert found() == FirstBad(Why.CHANGED, position, position + 1, entry)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = OFF")


@sqlite_only
@pytest.mark.parametrize(("column", "value"), [("leaf_hash", "text"), ("stamp", "text"), ("entry_id", "no id")])
def test_a_place_that_python_cannot_read_is_named(log: Log, column: str, value: Value) -> None:
    with tampered() as hands:
        hands.set_place(9, column, value)
        hands.drop_place(20)
        assert found() == FirstBad(Why.CHANGED, 9, 10)


@sqlite_only
@pytest.mark.parametrize(
    ("table", "column", "key"), [("auditentry", "actor", "id"), ("auditplace", "entry_id", "position")]
)
def test_a_text_that_is_none_is_named(log: Log, table: str, column: str, key: str) -> None:
    with tampered() as hands:
        entry = hands.entry_id(9)
        at = 9 if key == "position" else entry.hex
        hands.sql(f"UPDATE access_{table} SET {column} = CAST(%s AS TEXT) WHERE {key} = %s", b"\xff", at)  # noqa: S608  (names of this test)
        assert found() == FirstBad(Why.CHANGED, 9, 10, entry if table == "auditentry" else None)


@sqlite_only
def test_a_place_that_cannot_be_read_does_not_hide_what_happened_before_it(log: Log) -> None:
    with tampered() as hands:
        hands.swap_places(3, 12)
        hands.set_place(6, "entry_id", "no id")
        assert found() == FirstBad(Why.REORDERED, 3, 4, hands.entry_id(3))


@sqlite_only
def test_a_gap_before_a_place_that_cannot_be_read_is_named_first(log: Log) -> None:
    with tampered() as hands:
        hands.drop_place(8)
        hands.set_place(9, "entry_id", "no id")
        assert found() == FirstBad(Why.DROPPED, 8, 9)
