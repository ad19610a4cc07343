from argparse import Namespace
from pathlib import Path

import pytest
from pytest_django import Settings

from samakki.access import audit
from samakki.access.models import AuditEdge, AuditWaiting
from samakki.node.commands.audit_command import run
from tests.support.audit_logs import Log, make_log, tampered

pytestmark = pytest.mark.django_db


@pytest.fixture
def log(tmp_path: Path, settings: Settings) -> Log:
    log = make_log(tmp_path, settings)
    log.grow(5)
    audit.checkpoint()
    return log


def done(act: str) -> int:
    return run(Namespace(act=act), Path())


def test_a_whole_log_is_said_to_be_whole(log: Log, capsys: pytest.CaptureFixture[str]) -> None:
    audit.record("node", "act")
    assert done("verify") == 0
    told = capsys.readouterr().out
    assert "whole: 5 entries, none changed, none dropped" in told
    assert "1 in the database, 1 in checkpoints.txt" in told
    assert "1 entries wait for their place" in told


def test_the_first_bad_entry_is_named_by_place_and_id(log: Log, capsys: pytest.CaptureFixture[str]) -> None:
    with tampered() as hands:
        entry = hands.entry_id(2)
        hands.set_entry(2, "actor", "nobody")
        hands.drop_entry(4)
        assert done("verify") == 1
    told = capsys.readouterr().out
    assert f"NOT WHOLE. The entry at place 2 ({entry}) was changed after it was written" in told
    assert "Tables without their guard against changes: access_auditblock" in told


def test_a_range_is_named_where_entries_are_gone(log: Log, capsys: pytest.CaptureFixture[str]) -> None:
    with tampered() as hands:
        hands.drop_place(2)
        hands.drop_place(3)
        assert done("verify") == 1
    assert "Something from place 2 to 3 was taken out of the log" in capsys.readouterr().out


def test_a_lost_file_of_checkpoints_is_said(log: Log, capsys: pytest.CaptureFixture[str]) -> None:
    log.checkpoints.unlink()
    assert done("verify") == 0
    assert "checkpoints.txt is lost" in capsys.readouterr().out


def test_entries_can_be_put_back_into_the_waiting_list(log: Log, capsys: pytest.CaptureFixture[str]) -> None:
    audit.record("node", "act")
    AuditWaiting.objects.all().delete()
    assert done("requeue") == 0
    assert "1 entries wait for their place again" in capsys.readouterr().out
    assert audit.sequence() == 1


def test_a_log_whose_edge_is_lost_goes_on_when_told_to(log: Log, capsys: pytest.CaptureFixture[str]) -> None:
    AuditEdge.objects.all().delete()
    assert done("verify") == 1
    assert done("rebuild-edge") == 0
    assert "covers 5 entries" in capsys.readouterr().out
    assert done("verify") == 0
