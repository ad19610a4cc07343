"""The second half of a restore, with the restored node's own settings: tables, sessions, static files, audit log."""

import shutil
from pathlib import Path

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache

from samakki.access import audit
from samakki.node import schema
from samakki.node.backups.manifest import MANIFEST_FILE, Manifest
from samakki.node.beginning import CONSOLE
from samakki.node.commands.audit_command import say_report
from samakki.node.config import NodeConfig
from samakki.node.restoring.mark import STAGING
from samakki.node.restoring.place import fill_database


def finish(home: Path) -> int:
    """Make the restored files a node.

    Returns:
        0, or 1 if the audit log of the backup does not prove itself: the node is back all the same, and the report
        says what is wrong.
    """
    config: NodeConfig = settings.CONFIG
    folder = home / STAGING
    manifest = Manifest.from_bytes((folder / MANIFEST_FILE).read_bytes())
    fill_database(config, folder, manifest)
    # A session that was ended after the backup must not come to life again.
    Session.objects.all().delete()
    UserSession.objects.all().delete()
    cache.clear()
    schema.collect_static(config)
    audit.sequence()
    report = audit.verify()
    say_report(report)
    audit.record(CONSOLE, "restore_node")
    shutil.rmtree(folder, ignore_errors=True)
    return 0 if report.is_ok else 1
