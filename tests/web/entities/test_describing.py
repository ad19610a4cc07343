"""Describing people and things on pages, without script."""

import pytest
from django.test import Client

from samakki.access.models import Officer
from tests.support.described import source
from tests.support.people import People
from tests.support.sign_in import signed_in


@pytest.fixture
def people(db: None) -> People:
    return People()


@pytest.fixture
def officer(people: People) -> Officer:
    return people.officer("investigator")


@pytest.fixture
def client_of(officer: Officer) -> Client:
    return signed_in(officer)


def test_every_kind_has_a_page_that_asks_for_its_details(client_of: Client, officer: Officer) -> None:
    reference = source(officer)
    page = client_of.get(f"/describe/{reference}/").content.decode()
    assert "Somebody" in page or "nickname" in page
    for kind in ("person", "phone", "place", "vehicle", "boat", "bank_account", "wallet", "social_account"):
        assert client_of.get(f"/describe/{reference}/{kind}/").status_code == 200, kind


def test_a_person_is_described_and_shown(client_of: Client, officer: Officer) -> None:
    reference = source(officer)
    said = {"name": "សុខ ដារ៉ា", "weakAlias": "Bong Lek", "gender": "male", "birthDate": "១៧/៥/២០០៨", "basis": "fact"}
    answer = client_of.post(f"/describe/{reference}/person/", said)
    assert answer.status_code == 302, answer.content.decode()
    page = client_of.get(answer.headers["Location"]).content.decode()
    for words in ("សុខ ដារ៉ា", "Sokh Dara", "Bong Lek", "17 May 2008", "single source", reference):
        assert words in page
