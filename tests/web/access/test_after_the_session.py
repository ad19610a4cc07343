"""What stays when a session ends: what was typed, in words; the language of the device; nothing of the officer."""

from django.conf import settings
from django.test import Client
from time_machine import Traveller

from samakki.access.domain.vocabulary import Purpose
from samakki.access.web import kept_words
from samakki.access.web.wording.vocabulary import PURPOSES
from tests.support.people import People
from tests.support.sign_in import PASSWORD, signed_in

IDLE = 10 * 60


def test_a_choice_is_shown_in_words_and_a_tick_not_at_all() -> None:
    purpose = Purpose.INVESTIGATE_TRAFFICKING
    fields = [
        ("purpose", purpose.value),
        ("words", "ក្បែរវត្ត"),
        ("agree", "on"),
        ("kind", "no_such:code"),
        ("language", "km"),
    ]
    assert kept_words.shown(fields) == [str(PURPOSES[purpose]), "ក្បែរវត្ត", "ខ្មែរ"]


def test_the_page_of_what_was_typed_has_no_raw_codes(people: People, clock: Traveller) -> None:
    client = signed_in(people.officer("investigator"))
    clock.shift(IDLE + 1)
    client.post("/cases/open/", {"title": "The pier", "purpose": Purpose.INVESTIGATE_TRAFFICKING.value})
    client.post("/locked/", {"password": PASSWORD})
    page = client.get("/locked/kept/").content.decode()
    assert f"<li>{PURPOSES[Purpose.INVESTIGATE_TRAFFICKING]}</li>" in page
    assert "<li>investigate" not in page


def test_the_device_keeps_the_officers_language_and_the_sign_in_page_is_in_it(people: People) -> None:
    officer = people.officer("investigator")
    officer.language = "km"
    officer.save(update_fields=["language"])
    client = signed_in(officer)
    client.get("/")
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "km"
    client.session.flush()
    again = Client()
    again.cookies[settings.LANGUAGE_COOKIE_NAME] = client.cookies[settings.LANGUAGE_COOKIE_NAME].value
    assert '<html lang="km"' in again.get("/accounts/login/").content.decode()


def test_a_language_that_is_chosen_now_is_not_put_back(people: People) -> None:
    officer = people.officer("investigator")
    officer.language = "km"
    officer.save(update_fields=["language"])
    client = signed_in(officer)
    client.post("/language/", {"language": "th"})
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "th"
