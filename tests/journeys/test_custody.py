"""An exhibit goes from the investigator to the prosecutor: both say so, each in their own browser, without script.

With ``SAMAKKI_PICTURES`` set, pictures for the documentation.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from pytest_django import Settings

from samakki.access.domain.vocabulary import Purpose
from tests.journeys.conftest import NewWindow
from tests.support import hostile_files as files
from tests.support.casework import a_case, on_team
from tests.support.people import People
from tests.support.pictures import DESK, TELEPHONE, keep_picture
from tests.support.sign_in import past_first_steps, sign_in_by_page

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def press(page: "Page", name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def add_the_telephone(page: "Page", case: str, photo: Path) -> None:
    page.goto(f"/cases/{case}/exhibits/")
    expect(page.get_by_text("No exhibit yet.")).to_be_visible()
    page.get_by_label("What sort of thing is it?").select_option("phone")
    page.get_by_label("What is it?").fill("ទូរស័ព្ទ Samsung, cracked screen")
    page.get_by_label("Seized on").fill("2026-02-27")
    page.get_by_label("Time of seizure (optional)").fill("១៤:០៥")
    page.get_by_label("Place of seizure").fill("House behind the pagoda")
    page.get_by_label("Number on the seal (optional)").fill("KH-0451")
    page.get_by_label("Photo (optional)").set_input_files(photo)
    press(page, "Add the exhibit")
    page.get_by_role("group", name="Nobody looked through it").get_by_label("Done", exact=True).check()
    press(page, "Save")
    expect(page.get_by_role("heading", name="Exhibit 1")).to_be_visible()
    picture = page.get_by_alt_text("Picture of the exhibit")
    picture.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    assert picture.evaluate("picture => picture.naturalWidth") > 0
    keep_picture(page, "exhibit", widths=(DESK,))


def test_an_exhibit_is_handed_over_confirmed_and_reported(
    people: People, new_window: NewWindow, tmp_path: Path, settings: Settings
) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.TIME_ZONE = "Asia/Phnom_Penh"
    investigator, prosecutor = people.officer("investigator"), people.officer("prosecutor")
    supervisor = people.officer("supervisor")
    case = a_case(investigator)
    on_team(supervisor, case, prosecutor, purpose=Purpose.PROSECUTE)
    photo = tmp_path / "ទូរស័ព្ទ.jpg"
    photo.write_bytes(files.png(60, 40))

    giving = new_window(java_script_enabled=False).new_page()
    sign_in_by_page(giving, investigator, past_first_steps(investigator))
    add_the_telephone(giving, case, photo)

    giving.get_by_role("button", name="Hand it over").click()
    giving.get_by_label("Who receives it?").select_option(prosecutor.code)
    giving.get_by_label("What for?").select_option("court")
    giving.get_by_label("Day", exact=True).fill("2026-02-28")
    giving.get_by_label("Time", exact=True).fill("09.05")
    giving.get_by_label("Whole").check()
    giving.get_by_label("Number on the seal (optional)").fill("KH-0451")
    keep_picture(giving, "exhibit-hand-over", widths=(DESK,))
    press(giving, "Record the hand-over")
    expect(giving.get_by_text("waits for the receiver to confirm it")).to_be_visible()

    receiving = new_window(java_script_enabled=False).new_page()
    sign_in_by_page(receiving, prosecutor, past_first_steps(prosecutor))
    receiving.goto("/incoming/")
    receiving.get_by_role("link", name="Confirm that you received exhibit 1").or_(
        receiving.locator("a[href*='/custody/']")
    ).first.click()
    receiving.get_by_label("Yes, I received it").check()
    receiving.get_by_label("Day you received it (optional)").fill("2026-02-28")
    receiving.get_by_label("Time you received it (optional)").fill("9:10")
    receiving.get_by_label("Whole").check()
    receiving.get_by_label("Number on the seal (optional)").fill("KH-0451")
    keep_picture(receiving, "exhibit-answer", widths=(DESK,))
    press(receiving, "Send the answer")
    expect(receiving.get_by_text("You are recorded as holding the exhibit.")).to_be_visible()
    expect(receiving.get_by_text("Confirmed by the receiver")).to_be_visible()
    keep_picture(receiving, "exhibit-custody", widths=(DESK,))

    press(receiving, "Print a custody report")
    expect(receiving.get_by_text("The print is issued.")).to_be_visible()
    with receiving.expect_download() as download:
        receiving.get_by_role("link", name="PDF").first.click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    assert download.value.suggested_filename.startswith("F-")

    receiving.locator("header details").first.locator("summary").click()
    receiving.get_by_role("button", name="ខ្មែរ").click()
    receiving.goto(f"/cases/{case}/exhibits/")
    expect(receiving.locator("html")).to_have_attribute("lang", "km")
    keep_picture(receiving, "exhibits-khmer", widths=(TELEPHONE,))
