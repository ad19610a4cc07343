"""Arrays as parameters of a statement on PostgreSQL, written at once.

The driver asks for every element how it is written, and Django's cursors put parameters into the text of the statement,
where the server reads each of their letters twice. Here an array is written whole and goes beside the statement; one of
bytes goes as it is.

Source:
    https://www.postgresql.org/docs/current/arrays.html, "Array Input and Output Syntax"; ``array_recv`` in PostgreSQL's
    ``arrayfuncs.c``.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from functools import cache
from struct import Struct
from typing import Any
from uuid import UUID

from django.db import connection

_TEXTS = frozenset({str, int, bool, datetime, UUID})
"""Types whose text is what PostgreSQL reads."""
_BYTEA, _BYTEA_ARRAY = 17, 1001  # in pg_type.dat; they never change
_HEAD = Struct("!iiIii")  # dimensions, whether one is missing, type; elements, number of the first
_LENGTH = Struct("!i")
_MISSING = _LENGTH.pack(-1)


class ByteArray(bytes):
    """An array of ``bytea`` in the form in which the server receives it."""

    __slots__ = ()


def written(values: Sequence[object]) -> str | ByteArray | None:
    """An array of values that are missing or all of one plain type; None where they are something else."""
    kinds = set(map(type, values)) - {type(None)}
    if kinds == {bytes}:
        return _of_bytes(values)
    if len(kinds) > 1 or not kinds <= _TEXTS:
        return None
    return f"{{{','.join(['NULL' if value is None else _quoted(str(value)) for value in values])}}}"


def cursor() -> AbstractContextManager[Any]:
    """A cursor of Django's whose parameters go beside the statement. Whoever watches statements sees them."""
    import psycopg  # noqa: PLC0415  (a node on SQLite loads no driver of PostgreSQL)

    connection.ensure_connection()
    made: Any = psycopg.Cursor(connection.connection)
    made.adapters.register_dumper(ByteArray, _dumper())
    return connection.make_debug_cursor(made) if connection.queries_logged else connection.make_cursor(made)


def _of_bytes(values: Sequence[Any]) -> ByteArray:
    parts = [_HEAD.pack(1, None in values, _BYTEA, len(values), 1)]
    for value in values:
        parts += (_MISSING,) if value is None else (_LENGTH.pack(len(value)), value)
    return ByteArray(b"".join(parts))


def _quoted(text: str) -> str:
    if "\\" in text or '"' in text:
        text = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'


@cache
def _dumper() -> Any:  # noqa: ANN401  (a class of the driver's)
    from psycopg.adapt import Dumper  # noqa: PLC0415  (as above)
    from psycopg.pq import Format  # noqa: PLC0415  (as above)

    class Written(Dumper):
        """Gives what is written already."""

        format = Format.BINARY
        oid = _BYTEA_ARRAY

        def dump(self, obj: ByteArray) -> ByteArray:
            """The array as it is."""
            return obj

    return Written
