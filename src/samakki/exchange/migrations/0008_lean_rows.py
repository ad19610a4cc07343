"""Drop indexes that Django adds on PostgreSQL for searches by the beginning of a text: nobody searches digests,
references of messages or desks so, and each cost every message a write. And keep an envelope whole in its row:
it is sealed, so trying to press it is in vain.
"""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

NEVER_SEARCHED = (
    ("Envelope", "digest"), ("Outbox", "envelope"), ("Message", "reference"), ("Message", "digest"),
    ("ReceiptGot", "digest"), ("Inbox", "digest"), ("Inbox", "reference"), ("Inbox", "envelope"), ("Landing", "desk"),
    ("ReceiptMade", "digest"),
)


def lean(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor != "postgresql":
        return
    names: Any = editor
    quoted = editor.connection.ops.quote_name
    for model, field in NEVER_SEARCHED:
        meta = apps.get_model("exchange", model)._meta
        column = meta.get_field(field).column
        name = names._create_index_name(meta.db_table, [column], suffix="_like")
        editor.execute(f"DROP INDEX IF EXISTS {quoted(name)}")
    table = quoted(apps.get_model("exchange", "Envelope")._meta.db_table)
    editor.execute(f"ALTER TABLE {table} SET (toast_tuple_target = 8160)")


class Migration(migrations.Migration):

    dependencies = [
        ('exchange', '0007_unsettled'),
    ]

    operations = [
        migrations.RunPython(lean, migrations.RunPython.noop),
    ]
