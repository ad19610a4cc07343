import io
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import Settings

from samakki.access.domain.vocabulary import Compartment
from samakki.access.models import AuditEntry, Officer
from samakki.entities import actions
from samakki.entities.domain.files import FileKind
from tests.support import hostile_files as files
from tests.support.people import FIELD, People, record
from tests.support.shared import shared
from tests.support.sign_in import signed_in


@shared
def investigator(people: People) -> Officer:
    return people.officer("investigator")


@pytest.fixture
def polyglot(investigator: Officer, tmp_path: Path, settings: Settings) -> str:
    settings.MEDIA_ROOT = tmp_path / "files"
    folder = record(by=investigator, compartment=Compartment.EXHIBITS)
    with transaction.atomic():
        stream = io.BytesIO(files.PICTURE_AND_PAGE)
        return actions.store_file(
            by=investigator,
            resource_reference=folder,
            stream=stream,
            kind=FileKind.EXHIBIT,
            given_name='សុខ"\r\nX: y.html',
        ).reference


def test_a_file_leaves_as_a_download_that_nothing_runs(investigator: Officer, polyglot: str) -> None:
    answer = signed_in(investigator).get(f"/files/{polyglot}/")
    assert answer.getvalue() == files.PICTURE_AND_PAGE
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Content-Disposition"] == f'attachment; filename="{polyglot}.jpg"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["Content-Security-Policy"].startswith("default-src 'none'; sandbox")


def test_a_look_at_a_file_is_logged_twice_over(investigator: Officer, polyglot: str) -> None:
    signed_in(investigator).get(f"/files/{polyglot}/")
    assert AuditEntry.objects.filter(action="read_file", facts__record=polyglot).count() == 1
    assert AuditEntry.objects.filter(action="read_record", facts__surface="attachment").count() == 1


def test_a_file_that_is_missing_and_one_that_is_not_theirs_are_one_answer(people: People, polyglot: str) -> None:
    client = signed_in(people.officer("investigator", desk=FIELD))
    answers = [client.get(f"/files/{reference}/") for reference in (polyglot, "F-00000", "nothing")]
    assert {answer.status_code for answer in answers} == {404}


def kept(by: Officer, content: bytes) -> str:
    folder = record(by=by, compartment=Compartment.EXHIBITS)
    with transaction.atomic():
        return actions.store_file(
            by=by, resource_reference=folder, stream=io.BytesIO(content), kind=FileKind.EXHIBIT
        ).reference


def test_a_picture_is_shown_drawn_anew_without_what_else_the_file_holds(
    investigator: Officer, tmp_path: Path, settings: Settings
) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    picture = files.png(40, 30) + files.WEB_PAGE
    answer = signed_in(investigator).get(f"/files/{kept(investigator, picture)}/preview/")
    assert answer["Content-Type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")
    assert b"script" not in answer.content
    assert answer["Content-Security-Policy"].startswith("default-src 'none'; sandbox")


@pytest.mark.parametrize("content", [files.png(40_000, 40_000), files.JPEG, files.PDF, files.TEXT, files.png()[:40]])
def test_what_is_no_drawable_picture_has_no_preview(
    investigator: Officer, tmp_path: Path, settings: Settings, content: bytes
) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    assert signed_in(investigator).get(f"/files/{kept(investigator, content)}/preview/").status_code == 404


def test_a_visitor_is_asked_to_sign_in(polyglot: str) -> None:
    assert Client().get(f"/files/{polyglot}/").status_code == 302
