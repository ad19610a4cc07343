"""A case from its opening to the prosecutor's answer, by those who do it, each in a browser of their own."""

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from samakki.access.models import Officer
from samakki.cases.models import NppCheck, Task
from tests.journeys.conftest import NewWindow
from tests.support.people import FIELD, People
from tests.support.pictures import DESK, TELEPHONE, keep_picture
from tests.support.sign_in import past_first_steps, sign_in_by_page

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

REASON = "Two witnesses say so, independently of each other."


def signed_in(new_window: NewWindow, officer: Officer, **options: object) -> "Page":
    page = new_window(**options).new_page()
    sign_in_by_page(page, officer, past_first_steps(officer))
    return page


def press(page: "Page", name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: "Page", name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()


def tab(page: "Page", name: str) -> None:
    page.get_by_role("navigation", name="Parts of the case").get_by_role("link", name=name, exact=True).click()


def open_a_case(page: "Page") -> None:
    page.goto("/cases/")
    press(page, "Open a case")
    page.get_by_label("Nickname of the case").fill("Blue lorry")
    page.get_by_label("Trafficking in persons").check()
    page.get_by_label("Smuggling of migrants").check()
    page.get_by_label("Cambodia").check()
    page.get_by_label("Thailand").check()
    page.get_by_label("What do you open it for?").select_option("investigate_trafficking")
    press(page, "Open the case")
    expect(page.get_by_role("link", name="Check the nickname, then tick the box")).to_be_visible()
    assert page.get_by_label("Nickname of the case").input_value() == "Blue lorry"
    page.get_by_label("Nobody can recognise a victim or witness by this nickname").check()
    press(page, "Open the case")
    expect(page.get_by_text("The case is open.")).to_be_visible()


def describe_a_victim_who_is_suspected(page: "Page") -> None:
    tab(page, "People")
    press(page, "Describe a person")
    page.get_by_label("Full name").fill("Nguyễn Thị Hoa")
    press(page, "Put the person into the case")
    expect(page.get_by_role("cell", name="Person found, not yet assessed")).to_be_visible()
    follow(page, "Nguyễn Thị Hoa")
    for category, reason in (("Presumed victim", ""), ("Suspect", REASON)):
        page.get_by_role("link", name="Assess").click()
        page.get_by_label(category, exact=True).check()
        page.get_by_label("Why?", exact=False).fill(reason)
        press(page, "Save")
    expect(page.get_by_text("This presumed victim is also a suspect.", exact=False)).to_be_visible()
    page.get_by_role("link", name="Change whether under 18").click()
    page.get_by_label("Perhaps under 18: treated as a child").check()
    press(page, "Save")
    keep_picture(page, "case-person", widths=(TELEPHONE, DESK))


def assess_an_element(page: "Page") -> None:
    tab(page, "Offences")
    page.get_by_role("link", name="Assess Purpose").click()
    page.get_by_label("Partly shown").check()
    page.get_by_label("Forced labour or services").check()
    press(page, "Keep the assessment")
    expect(page.get_by_text("Nothing is linked that supports it.").first).to_be_visible()
    keep_picture(page, "case-offences", widths=(TELEPHONE, DESK))


def put_two_on_the_team(page: "Page", case: str, lawyer: Officer, field: Officer) -> None:
    page.goto("/cases/")
    follow(page, "Blue lorry " + case)
    expect(page.get_by_text("You see a summary.", exact=False)).to_be_visible()
    assert "Nguyễn" not in page.content()
    press(page, "Watch this case")
    for officer, purpose in ((lawyer, "prosecute"), (field, "investigate_trafficking")):
        tab(page, "Team")
        press(page, "Put an officer on the team")
        page.get_by_label("Officer").select_option(officer.code)
        page.get_by_label("Purpose").select_option(purpose)
        press(page, "Put on the team")
        expect(page.get_by_role("rowheader", name=officer.full_name)).to_be_visible()
    keep_picture(page, "case-team", widths=(TELEPHONE, DESK))
    page.goto("/watching/")
    expect(page.get_by_text("Blue lorry")).to_be_visible()


def hand_a_task_over(page: "Page") -> None:
    tab(page, "Plan")
    press(page, "Write a task")
    page.get_by_label("What is to be done?").fill("Photograph the house")
    press(page, "Put it on the plan")
    follow(page, "Photograph the house")
    page.get_by_role("link", name="Hand over to another desk").click()
    page.get_by_label("Desk").select_option(FIELD)
    page.get_by_label("Why?").fill("The house is in your district.")
    press(page, "Hand it over")
    tab(page, "Plan")
    keep_picture(page, "case-plan", widths=(TELEPHONE, DESK))
    page.goto("/")
    keep_picture(page, "my-work-cases", widths=(TELEPHONE, DESK))


def take_it_on_and_do_it(page: "Page") -> None:
    page.goto("/incoming/")
    page.get_by_role("link", name="Take on: Photograph the house", exact=False).click()
    press(page, "Take it on")
    press(page, "It is done")
    press(page, "It is done")
    expect(page.get_by_text("The task is done.")).to_be_visible()
    assert Task.objects.get(title="Photograph the house").owner_desk.address != FIELD


def test_a_case_is_opened_staffed_worked_and_its_check_answered(people: People, new_window: NewWindow) -> None:
    investigator = signed_in(new_window, people.officer("investigator"), java_script_enabled=False)
    supervisor = signed_in(new_window, people.officer("supervisor"))
    lawyer = people.officer("prosecutor")
    field = people.officer("investigator", desk=FIELD)

    open_a_case(investigator)
    describe_a_victim_who_is_suspected(investigator)
    assess_an_element(investigator)
    put_two_on_the_team(supervisor, investigator.url.split("/")[4], lawyer, field)
    hand_a_task_over(investigator)
    take_it_on_and_do_it(signed_in(new_window, field))
    prosecutor = signed_in(new_window, lawyer)
    prosecutor.get_by_role("link", name="Say whether a presumed victim may be punished", exact=False).click()
    prosecutor.get_by_label("The acts follow directly from being trafficked").check()
    prosecutor.get_by_label("Your reasons").fill("She carried the papers because they held her child.")
    keep_picture(prosecutor, "case-non-punishment", widths=(TELEPHONE, DESK))
    press(prosecutor, "Answer")
    expect(prosecutor.get_by_text("Your answer is kept, with your name.")).to_be_visible()
    expect(prosecutor.get_by_text("End Suspect")).to_have_count(0)
    assert NppCheck.objects.get().answered_by == lawyer.code
