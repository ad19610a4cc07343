"""Whether anything stands behind each of many lists: one statement for all of them, whose SQL is kept.

Most lists of most officers are empty, and having Django write the query of an empty list takes ten times as long as
running it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from samakki.access.models import Desk, Officer
from samakki.access.queries.deployment import wishes
from samakki.access.queries.people import standing_in, viewer
from samakki.access.queries.prepared import ADDRESS, CODE, DESK, NOW, OFFICER, Prepared, prepared

Sign = Callable[[Officer], Iterable["QuerySet[Any, Any]"]]
"""Takes who asks; gives rows without any of which a list of theirs is empty. There may be more of them than the list
shows, as rows that are not due yet; never fewer.

Trap: it is called once for everybody who has the same roles, with somebody who is in no table, and may use of them the
row number, the code, and the desk's row number and address. It must not depend on anything else that changes: no day or
moment of its own (`visible_filter` brings the right one), no other rows read beforehand.
"""

KEPT = 256
"""Sets of roles whose statement is kept."""


@dataclass(frozen=True, slots=True)
class _Statement:
    """One for all signs: a column for each that can be found at all."""

    names: tuple[str, ...]
    prepared: Prepared | None


def signs_found(by: Officer, signs: Mapping[str, Sign]) -> frozenset[str]:
    """Names of those signs of which there is at least one row now."""
    statement = _written(viewer(by).roles, wishes(), tuple(signs.items()))
    if statement.prepared is None:
        return frozenset()
    moment = connection.ops.adapt_datetimefield_value(timezone.now())
    others = {
        statement.prepared.now: moment, OFFICER: by.pk, CODE: by.code, DESK: by.desk_id, ADDRESS: by.desk.address,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(*statement.prepared.given_to(others))
        (row,) = cursor.fetchall()
    return frozenset(name for name, is_there in zip(statement.names, row, strict=True) if is_there)


@lru_cache(maxsize=KEPT)
def _written(held: frozenset[str], _less: str, signs: tuple[tuple[str, Sign], ...]) -> _Statement:
    anybody = Officer(pk=OFFICER, code=CODE, desk=Desk(pk=DESK, address=ADDRESS))
    names, columns, given = [], [], []
    with standing_in(anybody, held):
        for name, sign in signs:
            found = [one for rows in sign(anybody) if (one := _rows(rows)) is not None]
            if found:
                names.append(name)
                columns.append(" OR ".join(f"EXISTS ({one.sql})" for one in found))
                given += [value for one in found for value in one.given]
    if not names:
        return _Statement((), None)
    now = connection.ops.adapt_datetimefield_value(NOW)
    return _Statement(tuple(names), Prepared(f"SELECT {', '.join(columns)}", tuple(given), now))


def _rows(rows: "QuerySet[Any, Any]") -> Prepared | None:
    try:
        return prepared(rows.order_by().values_list("pk", flat=True))
    except EmptyResultSet:  # no role of theirs opens any
        return None
