import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from samakki.node.config import load
from samakki.node.stored import stored_paths
from tests.node.test_doctor import diagnosis, the
from tests.support.backed_up import backed_up, restored
from tools.trial.node import TrialNode

CONTENT = b"a page of the account book\n" * 9000
DJANGO = "samakki.node.settings"
STORE = """
import io
import django
django.setup()
from django.db import transaction
from samakki.access.models import Officer, Resource
from samakki.entities import actions
from samakki.entities.domain.files import FileKind
with transaction.atomic():
    stored = actions.store_file(
        by=Officer.objects.first(),
        resource_reference=Resource.objects.first().reference,
        stream=io.BytesIO(b"a page of the account book\\n" * 9000),
        kind=FileKind.EXHIBIT,
    )
print(stored.reference)
"""
PROVE = """
import django
django.setup()
from samakki.entities.models import StoredFile
from samakki.entities.queries.files import keyring, path_of
from samakki.sealing.files import open_stream
for row in StoredFile.objects.all():
    with path_of(row.stored_as).open("rb") as sealed:
        print(row.reference, sum(map(len, open_stream(sealed, keyring=keyring(), name=row.stored_as))))
"""


def store(node: TrialNode) -> str:
    return node.python("-c", STORE, DJANGO_SETTINGS_MODULE=DJANGO).stdout.strip()


def content(node: TrialNode) -> Path:
    (path,) = stored_paths(node.home)
    return path


def test_a_backup_holds_stored_files(any_node: TrialNode, tmp_path: Path, empty_database: Callable[[], str]) -> None:
    reference = store(any_node)
    piece, half = (any_node.home / "chunks" / "ab" / name for name in ("ab" * 32, f"{'ab' * 32}.part"))
    piece.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    for path in (piece, half):
        path.write_bytes(b"sealed")
    new_database = [] if load(any_node.home).is_sqlite else ["--database", empty_database()]
    code, said = restored(any_node, backed_up(any_node), *new_database, home=tmp_path / "again")
    assert code == 0, said
    again = TrialNode(tmp_path / "again", any_node.port)
    assert again.python("-c", PROVE, DJANGO_SETTINGS_MODULE=DJANGO).stdout.split() == [reference, str(len(CONTENT))]
    assert (tmp_path / "again" / "files").stat().st_mode & 0o077 == 0
    assert content(again).parent.stat().st_mode & 0o077 == 0
    assert [path.name for path in (tmp_path / "again" / "chunks" / "ab").iterdir()] == [piece.name]
    assert (tmp_path / "again" / "chunks").stat().st_mode & 0o077 == 0


def test_files_and_rows_that_agree_are_told(node: TrialNode) -> None:
    store(node)
    assert the(diagnosis(node)[1], "Stored files").startswith("ok    Stored files: 1")


def lose(path: Path) -> None:
    path.unlink()


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


@pytest.mark.parametrize(("how", "told"), [(lose, "are missing"), (cut, "were cut short")])
def test_a_file_that_is_lost_or_cut_is_named(node: TrialNode, how: Callable[[Path], None], told: str) -> None:
    reference = store(node)
    how(content(node))
    code, lines = diagnosis(node)
    assert code == 1
    assert reference in the(lines, told)


def test_a_file_without_a_row_is_named_once_its_intake_must_be_over(node: TrialNode) -> None:
    orphan = node.home / "files" / "ab" / ("ab" + "0" * 30)
    orphan.parent.mkdir(parents=True)
    orphan.write_bytes(b"sealed")
    assert the(diagnosis(node)[1], "Stored files").startswith("ok")
    os.utime(orphan, (time.time() - 7200,) * 2)
    code, lines = diagnosis(node)
    assert code == 0
    assert orphan.name in the(lines, "belong to no record")
