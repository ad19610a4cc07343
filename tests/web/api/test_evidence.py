"""The API of evidence, and how its lists are cut: asked as a program asks."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from samakki.access.models import AuditEntry, Officer
from samakki.cases import actions as cases
from samakki.cases.models import CaseEvent, Exhibit, ExhibitFile
from samakki.entities import actions as entities
from samakki.entities.domain.statements import NewEntity, NewStatement
from samakki.kernel.handling import HandlingCode
from samakki.node.api import urls
from tests.support.casework import a_case, a_report
from tests.support.described import source
from tests.support.hostile_files import png
from tests.support.people import FIELD, People
from tests.support.programs import Program, problem
from tests.support.shared import shared

EXHIBIT = {
    "kind": "phone",
    "description": "Black telephone with a cracked glass",
    "seized_at": "2026-02-20T14:05:00",
    "zone": "Asia/Phnom_Penh",
    "seized_place": "House at the bridge",
    "seal": "A-17",
    "checklist": {"label": "done"},
}
EVENT = {
    "title": "The lorry is alleged to have crossed",
    "when": "2026-02-20",
    "time": "04:30",
    "zone": "Asia/Bangkok",
    "words": "ข้ามแล้ว",
    "grade": "B2",
}


@shared
def officer(people: People) -> Officer:
    return people.officer("investigator")


@pytest.fixture
def program(officer: Officer) -> Program:
    return Program(officer)


@shared
def case(officer: Officer) -> str:
    return a_case(officer)


# Evidence


def test_an_exhibit_is_entered_with_its_place_in_the_chain(program: Program, officer: Officer, case: str) -> None:
    made = program.post(f"/cases/{case}/exhibits", EXHIBIT)
    assert made.status_code == 201
    (found,) = program.get(f"/cases/{case}/exhibits").json()
    assert (found["reference"], found["number"], found["files"]) == (made.json()["reference"], 1, [])
    row = Exhibit.objects.get()
    assert (row.seized_at.isoformat(), row.checklist) == ("2026-02-20T07:05:00+00:00", {"label": "done"})
    assert [one.receiver for one in row.custody.all()] == [officer.code]
    assert AuditEntry.objects.filter(action="add_exhibit", actor=officer.code).count() == 1


def test_a_file_is_told_by_its_content_and_its_digest_comes_back(program: Program, case: str) -> None:
    exhibit = program.post(f"/cases/{case}/exhibits", EXHIBIT).json()["reference"]
    photo = SimpleUploadedFile("sok-dara.bin", png())
    answer = program.send(f"/exhibits/{exhibit}/files", {"role": "photo", "note": "The front", "file": photo})
    assert answer.status_code == 201
    assert (answer.json()["media_type"], len(answer.json()["sha256"])) == ("image/png", 64)
    ((kept,),) = [one["files"] for one in program.get(f"/cases/{case}/exhibits").json()]
    assert kept == answer.json()
    assert "sok-dara" not in answer.content.decode()


@pytest.mark.parametrize(
    ("content", "code"), [(b"", "file-empty"), (b"MZ\x90\x00" + b"\0" * 200, "file-type-not-taken")]
)
def test_a_file_that_the_page_refuses_is_refused_here(program: Program, case: str, content: bytes, code: str) -> None:
    exhibit = program.post(f"/cases/{case}/exhibits", EXHIBIT).json()["reference"]
    answer = program.send(f"/exhibits/{exhibit}/files", {"role": "photo", "file": SimpleUploadedFile("x.png", content)})
    assert answer.status_code == 422
    assert answer.json()["code"] in {code, "file-active", "request-form"}
    assert ExhibitFile.objects.count() == 0


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"description": "x"}, 409, "exhibit-description-missing"),
        ({"zone": "Asia/Nowhere"}, 409, "time-zone-unknown"),
        ({"seized_at": "2126-02-20T14:05:00"}, 409, "custody-time-in-future"),
        ({"checklist": {"kept_cool": "done"}}, 409, "exhibit-checklist-other-kind"),
        ({"kind": "SECRET-WORDS"}, 422, "request-form"),
        ({"seized_at": "SECRET-WORDS"}, 422, "request-form"),
    ],
)
def test_a_wrong_exhibit_is_not_entered(
    program: Program, case: str, change: dict[str, object], status: int, code: str
) -> None:
    answer = program.post(f"/cases/{case}/exhibits", EXHIBIT | change)
    problem(answer, status, code)
    assert "SECRET-WORDS" not in answer.content.decode()
    assert Exhibit.objects.count() == 0


def test_an_event_is_added(program: Program, officer: Officer, case: str) -> None:
    person = cases.describe_person(
        by=officer, case=case, person=NewEntity("Person", (NewStatement("name", "Bong Lek"),))
    )
    made = program.post(f"/cases/{case}/events", EVENT | {"entities": [person]})
    assert made.status_code == 201
    (found,) = program.get(f"/cases/{case}/events").json()
    assert (found["reference"], found["when"], found["grade"]) == (made.json()["reference"], "2026-02-20", "B2")
    assert found["entities"] == [person]


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"title": ""}, 409, "event-title-missing"),
        ({"when": "2026"}, 409, "event-time-without-day"),
        ({"when": "yesterday"}, 422, "date-form"),
        ({"entities": ["E-00000"]}, 409, "event-unknown-entity"),
        ({"grade": "Z9"}, 422, None),
    ],
)
def test_a_wrong_event_is_not_added(
    program: Program, case: str, change: dict[str, object], status: int, code: str | None
) -> None:
    answer = program.post(f"/cases/{case}/events", EVENT | change)
    assert answer.status_code == status
    assert code is None or answer.json()["code"] == code
    assert CaseEvent.objects.count() == 0


def test_evidence_of_others_is_not_there_to_write(people: People, program: Program, case: str) -> None:
    exhibit = program.post(f"/cases/{case}/exhibits", EXHIBIT).json()["reference"]
    stranger = Program(people.officer("investigator", desk=FIELD))
    photo = {"role": "photo", "file": SimpleUploadedFile("x.png", png())}
    problem(stranger.post(f"/cases/{case}/exhibits", EXHIBIT), 404, "not-found")
    problem(stranger.post(f"/cases/{case}/events", EVENT), 404, "not-found")
    problem(stranger.send(f"/exhibits/{exhibit}/files", photo), 404, "not-found")
    problem(program.send("/exhibits/X-00000/files", {"role": "photo", "file": photo["file"]}), 404, "not-found")
    assert (Exhibit.objects.count(), ExhibitFile.objects.count(), CaseEvent.objects.count()) == (1, 0, 0)


# Pages of lists


def walked(program: Program, path: str) -> list[list[str]]:
    """References of every page, in order."""
    pages, before = [], ""
    while True:
        found = program.get(f"{path}?before={before}").json()
        pages.append([row["reference"] for row in found["rows"]])
        if not (before := found["before"]):
            return pages


def many(officer: Officer, kind: str, count: int) -> None:
    """Records of one kind; every second one is closed to programs."""
    for number in range(count):
        closed = number % 2 == 1
        handling = frozenset({HandlingCode.H2 if closed else HandlingCode.H0})
        if kind == "entities":
            person = NewEntity("Person", (NewStatement("name", f"Person {number}"),))
            entities.describe(by=officer, source=source(officer, handling=handling), entity=person)
        elif kind == "reports":
            a_report(officer)
        else:
            a_case(officer, nickname=f"Case {number}")


@pytest.mark.parametrize(("kind", "made", "shown"), [("entities", 60, 30), ("reports", 30, 30), ("cases", 28, 28)])
def test_a_page_is_short_only_where_it_is_the_last(
    program: Program, officer: Officer, kind: str, made: int, shown: int
) -> None:
    many(officer, kind, made)
    pages = walked(program, f"/{kind}")
    assert [len(page) for page in pages] == [25, shown - 25]
    assert len({one for page in pages for one in page}) == shown


def test_what_is_made_meanwhile_moves_no_page(program: Program, officer: Officer) -> None:
    many(officer, "cases", 26)
    first = program.get("/cases").json()
    a_case(officer, nickname="Opened meanwhile")
    second = program.get(f"/cases?before={first['before']}").json()
    assert (len(second["rows"]), second["before"]) == (1, "")
    assert {row["reference"] for row in second["rows"]}.isdisjoint({row["reference"] for row in first["rows"]})


def test_a_search_counts_what_may_show_to_a_program(program: Program, officer: Officer) -> None:
    many(officer, "entities", 6)
    found = program.get("/search?q=Person").json()
    assert (len(found["hits"]), found["pages"]) == (3, 1)


def test_the_document_says_how_to_walk_a_list() -> None:
    document = urls.document()
    for path in ("/api/v1/entities", "/api/v1/cases", "/api/v1/reports"):
        named = {one["name"]: one for one in document["paths"][path]["get"]["parameters"]}  # type: ignore[index]  # a document holds anything
        assert "none is left out" in " ".join(named["before"]["description"].split())
