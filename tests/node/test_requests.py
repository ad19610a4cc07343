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


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT", "BREW"])
def test_a_method_that_nothing_here_has_is_refused(method: str) -> None:
    assert Client().generic(method, "/accounts/sign-in/").status_code == 405


@pytest.mark.django_db
def test_a_program_without_https_is_turned_away_and_a_browser_is_led_there(settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    client = Client()
    for method, address in (("GET", "/api/v1/entities"), ("POST", "/exchange")):
        answer = client.generic(method, address)
        assert (answer.status_code, answer.json()) == (403, {"code": "https-only"})
        assert client.generic(method, address, secure=True).status_code not in {301, 302}
    assert client.get("/accounts/sign-in/").status_code == 301
    assert client.get("/exchanges").status_code == 301
