"""The API, asked as a program asks it."""

import json

import pytest
from django.test import Client
from django.utils import timezone

from samakki.access.domain.tokens import A_MINUTE, Scope
from samakki.access.models import ApiToken, AuditEntry, Officer
from samakki.cases import actions as cases
from samakki.cases.domain.tasks import NewTask
from samakki.entities import actions as entities
from samakki.entities.domain.statements import NewEntity, NewStatement
from samakki.kernel.handling import HandlingCode
from samakki.node.api import urls
from tests.support.casework import a_case, a_report, an_item
from tests.support.described import source
from tests.support.people import FIELD, People
from tests.support.programs import API, Program, problem
from tests.support.shared import shared
from tests.support.sign_in import signed_in

SUSPECT = NewEntity("Person", (NewStatement("name", "บองเล็ก", language="th"), NewStatement("phone", "+85512345678")))


@shared
def officer(people: People) -> Officer:
    return people.officer("investigator")


@pytest.fixture
def program(officer: Officer) -> Program:
    return Program(officer)


@pytest.fixture
def suspect(officer: Officer) -> str:
    return entities.describe(by=officer, source=source(officer), entity=SUSPECT)


# Who may ask


@pytest.mark.parametrize("header", ["", "Bearer ", "Bearer nothing", "Basic abc", "Bearer \u0e01"])
def test_without_a_token_there_is_no_answer(people: People, header: str) -> None:
    client = signed_in(people.officer("investigator"))  # a cookie counts for nothing
    answer = client.get(f"{API}/cases", headers={"Authorization": header.encode().decode("latin-1")})
    problem(answer, 401, "token-unknown")
    assert answer["WWW-Authenticate"] == "Bearer"


def test_a_token_that_reads_writes_nothing(officer: Officer) -> None:
    program = Program(officer, Scope.READ)
    problem(program.post("/reports", {"purpose": "investigate_trafficking", "text": "x"}), 403, "token-reads-only")
    assert program.get("/reports").status_code == 200


