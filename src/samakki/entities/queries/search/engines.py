"""The two full-text engines, behind one function. Both are asked for the numbers of rows, the last first, and no more.

Each is told which records the officer may see before it looks at a row, so what is hidden is in no number and decides
no order. Both stop at `most`: a count is exact up to there, and nothing is sorted that is not shown.
"""

import json
from collections.abc import Collection, Sequence
from typing import Any

from django.db import connection

from samakki.entities.domain.searching import AllOf, AnyOf, Begins, Node, Phrase
from samakki.entities.queries.search.narrowing import Narrowed


def rows_found(node: Node, *, visible: Collection[int], narrowed: Narrowed, most: int) -> tuple[int, ...]:
    """Numbers of index rows that a query finds, the highest first.

    Args:
        node: what is asked for.
        visible: numbers of the records that the officer may see.
        narrowed: filters, as a condition on the row called ``n``.
        most: 1 or more.
    """
    if not visible:
        return ()
    ask = _postgresql if connection.vendor == "postgresql" else _sqlite
    sql, values = ask(node, sorted(visible), narrowed, most)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return tuple(number for (number,) in cursor.fetchall())


def is_held(token: str) -> bool:
    """Whether any row at all holds a token. For the keeping of the index: no answer to an officer comes from here."""
    if connection.vendor == "postgresql":
        sql, value = "SELECT 1 FROM entities_searchentry WHERE tokens @@ %s::tsquery LIMIT 1", tsquery(Phrase((token,)))
    else:
        sql, value = "SELECT 1 FROM entities_search WHERE entities_search MATCH %s LIMIT 1", fts5(Phrase((token,)))
    with connection.cursor() as cursor:
        cursor.execute(sql, [value])
        return cursor.fetchone() is not None


def fts5(node: Node) -> str:
    """A query in the words of SQLite's FTS5.

    >>> fts5(AllOf((Begins("isok"), Phrase(("wa·b", "wb·c")))))
    '("isok"* AND "wa·b wb·c")'
    """
    match node:
        case Phrase(tokens):
            return f'"{" ".join(tokens)}"'
        case Begins(start):
            return f'"{start}"*'
        case AllOf(nodes):
            return f"({' AND '.join(map(fts5, nodes))})"
        case AnyOf(nodes):
            return f"({' OR '.join(map(fts5, nodes))})"


def tsquery(node: Node) -> str:
    """A query in the words of PostgreSQL's ``tsquery``.

    >>> tsquery(AllOf((Begins("isok"), Phrase(("wa·b", "wb·c")))))
    "('isok':* & ('wa·b' <-> 'wb·c'))"
    """
    match node:
        case Phrase(tokens):
            quoted = [f"'{token}'" for token in tokens]
            return f"({' <-> '.join(quoted)})" if len(quoted) > 1 else quoted[0]
        case Begins(start):
            return f"'{start}':*"
        case AllOf(nodes):
            return f"({' & '.join(map(tsquery, nodes))})"
        case AnyOf(nodes):
            return f"({' | '.join(map(tsquery, nodes))})"


def _sqlite(node: Node, visible: Sequence[int], narrowed: Narrowed, most: int) -> tuple[str, list[Any]]:
    # FTS5 gives its rows from the highest number down by itself. CROSS JOIN keeps it in front, and the index says whose
    # a row is without reading the row. The plus keeps SQLite from trying all records of the officer for every row.
    sql = f"""
        SELECT f.rowid FROM entities_search f
        CROSS JOIN entities_searchentry s INDEXED BY entities_search_scope ON s.id = f.rowid
        {narrowed.join}
        WHERE f.entities_search MATCH %s AND +s.resource_id IN (SELECT value FROM json_each(%s)){narrowed.condition}
        ORDER BY f.rowid DESC LIMIT %s
    """  # noqa: S608  (conditions are constants of this package; every value is a parameter)
    return sql, [fts5(node), json.dumps(visible), *narrowed.values, most]


def _postgresql(node: Node, visible: Sequence[int], narrowed: Narrowed, most: int) -> tuple[str, list[Any]]:
    # Both indexes are to be joined before a row is read: rows are wide, and most are somebody else's. The planner
    # does so when it does not see what is asked for (it takes a phrase for far rarer than it is) and does see the ids.
    # Adding nought keeps it from walking the whole table backwards instead.
    sql = f"""
        SELECT n.id FROM entities_searchentry n
        WHERE n.tokens @@ (SELECT %s::tsquery) AND n.resource_id = ANY(%s){narrowed.condition}
        ORDER BY n.id + 0 DESC LIMIT %s
    """  # noqa: S608  (as above)
    return sql, [tsquery(node), list(visible), *narrowed.values, most]
