"""Which entities hold what the search index can tell, whoever may see them: for the node's own work, never for a page.

Comparing entities with each other asks here. What comes of it is shown to an officer only where both are theirs to see.
"""

from collections.abc import Collection
from typing import Any

from django.db import connection

from samakki.entities.domain.searching import Node
from samakki.entities.queries.search.engines import fts5, tsquery


def entities_holding(node: Node, *, types: Collection[str], most: int) -> tuple[int, ...]:
    """Numbers of entities whose index row a query finds, the last indexed first.

    Trap: asks no policy. Nothing of it may reach a page, a count or a log but through a query that does.

    Args:
        node: what is asked for.
        types: values of ``kinds.Kind`` that they may be.
        most: 1 or more.
    """
    kinds = sorted(types)
    if connection.vendor == "postgresql":
        # The planner is kept from walking the whole table backwards as in ``engines``.
        sql = """
            SELECT e.id FROM (
                SELECT n.id, n.reference FROM entities_searchentry n
                WHERE n.tokens @@ (SELECT %s::tsquery) AND n.kind = 'entity' AND n.type = ANY(%s)
                ORDER BY n.id + 0 DESC LIMIT %s
            ) f JOIN entities_entity e ON e.reference = f.reference ORDER BY f.id DESC
        """
        values: list[Any] = [tsquery(node), kinds, most]
    else:
        marks = ", ".join(["%s"] * len(kinds))
        sql = f"""
            SELECT e.id FROM entities_search f
            CROSS JOIN entities_searchentry s ON s.id = f.rowid
            CROSS JOIN entities_entity e ON e.reference = s.reference
            WHERE f.entities_search MATCH %s AND s.kind = 'entity' AND s.type IN ({marks})
            ORDER BY f.rowid DESC LIMIT %s
        """  # noqa: S608  (marks alone; every value is a parameter)
        values = [fts5(node), *kinds, most]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return tuple(number for (number,) in cursor.fetchall())
