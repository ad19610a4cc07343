"""A program that names its request has it done once."""

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from samakki.access.models import Officer, Sending
from samakki.intelligence.models import Report
from samakki.node.api import urls
from tests.support.casework import a_case
from tests.support.exhibits import an_exhibit
from tests.support.hostile_files import png
from tests.support.people import People
from tests.support.programs import Program, problem
from tests.support.shared import shared

REPORTS = "/reports"
NEW = {"purpose": "investigate_trafficking", "text": "He drives.", "headline": "Driver"}
KEY = '"4b0b5dfe-1d0c-4a0e-9d5b-0c1d6f7a2e11"'


@shared
def officer(people: People) -> Officer:
    return people.officer("investigator")


@pytest.fixture
def program(officer: Officer) -> Program:
    return Program(officer)


def test_the_same_key_and_content_name_what_was_made_and_make_nothing(program: Program) -> None:
    answers = [program.post(REPORTS, NEW, key=key) for key in (KEY, KEY, KEY.strip('"'))]
    assert [one.status_code for one in answers] == [201, 200, 200]
    made = {"reference": Report.objects.get().reference}
    assert [one.json() for one in answers] == [made] * 3


def test_another_content_or_address_under_a_key_is_refused(program: Program) -> None:
    program.post(REPORTS, NEW, key=KEY)
    problem(program.post(REPORTS, {**NEW, "text": "She drives."}, key=KEY), 422, "idempotency-key-other-content")
    problem(program.post("/entities", NEW, key=KEY), 422, "idempotency-key-other-content")
    assert Report.objects.count() == 1


def test_another_key_another_token_and_no_key_count_each_time(program: Program, officer: Officer) -> None:
    other = Program(officer)
    made = [program.post(REPORTS, NEW, key=key) for key in (KEY, "another", None, None)]
    made.append(other.post(REPORTS, NEW, key=KEY))
    assert [one.status_code for one in made] == [201] * 5
    assert Report.objects.count() == 5


def test_what_was_refused_may_be_sent_again_with_its_key(program: Program) -> None:
    problem(program.post(REPORTS, {**NEW, "text": ""}, key=KEY), 409, "text-missing")
    assert program.post(REPORTS, NEW, key=KEY).status_code == 201


def test_while_the_first_is_at_work_and_after_its_answer_was_cut_a_program_is_told(program: Program) -> None:
    program.post(REPORTS, NEW, key=KEY)
    Sending.objects.update(answered_at=None, answer="")
    problem(program.post(REPORTS, NEW, key=KEY), 409, "idempotency-key-at-work")
    Sending.objects.update(sent_at=timezone.now() - timedelta(minutes=1))
    problem(program.post(REPORTS, NEW, key=KEY), 409, "idempotency-key-done")
    assert Report.objects.count() == 1


@pytest.mark.parametrize("key", ["", '""', "a b", "a" * 256, "\u00e1"])
def test_a_key_of_another_form_is_refused(program: Program, key: str) -> None:
    problem(program.post(REPORTS, NEW, key=key), 400, "idempotency-key-form")
    assert not Report.objects.exists()


def test_a_file_is_a_part_of_the_content(program: Program, officer: Officer) -> None:
    path = f"/exhibits/{an_exhibit(officer, a_case(officer))}/files"
    answers = [
        program.send(path, {"role": "photo", "note": "", "file": SimpleUploadedFile("front.png", content)}, key=KEY)
        for content in (png(), png(), png(colour=b"\x10\x10\xf0"))
    ]
    assert [one.status_code for one in answers] == [201, 200, 422]
    assert answers[1].json() == {"reference": answers[0].json()["reference"]}


def test_the_description_names_the_header_where_something_is_written_and_nowhere_else() -> None:
    for operations in json.loads(json.dumps(urls.document()))["paths"].values():
        for method, operation in operations.items():
            names = [one["name"] for one in operation.get("parameters", ())]
            assert ("Idempotency-Key" in names) == (method == "post")
