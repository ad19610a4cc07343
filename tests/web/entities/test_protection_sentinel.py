"""A marked name goes through every place an officer can write it into; after the protection it is nowhere."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from samakki.access.models import Officer
from samakki.cases import actions as cases
from samakki.cases.domain.events import NewEvent
from samakki.cases.domain.exhibits import ExhibitKind, NewExhibit
from samakki.cases.domain.tasks import NewTask
from samakki.cases.domain.vocabulary import NoteKind
from samakki.entities import actions
from samakki.entities.domain.exporting.formats import Format
from samakki.entities.domain.exporting.naming import Whose
from samakki.entities.domain.files import FileKind
from samakki.entities.domain.protection import UndoReason
from samakki.entities.domain.statements import NewEntity, NewPlace, NewStatement
from samakki.entities.models import Entity
from samakki.entities.queries.leaving import Scope, Selection
from samakki.intelligence import actions as intelligence
from samakki.kernel.dates import PartialDate
from tests.support.casework import a_case, a_report, an_item
from tests.support.people import People
from tests.support.shared import shared
from tests.support.sign_in import signed_in

LATIN, THAI = "Qanchana Srisentinel", "กัญจนา ศรีเซนทิเนล"
MARKS = ("sentinel", "qanchana", THAI, THAI.replace(" ", ""))


@shared
def officer(people: People) -> Officer:
    return people.officer("investigator")


def in_database() -> list[str]:
    """Tables and columns that hold a mark in the clear, read past the models, index tables among them."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  (names of tables, from the database)
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(names, row, strict=True):
                    raw = bytes(value).decode("utf-8", "replace") if isinstance(value, bytes | memoryview) else value
                    text = str(raw).lower() + json.dumps(str(raw)).encode().decode("unicode_escape").lower()
                    found += [f"{table}.{name}: {mark}" for mark in MARKS if mark.lower() in text]
    return sorted(set(found))


@pytest.fixture
def written(officer: Officer) -> dict[str, str]:
    """A complaint that carries her name, filed in a case that carries it too."""
    report = a_report(
        officer, text=f"{LATIN} told us that a man beat her. {THAI} signed.", headline=f"{LATIN} complains"
    )
    an_item(officer, report, raw=f"{LATIN.upper()} was locked in.", sanitised="Srisentinel, Qanchana was locked in.")
    her = actions.describe(
        by=officer,
        source=report,
        entity=NewEntity(
            "Person",
            (NewStatement("name", THAI), NewStatement("alias", LATIN), NewStatement("notes", f"saw {LATIN}")),
        ),
    )
    suspect = actions.describe(
        by=officer,
        source=report,
        entity=NewEntity("Person", (NewStatement("name", "บองเล็ก"), NewStatement("notes", f"beat {LATIN}"))),
    )
    house = NewEntity("Address", (), NewPlace(f"where {THAI.replace(' ', '')} slept"))
    actions.describe(by=officer, source=report, entity=house)
    case = a_case(officer)
    intelligence.file_in_case(by=officer, reference=report, case=case)
    cases.add_person(by=officer, case=case, entity=her)
    cases.add_note(by=officer, case=case, kind=NoteKind.FACT, text=f"Telephone {LATIN} on Monday")
    cases.add_task(by=officer, case=case, new=NewTask(f"Ask {LATIN} about the van", officer.desk.address))
    exhibit = NewExhibit(
        ExhibitKind.PHONE,
        f"Telephone of {LATIN}",
        seized_at=timezone.now(),
        zone="Asia/Phnom_Penh",
        seized_place=f"room of {THAI}",
        seized_by=f"officer Sok, given by {LATIN}",
    )
    cases.add_exhibit(by=officer, case=case, new=exhibit)
    event = NewEvent(
        f"{LATIN} is locked in",
        PartialDate("2026-02"),
        zone="Asia/Phnom_Penh",
        words=f"{THAI} was locked in",
        place=f"with {LATIN}",
    )
    cases.add_event(by=officer, case=case, new=event)
    with transaction.atomic():
        file = actions.store_file(
            by=officer,
            resource_reference=report,
            stream=io.BytesIO(f"{LATIN} wrote this".encode()),
            kind=FileKind.ORIGINAL,
            given_name=f"{LATIN}.txt",
        ).reference
    return {"report": report, "her": her, "suspect": suspect, "case": case, "file": file}


def test_her_name_is_nowhere_after_she_is_protected(
    officer: Officer,
    written: dict[str, str],
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> None:
    caplog.set_level(logging.DEBUG)
    assert len(in_database()) > 10
    client = signed_in(officer)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(f"/entities/{written['her']}/protect/", {"understood": "on"}, follow=True)
    code = Entity.objects.get(reference=written["her"]).protected_code
    assert code
    assert in_database() == []
    shown = answer.content.decode() + "".join(pages(client, written, code))
    shown += "".join(files(officer, written))
    shown += " ".join(record.getMessage() + str(record.__dict__) for record in caplog.records)
    assert [mark for mark in MARKS if mark.lower() in shown.lower()] == []
    assert code in shown


def pages(client: Client, written: dict[str, str], code: str) -> Iterator[str]:
    """What the officer can open afterwards, search included."""
    for path in (
        f"/entities/{written['her']}/",
        f"/entities/{written['suspect']}/",
        f"/entities/{written['her']}/protected/",
        f"/protected/{code}/",
        f"/reports/{written['report']}/",
        f"/cases/{written['case']}/",
        f"/cases/{written['case']}/people/",
        f"/cases/{written['case']}/plan/",
        f"/cases/{written['case']}/exhibits/",
        f"/cases/{written['case']}/events/",
        f"/exports/make/{written['case']}/",
        f"/files/{written['file']}/",
        "/",
    ):
        answer = client.get(path)
        if not answer.streaming:
            yield answer.content.decode()


def files(officer: Officer, written: dict[str, str]) -> Iterator[str]:
    """What can be taken out afterwards."""
    for form in Format:
        made = actions.export_entities(
            by=officer,
            selection=Selection(Scope.CASE, written["case"]),
            form=form,
            answers={},
            rest=Whose.SUSPECT,
        )
        pieces = actions.fetch_export(by=officer, reference=made)
        assert pieces is not None
        yield b"".join(pieces).decode()


def test_taken_back_everything_is_found_again(people: People, officer: Officer, written: dict[str, str]) -> None:
    before = {one.rpartition(":")[0] for one in in_database()}
    custodian = people.officer("custodian", desk=officer.desk.address)
    code = actions.protect_person(by=officer, entity=written["her"])
    actions.undo_protection(by=custodian, code=code, reason=UndoReason.ASKED_FOR)
    assert {one.rpartition(":")[0] for one in in_database()} == before
