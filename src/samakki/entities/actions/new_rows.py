"""Many new rows of one table in one go: COPY on PostgreSQL, one prepared statement on SQLite.

Django's ``bulk_create`` prepares every field of every object by itself, and of half a million statements that is most
of the work. Here a row is a list of values from the start. Signals, defaults that ask the database and multi-table
models are not known here; the tables of entities have none.
"""

import json
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db import connection, models

from samakki.entities.models import TokensField

Prepare = Callable[[Any], Any]


class NewRows:
    """Rows of one model on their way. Inside the caller's transaction."""

    def __init__(self, model: type[models.Model]) -> None:
        """Begin with none."""
        self._fields: dict[str, models.Field[Any, Any]] = {one.attname: one for one in model._meta.concrete_fields}
        self._table = model._meta.db_table
        self._key = next(name for name, one in self._fields.items() if one.primary_key)
        self._names: tuple[str, ...] = ()
        self._prepared: list[tuple[int, Prepare]] = []
        self._rows: list[list[Any]] = []

    def reserve(self, count: int) -> range | list[int]:
        """Numbers that the database gives to nobody else: for rows that other rows name before they are written."""
        column = self._fields[self._key].column
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                sequence = "nextval(pg_get_serial_sequence(%s, %s))"
                cursor.execute(f"SELECT {sequence} FROM generate_series(1, %s)", [self._table, column, count])  # noqa: S608  (a constant)
                return sorted(number for (number,) in cursor.fetchall())
            # SQLite has one writer at a time, and a number is never given twice (AUTOINCREMENT).
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [self._table])
            found = cursor.fetchone()
        first = (found[0] if found else 0) + 1
        return range(first, first + count)

    def add(self, **values: object) -> None:
        """Add a row.

        Args:
            values: by field, foreign keys by their ``_id``; the same fields in the same order for every row. What is
                left out has the field's default, the key the next number.
        """
        names = tuple(values)
        if names != self._names:
            self._begin(names)
        row: list[Any] = list(values.values())
        for place, prepare in self._prepared:
            row[place] = prepare(row[place])
        self._rows.append(row)

    def write(self) -> None:
        """Write them, in the order in which they were added."""
        rows, self._rows = self._rows, []
        if not rows:
            return
        rest = {name: one for name, one in self._fields.items() if name not in self._names and name != self._key}
        filled: list[Any] = [_prepared(one, None if one.null else one.get_default()) for one in rest.values()]
        columns = [str(self._fields[name].column) for name in (*self._names, *rest)]
        names = ", ".join(map(connection.ops.quote_name, columns))
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {self._table} ({names}) FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row((*row, *filled))
            else:
                marks = ", ".join(["%s"] * len(columns))
                sql = f"INSERT INTO {self._table} ({names}) VALUES ({marks})"  # noqa: S608  (names of our own tables)
                cursor.executemany(sql, [(*row, *filled) for row in rows])

    def _begin(self, names: tuple[str, ...]) -> None:
        if self._rows:
            message = "every row of one go has the same fields in the same order"
            raise ValueError(message)
        self._names = names
        prepares = [(place, _prepare_of(self._fields[name])) for place, name in enumerate(names)]
        self._prepared = [(place, prepare) for place, prepare in prepares if prepare is not None]


def _prepared(field: "models.Field[Any, Any]", value: object) -> object:
    prepare = _prepare_of(field)
    return value if prepare is None or value is None else prepare(value)


def _prepare_of(field: "models.Field[Any, Any]") -> Prepare | None:
    """What turns a value of a field into what the database takes; None where it takes the value."""
    if isinstance(field, models.JSONField):
        return json.dumps
    if isinstance(field, models.DateTimeField):
        return _as_time
    if isinstance(field, TokensField):
        return lambda value: field.get_db_prep_value(value, connection)
    return None


@lru_cache(maxsize=64)  # rows of one transaction share their times
def _as_time(value: datetime | None) -> object:
    return connection.ops.adapt_datetimefield_value(value)
