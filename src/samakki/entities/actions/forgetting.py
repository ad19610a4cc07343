"""Makes the database forget for good, after a person was protected or a report destroyed, as far as it can.

SQLite's index keeps the words of a deleted row in its blocks until they are merged, whether or not anything can be
found by them. Merging goes in steps, each with a lock of its own, so that others can write in between. Rows that are
deleted or overwritten are zeroed (``secure_delete``). Pages as they were before stay in the write-ahead log until it is
copied back and cut; that is done here, and again by the keeper where a reader was in the way.

PostgreSQL keeps dead rows until its next cleaning (autovacuum) and its own log longer; a promise about those, about
file systems and flash drives stands nowhere. The decision on it is 0046.

Source: https://sqlite.org/fts5.html, 6.8 (the 'merge' command; a negative number begins a merge of everything);
https://sqlite.org/pragma.html#pragma_secure_delete, #pragma_wal_checkpoint.
"""

from django.db import connection

PAGES = 500
_MERGE = "INSERT INTO entities_search(entities_search, rank) VALUES ('merge', %s)"
_LEAST_CHANGES = 2  # a step that changes fewer rows found nothing left to do
_MOST_STEPS = 100_000


def forget_deleted() -> int:
    """Merge the index until nothing of deleted rows is left in it, cut the log, and return in how many steps."""
    if connection.vendor != "sqlite":
        return 0
    steps = _merge()
    cut_log()
    return steps


def cut_log() -> bool:
    """Copy SQLite's write-ahead log into the database and cut it to nothing; False where somebody is still reading.

    Outside of a transaction. Nothing is done on PostgreSQL, which keeps its own.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return False
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        is_busy, *_pages = cursor.fetchone()
    return not is_busy


def _merge() -> int:
    with connection.cursor() as cursor:
        cursor.execute(_MERGE, [-PAGES])
        for step in range(1, _MOST_STEPS):
            before = connection.connection.total_changes
            cursor.execute(_MERGE, [PAGES])
            if connection.connection.total_changes - before < _LEAST_CHANGES:
                return step
    return _MOST_STEPS
