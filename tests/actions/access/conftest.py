"""A small audit log, and the notes of its checkpoints."""

from pathlib import Path

import pytest
from pytest_django import Settings

from samakki.access import audit
from samakki.access.models import AuditCheckpoint
from tests.support.audit_logs import CHECKPOINTS, SIZE, Log, make_log, make_small


@pytest.fixture
def log(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Log:
    """29 entries in blocks of eight, with checkpoints at `CHECKPOINTS`, all of them in the file too."""
    make_small(monkeypatch)
    log = make_log(tmp_path, settings)
    size = 0
    for checkpoint in CHECKPOINTS:
        log.grow(checkpoint - size)
        audit.checkpoint()
        size = checkpoint
    log.grow(SIZE - size)
    return log


@pytest.fixture
def notes(log: Log) -> list[str]:
    return [checkpoint.note for checkpoint in AuditCheckpoint.objects.order_by("size")]
