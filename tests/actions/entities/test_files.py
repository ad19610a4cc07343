import io
import tracemalloc
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import Settings

from samakki.access.domain.vocabulary import Compartment
from samakki.access.models import AuditEntry, Officer
from samakki.entities import actions
from samakki.entities.actions.files import reseal_names
from samakki.entities.domain.files import FileKind, FileRef
from samakki.entities.models import StoredFile
from samakki.entities.queries.files import file_facts, open_file, path_of
from samakki.kernel.refusals import InvalidValue, Refused
from samakki.sealing.errors import SealBroken
from tests.support import hostile_files as files
from tests.support.people import FIELD, People, record
from tests.support.shared import shared

NAME = "ដារា passport.pdf"


@shared
def investigator(people: People) -> Officer:
    return people.officer("investigator")


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Settings) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture
def folder(investigator: Officer) -> str:
    return record(by=investigator, compartment=Compartment.EXHIBITS)


def stored(
    by: Officer, folder: str, content: bytes = files.PDF, *, kind: FileKind = FileKind.EXHIBIT, name: str = NAME
) -> FileRef:
    with transaction.atomic():
        return actions.store_file(
            by=by, resource_reference=folder, stream=io.BytesIO(content), kind=kind, given_name=name
        )


def on_disk(media: Path) -> list[Path]:
    return [path for path in media.rglob("*") if path.is_file()]


def test_a_file_comes_out_as_it_went_in(investigator: Officer, folder: str) -> None:
    content = bytes(range(256)) * 3000  # several pieces of the seal
    file = stored(investigator, folder, content)
    assert b"".join(actions.read_file(by=investigator, reference=file.reference).pieces()) == content
    with actions.read_file(by=investigator, reference=file.reference).unsealed() as plain:
        assert plain.read() == content
    assert file.size == len(content)


def test_neither_content_nor_name_lies_in_the_clear(investigator: Officer, folder: str, media: Path) -> None:
    file = stored(investigator, folder, files.TEXT * 50)
    (path,) = on_disk(media)
    assert files.TEXT[:20] not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0
    row = StoredFile.objects.get(reference=file.reference)
    assert NAME.encode() not in bytes(row.name_sealed or b"")
    assert file.reference not in path.name


def test_intake_and_reading_are_logged_without_a_name(investigator: Officer, folder: str) -> None:
    file = stored(investigator, folder)
    actions.read_file(by=investigator, reference=file.reference)
    entries = list(AuditEntry.objects.filter(action__in=["store_file", "read_file"]).order_by("at"))
    assert [(entry.action, entry.reference) for entry in entries] == [("store_file", folder), ("read_file", folder)]
    assert entries[0].facts == {"record": file.reference, "size": file.size, "digest": file.sha256}
    assert entries[1].facts == {"record": file.reference, "digest": file.sha256}


@pytest.mark.parametrize(
    ("content", "kind", "code"),
    [
        (b"", FileKind.EXHIBIT, "file-empty"),
        (files.WEB_PAGE, FileKind.PHOTO, "file-active"),
        (files.DRAWING, FileKind.PHOTO, "file-active"),
        (files.PROGRAM, FileKind.EXHIBIT, "file-active"),
        (files.PDF, FileKind.PHOTO, "file-type-not-taken"),
        (b"x" * 2_000_001, FileKind.EXHIBIT, "file-too-large"),
    ],
)
def test_a_file_that_is_not_taken_leaves_nothing(
    investigator: Officer, folder: str, media: Path, settings: Settings, content: bytes, kind: FileKind, code: str
) -> None:
    settings.SAMAKKI_FILE_BYTES = 2_000_000
    with pytest.raises(InvalidValue) as refused:
        stored(investigator, folder, content, kind=kind, name="holiday.jpg")
    assert refused.value.refusal.code == code
    assert on_disk(media) == []
    assert not StoredFile.objects.exists()


def test_an_archive_is_stored_as_it_is(investigator: Officer, folder: str, media: Path) -> None:
    stored(investigator, folder, files.bomb())
    assert sum(path.stat().st_size for path in on_disk(media)) < 100_000


@pytest.mark.parametrize("how", ["cut", "changed", "swapped", "gone"])
def test_a_spoiled_content_is_never_given(investigator: Officer, folder: str, how: str) -> None:
    file, other = stored(investigator, folder, b"a" * 200_000), stored(investigator, folder, b"b" * 200_000)
    path, other_path = (path_of(StoredFile.objects.get(reference=one.reference).stored_as) for one in (file, other))
    sealed = path.read_bytes()
    match how:
        case "cut":
            path.write_bytes(sealed[:-70_000])
        case "changed":
            path.write_bytes(sealed[:-1] + bytes([sealed[-1] ^ 1]))
        case "swapped":
            path.write_bytes(other_path.read_bytes())
        case _:
            path.unlink()
    with pytest.raises(SealBroken):
        actions.read_file(by=investigator, reference=file.reference)


def test_a_file_of_another_digest_is_not_given(investigator: Officer, folder: str) -> None:
    file = stored(investigator, folder)
    StoredFile.objects.update(sha256="0" * 64)
    with pytest.raises(SealBroken):
        actions.read_file(by=investigator, reference=file.reference)


def test_who_does_not_see_the_record_learns_nothing_of_the_file(
    people: People, investigator: Officer, folder: str
) -> None:
    file = stored(investigator, folder)
    outsider = people.officer("investigator", desk=FIELD)
    for reference in (file.reference, "F-00000", "F\0"):
        with pytest.raises(Refused) as refused:
            actions.read_file(by=outsider, reference=reference)
        assert [reason.code for reason in refused.value.reasons] == ["not-found"]
    assert open_file(by=outsider, reference=file.reference) is None
    assert file_facts(by=outsider, references=[file.reference]) == {}
    assert file_facts(by=investigator, references=[file.reference])[file.reference].name == NAME


def test_a_rolled_back_transaction_leaves_a_file_and_no_row(investigator: Officer, folder: str, media: Path) -> None:
    with transaction.atomic():
        stored(investigator, folder)
        transaction.set_rollback(True)
    assert len(on_disk(media)) == 1
    assert not StoredFile.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_file_is_stored_within_a_transaction_only(people: People) -> None:
    with pytest.raises(ValueError, match="transaction"):
        actions.store_file(by=people.overseer, resource_reference="C-1", stream=io.BytesIO(b"x"), kind=FileKind.EXHIBIT)


def test_names_move_to_a_new_key(investigator: Officer, folder: str) -> None:
    file = stored(investigator, folder)
    assert reseal_names() == 1
    assert file_facts(by=investigator, references=[file.reference])[file.reference].name == NAME


def test_memory_does_not_grow_with_the_file(investigator: Officer, folder: str) -> None:
    content = io.BytesIO(bytes(16 << 20))
    tracemalloc.start()
    with transaction.atomic():
        file = actions.store_file(by=investigator, resource_reference=folder, stream=content, kind=FileKind.EXHIBIT)
    for _piece in actions.read_file(by=investigator, reference=file.reference).pieces():
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 << 20
