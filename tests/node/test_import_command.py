"""``samakki import``, and the node's own queue with a worker that takes what is in it."""

import argparse
from pathlib import Path

import pytest
from django_tasks import TaskResultStatus, task_backends
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import Settings

from samakki.access.models import Officer
from samakki.entities.actions import importing
from samakki.entities.actions.importing import queue
from samakki.entities.domain.importing.tables import Reading
from samakki.entities.models import Entity, Import
from samakki.node.commands import import_command
from samakki.node.commands.console import Stopped
from samakki.node.serving import worker
from tests.support import sheets
from tests.support.people import People

pytestmark = pytest.mark.django_db

ROWS: list[list[object]] = [["Name", "Phone", "DOB"], ["Sok", 12345678, "17/5/2533"], ["Dara", "x", "1990"]]


@pytest.fixture
def by() -> Officer:
    return People().officer("investigator")


def run(tmp_path: Path, *words: str) -> int:
    file = tmp_path / "list.xlsx"
    file.write_bytes(sheets.xlsx(ROWS).read())
    parser = argparse.ArgumentParser()
    import_command.arguments(parser)
    return import_command.run(parser.parse_args([str(file), *words]), tmp_path)


def test_a_file_becomes_the_draft_of_the_officer_who_is_named(
    by: Officer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "--as", by.username, "--country", "KH", "--calendar", "khmer") == 1  # one row fails
    assert "2 rows read, 1 of them fail" in capsys.readouterr().out
    row = Import.objects.get()
    assert (row.state, row.created_by) == ("draft", by.code)
    assert Entity.objects.filter(schema="Person").count() == 1


def test_checking_alone_writes_no_entity(by: Officer, tmp_path: Path) -> None:
    assert run(tmp_path, "--as", by.code, "--calendar", "thai", "--check") == 0
    assert not Entity.objects.exists()


def test_an_officer_whom_nobody_knows_brings_nothing_in(by: Officer, tmp_path: Path) -> None:
    with pytest.raises(Stopped):
        run(tmp_path, "--as", "nobody")
    assert not Import.objects.exists()


def test_the_queue_holds_references_and_a_worker_takes_what_is_in_it(
    by: Officer, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (worker, db_worker):  # the test's own transaction lives on the connection
        monkeypatch.setattr(module, "close_old_connections", lambda: None)
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    backend = task_backends.create_connection("default")
    reference = importing.start_import(by=by, file=sheets.xlsx(ROWS), country="KH")
    row = Import.objects.get()
    columns = [(one["key"], one["target"], one["service"]) for one in row.columns]
    importing.describe_import(by=by, reference=reference, reading=Reading.from_json(row.reading), columns=columns)
    Import.objects.update(state="checking")
    backend.enqueue(queue.work, [reference], {})
    entry = DBTaskResult.objects.get()
    assert entry.args_kwargs == {"args": [reference], "kwargs": {}}
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING)  # as a worker leaves it that was killed
    worker._take_up()
    one_round = db_worker.Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="trial",
        excluded_queue_names=[],
    )
    one_round.run()
    assert Import.objects.get().state == "checked"
    assert DBTaskResult.objects.get().status == TaskResultStatus.SUCCESSFUL
