"""A small audit log of its own keys and files, and the hands of somebody who can write to its database."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from uuid import UUID

import hypothesis
import pytest
from django.db import connection, transaction
from hypothesis import strategies as st
from pytest_django import Settings

from samakki.access import audit
from samakki.access.audit import FirstBad, pages, proofs, sequencing, suspects, verification
from samakki.access.models import AuditEdge, AuditEntry, AuditPlace
from samakki.sealing.notes import checkpoint_text, sign_note
from samakki.sealing.signing import SigningKey
from tests.support.append_only import unguarded

ORIGIN = "test.samakki.example"
SMALL_BLOCK = 8
SMALL_PAGE = 8
Value = str | int | bytes | UUID
USERS: dict[str, tuple[ModuleType, ...]] = {
    "BLOCK": (sequencing, verification, proofs),
    "PAGE": (pages, suspects, verification),
}


@dataclass(frozen=True, slots=True)
class Log:
    """Where the log's key and checkpoints are."""

    home: Path

    @property
    def key_file(self) -> Path:
        return self.home / "keys" / "checkpoint.key"

    @property
    def checkpoints(self) -> Path:
        return self.home / "checkpoints.txt"

    def grow(self, count: int, *, by: str = "O-7K3QR") -> None:
        """Record and sequence `count` entries."""
        for number in range(count):
            audit.record(by, "read", f"C-{number % 10}", facts={"count": number})
        audit.sequence()

    def entry(self, position: int) -> UUID:
        """Id of the entry placed there."""
        return AuditPlace.objects.get(position=position).entry_id


def make_log(tmp_path: Path, settings: Settings) -> Log:
    """A log with a new key and no checkpoint yet."""
    log = Log(tmp_path / "home")
    SigningKey.create(log.key_file)
    settings.SAMAKKI_HOME, settings.SAMAKKI_KEYS, settings.SAMAKKI_NAME = log.home, log.home / "keys", ORIGIN
    return log


def make_small(patch: pytest.MonkeyPatch) -> None:
    """Blocks and pages of eight places, so that a log of thirty has several."""
    for name, modules in USERS.items():
        for module in modules:
            patch.setattr(module, name, {"BLOCK": SMALL_BLOCK, "PAGE": SMALL_PAGE}[name])


@contextmanager
def tampered() -> Iterator["Hands"]:
    """What is done to the database in the block is undone after it."""
    with unguarded(), transaction.atomic():
        yield Hands()
        transaction.set_rollback(True)


class Hands:
    """Writes to the database as its owner can, past triggers and models."""

    def sql(self, statement: str, *values: Value) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)

    def set(self, table: str, column: str, value: Value, *, key: str, at: Value) -> None:
        self.sql(f"UPDATE access_{table} SET {column} = %s WHERE {key} = %s", value, at)  # noqa: S608  (names of tests)

    def set_entry(self, position: int, column: str, value: Value) -> None:
        self.set("auditentry", column, value, key="id", at=self.stored(self.entry_id(position)))

    def set_place(self, position: int, column: str, value: Value) -> None:
        self.set("auditplace", column, value, key="position", at=position)

    def entry_id(self, position: int) -> UUID:
        return AuditPlace.objects.get(position=position).entry_id

    def stored(self, entry: UUID) -> Value:
        """An id as this database keeps it."""
        return entry.hex if connection.vendor == "sqlite" else entry

    def drop_entry(self, position: int) -> None:
        self.sql("DELETE FROM access_auditentry WHERE id = %s", self.stored(self.entry_id(position)))

    def drop_place(self, position: int) -> None:
        self.sql("DELETE FROM access_auditplace WHERE position = %s", position)

    def shift(self, start: int, by: int) -> None:
        """Give the places from `start` on numbers that are higher or lower by `by`."""
        self.sql("UPDATE access_auditplace SET position = -1 - position WHERE position >= %s", start)
        self.sql("UPDATE access_auditplace SET position = -1 - position + %s WHERE position < 0", by)

    def swap_places(self, one: int, other: int) -> None:
        self.sql("UPDATE access_auditplace SET position = -1 WHERE position = %s", one)
        self.sql("UPDATE access_auditplace SET position = %s WHERE position = %s", one, other)
        self.sql("UPDATE access_auditplace SET position = %s WHERE position = -1", other)

    def swap_entries(self, one: int, other: int) -> None:
        """Let two places name each other's entry and keep the rest."""
        ids = self.entry_id(one), self.entry_id(other)
        self.set_place(one, "entry_id", self.stored(UUID(int=0)))
        self.set_place(other, "entry_id", self.stored(ids[0]))
        self.set_place(one, "entry_id", self.stored(ids[1]))

    def forget_edge(self) -> None:
        AuditEdge.objects.all().delete()

    def size(self) -> int:
        return AuditPlace.objects.count()

    def entries(self) -> int:
        return AuditEntry.objects.count()


SIZE = 29  # entries of the log that tests of verifying share, in blocks of eight
CHECKPOINTS = (5, 12, 13, 24)
sqlite_only = pytest.mark.skipif("sqlite" not in connection.vendor, reason="PostgreSQL keeps the type of a column")
tampering = hypothesis.settings(max_examples=25, suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture])
positions = st.integers(0, SIZE - 1)


def found() -> FirstBad:
    """The first thing that is wrong with the log."""
    report = audit.verify()
    assert not report.is_ok
    assert report.root is None
    assert report.first_bad is not None
    return report.first_bad


def signed(size: int, root: bytes, *, by: SigningKey, name: str = ORIGIN, origin: str = ORIGIN) -> str:
    """A note of a checkpoint."""
    return sign_note(checkpoint_text(origin, size, root), name=name, key=by)
