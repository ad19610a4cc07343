"""What a demonstration says on its sign-in page, and that a real node says nothing of the kind."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from samakki.demo import codes
from samakki.demo.nations import NATIONS
from samakki.demo.path import EMPTY, STORY, players, told
from samakki.demo.people import PASSWORD
from samakki.ui import panels

DOCS = Path(__file__).parents[3] / "docs"


@pytest.fixture
def demo(monkeypatch: pytest.MonkeyPatch) -> None:
    """A node that was made as a demonstration."""
    slots = {slot: dict(filled) for slot, filled in vars(panels)["_slots"].items()}
    monkeypatch.setattr(panels, "_slots", slots)
    codes.register()


@pytest.mark.django_db
def test_a_demonstration_says_who_can_sign_in_and_where_the_password_is(
    demo: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for nation in NATIONS:
        monkeypatch.setattr(settings, "SAMAKKI_COUNTRY", nation.country)
        page = Client().get("/accounts/sign-in/").content.decode()
        for role, officer in codes.people_of(nation.country):
            assert role in officer.roles
            assert officer.username in page
        assert "the terminal in which the demonstration was started shows it" in page
        assert PASSWORD not in page


def named_in(text: str, country: str) -> set[str]:
    """User names of a country's officers that stand in a text."""
    everybody = {one.username for nation in NATIONS if nation.country == country for *_, one in nation.officers()}
    return {one for one in everybody if re.search(rf"(?<![\w.]){re.escape(one)}(?![\w]|\.\w)", text)}


@pytest.mark.django_db
@pytest.mark.parametrize("country", [nation.country for nation in NATIONS])
def test_everybody_whom_the_path_and_the_tutorial_name_is_on_the_page_of_their_country(
    demo: None, monkeypatch: pytest.MonkeyPatch, country: str
) -> None:
    monkeypatch.setattr(settings, "SAMAKKI_COUNTRY", country)
    page = Client().get("/accounts/sign-in/").content.decode()
    printed = {path: named_in("\n".join(told(path)), country) for path in (STORY, EMPTY)}
    tutorials = [named_in(one.read_text("utf-8"), country) for one in DOCS.glob("tutorial*.md")]
    assert len(printed[STORY]) >= 2
    for named in (*printed.values(), *tutorials):
        assert named <= named_in(page, country)
    assert printed[STORY] <= set.union(*tutorials)
    assert printed[STORY] | printed[EMPTY] == set(players(country))


def test_the_path_names_nobody_who_is_not_there_and_has_the_sections_of_the_tutorial() -> None:
    for step in (*STORY.steps, *EMPTY.steps):
        assert named_in(step.username, step.country) == {step.username}
    sections = re.findall(r"^## (\d+)\. ", (DOCS / "tutorial.md").read_text("utf-8"), re.MULTILINE)
    numbers = [step.number for step in STORY.steps]
    assert numbers == sorted(numbers)
    assert sorted(set(numbers)) == [int(one) for one in sections]


@pytest.mark.parametrize("country", [nation.country for nation in NATIONS])
def test_each_role_that_can_be_tried_is_on_the_page_once_at_least(country: str) -> None:
    found = codes.people_of(country)
    assert set(codes.STORY) <= {role for role, _officer in found}
    assert len({officer.username for _role, officer in found}) == len(found)
    assert codes.people_of("FR") == []


@pytest.mark.django_db
def test_a_real_node_names_nobody() -> None:
    page = Client().get("/accounts/sign-in/").content.decode()
    assert "demonstration" not in page
    assert NATIONS[0].agencies[0].desks[0].officers[0].username not in page
