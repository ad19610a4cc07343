"""A double click, and going back after a form was sent, in a browser that runs no script of the page."""

import pytest
from playwright.sync_api import expect

from samakki.intelligence.models import Report
from tests.journeys.conftest import NewWindow
from tests.support.people import POLICE, People
from tests.support.pictures import keep_picture
from tests.support.sign_in import past_first_steps, sign_in_by_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_double_click_makes_one_report(people: People, new_window: NewWindow) -> None:
    officer = people.officer("investigator", desk=POLICE)
    page = new_window(java_script_enabled=False).new_page()
    sign_in_by_page(page, officer, past_first_steps(officer))
    page.goto("/reports/new/")
    page.get_by_label("What was said or seen").fill("A man drives a white van.")
    page.get_by_role("button", name="Save as a draft").dblclick()
    page.wait_for_url("**/reports/R-*/")
    assert page.url.endswith(f"/reports/{Report.objects.get().reference}/")


def test_who_goes_back_and_sends_again_is_shown_what_was_made(people: People, new_window: NewWindow) -> None:
    """The browser fetches the form anew, with a number of its own, and puts back into it what was typed."""
    officer = people.officer("investigator", desk=POLICE)
    page = new_window(java_script_enabled=False).new_page()
    sign_in_by_page(page, officer, past_first_steps(officer))
    page.goto("/reports/new/")
    page.get_by_label("What was said or seen").fill("A man drives a white van.")
    page.get_by_role("button", name="Save as a draft").click()
    page.wait_for_url("**/reports/R-*/")
    made = page.url
    page.go_back()
    page.wait_for_url("**/reports/new/")
    assert page.get_by_label("What was said or seen").input_value() == "A man drives a white van."
    page.get_by_role("button", name="Save as a draft").click()
    expect(page.get_by_role("heading", name="You sent the same words here before")).to_be_visible()
    keep_picture(page, "sent-again", widths=(390,))
    assert Report.objects.count() == 1
    page.get_by_role("button", name="See what was done").click()
    page.wait_for_url(made)
