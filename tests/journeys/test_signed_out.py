"""A telephone whose session ended while somebody was writing on it, and one that somebody signed out of."""

import time
from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from samakki.access.models import Officer
from samakki.access.web.lock import BEGAN
from tests.journeys.conftest import NewWindow
from tests.support.people import POLICE, People
from tests.support.pictures import TELEPHONE, keep_picture
from tests.support.sign_in import PASSWORD, code_of, past_first_steps, sign_in_by_page

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TOLD = "ក្រុមគេត្រូវបានរក្សាទុកនៅក្នុងផ្ទះមួយ។"
PHONE = {"viewport": {"width": TELEPHONE, "height": 800}, "java_script_enabled": False}


class Telephone:
    """An officer in Khmer, on a telephone without script."""

    def __init__(self, people: People, new_window: NewWindow) -> None:
        self.officer = people.officer("investigator", desk=POLICE)
        Officer.objects.filter(pk=self.officer.pk).update(language="km")
        self.secret = past_first_steps(self.officer)
        self.page: Page = new_window(**PHONE).new_page()
        sign_in_by_page(self.page, self.officer, self.secret)

    def write(self) -> None:
        """Write down what was told, and not send it yet."""
        self.page.goto("/reports/new/")
        assert self.page.locator("html").get_attribute("lang") == "km"
        self.page.fill("[name=text]", TOLD)

    def send(self) -> None:
        """Press the button under what was written."""
        self.page.locator("main form:not([action]) button").last.click()

    def sign_in_again(self, officer: Officer, secret: str, *, step: int = 0) -> None:
        """Where the node asks for it; a code works once."""
        page = self.page
        page.fill("[name=login]", officer.username)
        page.fill("[name=password]", PASSWORD)
        page.locator("main form button[type=submit]").first.click()
        page.fill("[name=code]", code_of(secret, step=step))
        page.locator("main form button[type=submit]").first.click()


@pytest.fixture
def telephone(people: People, new_window: NewWindow) -> Telephone:
    return Telephone(people, new_window)


def let_sessions_end() -> None:
    """Have every session have begun too long ago."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for key in Session.objects.values_list("pk", flat=True):
        session = store(key)
        session[BEGAN] = int(time.time()) - settings.SAMAKKI_SESSION_HOURS * 3600 - 1
        session.save()


def test_nothing_is_lost_when_the_session_ends_in_the_middle_of_writing(telephone: Telephone) -> None:
    telephone.write()
    let_sessions_end()
    telephone.send()
    page = telephone.page
    page.wait_for_url("**/accounts/sign-in/**")
    assert TOLD not in page.content()
    keep_picture(page, "signed-out-while-writing")
    telephone.sign_in_again(telephone.officer, telephone.secret, step=1)
    page.wait_for_url("**/locked/kept/")
    expect(page.get_by_text(TOLD)).to_be_visible()
    keep_picture(page, "signed-out-kept")
    page.locator("button[form=send]").click()
    page.wait_for_url("**/reports/R-*/")
    expect(page.get_by_text(TOLD).first).to_be_visible()


def test_who_signs_in_next_on_that_telephone_is_not_shown_it(telephone: Telephone, people: People) -> None:
    other = people.officer("investigator", desk=POLICE)
    secret = past_first_steps(other)
    telephone.write()
    let_sessions_end()
    telephone.send()
    telephone.sign_in_again(other, secret)
    telephone.page.wait_for_url(lambda address: "sign-in" not in address and "2fa" not in address)
    telephone.page.goto("/locked/kept/")
    assert TOLD not in telephone.page.content()


def test_nothing_is_on_the_screen_after_signing_out_and_going_back(telephone: Telephone) -> None:
    telephone.write()
    telephone.send()
    page = telephone.page
    page.wait_for_url("**/reports/R-*/")
    report = page.url
    page.goto("/accounts/sign-out/")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/accounts/sign-in/**")
    for _ in range(2):
        page.go_back()
        assert TOLD not in page.content()
        assert telephone.officer.full_name not in page.content()
    page.goto(report)
    assert TOLD not in page.content()
    keep_picture(page, "signed-out-back")
