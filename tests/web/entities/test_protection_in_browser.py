"""The first complaint carries her name: an officer protects her. In a real browser, with pictures."""

from typing import TYPE_CHECKING

import pytest

from samakki.access.models import Officer
from samakki.entities import actions
from samakki.entities.domain.statements import NewEntity, NewPlace, NewStatement
from samakki.entities.models import Entity
from samakki.intelligence import actions as intelligence
from tests.support import pages
from tests.support.casework import a_case, a_report, an_item
from tests.support.people import People
from tests.support.pictures import DESK, TELEPHONE, keep_picture
from tests.support.sign_in import past_first_steps, sign_in_by_page

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.fixtures import Settings

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LATIN, KHMER = "Chan Sreypich", "ចាន់ ស្រីពេជ្រ"


@pytest.fixture
def officer(transactional_db: None, settings: "Settings") -> Officer:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = settings.LANGUAGE_COOKIE_SECURE = False
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "test-session", "test-form"
    settings.LANGUAGE_COOKIE_NAME = "test-language"
    return People().officer("investigator")


@pytest.fixture
def complaint(officer: Officer) -> str:
    """A report with her name in it, filed in a case."""
    report = a_report(
        officer, text=f"{LATIN} ({KHMER}) told us that a man holds her papers.", headline="First complaint"
    )
    item = an_item(officer, report, raw=f"{LATIN} says that the man keeps her passport.", sanitised="")
    said = (
        NewStatement("name", LATIN, item=item),
        NewStatement("alias", KHMER, language="km"),
        NewStatement("phone", "+85512345678"),
    )
    her = actions.describe(by=officer, source=report, entity=NewEntity("Person", said))
    things_of(officer, report, her)
    intelligence.file_in_case(by=officer, reference=report, case=a_case(officer))
    return report


def things_of(officer: Officer, report: str, her: str) -> None:
    """Her passport, a telephone she was handed, and the house where she was kept."""
    number = (NewStatement("username", "+85512900411"), NewStatement("service", "phone"))
    phone = actions.describe(by=officer, source=report, entity=NewEntity("UserAccount", number))
    paper = (NewStatement("number", "N9004117"), NewStatement("holder", target=her))
    actions.describe(by=officer, source=report, entity=NewEntity("Passport", paper))
    house = actions.describe(
        by=officer, source=report, entity=NewEntity("Address", (), NewPlace("house behind the market"))
    )
    for other, role in ((phone, "uses"), (house, "kept at")):
        said, ends = [NewStatement("role", role)], {"subject": her, "object": other}
        actions.link(by=officer, source=report, schema="UnknownLink", ends=ends, statements=said)


def test_the_first_complaint_carries_her_name_and_an_officer_protects_her(
    page: "Page", officer: Officer, complaint: str
) -> None:
    sign_in_by_page(page, officer, past_first_steps(officer))
    page.goto(f"/reports/{complaint}/")
    page.get_by_role("link", name="Protect this person").click()
    page.get_by_role("heading", name="Protect this person?").wait_for()
    assert pages.axe(page) == []
    page.get_by_role("button", name="Protect this person").click()
    page.get_by_text("There is a problem").first.wait_for()
    look(page, "refused")
    page.get_by_label("Other names of this person").fill("Sreypich")
    page.get_by_label("I know that I cannot take this back").check()
    look(page, "ask")
    page.get_by_role("group", name="Phone: +85512900411").get_by_label("Also a suspect's").check()
    page.get_by_role("button", name="Protect this person").click()
    page.get_by_role("heading", name="What protecting this person did").wait_for()
    code = Entity.objects.get(schema="Person").protected_code
    assert pages.axe(page) == []
    look(page, "done")
    look_at_things(page, code)
    page.goto(f"/reports/{complaint}/")
    shown = page.content()
    assert code in shown
    assert not [name for name in (LATIN, KHMER, "Sreypich") if name in shown]
    look(page, "report")
    page.goto("/search/")
    page.get_by_role("searchbox").or_(page.locator("input[name=text]")).first.fill(LATIN)
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    assert code not in page.locator("main").inner_text()
    page.goto(f"/exports/make/{complaint}/")
    page.get_by_role("heading", name="Take out as a file").wait_for()
    assert pages.axe(page) == []
    look(page, "export")
    page.get_by_label("Network (GraphML)").check()
    page.get_by_role("button", name="Make the file").click()
    page.get_by_role("heading", name="Receipt of a file").wait_for()
    look(page, "receipt")
    Officer.objects.filter(pk=officer.pk).update(language="km")
    page.goto(f"/entities/{Entity.objects.get(schema='Person').reference}/protected/")
    look(page, "done-khmer")
    page.goto(f"/entities/{Entity.objects.get(schema='Passport').reference}/")
    look(page, "passport-khmer")
    page.goto(f"/entities/{another(officer)}/protect/")
    look(page, "ask-khmer")


def look_at_things(page: "Page", code: str) -> None:
    """From the page of what was done to the one that asks whose things are."""
    page.get_by_role("link", name="Say whose telephones").click()
    page.get_by_role("heading", name="Whose things are these?").wait_for()
    assert page.get_by_text(f"Passport of {code}").count() == 1
    assert pages.axe(page) == []
    look(page, "things")


def another(officer: Officer) -> str:
    """Somebody else, not protected yet."""
    report = a_report(officer)
    her = actions.describe(by=officer, source=report, entity=NewEntity("Person", (NewStatement("name", KHMER),)))
    things_of(officer, report, her)
    return her


def look(page: "Page", name: str) -> None:
    """Nothing is wider than the screen; a picture is kept where pictures are wanted."""
    for width in (TELEPHONE, DESK):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        keep_picture(page, f"protect-{name}", widths=(width,))