def test_asking_too_often_is_told(program: Program) -> None:
    ApiToken.objects.update(minute=int(timezone.now().timestamp()) // 60, in_minute=A_MINUTE)
    answer = program.get("/cases")
    problem(answer, 429, "token-too-often")
    assert answer["Retry-After"] == "60"


def test_answers_are_kept_by_nobody(program: Program) -> None:
    assert program.get("/cases")["Cache-Control"] == "no-store, private"


# Reads


def test_an_entity_is_read_with_its_statements_and_the_look_is_logged(program: Program, suspect: str) -> None:
    found = program.get(f"/entities/{suspect}").json()
    assert (found["caption"], found["ftm_schema"]) == ("บองเล็ก", "Person")
    assert [(one["prop"], one["value"]) for one in found["statements"]] == [
        ("name", "บองเล็ก"),
        ("phone", "+85512345678"),
    ]
    assert AuditEntry.objects.filter(action="read_record", facts__surface="api").count() == 1
    (row,) = program.get("/entities").json()["rows"]
    assert row["reference"] == suspect


def test_missing_and_not_theirs_are_one_answer(people: People, suspect: str) -> None:
    stranger = Program(people.officer("investigator", desk=FIELD))
    told = [problem(stranger.get(f"/entities/{one}"), 404, "not-found") for one in (suspect, "E-00000")]
    for one in told:
        del one["reference"]
    assert told[0] == told[1]
    assert stranger.get("/entities").json()["rows"] == []


@pytest.mark.parametrize("code", [HandlingCode.H2, HandlingCode.H3])
def test_what_handling_keeps_in_shows_to_no_program(officer: Officer, program: Program, code: HandlingCode) -> None:
    kept = entities.describe(by=officer, source=source(officer, handling=frozenset({code})), entity=SUSPECT)
    problem(program.get(f"/entities/{kept}"), 404, "not-found")
    assert program.get("/entities").json()["rows"] == []


def test_a_report_comes_in_the_words_that_may_leave(officer: Officer, program: Program) -> None:
    report = a_report(officer, text="Raw words of the source.")
    an_item(officer, report, raw="Raw words too.", sanitised="Clean words.")
    answer = program.get(f"/reports/{report}")
    assert [(one["sanitised"], one["grade"]) for one in answer.json()["items"]] == [("Clean words.", "B2")]
    assert "Raw words" not in answer.content.decode()
    assert [row["reference"] for row in program.get("/reports").json()["rows"]] == [report]


def test_records_of_a_protected_person_show_to_no_program(officer: Officer, program: Program) -> None:
    report = source(officer)
    her = entities.describe(
        by=officer, source=report, entity=NewEntity("Person", (NewStatement("name", "Qanchana S"),))
    )
    entities.protect_person(by=officer, entity=her)
    problem(program.get(f"/entities/{her}"), 404, "not-found")


def test_a_case_is_read_part_by_part(officer: Officer, program: Program) -> None:
    case = a_case(officer)
    person = cases.describe_person(by=officer, case=case, person=SUSPECT)
    task = cases.add_task(by=officer, case=case, new=NewTask("Ask the telephone company"))
    assert [row["reference"] for row in program.get("/cases").json()["rows"]] == [case]
    assert program.get(f"/cases/{case}").json()["nickname"] == "Blue lorry"
    assert [one["entity"] for one in program.get(f"/cases/{case}/people").json()] == [person]
    assert task in [one["reference"] for one in program.get(f"/cases/{case}/tasks").json()]
    assert program.get(f"/cases/{case}/exhibits").json() == []
    assert program.get(f"/cases/{case}/events").json() == []
    assert program.get("/imports").json() == []


def test_a_protected_person_of_a_case_is_a_code(officer: Officer, program: Program) -> None:
    case = a_case(officer)
    person = cases.describe_person(by=officer, case=case, person=SUSPECT)
    code = entities.protect_person(by=officer, entity=person)
    (row,) = program.get(f"/cases/{case}/people").json()
    assert (row["caption"], row["is_protected"]) == (code, True)
    found = program.get(f"/entities/{person}").json()
    assert (found["caption"], found["statements"]) == (code, [])


@pytest.mark.parametrize("path", ["", "/people", "/tasks", "/exhibits", "/events"])
def test_a_case_of_others_is_not_there(people: People, officer: Officer, path: str) -> None:
    case = a_case(officer)
    stranger = Program(people.officer("investigator", desk=FIELD))
    problem(stranger.get(f"/cases/{case}{path}"), 404, "not-found")


def test_search_finds_what_may_show(program: Program, suspect: str) -> None:
    hits = program.get("/search?q=%E0%B8%9A%E0%B8%AD%E0%B8%87").json()["hits"]
    assert [hit["reference"] for hit in hits] == [suspect]


# Writes


def test_a_program_writes_a_report_with_an_item_and_describes_in_it(program: Program) -> None:
    made = program.post("/reports", {"purpose": "investigate_trafficking", "text": "He drives.", "headline": "Driver"})
    assert made.status_code == 201
    report = made.json()["reference"]
    item = program.post(f"/reports/{report}/items", {"raw": "He drives.", "sanitised": "He drives.", "grade": "B2"})
    assert item.status_code == 201
    said = [{"prop": "name", "value": "Bong Lek", "item": item.json()["reference"], "grade": "B2"}]
    person = program.post("/entities", {"source": report, "ftm_schema": "Person", "statements": said}).json()[
        "reference"
    ]
    other = program.post("/entities", {"source": report, "ftm_schema": "Person", "statements": said}).json()[
        "reference"
    ]
    ends = {"person": person, "associate": other}
    link = program.post("/links", {"source": report, "ftm_schema": "Associate", "ends": ends})
    assert link.status_code == 201
    (row,) = program.get(f"/entities/{person}/links").json()
    assert row["others"] == {"associate": other}
    more = [{"prop": "alias", "value": "Lek"}]
    assert program.post(f"/entities/{person}/statements", more).status_code == 201
    statements = program.get(f"/entities/{person}").json()["statements"]
    number = statements[-1]["id"]
    answer = program.post(f"/entities/{person}/statements/{number}/withdraw", {"reason": "mistaken"})
    assert answer.status_code == 200


def test_a_program_adds_a_task(officer: Officer, program: Program) -> None:
    case = a_case(officer)
    made = program.post(f"/cases/{case}/tasks", {"title": "Ask the bank", "due_on": "2026-03-09"})
    assert made.status_code == 201
    found = {one["reference"]: one for one in program.get(f"/cases/{case}/tasks").json()}
    assert found[made.json()["reference"]]["due_on"] == "2026-03-09"


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("/reports", {"purpose": "investigate_trafficking", "text": ""}, 409, "text-missing"),
        ("/reports", {"text": "SECRET-WORDS"}, 422, "request-form"),
        ("/reports", {"purpose": "SECRET-WORDS", "text": "x"}, 422, "request-form"),
        ("/entities", {"source": "R-00000", "ftm_schema": "Person", "statements": []}, 404, "not-found"),
        ("/links", {"source": "R-00000", "ftm_schema": "Associate", "ends": {}}, 404, "not-found"),
        ("/cases/C-00000/tasks", {"title": "SECRET-WORDS"}, 404, "not-found"),
        ("/nothing", {}, 404, None),
    ],
)
def test_what_is_wrong_is_told_and_not_repeated(
    program: Program, path: str, body: object, status: int, code: str | None
) -> None:
    answer = program.post(path, body)
    assert "SECRET-WORDS" not in answer.content.decode()
    if code:
        problem(answer, status, code)
    else:
        assert answer.status_code == status


