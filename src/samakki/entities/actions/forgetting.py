"""Makes the search index forget words for good, after a person was protected.

SQLite's index keeps the words of a deleted row in its blocks until they are merged, whether or not anything can be
found by them. Merging goes in steps, each with a lock of its own, so that others can write in between. PostgreSQL
forgets at its own next cleaning (autovacuum), and so does a file system; a promise about those stands nowhere.

Source: https://sqlite.org/fts5.html, 6.8 (the 'merge' command; a negative number begins a merge of everything).
"""

from django.db import connection

PAGES = 500
_MERGE = "INSERT INTO entities_search(entities_search, rank) VALUES ('merge', %s)"
_LEAST_CHANGES = 2  # a step that changes fewer rows found nothing left to do
_MOST_STEPS = 100_000


def forget_deleted() -> int:
    """Merge the index until nothing of deleted rows is left in it, and return in how many steps."""
    if connection.vendor != "sqlite":
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_MERGE, [-PAGES])
        for step in range(1, _MOST_STEPS):
            before = connection.connection.total_changes
            cursor.execute(_MERGE, [PAGES])
            if connection.connection.total_changes - before < _LEAST_CHANGES:
                return step
    return _MOST_STEPS
