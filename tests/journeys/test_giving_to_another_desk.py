"""A disclosure from the report to the other desk and back, each officer in a browser of their own.

With ``SAMAKKI_PICTURES`` set, pictures for the documentation.
"""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from samakki.intelligence.models import Disclosure
from tests.actions.intelligence.conftest import Desk
from tests.actions.intelligence.world_of_disclosures import build
from tests.journeys.conftest import NewWindow
from tests.journeys.test_two_officers import press, signed_in
from tests.support.people import POLICE, SUPPORT, People
from tests.support.pictures import TELEPHONE, keep_picture
from tests.support.wire import THAI, VIET, stretch

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_two_states_share_a_lead_and_take_it_back(
    people: People, new_window: NewWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = people.officer("investigator", desk=POLICE)
    supervisor = people.officer("supervisor", desk=POLICE)
    worker = people.officer("social_worker", desk=SUPPORT)
    abroad = build(Desk(people, writer, writer, supervisor, worker, worker))
    abroad.wire = stretch(monkeypatch, own={POLICE: None})

    page = signed_in(new_window, writer)
    page.goto(f"/reports/{abroad.report}/")
    press(page, "Give it to another desk")
    page.get_by_label("A man drives a van to the river.").check()
    page.get_by_label("Name: Chan Lek").check()
    page.get_by_label(THAI).check()
    page.get_by_label(VIET).check()
    press(page, "Go on to the questions")
    answer_no(page)
    page.get_by_label("Chan Lek").select_option(label="Of a suspect")
    press(page, "Show me what would leave")
    expect(page.get_by_role("heading", name="What each of them sees, exactly")).to_be_visible()
    expect(page.get_by_text("UNTICKED")).to_have_count(0)
    keep_picture(page, "disclosure-read")
    press(page, "Ask a second person")

    second = signed_in(new_window, supervisor)
    second.get_by_role("link", name="Read what would leave").click()
    second.get_by_label("Nobody approaches a person in it").check()
    press(second, "Attach them and show me again")
    second.get_by_label("I have read every word above").check()
    press(second, "Let it go")
    expect(second.get_by_text("It leaves in less than 5 minutes.")).to_be_visible()
    keep_picture(second, "disclosure-hold")
    Disclosure.objects.update(held_until=timezone.now() - timedelta(seconds=1))
    abroad.wire.deliver_all()

    thai = signed_in(new_window, abroad.thai)
    thai.get_by_role("link", name="Incoming").click()
    thai.get_by_role("link", name="Disclosure from another desk").click()
    keep_picture(thai, "disclosure-received")
    press(thai, "Accept it")
    expect(thai.get_by_text("It belongs to")).to_be_visible()
    abroad.wire.deliver_all()

    page.reload()
    expect(page.get_by_text("Accepted", exact=True)).to_be_visible()
    page.get_by_role("button", name="Take it back").click()
    page.get_by_label("Restrict it").check()
    page.get_by_label("It is not true").check()
    page.get_by_label("Why, for your own overseers").fill("The plate was read wrongly.")
    press(page, "Take it back")
    abroad.wire.deliver_all()
    page.get_by_role("button", name="Who still holds this").click()
    expect(page.get_by_text("Restricted there").first).to_be_visible()
    show_board(page)
    thai.reload()
    expect(thai.get_by_text("Restricted: do not use it").first).to_be_visible()


def show_board(page: "Page") -> None:
    keep_picture(page, "disclosure-holders")
    keep_picture(page, "disclosure-holders-telephone", widths=(TELEPHONE,), languages=("km",))


def answer_no(page: "Page") -> None:
    for number in range(page.get_by_label("No", exact=True).count()):
        page.get_by_label("No", exact=True).nth(number).check()
