"""An investigator describes a man nobody can name and a house; a colleague corrects; a third sees nothing."""

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from samakki.access import actions as access
from samakki.access.domain.vocabulary import Basis, Purpose
from samakki.access.models import Officer
from samakki.entities.models import Entity, Place
from tests.journeys.conftest import NewWindow
from tests.support.described import source
from tests.support.people import People
from tests.support.pictures import keep_picture
from tests.support.sign_in import past_first_steps, sign_in_by_page

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def signed_in(new_window: NewWindow, officer: Officer) -> "Page":
    page = new_window().new_page()
    sign_in_by_page(page, officer, past_first_steps(officer))
    return page


def press(page: "Page", name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_a_man_nobody_can_name_and_a_house(people: People, new_window: NewWindow) -> None:
    investigator, colleague = people.officer("investigator"), people.officer("investigator")
    report = source(investigator)
    access.add_member(
        by=people.officer("supervisor"),
        reference=report,
        officer=colleague.code,
        purpose=Purpose.INVESTIGATE_TRAFFICKING,
        basis=Basis.TEAM,
    )
    page = signed_in(new_window, investigator)

    # A man known by a nickname, a scar and three digits.
    page.goto(f"/describe/{report}/")
    page.get_by_role("link", name="Person", exact=True).click()
    page.get_by_label("Nickname").fill("บองเล็ก")
    page.get_by_label("Age", exact=True).fill("40-45")
    page.locator("summary", has_text="What people remember").click()
    page.get_by_label("Scar or mark").fill("long scar on the left cheek")
    page.get_by_label("Part of a phone number").fill("…678")
    press(page, "Add")
    expect(page.get_by_role("heading", level=1)).to_contain_text("บองเล็ก")
    expect(page.locator("strong", has_text="ends with 678")).to_be_visible()
    man = page.url

    # The house, by country, province and district.
    page.goto(f"/describe/{report}/place/")
    page.get_by_label("Where is it?").fill("near the pagoda after the bridge, blue gate")
    _choose(page, "Country", "KH")
    _choose(page, "Province", "KH-1")
    page.get_by_label("District").select_option("KH.0110")
    press(page, "Add")
    expect(page.locator("strong", has_text="Poipet")).to_be_visible()
    place = Place.objects.get()
    assert (place.words, place.district) == ("near the pagoda after the bridge, blue gate", "KH.0110")

    # They are linked, and the link shows from both.
    page.goto(f"{man}link/")
    page.get_by_label("How are they connected?").select_option(label="บองเล็ก was seen at …")
    page.get_by_label("With what?").select_option(value=Entity.objects.get(schema="Address").reference)
    press(page, "Link")
    expect(page.get_by_role("link", name="near the pagoda after the bridge, blue gate", exact=True)).to_be_visible()
    keep_picture(page, "entity")

    # A colleague of the same report corrects the age; what stood there stays, struck out.
    other = signed_in(new_window, colleague)
    other.goto(man)
    other.get_by_role("link", name="Age: 38 to 45").click()
    other.get_by_label("It needs correcting").check()
    other.get_by_label("Age", exact=True).fill("50-55")
    press(other, "Save")
    expect(other.get_by_text("It was withdrawn. It stays on the page, struck out.")).to_be_visible()
    other.locator("summary", has_text="Withdrawn").click()
    expect(other.locator("del")).to_contain_text("38 to 45 years")

    # Somebody else finds nothing, in the list or by the address.
    stranger = signed_in(new_window, people.officer("investigator"))
    stranger.goto("/entities/")
    expect(stranger.get_by_text("Nobody and nothing is described yet")).to_be_visible()
    assert stranger.goto(man).status == 404  # type: ignore[union-attr]  # a page answers


def _choose(page: "Page", label: str, value: str) -> None:
    """Choose a country or a province, and wait for what lies in it."""
    page.get_by_label(label, exact=True).select_option(value)
    inner = {"Country": "Province", "Province": "District"}[label]
    expect(page.get_by_label(inner, exact=True).locator("option").nth(1)).to_be_attached()
