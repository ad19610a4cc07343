"""Every table of a PostgreSQL database at one moment, through the node's own connection: no ``pg_dump`` is needed."""

from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, LiteralString, cast

import psycopg
from psycopg import sql

from samakki.node.backups.manifest import PIECE_BYTES, Table
from samakki.node.databases import CACHE_TABLE

LEFT_OUT = (CACHE_TABLE,)  # counts of the last minutes; made anew when a node is restored
_COLUMNS: LiteralString = """
    SELECT class.relname, array_agg(attribute.attname::text ORDER BY attribute.attnum)
    FROM pg_class AS class
    JOIN pg_attribute AS attribute ON attribute.attrelid = class.oid
    WHERE class.relnamespace = current_schema()::regnamespace AND class.relkind = 'r'
      AND attribute.attnum > 0 AND NOT attribute.attisdropped AND attribute.attgenerated = ''
    GROUP BY class.relname ORDER BY class.relname
"""
_KEY_COLUMNS: LiteralString = """
    SELECT attribute.attname FROM pg_index AS index
    JOIN pg_attribute AS attribute ON attribute.attrelid = index.indrelid AND attribute.attnum = ANY (index.indkey)
    WHERE index.indisprimary AND index.indrelid = (quote_ident(current_schema()) || '.' || quote_ident(%s))::regclass
    ORDER BY array_position(index.indkey::int2[], attribute.attnum)
"""
_SEQUENCES: LiteralString = """
    SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = current_schema() AND last_value IS NOT NULL
"""


def dump(parameters: Mapping[str, Any], folder: Path) -> tuple[tuple[Table, ...], dict[str, int]]:
    """Write each table to ``folder/NAME.copy`` as of one moment; writers go on meanwhile.

    One transaction sees one snapshot (REPEATABLE READ, READ ONLY). Numbers of sequences stand outside transactions:
    they are read after the snapshot, so they are never behind the rows.

    Args:
        parameters: of ``psycopg.connect``.
        folder: exists and is empty.

    Returns:
        The tables, and the last value of each sequence.
    """
    with closing(psycopg.connect(**parameters)) as connection, connection.transaction():
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        described = [
            (name, tuple(columns)) for name, columns in connection.execute(_COLUMNS).fetchall() if name not in LEFT_OUT
        ]
        tables = tuple(_dump_table(connection, name, columns, folder) for name, columns in described)
        sequences = {str(name): int(last) for name, last in connection.execute(_SEQUENCES).fetchall()}
    return tables, sequences


def _dump_table(connection: psycopg.Connection[Any], name: str, columns: tuple[str, ...], folder: Path) -> Table:
    key = [row[0] for row in connection.execute(_KEY_COLUMNS, [name]).fetchall()]
    # In the order of the key, so that rows whose table only grows come back in the order they were written.
    order = sql.SQL(" ORDER BY {}").format(_names(key)) if key else sql.SQL("")
    query = sql.SQL("COPY (SELECT {} FROM {}{}) TO STDOUT").format(_names(columns), sql.Identifier(name), order)
    with connection.cursor() as cursor:
        with copy_file(folder, name).open("xb") as file, cursor.copy(query) as copy:
            for piece in copy:
                file.write(piece)
        return Table(name, columns, cursor.rowcount)


def load(parameters: Mapping[str, Any], folder: Path, tables: Iterable[Table], sequences: Mapping[str, int]) -> None:
    """Fill tables that were made already from the files ``dump`` wrote, all or nothing.

    Rows that making the tables put in (the list of migrations) are taken out first. Links between rows are checked at
    the end, so the order of tables does not matter.

    Raises:
        psycopg.Error: the tables do not fit the files.
    """
    with closing(psycopg.connect(**parameters)) as connection, connection.transaction():
        connection.execute("SET CONSTRAINTS ALL DEFERRED")
        for table in tables:
            _empty(connection, table.name)
            _load_table(connection, table, folder)
        for name, last in sequences.items():
            connection.execute("SELECT setval(quote_ident(%s)::regclass, %s)", [name, last])


def _empty(connection: psycopg.Connection[Any], name: str) -> None:
    # Only where there is something: tables that only grow refuse DELETE, and they are empty now.
    row = connection.execute(sql.SQL("SELECT EXISTS (SELECT FROM {})").format(sql.Identifier(name))).fetchone()
    if row and row[0]:
        connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(name)))


def _load_table(connection: psycopg.Connection[Any], table: Table, folder: Path) -> None:
    query = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table.name), _names(table.columns))
    with connection.cursor() as cursor, copy_file(folder, table.name).open("rb") as file, cursor.copy(query) as copy:
        while piece := file.read(PIECE_BYTES):
            copy.write(piece)


def put_schema_aside(parameters: Mapping[str, Any], name: str) -> None:
    """Rename the schema with the node's tables to `name` and put an empty one in its place; once is enough.

    Raises:
        psycopg.Error: the node's database user does not own the schema.
    """
    with closing(psycopg.connect(**parameters)) as connection, connection.transaction():
        if connection.execute("SELECT FROM pg_namespace WHERE nspname = %s", [name]).fetchone() is not None:
            return
        present = _schema(connection)
        connection.execute(sql.SQL("ALTER SCHEMA {} RENAME TO {}").format(present, sql.Identifier(name)))
        connection.execute(sql.SQL("CREATE SCHEMA {}").format(present))


def drop_schema(parameters: Mapping[str, Any]) -> None:
    """Drop all tables of a restore that was interrupted, so that it can begin again."""
    with closing(psycopg.connect(**parameters)) as connection, connection.transaction():
        present = _schema(connection)
        connection.execute(sql.SQL("DROP SCHEMA {} CASCADE").format(present))
        connection.execute(sql.SQL("CREATE SCHEMA {}").format(present))


def count_tables(parameters: Mapping[str, Any]) -> int:
    """How many tables the schema has."""
    with closing(psycopg.connect(**parameters)) as connection:
        return len(connection.execute(_COLUMNS).fetchall())


def copy_file(folder: Path, table: str) -> Path:
    """File of one table's rows, in COPY's text form."""
    return folder / f"{table}.copy"


def _schema(connection: psycopg.Connection[Any]) -> sql.Identifier:
    row = connection.execute("SELECT current_schema()").fetchone()
    return sql.Identifier(cast("tuple[str]", row)[0])


def _names(names: Iterable[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, names))
