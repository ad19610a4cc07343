"""Requests that no program should send: each is answered as a problem, none as a fault of the node."""

import pytest

from samakki.access.models import Officer
from samakki.intelligence.models import Report
from tests.support.people import People
from tests.support.programs import API, Program, problem
from tests.support.shared import shared

REPORT = b'{"purpose": "investigate_trafficking", "text": "%b"}'


@shared
def officer(people: People) -> Officer:
    return people.officer("investigator")


@pytest.fixture
def program(officer: Officer) -> Program:
    return Program(officer)


@pytest.mark.parametrize(
    "body",
    [
        REPORT % b"half \\ud800 a letter",
        REPORT % b"\\u0000",
        b'{"\\u0000": 1}',
        b'{"a":' * 100_000,
        b"[" * 100_000,
        b"9" * 5_000,
        b"\xff\xfe",
        b"{}{}",
    ],
)
def test_a_body_that_cannot_be_kept_is_not_understood(program: Program, body: bytes) -> None:
    headers = {"Authorization": f"Bearer {program.token}"}
    answer = program.client.generic("POST", f"{API}/reports", body, "application/json", headers=headers)
    problem(answer, 400, "request-form")
    assert not Report.objects.exists()


def test_a_body_larger_than_json_may_be_is_refused_as_too_large(program: Program) -> None:
    answer = program.post("/reports", {"purpose": "investigate_trafficking", "text": "a" * 3_000_000})
    problem(answer, 413, "request-too-large")


def test_a_zero_byte_in_a_query_or_a_form_is_not_understood(program: Program) -> None:
    problem(program.get("/search?q=%00"), 400, "request-form")
    problem(program.get("/entities?before=%00"), 400, "request-form")


def test_a_zero_byte_in_an_address_reaches_no_table(program: Program) -> None:
    assert program.get("/cases/%00").status_code == 400
    assert program.client.get("/cases/C-%00/").status_code == 400