def test_a_value_that_cannot_be_is_named(officer: Officer, program: Program) -> None:
    said = [{"prop": "nothing", "value": "x"}]
    body = {"source": source(officer), "ftm_schema": "Person", "statements": said}
    assert problem(program.post("/entities", body), 422, "property-unknown")["reasons"]


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[" * 5000, b'{"purpose": null}'])
def test_broken_requests_get_an_answer(program: Program, content: bytes) -> None:
    answer = program.client.generic(
        "POST",
        f"{API}/reports",
        content,
        content_type="application/json",
        headers={"Authorization": f"Bearer {program.token}"},
    )
    assert answer.status_code in {400, 422}
    assert answer["Content-Type"] == "application/problem+json"


def test_a_fault_says_a_number_and_nothing_else(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_given: object, **_named: object) -> None:
        message = "SECRET-WORDS"
        raise RuntimeError(message)

    monkeypatch.setattr("samakki.cases.queries.cases_before", broken)
    answer = program.get("/cases")
    problem(answer, 500, "fault")
    assert "SECRET-WORDS" not in answer.content.decode()


# The document


def test_the_document_is_for_those_inside(people: People, officer: Officer, program: Program) -> None:
    assert Client().get(f"{API}/openapi.json").status_code == 401
    assert signed_in(people.officer("investigator")).get(f"{API}/openapi.json").status_code == 200
    found = program.get("/openapi.json").json()
    assert found == json.loads(json.dumps(urls.document()))
    assert found["security"] == [{"token": []}]


def test_every_address_of_the_document_is_guarded() -> None:
    named = {str(one.pattern) for one in urls.urlpatterns}
    documented = {path.removeprefix("/api/v1/") for path in urls.document()["paths"]}  # type: ignore[attr-defined]  # a document holds anything
    assert {path.replace("{", "<").replace("}", ">") for path in documented} <= named
    assert all(vars(one.callback)["access_decision"].kind == "api" for one in urls.urlpatterns)
