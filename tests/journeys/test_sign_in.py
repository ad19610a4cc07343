"""Signing in as people do it, in a real browser."""

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from samakki.access import actions
from tests.journeys.conftest import NewWindow
from tests.support import pages
from tests.support.people import POLICE, People
from tests.support.sign_in import PASSWORD, code_of, past_first_steps, sign_in_by_page

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NEW_DEVICE = {
    "protocol": "ctap2",
    "ctap2Version": "ctap2_1",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def with_device(page: "Page") -> None:
    """Plug a passkey device into this window."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": NEW_DEVICE})


def press(page: "Page", name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_first_sign_in(people: People, new_window: NewWindow, script: bool) -> None:
    made = actions.add_officer(by="console", username="sok.dara", full_name="សុខ ដារ៉ា", desk=POLICE)
    page = new_window(java_script_enabled=script).new_page()
    page.goto("/")
    page.get_by_label("User name").fill("Sok.Dara")
    page.get_by_label("Password", exact=True).fill(made.password)
    press(page, "Sign in")
    expect(page.get_by_role("heading", name="Choose your own password")).to_be_visible()
    page.get_by_label("One-time password you were given").fill(made.password)
    page.get_by_label("New password", exact=True).fill(PASSWORD)
    page.get_by_label("New password, again").fill(PASSWORD)
    press(page, "Change password")
    expect(page.get_by_role("heading", name="Add a second factor")).to_be_visible()
    page.get_by_role("button", name="Set up an authenticator app").click()
    page.get_by_text("I cannot scan it").click()
    secret = page.locator(".govuk-details__text code").inner_text().replace(" ", "")
    page.get_by_label("Code your app shows now").fill(code_of(secret))
    press(page, "Finish")
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    assert page.locator("ol code").count() == 10
    page.get_by_role("button", name="I have them on paper").click()
    expect(page.get_by_role("heading", name="My work")).to_be_visible()


def test_passkey_replaces_user_name_password_and_code(people: People, new_window: NewWindow) -> None:
    officer = people.officer("investigator")
    secret = past_first_steps(officer)
    page = new_window().new_page()
    with_device(page)
    sign_in_by_page(page, officer, secret)
    page.goto("/security/passkeys/add/")
    page.get_by_label("Your password").fill(PASSWORD)
    press(page, "Confirm")
    page.get_by_label("Name of this passkey").fill("desk computer")
    expect(page.get_by_label("Use it to sign in without a password")).to_be_checked()
    press(page, "Add the passkey")
    expect(page.get_by_text("Your passkey is added.")).to_be_visible()
    page.goto("/security/passkeys/")
    expect(page.get_by_role("rowheader", name="desk computer")).to_be_visible()
    page.goto("/accounts/sign-out/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    press(page, "Sign in with a passkey")
    expect(page.get_by_role("heading", name="My work")).to_be_visible()
    page.locator(".samakki-menu summary").nth(1).click()
    press(page, "Lock the screen")
    press(page, "Unlock with a passkey")
    expect(page.get_by_role("heading", name="My work")).to_be_visible()
    page.goto("/security/recovery-codes/new/")
    if page.get_by_role("heading", name="Confirm that it is you").is_visible():
        page.get_by_role("link", name="With a passkey").click()
        press(page, "Confirm with a passkey")
    expect(page.get_by_role("heading", name="Make new recovery codes?")).to_be_visible()


def test_a_passkey_that_is_not_used_is_said_on_the_page(people: People, new_window: NewWindow) -> None:
    page = new_window().new_page()
    with_device(page)
    page.goto("/accounts/sign-in/")
    press(page, "Sign in with a passkey")
    expect(page.get_by_role("alert")).to_contain_text("The passkey was not used")


def test_a_page_left_alone_goes_to_the_lock_page_and_back(people: People, new_window: NewWindow) -> None:
    officer = people.officer("node_administrator")
    secret = past_first_steps(officer)
    page = new_window().new_page()
    page.clock.install()
    sign_in_by_page(page, officer, secret)
    page.goto("/officers/")
    page.clock.fast_forward("11:00")
    expect(page.get_by_role("heading", name="This session is locked")).to_be_visible()
    assert officer.full_name not in page.content()
    page.go_back()
    page.goto("/officers/")
    expect(page.get_by_role("heading", name="This session is locked")).to_be_visible()
    page.get_by_label("Your password").fill(PASSWORD)
    press(page, "Unlock")
    expect(page.get_by_role("heading", name="Officers", exact=True)).to_be_visible()


def test_what_was_typed_when_the_session_locked_can_be_sent_afterwards(people: People, new_window: NewWindow) -> None:
    officer = people.officer("node_administrator")
    secret = past_first_steps(officer)
    context = new_window()
    page, other = context.new_page(), context.new_page()
    sign_in_by_page(page, officer, secret)
    page.goto("/officers/add/")
    page.get_by_label("Full name").fill("ចាន់ សុភា")
    page.get_by_label("User name").fill("chan.sophea")
    page.get_by_label("Desk").select_option(POLICE)
    other.goto("/")
    other.locator(".samakki-menu summary").nth(1).click()
    press(other, "Lock the screen")
    press(page, "Add the officer")
    expect(page.get_by_text("is kept, sealed")).to_be_visible()
    page.get_by_label("Your password").fill(PASSWORD)
    press(page, "Unlock")
    expect(page.get_by_text("ចាន់ សុភា")).to_be_visible()
    press(page, "Go on and send it")
    expect(page.get_by_role("heading", name="Officer added")).to_be_visible()


def test_a_page_that_locks_itself_keeps_what_was_not_sent_yet(people: People, new_window: NewWindow) -> None:
    officer = people.officer("node_administrator")
    secret = past_first_steps(officer)
    page = new_window().new_page()
    page.clock.install()
    sign_in_by_page(page, officer, secret)
    page.goto("/officers/add/")
    page.get_by_label("Full name").fill("ចាន់ សុភា")
    page.clock.fast_forward("11:00")
    expect(page.get_by_text("is kept, sealed")).to_be_visible()
    page.get_by_label("Your password").fill(PASSWORD)
    press(page, "Unlock")
    press(page, "Go on and send it")
    expect(page.get_by_label("Full name")).to_have_value("ចាន់ សុភា")
    expect(page.get_by_role("alert")).to_contain_text("Type a user name")


@pytest.mark.parametrize("path", ["/accounts/sign-in/", "/recover/"])
def test_pages_of_visitors_are_accessible(people: People, new_window: NewWindow, path: str) -> None:
    page = new_window(viewport={"width": 360, "height": 740}).new_page()
    page.goto(path)
    assert pages.axe(page) == []
    press(page, "Sign in" if "sign-in" in path else "Set the new password")
    expect(page).to_have_title(re.compile("^Error: "))
    assert pages.axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
