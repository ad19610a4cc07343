"""An investigator tells what happened and when; a prosecutor decides what the defence must see and prints both.

With ``SAMAKKI_PICTURES`` set, pictures for the documentation.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from pytest_django import Settings

from samakki.access.domain.vocabulary import Purpose
from tests.journeys.conftest import NewWindow
from tests.support.casework import a_case, on_team
from tests.support.people import People
from tests.support.pictures import DESK, TELEPHONE, keep_picture
from tests.support.sign_in import past_first_steps, sign_in_by_page

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def press(page: "Page", name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def tell(page: "Page", what: str, *, when: str = "", date: str = "", season: tuple[str, str] | None = None) -> None:
    """Add an event at a date that is known as far as it is, or in a season."""
    if not page.get_by_label("What happened?").is_visible():
        page.locator("summary", has_text="Add an event").click()
    page.get_by_label("What happened?").fill(what)
    if when:
        page.get_by_label(when).check()
    if season:
        name, year = season
        page.get_by_label("In a season").check()
        page.get_by_label("Season (optional)").select_option(label=name)
        page.get_by_label("Year in which the season began (optional)").fill(year)
    page.get_by_label("Date (optional)").fill(date)
    page.get_by_label("Source in words, if it has no reference here (optional)").fill("Interview of the driver")
    press(page, "Add the event")
    expect(page.get_by_role("heading", name=what)).to_be_visible()


def test_events_in_order_and_what_the_defence_must_see(
    people: People, new_window: NewWindow, tmp_path: Path, settings: Settings
) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.TIME_ZONE = "Asia/Phnom_Penh"
    investigator, prosecutor = people.officer("investigator"), people.officer("prosecutor")
    case = a_case(investigator)
    on_team(people.officer("supervisor"), case, prosecutor, purpose=Purpose.PROSECUTE)

    page = new_window().new_page()
    sign_in_by_page(page, investigator, past_first_steps(investigator))
    page.goto(f"/cases/{case}/events/")
    tell(page, "Alleged: a van leaves the house", date="២០ កុម្ភៈ ២០២៦")
    tell(page, "Alleged: the broker pays the driver", when="Before, or at the latest on", date="2/2026")
    tell(page, "The house was rented", season=("Rainy season", "2025"))
    expect(page.locator(".moj-timeline__title").first).to_have_text("The house was rented")
    keep_picture(page, "case-events", widths=(TELEPHONE, DESK), languages=("km", "en"))

    page.goto(f"/cases/{case}/exhibits/")
    page.get_by_label("What sort of thing is it?").select_option("papers")
    page.get_by_label("What is it?").fill("Notebook with times of journeys")
    page.get_by_label("Seized on").fill("2026-02-27")
    page.get_by_label("Place of seizure").fill("House behind the pagoda")
    press(page, "Add the exhibit")
    page.get_by_role("link", name="Cancel").click()  # the checklist can wait
    expect(page.get_by_role("heading", name="Exhibit 1")).to_be_visible()

    lawyer = new_window().new_page()
    sign_in_by_page(lawyer, prosecutor, past_first_steps(prosecutor))
    lawyer.goto(f"/cases/{case}/disclosure/")
    expect(lawyer.get_by_role("link", name="Show 1 entry that is still open")).to_be_visible()
    lawyer.get_by_role("link", name="Decide").click()
    press(lawyer, "Record the decision")
    expect(lawyer.get_by_role("link", name="Choose one").first).to_be_visible()
    lawyer.get_by_label("May help the defence", exact=True).check()
    lawyer.get_by_label("Not shown yet").check()
    lawyer.get_by_label("Reason").fill("The times differ from what the witness says.")
    press(lawyer, "Record the decision")
    expect(lawyer.get_by_text("The decision is recorded.")).to_be_visible()
    expect(lawyer.get_by_role("cell", name="May help the defence")).to_be_visible()
    keep_picture(lawyer, "case-disclosure-list", widths=(TELEPHONE, DESK), languages=("km", "en"))

    lawyer.goto(f"/cases/{case}/papers/")
    press(lawyer, "Issue: Timeline")
    expect(lawyer.get_by_text("The print is issued.")).to_be_visible()
    with lawyer.expect_download() as download:
        lawyer.get_by_role("link", name="PDF").first.click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    press(lawyer, "Issue: Disclosure list")
    expect(lawyer.get_by_text("The print is issued.")).to_be_visible()
    expect(lawyer.locator("tbody tr")).to_have_count(2)
    keep_picture(lawyer, "case-prints", widths=(TELEPHONE, DESK), languages=("km", "en"))
