"""An investigator searches in Khmer and by half a telephone number; a colleague of another desk finds nothing."""

import re
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from playwright.sync_api import expect

from samakki.access.models import AuditEntry, Officer
from samakki.entities import actions
from samakki.entities.domain.kinds import PHONE_SERVICE
from samakki.entities.domain.statements import NewEntity, NewStatement
from samakki.kernel.grades import Grade
from tests.journeys.conftest import NewWindow
from tests.support import pages
from tests.support.described import source
from tests.support.people import FIELD, People
from tests.support.pictures import keep_picture
from tests.support.sign_in import past_first_steps, sign_in_by_page

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def signed_in(new_window: NewWindow, officer: Officer, **options: object) -> "Page":
    page = new_window(**options).new_page()
    sign_in_by_page(page, officer, past_first_steps(officer))
    return page


def described(officer: Officer) -> None:
    """A suspect in Khmer, somebody of the same name in Latin letters, a Burmese one, and a telephone."""

    def person(name: str, language: str = "", **more: str) -> NewEntity:
        others = (NewStatement(prop, value) for prop, value in more.items())
        return NewEntity("Person", (NewStatement("name", name, language=language), *others))

    number = NewStatement("number", "+85512345678", as_written="០១២ ៣៤៥ ៦៧៨")
    with transaction.atomic():
        actions.write_entities(
            by=officer,
            source=source(officer, grade=Grade.parse("B2")),
            entities=[
                person("សុខ ដារ៉ា", "km", weakAlias="Bong Thom"),
                person("Dara Keo"),
                person("အောင်ဆန်းဦး", "my"),
                NewEntity("UserAccount", (number, NewStatement("service", PHONE_SERVICE))),
            ],
        )


@pytest.mark.parametrize("has_script", [True, False])
def test_a_name_in_khmer_and_half_a_telephone_number(people: People, new_window: NewWindow, has_script: bool) -> None:
    investigator, stranger = people.officer("investigator"), people.officer("investigator", desk=FIELD)
    described(investigator)
    page = signed_in(new_window, investigator, java_script_enabled=has_script, viewport={"width": 390, "height": 780})
    page.goto("/search/")
    box = page.get_by_role("searchbox")
    box.fill("ដារ៉ា")
    box.press("Enter")
    expect(page.get_by_role("heading", name="2 found")).to_be_visible()
    rows = page.get_by_role("main").get_by_role("list").last.get_by_role("listitem")
    expect(rows.nth(0)).to_contain_text("សុខ ដារ៉ា")
    expect(rows.nth(0)).to_contain_text("as written")
    expect(rows.nth(1)).to_contain_text("Dara Keo")
    expect(rows.nth(1)).to_contain_text("other spelling")
    assert re.search(r"/search/[0-9a-f]{16}/$", page.url)
    if has_script:
        assert pages.axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        keep_picture(page, "search-telephone")
    kept = page.url

    # Into one result and back: nothing is asked to be sent again.
    rows.nth(0).get_by_role("link").click()
    expect(page.get_by_text("Bong Thom").first).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="2 found")).to_be_visible()

    # Half a number, then narrowed to what it is not.
    page.get_by_role("searchbox").fill("345678")
    page.locator("summary", has_text="Narrow the search").click()
    page.get_by_label("Kind", exact=True).select_option("phone")
    page.get_by_role("main").get_by_role("button", name="Search", exact=True).click()
    expect(page.get_by_text("by number")).to_be_visible()
    page.get_by_label("Kind", exact=True).select_option("vehicle")
    page.get_by_role("main").get_by_role("button", name="Search", exact=True).click()
    expect(page.get_by_role("heading", name="Nothing found")).to_be_visible()

    # Further than one's own records: only with a purpose.
    page.get_by_label("Everything that is open to me").check()
    page.get_by_role("main").get_by_role("button", name="Search", exact=True).click()
    expect(page.get_by_role("link", name="A search beyond your own records needs a purpose")).to_be_visible()
    if has_script:
        keep_picture(page, "search-further")

    other = signed_in(new_window, stranger, java_script_enabled=has_script)
    other.goto(kept)
    expect(other.get_by_text("This search is no longer kept").first).to_be_visible()
    other.get_by_role("searchbox").fill("ដារ៉ា")
    other.get_by_role("searchbox").press("Enter")
    expect(other.get_by_role("heading", name="Nothing found")).to_be_visible()
    counts = [
        entry.facts["count"]
        for entry in AuditEntry.objects.filter(action="search_records", outcome="done", actor=stranger.code)
    ]
    assert counts == [0]


def test_a_burmese_name_by_ear(people: People, new_window: NewWindow) -> None:
    investigator = people.officer("investigator")
    described(investigator)
    page = signed_in(new_window, investigator)
    page.goto("/search/")
    keep_picture(page, "search")
    for typed, why in (("ဆန်းဦး", "as written"), ("Aung San Oo", "other spelling")):
        page.get_by_role("searchbox").fill(typed)
        page.get_by_role("searchbox").press("Enter")
        expect(page.get_by_role("heading", name="1 found")).to_be_visible()
        expect(page.get_by_text(why, exact=True)).to_be_visible()
