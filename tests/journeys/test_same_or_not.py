"""Two agencies describe one man; an officer of each says so, without script; then one takes it back."""

import pytest
from playwright.sync_api import expect

from samakki.matching import queries
from tests.journeys.conftest import NewWindow
from tests.support.judged import build, of_another_agency
from tests.support.people import People
from tests.support.pictures import keep_picture
from tests.support.sign_in import past_first_steps, sign_in_by_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_two_officers_say_that_two_records_describe_one_man(people: People, new_window: NewWindow) -> None:
    world, neighbour = build(people), of_another_agency(people)
    first = world.person("សុខ សុភា", birthDate="1987")
    second = world.person("Sok Sophea", by=neighbour, birthDate="1987-05-02")
    world.show(first, neighbour)
    world.show(second, world.officer)

    page = new_window(java_script_enabled=False).new_page()
    sign_in_by_page(page, world.officer, past_first_steps(world.officer))
    page.goto(f"/entities/{first}/same-as/")
    page.get_by_label("Reference of the other one").fill(second.lower())
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("heading", name="Are these the same?")).to_be_visible()
    expect(page.get_by_text("Could be the same")).to_be_visible()
    page.get_by_role("button", name="Keep my judgement").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose Same, Not the same or Cannot tell")
    page.get_by_label("Same", exact=True).check()
    page.get_by_label("Name, age, place and the rest fit together").check()
    page.get_by_role("button", name="Keep my judgement").click()
    expect(page.get_by_text("It holds as soon as an officer of the other agency says the same")).to_be_visible()
    assert queries.profile_members(first) == ()

    other = new_window().new_page()
    sign_in_by_page(other, neighbour, past_first_steps(neighbour))
    other.goto(f"/entities/{second}/same-as/{first}/")
    other.get_by_role("link", name="Look and confirm").click()
    other.get_by_label("I looked at both records myself and judge the same").check()
    keep_picture(other, "journey-confirm")
    other.get_by_role("button", name="Confirm").click()
    expect(other.get_by_text("The judgement holds from now on.")).to_be_visible()
    assert queries.profile_members(first) == (second,)

    page.goto(f"/entities/{first}/same-as/{second}/")
    page.get_by_role("link", name="Take it back").click()
    expect(page.get_by_text("will come apart like this")).to_be_visible()
    page.get_by_label("Something new came to light").check()
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("What hung together by it is apart again.")).to_be_visible()
    assert queries.profile_members(first) == ()
