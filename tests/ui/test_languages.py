"""Eleven languages: each can be chosen, by a switch that needs no script and cannot be used to lead astray."""

import re

import pytest
from babel import Locale
from django.conf import settings
from django.test import Client
from django.utils.translation import get_language_info, to_locale

from samakki.ui.languages import ALL, LANGUAGES, LOCALE_PATH, language_chosen, language_of

CODES = ["en", "km", "th", "lo", "my", "vi", "zh-hans", "bn", "id", "ms", "fil"]


def test_the_languages_are_the_eleven_of_the_region() -> None:
    assert [code for code, _name in LANGUAGES] == CODES
    assert [code for code, _name in settings.LANGUAGES] == CODES


@pytest.mark.parametrize("code", CODES)
def test_a_chosen_language_is_the_one_of_the_next_page(client: Client, code: str) -> None:
    answer = client.post("/language/", {"language": code, "next": "/officers/?page=2"})
    assert (answer.status_code, answer["Location"]) == (303, "/officers/?page=2")
    assert client.get("/").text == code


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("km-KH,en;q=0.5", "km"),
        ("lo", "lo"),
        ("fil-PH", "fil"),
        ("zh-CN", "zh-hans"),
        ("my-MM", "my"),
        ("fr-FR,fr;q=0.9", "en"),
    ],
)
def test_a_new_visitor_gets_the_language_of_the_browser(client: Client, asked: str, given: str) -> None:
    assert client.get("/", headers={"Accept-Language": asked}).text == given


def test_an_unknown_language_changes_nothing(client: Client) -> None:
    client.post("/language/", {"language": "km"})
    answer = client.post("/language/", {"language": "xx"})
    assert answer.status_code == 303
    assert client.get("/").text == "km"


@pytest.mark.parametrize(
    "target", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", "\\\\x"]
)
def test_the_switch_never_leads_to_another_site(client: Client, target: str) -> None:
    assert client.post("/language/", {"language": "km", "next": target})["Location"] == "/"


def test_the_switch_takes_no_link(client: Client) -> None:
    assert client.get("/language/?language=km").status_code == 405


def test_who_keeps_officers_is_told_of_the_choice(client: Client) -> None:
    told: list[str] = []

    def listen(language: str, **_rest: object) -> None:
        told.append(language)

    language_chosen.connect(listen)
    try:
        client.post("/language/", {"language": "lo"})
        client.post("/language/", {"language": "xx"})
    finally:
        language_chosen.disconnect(listen)
    assert told == ["lo"]


@pytest.mark.parametrize("language", ALL, ids=lambda language: language.code)
def test_django_and_unicode_know_every_language(language: object) -> None:
    code = getattr(language, "code", "")
    assert get_language_info(code)["code"] == code
    assert Locale.parse(language_of(code).cldr)


@pytest.mark.parametrize("code", CODES[1:])
def test_every_language_has_a_compiled_catalogue(code: str) -> None:
    assert (LOCALE_PATH / to_locale(code) / "LC_MESSAGES" / "django.mo").is_file()


def test_the_switch_names_every_language_in_its_own_words(client: Client) -> None:
    page = client.get("/missing/").text
    buttons = re.findall(r'<button class="samakki-menu__item"(.*?)>([^<]+)</button>', page, re.DOTALL)
    assert [name.strip() for _attributes, name in buttons] == [name for _code, name in LANGUAGES]
    for (attributes, _name), (code, _own) in zip(buttons, LANGUAGES, strict=True):
        assert f'lang="{code}"' in attributes


@pytest.mark.parametrize("code", CODES)
def test_a_page_in_a_draft_translation_says_so(client: Client, code: str) -> None:
    page = client.get("/missing/", headers={"Accept-Language": code}).text
    assert ("samakki-notice" in page) is (code != "en")
