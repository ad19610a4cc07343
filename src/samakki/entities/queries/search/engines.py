"""The two full-text engines, behind one function. Both are asked for the numbers of rows, the last first, and no more.

Each is told which records the officer may see before it looks at a row, so what is hidden is in no number and decides
no order. Both put together what the officer may see whether any row holds what is asked or none (`docs/adr/0140`), so
that the time of an answer tells less of which it was. Both stop at `most`: a count is exact up to there, and nothing is
sorted that is not shown.
"""

import json
from collections.abc import Collection, Sequence
from typing import Any

from django.db import connection

from samakki.entities.domain.searching import AllOf, AnyOf, Begins, Node, Phrase
from samakki.entities.queries.search.narrowing import Narrowed

FIRST = "(SELECT MIN(id) FROM entities_searchentry)"


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
    # FTS5 gives its rows from the highest number down by itself. The joins keep it in front, and the index says whose
    # a row is without reading the row. COALESCE keeps SQLite from trying all records of the officer for every row.
    # SQLite builds the set of records when a first row asks for it. LEFT JOIN gives it an empty row where nobody holds
    # what was asked, so the set is always built. One row by its number in front of that leaves the order to FTS5.
    sql = f"""
        SELECT f.rowid FROM entities_searchentry a
        LEFT JOIN entities_search f ON f.entities_search MATCH %s
        LEFT JOIN entities_searchentry s INDEXED BY entities_search_scope ON s.id = f.rowid
        {narrowed.join}
        WHERE a.id = {FIRST}
        AND COALESCE(s.resource_id, -1) IN (SELECT value FROM json_each(%s)){narrowed.condition}
        ORDER BY f.rowid DESC LIMIT %s
    """  # noqa: S608  (conditions are constants of this package; every value is a parameter)
    return sql, [fts5(node), json.dumps(visible), *narrowed.values, most]


def _postgresql(node: Node, visible: Sequence[int], narrowed: Narrowed, most: int) -> tuple[str, list[Any]]:
    # Both indexes are to be joined before a row is read: rows are wide, and most are somebody else's. The planner
    # does so when it does not see what is asked for (it takes a phrase for far rarer than it is) and does see the ids.
    # Adding nought keeps it from walking the whole table backwards instead.
    # It leaves out the second index where the first gave nothing. The first row of the table is therefore always among
    # what the first gives; it comes last in the order, and is dropped at the end unless it holds what was asked.
    asked = tsquery(node)
    sql = f"""
        SELECT f.id FROM (
            SELECT n.id, n.id > {FIRST} OR n.tokens @@ (SELECT %s::tsquery) AS holds FROM entities_searchentry n
            WHERE (n.tokens @@ (SELECT %s::tsquery) OR n.id = {FIRST}) AND n.resource_id = ANY(%s){narrowed.condition}
            ORDER BY n.id + 0 DESC LIMIT %s
        ) f WHERE f.holds ORDER BY f.id DESC
    """  # noqa: S608  (as above)
    return sql, [asked, asked, list(visible), *narrowed.values, most]
