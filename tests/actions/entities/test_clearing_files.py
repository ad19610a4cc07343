"""Stored files that must go, and those that never do."""

import io
import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from samakki.access.models import AuditEntry, Officer
from samakki.entities import actions, registries
from samakki.entities.actions import importing
from samakki.entities.actions.clearing_files import clear_files, files_to_clear
from samakki.entities.domain.clearing import ClearReason
from samakki.entities.domain.files import FileKind
from samakki.entities.models import Import, StoredFile
from samakki.entities.queries.files import file_facts, open_file, path_of, stored_contents
from samakki.intelligence import actions as intelligence
from samakki.intelligence.domain.vocabulary import DestroyReason
from samakki.intelligence.domain.writing import NewReport
from samakki.node.commands import files_command
from tests.support import sheets
from tests.support.casework import TRAFFICKING
from tests.support.described import source
from tests.support.people import People

OLD = timedelta(days=91)


@pytest.fixture
def by(people: People) -> Officer:
    return people.officer("investigator")


def uploaded(by: Officer) -> Import:
    file = sheets.xlsx([["Name", "Phone"], ["Sok Dara", "012345678"]])
    return Import.objects.get(
        reference=importing.start_import(by=by, file=file, file_name="Sok Dara.xlsx", country="KH")
    )


def age(row: Import, by_days: timedelta = OLD) -> None:
    Import.objects.filter(pk=row.pk).update(changed_at=timezone.now() - by_days)


def going() -> dict[str, ClearReason]:
    return {one.reference: one.reason for one in files_to_clear()}


def an_original(by: Officer) -> tuple[str, str]:
    new = NewReport(TRAFFICKING, "", headline="Letter")
    report = intelligence.start_report(by=by, new=new, file=io.BytesIO(b"%PDF-1.4\n a letter"))
    return report, StoredFile.objects.latest("pk").reference


def test_the_original_of_a_destroyed_report_goes_and_its_row_stays(
    by: Officer, django_capture_on_commit_callbacks: object
) -> None:
    report, file = an_original(by)
    _other, kept = an_original(by)
    assert going() == {}
    intelligence.destroy_report(by=by, reference=report, reason=DestroyReason.WRITTEN_BY_MISTAKE)
    assert going() == {file: ClearReason.REPORT_DESTROYED}
    path = path_of(StoredFile.objects.get(reference=file).stored_as)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # pytest-django's fixture
        (gone,) = clear_files(by="console")
    row = StoredFile.objects.get(reference=file)
    assert (gone.reference, row.cleared_reason, row.name_sealed) == (file, "report_destroyed", None)
    assert not path.exists()
    assert open_file(by=by, reference=file) is None
    assert open_file(by=by, reference=kept) is not None
    assert [one[0] for one in stored_contents()] == [kept]
    entry = AuditEntry.objects.get(action="clear_file")
    assert (entry.actor, entry.reference, entry.facts["digest"]) == ("console", file, row.sha256)
    assert clear_files(by="console") == ()


def test_the_original_of_a_protected_persons_report_goes_too(by: Officer) -> None:
    report, file = an_original(by)
    with transaction.atomic():
        StoredFile.objects.filter(reference=file).update(resource=StoredFile.objects.get(reference=file).resource)
    intelligence.destroy_report(by=by, reference=report, reason=DestroyReason.WRITTEN_BY_MISTAKE)
    assert list(going()) == [file]


def test_an_undone_draft_goes_after_ninety_days_and_an_accepted_import_never(by: Officer) -> None:
    draft, accepted, fresh = (uploaded(by) for _ in range(3))
    for row in (draft, accepted, fresh):
        importing.undo_import(by=by, reference=row.reference)
    Import.objects.filter(pk=accepted.pk).update(counts={"was_accepted": True})
    age(draft)
    age(accepted)
    age(fresh, timedelta(days=89))
    assert going() == {draft.file.reference: ClearReason.IMPORT_UNDONE}


def test_an_upload_that_nobody_went_on_with_goes_and_cannot_be_gone_on_with(by: Officer) -> None:
    row, fresh = uploaded(by), uploaded(by)
    age(row)
    assert going() == {row.file.reference: ClearReason.UPLOAD_ABANDONED}
    clear_files(by="node")
    row.refresh_from_db()
    fresh.refresh_from_db()
    assert (row.state, fresh.state) == ("undone", "uploaded")


@pytest.mark.parametrize("kind", [FileKind.EXHIBIT, FileKind.PHOTO, FileKind.PAPER, FileKind.EDITION])
def test_evidence_never_goes_whoever_wants_it_gone(
    by: Officer, kind: FileKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    png = io.BytesIO(b"\x89PNG\r\n\x1a\n" + b"\0" * 64)
    content = io.BytesIO(b"%PDF-1.4\n") if kind is FileKind.EDITION else png
    with transaction.atomic():
        file = actions.store_file(by=by, resource_reference=source(by), stream=content, kind=kind).reference
    monkeypatch.setitem(registries.files_to_clear, "test", lambda: [file])
    assert clear_files(by="console") == ()
    assert path_of(StoredFile.objects.get().stored_as).exists()


def test_what_another_row_rests_on_or_a_subject_holds_stays(by: Officer, monkeypatch: pytest.MonkeyPatch) -> None:
    row = uploaded(by)
    Import.objects.filter(pk=row.pk).update(state="draft")
    monkeypatch.setitem(registries.files_to_clear, "test", lambda: [row.file.reference])
    assert going() == {}
    _report, file = an_original(by)
    monkeypatch.setitem(registries.files_to_clear, "test", lambda: [file])
    assert going() == {}


def test_a_content_without_a_row_goes_after_a_day(by: Officer) -> None:
    folder = Path(settings.MEDIA_ROOT) / "ab"
    folder.mkdir(parents=True, exist_ok=True)
    old, young = folder / ("ab" + "0" * 30), folder / ("ab" + "1" * 30)
    for path in (old, young):
        path.write_bytes(b"sealed")
    os.utime(old, (time.time() - 90_000,) * 2)
    assert going() == {old.name: ClearReason.NO_RECORD}
    clear_files(by="node")
    assert (old.exists(), young.exists()) == (False, True)
    young.unlink()


def test_the_command_only_names_them_until_it_is_told_to_delete(
    by: Officer, capsys: pytest.CaptureFixture[str]
) -> None:
    row = uploaded(by)
    age(row)
    parser = __import__("argparse").ArgumentParser()
    files_command.arguments(parser)
    assert files_command.run(parser.parse_args(["clear"]), Path()) == 0
    assert "Nothing was deleted" in capsys.readouterr().out
    assert StoredFile.objects.get(pk=row.file_id).cleared_at is None
    files_command.run(parser.parse_args(["clear", "--delete"]), Path())
    assert "1 deleted" in capsys.readouterr().out
    files_command.run(parser.parse_args(["clear"]), Path())
    assert "No stored file has to go." in capsys.readouterr().out
    assert file_facts(by=by, references=[row.file.reference])[row.file.reference].name == ""
