"""Stories that take more than one officer, each in a browser of their own."""

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from samakki.access.models import Officer
from tests.journeys.conftest import NewWindow
from tests.support.people import FIELD, POLICE, People, record
from tests.support.sign_in import PASSWORD, code_of, past_first_steps, sign_in_by_page

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DANGER = "The witness is followed since an hour and nobody of the desk answers the telephone."


def signed_in(new_window: NewWindow, officer: Officer) -> "Page":
    page = new_window().new_page()
    sign_in_by_page(page, officer, past_first_steps(officer))
    return page


def press(page: "Page", name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def confirm_password(page: "Page") -> None:
    page.get_by_label("Your password").fill(PASSWORD)
    press(page, "Confirm")


def test_a_role_is_proposed_by_one_officer_and_confirmed_by_another(people: People, new_window: NewWindow) -> None:
    newcomer = people.officer(desk=POLICE)
    administrator = signed_in(new_window, people.officer("node_administrator"))
    supervisor = signed_in(new_window, people.officer("supervisor"))
    administrator.get_by_role("link", name="Officers").click()
    administrator.get_by_label("Name, user name, code or desk").fill(newcomer.username)
    press(administrator, "Apply filter")
    administrator.get_by_role("link", name=newcomer.full_name).click()
    administrator.get_by_label("Investigator").check()
    press(administrator, "Propose this role")
    expect(administrator.get_by_text("“Investigator” is proposed.")).to_be_visible()
    expect(administrator.get_by_text("Waits for a second person")).to_be_visible()
    supervisor.reload()
    expect(supervisor.get_by_text("To do (1)")).to_be_visible()
    supervisor.get_by_role("link", name="Investigator").click()
    expect(supervisor.get_by_text("Learns a victim's name only through a custodian's grant")).to_be_visible()
    press(supervisor, "Confirm the role")
    expect(supervisor.get_by_text("“Investigator” is in force now.")).to_be_visible()
    expect(supervisor.get_by_text("To do (0)")).to_be_visible()
    administrator.reload()
    expect(administrator.get_by_text("In force")).to_be_visible()


def test_two_officers_give_a_third_the_sign_in_back(people: People, new_window: NewWindow) -> None:
    lost = people.officer("investigator")
    past_first_steps(lost)
    first = signed_in(new_window, people.officer("node_administrator"))
    second = signed_in(new_window, people.officer("supervisor"))
    first.goto(f"/officers/{lost.code}/")
    first.get_by_role("link", name="Start a recovery").click()
    confirm_password(first)
    press(first, "Start the recovery")
    half_one = first.locator(".govuk-panel code").inner_text()
    second.reload()
    second.get_by_role("link", name="A colleague cannot sign in").click()
    confirm_password(second)
    press(second, "Confirm the recovery")
    half_two = second.locator(".govuk-panel code").inner_text()
    assert half_one != half_two
    page = new_window().new_page()
    page.goto("/accounts/sign-in/")
    page.get_by_role("link", name="I have both halves of a recovery code").click()
    page.get_by_label("User name").fill(lost.username)
    page.get_by_label("First half of the code").fill(half_one)
    page.get_by_label("Second half of the code").fill(half_two)
    page.get_by_label("New password", exact=True).fill("four new quiet words")
    page.get_by_label("New password, again").fill("four new quiet words")
    press(page, "Set the new password")
    page.get_by_label("User name").fill(lost.username)
    page.get_by_label("Password", exact=True).fill("four new quiet words")
    press(page, "Sign in")
    expect(page.get_by_role("heading", name="Add a second factor")).to_be_visible()
    page.get_by_role("button", name="Set up an authenticator app").click()
    page.get_by_label("Your password").fill("four new quiet words")
    press(page, "Confirm")
    page.get_by_text("I cannot scan it").click()
    secret = page.locator(".govuk-details__text code").inner_text().replace(" ", "")
    page.get_by_label("Code your app shows now").fill(code_of(secret))
    press(page, "Finish")
    page.get_by_role("button", name="I have them on paper").click()
    page.get_by_role("link", name="Incoming").click()
    page.get_by_role("link", name="All notices").click()
    expect(page.get_by_role("heading", name="Your sign-in was recovered")).to_be_visible()


def test_urgent_access_from_the_danger_to_its_review(people: People, new_window: NewWindow) -> None:
    case = record(by=people.officer("investigator"))
    in_danger = signed_in(new_window, people.officer("investigator", desk=FIELD))
    supervisor = signed_in(new_window, people.officer("supervisor"))
    in_danger.get_by_role("link", name="Urgent access").click()
    expect(in_danger.get_by_text("What it never opens")).to_be_visible()
    in_danger.get_by_role("button", name="Yes, go on").click()
    confirm_password(in_danger)
    in_danger.get_by_label("Reference of the record").fill(case.lower())
    in_danger.get_by_label("What is dangerous").fill("danger")
    in_danger.get_by_label("I know that the owner").check()
    press(in_danger, "Open it for 24 hours")
    expect(in_danger.get_by_role("alert")).to_contain_text("too short")
    expect(in_danger.get_by_label("What is dangerous")).to_have_value("danger")
    in_danger.get_by_label("What is dangerous").fill(DANGER)
    press(in_danger, "Open it for 24 hours")
    expect(in_danger.get_by_role("heading", name="The record is open")).to_be_visible()
    in_danger.get_by_role("button", name="Who has access to it").click()
    expect(in_danger.get_by_text("urgent access, 24 hours").first).to_be_visible()
    supervisor.reload()
    supervisor.get_by_role("link", name="Incoming").click()
    supervisor.get_by_role("link", name="All notices").click()
    expect(supervisor.get_by_role("heading", name="Urgent access to a record of your desk")).to_be_visible()
    supervisor.goto("/")
    supervisor.get_by_role("link", name="Review the urgent access").click()
    expect(supervisor.get_by_text(DANGER)).to_be_visible()
    supervisor.get_by_label("Justified", exact=True).check()
    press(supervisor, "Finish the review")
    expect(supervisor.get_by_text("The review is finished.")).to_be_visible()
    in_danger.goto("/notices/")
    expect(in_danger.get_by_role("heading", name="Your urgent access was reviewed")).to_be_visible()
