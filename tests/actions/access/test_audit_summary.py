from pathlib import Path

import pytest
from pytest_django import Settings

from samakki.access import audit
from samakki.access.audit.summary import LogSummary, summary
from samakki.access.models import AuditEntry
from tests.support.audit_logs import make_log

pytestmark = pytest.mark.django_db


def test_an_empty_log_has_no_times(tmp_path: Path, settings: Settings) -> None:
    make_log(tmp_path, settings)
    assert summary() == LogSummary(0, 0, None, None, 0, None)


def test_places_waiting_entries_and_the_newest_checkpoint_are_told_apart(tmp_path: Path, settings: Settings) -> None:
    log = make_log(tmp_path, settings)
    log.grow(3)
    made = audit.checkpoint()
    assert made is not None
    log.grow(1)
    audit.record("node", "first")
    audit.record("node", "second")
    at = dict(AuditEntry.objects.values_list("action", "at"))
    assert summary() == LogSummary(4, 2, at["first"], at["second"], 3, made.at)
