import re
from collections.abc import Iterable
from typing import cast

import pytest
from django.test import Client

from samakki.access.models import Officer
from samakki.entities import actions
from samakki.entities.domain.exporting import naming
from samakki.entities.domain.exporting.formats import Format
from samakki.entities.domain.statements import NewEntity, NewStatement
from samakki.entities.models import Export
from samakki.entities.queries.leaving import Scope, Selection
from samakki.entities.web.forms import exporting as forms
from samakki.entities.web.views import exporting as views
from samakki.kernel.handling import HandlingCode
from tests.support import pages
from tests.support.described import source
from tests.support.people import FIELD, People
from tests.support.shared import shared
from tests.support.sign_in import signed_in

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')
NAME_FIELD = re.compile(r'name="(name_[0-9a-f]{16})"')


@shared
def officer(people: People) -> Officer:
    return people.officer("investigator")


@pytest.fixture
def client(officer: Officer) -> Client:
    return signed_in(officer)


@pytest.fixture
def report(officer: Officer) -> str:
    report = source(officer)
    for name in ("บองเล็ก", "Sok Dara"):
        entity = NewEntity("Person", (NewStatement("name", name),))
        actions.describe(by=officer, source=report, entity=entity)
    return report


def test_whose_name_is_asked_for_every_name_and_the_file_is_fetched(client: Client, report: str) -> None:
    html = client.get(f"/exports/make/{report}/").content.decode()
    fields = NAME_FIELD.findall(html)
    assert "บองเล็ก" in html
    assert len(set(fields)) == 2
    answer = client.post(f"/exports/make/{report}/", {"form": "csv_excel"})
    assert answer.status_code == 400
    assert "Say whose name it is" in answer.content.decode()
    given = {"form": "csv_excel", **dict.fromkeys(fields, "suspect")}
    html = client.post(f"/exports/make/{report}/", given, follow=True).content.decode()
    assert "Of a suspect: 2" in html
    made = Export.objects.get()
    assert made.sha256[:16] in html
    file = client.get(f"/exports/{made.reference}/file/")
    assert b"".join(cast("Iterable[bytes]", file)).startswith(b"\xef\xbb\xbf")
    assert file["Content-Disposition"] == f'attachment; filename="{made.reference}.csv"'
    assert file["Cache-Control"] == "no-store, private"
    assert made.reference in client.get("/exports/").content.decode()


def test_a_name_of_a_victim_leads_to_her_protection(client: Client, report: str) -> None:
    fields = NAME_FIELD.findall(client.get(f"/exports/make/{report}/").content.decode())
    given = {"form": "csv", fields[0]: "victim", fields[-1]: "suspect"}
    answer = client.post(f"/exports/make/{report}/", given)
    html = answer.content.decode()
    assert answer.status_code == 400
    assert "Protect these people first" in html
    assert "/protect/" in html
    assert not Export.objects.exists()


def test_names_beyond_the_list_are_answered_together(
    client: Client, report: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (forms, views, naming):
        monkeypatch.setattr(module, "MOST_ASKED", 1)
    html = client.get(f"/exports/make/{report}/").content.decode()
    (field,) = set(NAME_FIELD.findall(html))
    assert "Show the other names" in html
    given = {"form": "csv", field: "suspect", "rest": "witness"}
    assert client.post(f"/exports/make/{report}/", given).status_code == 400
    client.post(f"/exports/make/{report}/", {**given, "looked": "on"})
    assert sorted(Export.objects.get().people.values()) == ["suspect", "witness"]


def test_what_handling_keeps_in_is_said_and_offers_no_file(client: Client, officer: Officer) -> None:
    closed = source(officer, handling=frozenset({HandlingCode.H2}))
    actions.describe(by=officer, source=closed, entity=NewEntity("Person", (NewStatement("name", "x y"),)))
    html = client.get(f"/exports/make/{closed}/").content.decode()
    assert "1 record is left out because of its handling" in html
    assert "Make the file" not in html


def test_a_report_of_others_looks_like_none_at_all(people: People, report: str) -> None:
    stranger = signed_in(people.officer("investigator", desk=FIELD))
    shown = [
        TOKEN.sub("", stranger.get(f"/exports/make/{of}/").content.decode()).replace(of, "R")
        for of in (report, "R-00000")
    ]
    assert shown[0] == shown[1]


def test_files_of_others_are_not_there(people: People, client: Client, officer: Officer, report: str) -> None:
    made = actions.export_entities(
        by=officer,
        selection=Selection(Scope.SOURCE, report),
        form=Format.CSV,
        answers={},
        rest=naming.Whose.SUSPECT,
    )
    stranger = signed_in(people.officer("investigator"))
    for path in (f"/exports/{made}/", f"/exports/{made}/file/"):
        assert stranger.get(path).status_code == 404
        assert client.get(path).status_code == 200
    assert client.get("/exports/OUT-00000/").status_code == 404


def test_every_string_of_the_pages_is_translated(client: Client, report: str) -> None:
    with pages.pseudo_language():
        make = client.get(f"/exports/make/{report}/").content.decode()
        fields = NAME_FIELD.findall(make)
        given = {"form": "csv", **dict.fromkeys(fields, "suspect")}
        done = client.post(f"/exports/make/{report}/", given, follow=True).content.decode()
        refused = client.post(f"/exports/make/{report}/", {**given, fields[0]: "victim"}).content.decode()
        listed = client.get("/exports/").content.decode()
    for html in (make, done, refused, listed):
        pages.assert_every_string_translated(html)
