"""A marked number and passport go through every place an officer can write them into; after the protection nowhere."""

import io
import json
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
from samakki.cases.models import Edition
from samakki.entities import actions
from samakki.entities.domain.exporting.formats import Format
from samakki.entities.domain.exporting.naming import Whose
from samakki.entities.domain.files import FileKind
from samakki.entities.domain.statements import NewEntity, NewStatement
from samakki.entities.models import Entity
from samakki.entities.queries.files import keyring, path_of
from samakki.entities.queries.leaving import Scope, Selection
from samakki.entities.queries.things import things_seen
from samakki.intelligence import actions as intelligence
from samakki.kernel.dates import PartialDate
from samakki.sealing.files import open_stream
from tests.support.casework import a_case, a_report, an_item
from tests.support.people import People
from tests.support.shared import shared
from tests.support.sign_in import signed_in

PASSPORT, NUMBER = "N9004117", "+85512900411"
WAYS = ("012 900 411", "012-900-411", "+855 12 900 411", "០១២ ៩០០ ៤១១", "N 900 4117")
DIGITS = ("12900411", "9004117")


@shared
def officer(people: People) -> Officer:
    return people.officer("investigator")


def marks_in(text: str) -> set[str]:
    """Marks in a text, whatever stands between the digits and whichever digits they are."""
    plain = "".join(
        str(int(one)) if one.isdecimal() else one for one in text if not one.isspace() and one not in "-+.()"
    )
    return {mark for mark in DIGITS if mark in plain}


