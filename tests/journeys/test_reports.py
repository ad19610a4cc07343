"""Reports from the first word to the second person, and from a village to a police desk, by those who do it."""

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from samakki.access.models import Officer
from samakki.entities.models import Entity, Statement
from samakki.intelligence.models import CommunityReport, Report, ReportItem
from tests.journeys.conftest import NewWindow
from tests.support.people import POLICE, SUPPORT, People
from tests.support.pictures import DESK, TELEPHONE, keep_picture
from tests.support.sign_in import past_first_steps, sign_in_by_page

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

expect.set_options(timeout=20_000)  # as long as the windows wait for anything else
TEXT = "A man called Bong Lek drives a white van. I saw it at 14:30 at the market."


def signed_in(new_window: NewWindow, officer: Officer, **options: object) -> "Page":
    page = new_window(**options).new_page()
    sign_in_by_page(page, officer, past_first_steps(officer))
    return page


def press(page: "Page", name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def mark(page: "Page", place: str, words: str) -> None:
    """Mark some words inside one element, as a mouse does."""
    page.evaluate(
        """([place, words]) => {
          const node = [...document.querySelector(place).childNodes].find((one) => one.data?.includes(words));
          const range = document.createRange();
          const start = node.data.indexOf(words);
          range.setStart(node, start);
          range.setEnd(node, start + words.length);
          const selection = document.getSelection();
          selection.removeAllRanges();
          selection.addRange(range);
        }""",
        [place, words],
    )
    page.wait_for_timeout(50)  # the event of a selection comes after the script that made it


def test_an_investigator_marks_words_and_a_supervisor_lets_them_go(people: People, new_window: NewWindow) -> None:
    writer, judge = people.officer("investigator", desk=POLICE), people.officer("supervisor", desk=POLICE)
    page = signed_in(new_window, writer)
    page.get_by_role("link", name="Reports", exact=True).click()
    press(page, "Write a report")
    page.get_by_label("What was said or seen").fill(TEXT)
    page.get_by_label("A few words to know it by").fill("Driver at the market")
    press(page, "Save as a draft")

    mark(page, "#as-received", "A man called Bong Lek drives a white van.")
    press(page, "Take what I marked in the text")
    expect(page.get_by_label("Words of the new item")).to_have_value("A man called Bong Lek drives a white van.")
    press(page, "Add the item")
    item = capture_two_and_link_them(page)
    page.reload()
    keep_picture(page, "report", widths=(TELEPHONE, DESK), languages=("km", "en"))

    page.get_by_role("link", name="Grade it").click()
    page.get_by_label("The source (optional)").select_option("B")
    page.get_by_label("The information (optional)").select_option("2")
    page.get_by_label("Words that may leave").fill("I saw a man drive a van.")
    press(page, "Save")
    press(page, "Every item is graded")
    press(page, "Hand it to a second person")
    expect(page.get_by_text("Warnings that nobody answered: 1.")).to_be_visible()
    keep_picture(page, "release", widths=(TELEPHONE, DESK), languages=("km", "en"))
    page.get_by_label("Words that may leave").fill("A man drives a van.")
    press(page, "Save these words")
    press(page, "Hand it to a second person")
    expect(page.get_by_text("It waits for a second person now.")).to_be_visible()

    second = signed_in(new_window, judge)
    second.locator(f'a[href="/reports/{Report.objects.get().reference}/release/"]').first.click()
    expect(second.get_by_text("You see a summary")).to_be_visible()
    expect(second.get_by_text("A man drives a van.")).to_be_visible()
    assert "Bong Lek" not in second.content()
    keep_picture(second, "authorise", widths=(TELEPHONE, DESK), languages=("km", "en"))
    second.get_by_label("I have read every word above as a stranger would").check()
    press(second, "Authorise it")
    expect(second.get_by_text("The release is authorised.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Release authorised").first).to_be_visible()
    assert Statement.objects.filter(item=item, source_grade="B", information_grade="2").exists()


def capture_two_and_link_them(page: "Page") -> str:
    """A person and a van out of the first item, and a link between them, without leaving the page."""
    page.get_by_role("heading", name="Item 1").wait_for()
    address = page.url
    item = ReportItem.objects.get().reference
    mark(page, f'[data-capture-source="{item}"]', "Bong Lek")
    page.get_by_role("link", name="Capture a person").click()
    words = page.get_by_label("Words from the item")
    words.wait_for()
    expect(words).to_have_value("Bong Lek")
    page.get_by_label("For a person, the words are").select_option("weakAlias")
    page.get_by_label("More about it").fill("tall, scar on the left cheek")
    press(page, "Capture it")
    expect(page.get_by_text("Captured. Mark the next words, or go on with the report.")).to_be_visible()
    page.get_by_label("Words from the item").fill("1AB-2345")
    page.get_by_label("What they are").select_option("vehicle")
    press(page, "Capture it")
    expect(page.locator(f"#capture-{item}").get_by_text("1AB-2345")).to_be_visible()
    page.get_by_role("link", name="Link two that were captured").click()
    page.get_by_label("Who or what").select_option(label="Bong Lek")
    page.get_by_label("How", exact=True).select_option("uses")
    page.get_by_label("Whom or what").select_option(label="1AB-2345")
    page.get_by_label("Which item says so").select_option(item)
    press(page, "Link them")
    expect(page.get_by_text("They are linked.")).to_be_visible()
    assert page.url == address
    assert set(Entity.objects.values_list("schema", flat=True)) == {"Person", "Vehicle", "UnknownLink"}
    return item


def test_the_same_works_without_script(people: People, new_window: NewWindow) -> None:
    page = signed_in(new_window, people.officer("investigator", desk=POLICE), java_script_enabled=False)
    page.goto("/reports/new/")
    page.get_by_label("What was said or seen").fill(TEXT)
    press(page, "Save as a draft")
    page.get_by_label("Words of the new item").fill("Bong Lek drives.")
    press(page, "Add the item")
    page.get_by_role("link", name="Capture a person").click()
    page.get_by_label("Words from the item").fill("Bong Lek")
    press(page, "Capture it")
    expect(page.get_by_role("link", name="Bong Lek").first).to_be_visible()
    assert Entity.objects.get().schema == "Person"


def test_a_village_tells_and_the_agency_sees_what_came_of_it(people: People, new_window: NewWindow) -> None:
    worker, lead = people.officer("social_worker", desk=SUPPORT), people.officer("support_lead", desk=SUPPORT)
    supervisor, writer = people.officer("supervisor", desk=POLICE), people.officer("investigator", desk=POLICE)
    page = signed_in(new_window, worker)
    page.get_by_role("link", name="Community reports").click()
    press(page, "Write down what was told")
    page.get_by_label("What was told").fill("The aunt says that a woman takes girls to a factory.")
    page.get_by_label("Somebody offers work or marriage elsewhere").check()
    press(page, "Show the provinces and districts of my choice")
    page.get_by_label("Province").select_option("KH-1")
    page.get_by_label("Exact place").fill("the blue house")
    press(page, "Save")
    page.get_by_role("link", name="Make it a lead for the police").click()
    page.get_by_label("What the police may read").fill("A woman recruits for a factory abroad.")
    page.get_by_label("Police desk").select_option(POLICE)
    press(page, "Ask a second person")

    second = signed_in(new_window, lead)
    reference = CommunityReport.objects.get().reference
    second.goto(f"/community/{reference}/")
    keep_picture(second, "community-report", widths=(TELEPHONE, DESK), languages=("km", "en"))
    press(second, "Let it go to the police")

    report = Report.objects.get().reference
    boss = signed_in(new_window, supervisor)
    boss.goto(f"/reports/{report}/")
    boss.get_by_role("link", name="Choose who works on it").click()
    boss.get_by_label("Officer").select_option(writer.code)
    boss.get_by_label("Ground").select_option("team")
    boss.get_by_label("Purpose").select_option("investigate_trafficking")
    press(boss, "Give access")

    officer = signed_in(new_window, writer)
    officer.goto(f"/reports/{report}/")
    expect(officer.get_by_text("A woman recruits for a factory abroad.").first).to_be_visible()
    for hidden in ("aunt", "blue house", "girls"):
        assert hidden not in officer.content()
    officer.get_by_role("link", name="Tell them what came of it").click()
    officer.get_by_label("In use").check()
    officer.get_by_label("A few words for them").fill("Thank you, it helped.")
    press(officer, "Tell them")
    page.goto(f"/community/{reference}/")
    expect(page.get_by_text("Thank you, it helped.")).to_be_visible()
    keep_picture(page, "community-outcome", widths=(TELEPHONE, DESK), languages=("km", "en"))
