"""Many new rows of a table by one statement.

On PostgreSQL, values go column by column as arrays (UNNEST): Django's own way asks a dozen questions of every value,
and has the server read a statement of thousands of placeholders. Elsewhere this is ``bulk_create``.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection, models, transaction

from samakki.access.models import arrays

_KINDS = frozenset(
    {
        "BigAutoField", "BigIntegerField", "BinaryField", "CharField", "DateTimeField", "ForeignKey", "IntegerField",
        "JSONField", "PositiveIntegerField", "PositiveSmallIntegerField", "TextField", "UUIDField",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Plan:
    """How rows of one table are written.

    Attributes:
        sql: one placeholder for each column's array.
        fields: of the columns, with the attribute that holds the value.
        number: attribute of a key that the database gives; empty where the program gives it.
    """

    sql: str
    fields: tuple[tuple[Any, str], ...]
    number: str


def insert_all(model: type[models.Model], rows: Iterable[models.Model], *, ignores_conflicts: bool = False) -> None:
    """Write new rows; keys that the database gives stand in them afterwards.

    Trap: a foreign key must have its value already, as with ``bulk_create``; no signal is sent.

    Args:
        model: of all of them.
        rows: not written yet.
        ignores_conflicts: a row that is there already stays as it is. Keys are then not read.
    """
    given = list(rows)
    if connection.vendor != "postgresql" or len(given) <= 1:
        model._default_manager.bulk_create(given, ignore_conflicts=ignores_conflicts)
        return
    plan = _plan(model)
    columns = [_column(field, [getattr(row, name) for row in given]) for field, name in plan.fields]
    ending = " ON CONFLICT DO NOTHING" if ignores_conflicts else ""
    wants_numbers = bool(plan.number) and not ignores_conflicts
    if wants_numbers:
        ending = f" RETURNING {connection.ops.quote_name(str(model._meta.pk.column))}"
    # No savepoint, as in bulk_create: what breaks here breaks the transaction.
    with transaction.atomic(savepoint=False), arrays.cursor() as cursor:
        cursor.execute(plan.sql + ending, columns)
        numbers = cursor.fetchall() if wants_numbers else ()
    for row, (number,) in zip(given, numbers, strict=False):
        setattr(row, plan.number, number)
    for row in given:
        row._state.adding, row._state.db = False, connection.alias  # noqa: SLF001  (as bulk_create does)


@cache
def _plan(model: type[models.Model]) -> _Plan:
    meta, quoted = model._meta, connection.ops.quote_name
    number = meta.pk.attname if isinstance(meta.pk, models.AutoField) else ""
    fields = [field for field in meta.concrete_fields if field.attname != number]
    if other := {field.get_internal_type() for field in fields} - _KINDS:
        message = f"{model.__name__} has fields that are not written like this: {', '.join(sorted(other))}"
        raise TypeError(message)
    names = ", ".join(quoted(str(field.column)) for field in fields)
    # Without its length, so that a text that is too long is refused and not cut.
    arrays = ", ".join(f"%s::{str(field.db_type(connection)).partition('(')[0]}[]" for field in fields)
    return _Plan(
        f"INSERT INTO {quoted(meta.db_table)} ({names}) SELECT * FROM UNNEST({arrays})",  # noqa: S608  (names of ours)
        tuple((field, field.attname) for field in fields),
        number,
    )


def _column(field: Any, values: list[Any]) -> object:  # noqa: ANN401  (any column)
    """A column's array, written where every value is missing or of one plain type; else for the driver to write."""
    if field.get_internal_type() == "JSONField" and all(type(value) in {dict, list, type(None)} for value in values):
        values = [None if value is None else json.dumps(value, cls=field.encoder) for value in values]
    written = arrays.written(values)
    return [field.get_db_prep_save(value, connection) for value in values] if written is None else written