def in_database() -> list[str]:
    """Columns that hold a mark in the clear, read past the models."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  (names of tables, from the database)
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(names, row, strict=True):
                    raw = (
                        bytes(value).decode("utf-8", "replace") if isinstance(value, bytes | memoryview) else str(value)
                    )
                    text = raw + json.dumps(raw).encode().decode("unicode_escape", "replace")
                    found |= {f"{table}.{name}: {mark}" for mark in marks_in(text)}
    return sorted(found)


@pytest.fixture
def written(officer: Officer) -> dict[str, str]:
    """A complaint with her number and passport in it, filed in a case that has them too."""
    first, second, third, khmer, paper = WAYS
    report = a_report(officer, text=f"She calls from {first}; {khmer}. Her passport {paper} is kept.", headline=third)
    an_item(officer, report, raw=f"Her number is {second}.", sanitised=f"Ask {third} before dark.")
    said = (NewStatement("name", "Chan Sreypich"), NewStatement("idNumber", PASSPORT), NewStatement("phone", NUMBER))
    her = actions.describe(by=officer, source=report, entity=NewEntity("Person", said))
    number = (NewStatement("username", NUMBER, as_written=first), NewStatement("service", "phone"))
    phone = actions.describe(by=officer, source=report, entity=NewEntity("UserAccount", number))
    use = {"subject": her, "object": phone}
    actions.link(by=officer, source=report, schema="UnknownLink", ends=use, statements=[NewStatement("role", "uses")])
    number = (NewStatement("number", PASSPORT), NewStatement("holder", target=her))
    passport = actions.describe(by=officer, source=report, entity=NewEntity("Passport", number))
    beaten = (NewStatement("name", "បងតូច"), NewStatement("notes", f"rang {second} every night"))
    suspect = actions.describe(by=officer, source=report, entity=NewEntity("Person", beaten))
    case = a_case(officer)
    intelligence.file_in_case(by=officer, reference=report, case=case)
    cases.add_person(by=officer, case=case, entity=her)
    cases.add_note(by=officer, case=case, kind=NoteKind.FACT, text=f"Reached her on {khmer}")
    cases.add_task(by=officer, case=case, new=NewTask(f"Ask the company about {first}", officer.desk.address))
    exhibit = NewExhibit(
        ExhibitKind.PHONE,
        f"Telephone with the number {third}",
        seized_at=timezone.now(),
        zone="Asia/Phnom_Penh",
        seized_place=f"room, passport {paper}",
        seized_by=f"officer Sok, rang {first}",
    )
    cases.add_exhibit(by=officer, case=case, new=exhibit)
    event = NewEvent(
        f"Call from {first}",
        PartialDate("2026-02"),
        zone="Asia/Phnom_Penh",
        words=f"{second} rang",
        place=f"by {khmer}",
        entities=(her, phone),
    )
    cases.add_event(by=officer, case=case, new=event)
    with transaction.atomic():
        actions.store_file(
            by=officer,
            resource_reference=report,
            stream=io.BytesIO(f"call {first}".encode()),
            kind=FileKind.EXHIBIT,
            given_name=f"{PASSPORT}.txt",
        )
    return {"report": report, "her": her, "phone": phone, "passport": passport, "suspect": suspect, "case": case}


def test_her_number_and_passport_are_nowhere_after_she_is_protected(
    officer: Officer,
    written: dict[str, str],
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> None:
    assert len(in_database()) > 15
    client = signed_in(officer)
    asked = client.get(f"/entities/{written['her']}/protect/").content.decode()
    assert asked.count("alone: put it behind the code") == 4  # passport and telephone, each as a thing and as a value
    refused = client.post(f"/entities/{written['her']}/protect/", {"understood": "on"})
    assert "Say whose it is" in refused.content.decode()
    whose = {f"thing_{one.key}": "hers" for one in things_seen(officer, written["her"])}
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(f"/entities/{written['her']}/protect/", {"understood": "on", **whose}, follow=True)
    code = Entity.objects.get(reference=written["her"]).protected_code
    assert code
    assert in_database() == []
    for place, shown in (
        ("answer", answer.content.decode()),
        *pages(client, written, code),
        *outside(officer, written),
    ):
        assert marks_in(shown) == set(), place


def test_a_telephone_of_hers_is_called_one_of_hers_and_not_herself(officer: Officer, written: dict[str, str]) -> None:
    code = actions.protect_person(by=officer, entity=written["her"])
    client = signed_in(officer)
    for path in ("/entities/", f"/entities/{written['her']}/", f"/entities/{written['phone']}/"):
        assert f"Phone of {code}" in client.get(path).content.decode(), path
    assert f"Passport of {code}" in client.get(f"/entities/{written['passport']}/").content.decode()
    assert "What it says is sealed" in client.get(f"/entities/{written['phone']}/").content.decode()


def pages(client: Client, written: dict[str, str], code: str) -> Iterator[tuple[str, str]]:
    """What the officer can open afterwards, prints and searches included."""
    case, report = written["case"], written["report"]
    for paper in ("exhibit_list", "timeline", "case_summary"):
        assert client.post(f"/cases/{case}/papers/{paper}/").status_code == 302
    for row in Edition.objects.select_related("data"):
        with path_of(row.data.stored_as).open("rb") as sealed:
            yield row.paper, b"".join(open_stream(sealed, keyring=keyring(), name=row.data.stored_as)).decode()
    for text in (WAYS[0], PASSPORT):
        found = client.post("/search/", {"text": text, "scope": "mine"}, follow=True).content.decode()
        assert f"/entities/{written['phone']}/" not in found
        assert f"/reports/{report}/" not in found
    for path in (
        *(f"/entities/{written[one]}/" for one in ("her", "phone", "passport", "suspect")),
        f"/entities/{written['her']}/protected/",
        f"/entities/{written['her']}/protected/things/",
        f"/protected/{code}/",
        f"/reports/{report}/",
        f"/reports/{report}/release/",
        *(f"/cases/{case}/{tab}" for tab in ("", "people/", "plan/", "exhibits/", "events/", "intelligence/")),
        f"/exports/make/{case}/",
        "/entities/",
        "/",
    ):
        yield path, client.get(path).content.decode()


def outside(officer: Officer, written: dict[str, str]) -> Iterator[tuple[str, str]]:
    """What can be taken out afterwards, and what a program gets."""
    for form in Format:
        made = actions.export_entities(
            by=officer, selection=Selection(Scope.CASE, written["case"]), form=form, answers={}, rest=Whose.SUSPECT
        )
        yield form.value, b"".join(actions.fetch_export(by=officer, reference=made) or ()).decode()
