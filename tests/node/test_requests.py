import pytest
from django.test import Client
from pytest_django import Settings


@pytest.mark.django_db
def test_a_request_that_is_too_large_is_refused_before_it_is_read(settings: Settings) -> None:
    settings.SAMAKKI_UPLOAD_BYTES = 1000
    client = Client()
    assert client.post("/accounts/sign-in/", {"login": "x" * 2000}).status_code == 400
    assert client.post("/accounts/sign-in/", {"login": "x"}).status_code != 400


@pytest.mark.django_db
@pytest.mark.parametrize("length", ["-1", "many", "9" * 30])
def test_a_length_that_is_none_is_refused(length: str) -> None:
    answer = Client().generic("POST", "/accounts/sign-in/", CONTENT_LENGTH=length)
    assert answer.status_code == 400
