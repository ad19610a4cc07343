"""Pages for what went wrong: the same for what is missing and what is not yours, and standing on nothing that broke."""

import re

import pytest
from django.test import Client, RequestFactory
from django.utils import translation

from samakki.kernel.references import parse_reference
from samakki.ui import errors, wording
from tests.support import pages

REFERENCE = re.compile(r"E-[0-9A-Z]+")
LANGUAGES = ["en", "km", "th", "lo", "my", "vi", "zh-hans", "bn", "id", "ms", "fil"]


@pytest.fixture
def browser_client() -> Client:
    return Client(raise_request_exception=False)


def without_reference(html: str) -> str:
    return REFERENCE.sub("E-", html)


def test_a_missing_page_and_one_that_is_not_yours_read_the_same(browser_client: Client) -> None:
    missing, hidden = browser_client.get("/missing/"), browser_client.get("/hidden/")
    nowhere = browser_client.get("/absent/")
    bodies = [
        re.sub(r'name="(csrfmiddlewaretoken|next)" value="[^"]*"', "", without_reference(answer.text))
        for answer in (missing, hidden, nowhere)
    ]
    assert [answer.status_code for answer in (missing, hidden, nowhere)] == [404, 404, 404]
    assert bodies[0] == bodies[1] == bodies[2]
    assert "KH-2026-014" not in hidden.text


@pytest.mark.parametrize(
    ("path", "status"), [("/garbled/", 400), ("/forbidden/", 403), ("/missing/", 404), ("/broken/", 500)]
)
def test_every_error_page_has_a_heading_and_a_number_to_quote(browser_client: Client, path: str, status: int) -> None:
    answer = browser_client.get(path)
    found = REFERENCE.search(answer.text)
    assert answer.status_code == status
    assert "<h1" in answer.text
    assert found
    assert parse_reference(found[0], prefix="E") == found[0]


def test_a_fault_shows_no_detail_and_asks_nothing_of_the_database(browser_client: Client) -> None:
    # No database mark: any query fails this test.
    answer = browser_client.get("/broken/")
    assert answer.status_code == 500
    assert "details of the fault" not in answer.text
    assert "Traceback" not in answer.text


def test_a_fault_is_answered_even_if_the_template_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_template(*_args: object) -> str:
        message = "templates are gone"
        raise RuntimeError(message)

    monkeypatch.setattr(errors, "render_to_string", no_template)
    request = RequestFactory().get("/")
    answer = errors.server_error(request)
    assert answer.status_code == 500
    assert errors.reference_of(request) in answer.text


def test_the_number_on_the_page_is_the_one_the_log_gets() -> None:
    request = RequestFactory().get("/")
    page = errors.server_error(request).text
    assert request.META["samakki.reference"] in page


def test_a_form_without_its_token_is_told_to_load_the_page_again() -> None:
    answer = Client(enforce_csrf_checks=True).post("/out/", {"said": "x"})
    # The gallery's settings name no failure view of their own; the view itself is what is tested.
    page = errors.csrf_failure(RequestFactory().post("/out/"), "no cookie")
    assert answer.status_code == page.status_code == 403
    assert "no longer valid" in page.text


def test_a_piece_of_a_page_gets_a_piece_with_the_real_status(browser_client: Client) -> None:
    answer = browser_client.get("/missing/", headers={"HX-Request": "true"})
    assert answer.status_code == 404
    assert "<html" not in answer.text
    assert "data-samakki-focus" in answer.text


def test_a_refusal_says_what_why_and_now_for_every_reason(
    browser_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wording, "_wordings", {})
    wording.register(
        {"gallery-refusal": wording.Wording("It was not sent.", "%(desk)s has to agree.", "Ask %(desk)s first.")}
    )
    answer = browser_client.get("/refuses/")
    assert answer.status_code == 409
    for sentence in ("It was not sent.", "KH/POL/AHTJPD/duty has to agree.", "Ask KH/POL/AHTJPD/duty first."):
        assert sentence in answer.text
    assert str(wording.UNKNOWN.why) in answer.text  # the second reason has no words, and still says something


def test_a_refused_piece_of_a_page_is_a_piece(browser_client: Client) -> None:
    answer = browser_client.get("/refuses/", headers={"HX-Request": "true"})
    assert answer.status_code == 409
    assert "<html" not in answer.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_error_pages_name_their_language(browser_client: Client, language: str) -> None:
    answer = browser_client.get("/missing/", headers={"Accept-Language": language})
    assert f'<html lang="{language}"' in answer.text


@pytest.mark.parametrize("path", ["/garbled/", "/forbidden/", "/missing/", "/refuses/"])
def test_error_pages_are_translated(browser_client: Client, path: str) -> None:
    with pages.pseudo_language():
        answer = browser_client.get(path)
        pages.assert_every_string_translated(answer.text)


def test_the_page_of_a_fault_is_translated_into_the_readers_language() -> None:
    with pages.pseudo_language():
        pages.assert_every_string_translated(errors.server_error(RequestFactory().get("/")).text)
    with translation.override("en"):
        assert "⟦" not in errors.server_error(RequestFactory().get("/")).text
