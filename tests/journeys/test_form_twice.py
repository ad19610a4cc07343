"""A double click, in a browser that runs no script of the page."""

import pytest

from samakki.intelligence.models import Report
from tests.journeys.conftest import NewWindow
from tests.support.people import POLICE, People
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
