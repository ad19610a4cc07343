"""What a demonstration says on its sign-in page, and that a real node says nothing of the kind."""

import pytest
from django.conf import settings
from django.test import Client

from samakki.demo import codes
from samakki.demo.nations import NATIONS
from samakki.demo.people import PASSWORD
from samakki.ui import panels


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


@pytest.mark.django_db
def test_a_real_node_names_nobody() -> None:
    page = Client().get("/accounts/sign-in/").content.decode()
    assert "demonstration" not in page
    assert NATIONS[0].agencies[0].desks[0].officers[0].username not in page
