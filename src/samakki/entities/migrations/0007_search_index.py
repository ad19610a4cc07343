"""The full-text index over the search table: FTS5 on SQLite, GIN on PostgreSQL. No extension on either.

SQLite: an external-content table, kept in step by triggers, since contentless tables cannot forget a row before 3.43.
Its tokenizer cuts at ASCII spaces alone and takes every other character as part of a token, whatever version of
Unicode the library was built with; ``unicode61`` would cut at vowel signs. Positions matter, column sizes do not.
Trap: SQLite drops a table's triggers when Django remakes the table, so a later migration that alters the search table
must put them back. A test asks for them.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FTS5 = (
    """
    CREATE VIRTUAL TABLE entities_search USING fts5(
        tokens, content='entities_searchentry', content_rowid='id', columnsize=0, tokenize='ascii'
    )
    """,
    """
    CREATE TRIGGER entities_search_added AFTER INSERT ON entities_searchentry BEGIN
        INSERT INTO entities_search(rowid, tokens) VALUES (new.id, new.tokens);
    END
    """,
    """
    CREATE TRIGGER entities_search_gone AFTER DELETE ON entities_searchentry BEGIN
        INSERT INTO entities_search(entities_search, rowid, tokens) VALUES ('delete', old.id, old.tokens);
    END
    """,
    """
    CREATE TRIGGER entities_search_changed AFTER UPDATE OF tokens ON entities_searchentry BEGIN
        INSERT INTO entities_search(entities_search, rowid, tokens) VALUES ('delete', old.id, old.tokens);
        INSERT INTO entities_search(rowid, tokens) VALUES (new.id, new.tokens);
    END
    """,
    # Whose row is it? Asked for every candidate, so it is answered without reading the row.
    "CREATE INDEX entities_search_scope ON entities_searchentry(id, resource_id)",
)
NO_FTS5 = (
    "DROP INDEX entities_search_scope",
    "DROP TRIGGER entities_search_added",
    "DROP TRIGGER entities_search_gone",
    "DROP TRIGGER entities_search_changed",
    "DROP TABLE entities_search",
)
GIN = ("CREATE INDEX entities_search_tokens ON entities_searchentry USING gin(tokens) WITH (fastupdate=off)",)
NO_GIN = ("DROP INDEX entities_search_tokens",)


def make(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in GIN if editor.connection.vendor == "postgresql" else FTS5:
        editor.execute(statement)


def unmake(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in NO_GIN if editor.connection.vendor == "postgresql" else NO_FTS5:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("entities", "0006_search")]
    operations = [migrations.RunPython(make, unmake)]
