from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.migration import Migration
from django.db.migrations.state import ProjectState
from pytest_django import Settings

from samakki.access import audit
from samakki.access.audit.guards import TABLES
from samakki.access.models import AuditBlock, AuditCheckpoint, AuditEdge, AuditEntry, AuditPlace, AuditWaiting
from samakki.access.models.append_only import AppendOnly, AppendOnlyError, tables_that_grow
from samakki.access.models.guards import tables_without_guard
from tests.support.append_only import unguarded
from tests.support.audit_logs import Log, make_log

MODELS: list[type[AppendOnly]] = [AuditEntry, AuditPlace, AuditBlock, AuditCheckpoint]
KEYS = {AuditEntry: "id", AuditPlace: "position", AuditBlock: "number", AuditCheckpoint: "size"}


@pytest.fixture
def log(tmp_path: Path, settings: Settings) -> Log:
    log = make_log(tmp_path, settings)
    log.grow(2)
    audit.checkpoint()
    AuditBlock(number=0, root=bytes(32)).save()
    return log


def test_every_table_that_only_grows_is_guarded_by_a_trigger_and_a_model() -> None:
    of_access = apps.get_app_config("access").get_models()
    models_that_grow = {model._meta.db_table for model in of_access if issubclass(model, AppendOnly)}
    assert models_that_grow == set(TABLES) == {model._meta.db_table for model in MODELS}


@pytest.mark.django_db
def test_every_table_has_its_triggers_after_all_migrations() -> None:
    assert audit.unguarded() == ()
    assert tables_without_guard(tables_that_grow()) == ()


@pytest.mark.django_db
@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize(
    "act",
    [
        lambda row: row.save(),
        lambda row: row.delete(),
        lambda row: type(row).objects.all().delete(),
        lambda row: type(row).objects.update(pk=row.pk),
        lambda row: type(row).objects.bulk_update([row], ["pk"]),
    ],
    ids=["save", "delete", "delete all", "update", "bulk_update"],
)
def test_python_refuses_every_way_to_change_a_row(
    log: Log, model: type[AppendOnly], act: Callable[[AppendOnly], object]
) -> None:
    row = model.objects.first()
    assert row is not None
    with pytest.raises(AppendOnlyError, match=f"{model.__name__} only grows"):
        act(row)


@pytest.mark.django_db
def test_rows_show_themselves_without_content(log: Log) -> None:
    audit.record("node", "act", "C-7K3Q", outcome="refused")
    waiting = AuditEntry.objects.get(action="act")
    rows = [
        *(model.objects.order_by("pk").first() for model in MODELS[1:]),
        *AuditWaiting.objects.all(),
        *AuditEdge.objects.all(),
    ]
    assert str(waiting) == "act C-7K3Q refused"
    assert [str(row) for row in rows] == ["0", "0", "checkpoint at 2", str(waiting.pk), "edge at 2"]


@pytest.mark.django_db
def test_a_row_with_the_key_of_another_is_refused_and_changes_nothing(log: Log) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditPlace(position=0, entry_id=uuid4(), leaf_hash=b"", stamp=b"").save()
    assert audit.verify().first_bad is None


STATEMENTS = [
    "UPDATE {table} SET {key} = {key}",
    "UPDATE {table} SET {key} = {key} WHERE 1 = 0",
    "DELETE FROM {table}",
    "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
    "INSERT INTO {table} SELECT * FROM {table} WHERE true ON CONFLICT ({key}) DO UPDATE SET {key} = excluded.{key}",
    "TRUNCATE {table}",
    "TRUNCATE {table} CASCADE",
]
ENGINE_ONLY = {
    "INSERT OR REPLACE": "sqlite",
    "TRUNCATE": "postgresql",
    "UPDATE {table} SET {key} = {key} WHERE": "postgresql",
}


@pytest.mark.django_db
@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_database_refuses_every_statement_that_would_change_a_row(
    log: Log, model: type[AppendOnly], statement: str
) -> None:
    for start, vendor in ENGINE_ONLY.items():
        if statement.startswith(start) and connection.vendor != vendor:
            pytest.skip(f"a statement of {vendor}")
    before = list(model.objects.order_by("pk").values())
    with pytest.raises(IntegrityError, match="only grows"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table=model._meta.db_table, key=KEYS[model]))
    assert list(model.objects.order_by("pk").values()) == before


@pytest.mark.django_db
def test_an_entrys_place_is_not_replaced_by_another_place_of_the_same_entry(log: Log) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("a statement of sqlite")
    statement = (
        "INSERT OR REPLACE INTO access_auditplace (position, entry_id, leaf_hash, stamp) "
        "SELECT 99, entry_id, leaf_hash, stamp FROM access_auditplace WHERE position = 0"
    )
    with pytest.raises(IntegrityError, match="only grows"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
def test_postgresql_refuses_even_where_a_session_leaves_triggers_out(log: Log) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("a setting of postgresql")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        with pytest.raises(IntegrityError, match="only grows"), transaction.atomic():
            cursor.execute("DELETE FROM access_auditplace")


@pytest.mark.django_db
def test_tables_that_lost_their_triggers_are_named() -> None:
    with unguarded():
        assert audit.unguarded() == TABLES


@pytest.mark.django_db(transaction=True)
def test_the_guard_can_be_taken_back_and_put_up_again_by_its_migration() -> None:
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    try:
        _take_back()
        assert audit.unguarded() == TABLES
        AuditBlock(number=7, root=b"x").save()
        models.QuerySet(AuditBlock).delete()
    finally:
        _put_up(newest)
    assert audit.unguarded() == ()


def _take_back() -> None:
    if connection.vendor == "postgresql":  # other subjects' triggers use the function: they go back too
        MigrationExecutor(connection).migrate([("access", "0001_initial")])
        return
    with connection.schema_editor() as editor:
        _guard().unapply(_before(), editor)


def _put_up(newest: list[tuple[str, str]]) -> None:
    if connection.vendor == "postgresql":
        MigrationExecutor(connection).migrate(newest)
        return
    with connection.schema_editor() as editor:
        _guard().apply(_before(), editor)


def _guard() -> Migration:
    return MigrationLoader(connection).get_migration("access", "0002_audit_append_only")


def _before() -> ProjectState:
    return MigrationLoader(connection).project_state(("access", "0001_initial"))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("run", [1, 2])
def test_each_test_with_real_transactions_begins_with_an_empty_log(log: Log, run: int) -> None:
    assert AuditEntry.objects.count() == 2
    assert AuditEntry.objects.filter(at__gt=datetime(2020, 1, 1, tzinfo=UTC)).count() == 2
