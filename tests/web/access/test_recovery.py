"""Recovery by two officers, from the first half to the new password."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from time_machine import Traveller

from samakki.access.models import Officer, Recovery
from tests.web.access.world import World

NEW = "four new quiet words"


def halves(world: World) -> tuple[str, str]:
    """Both halves of a code for ``world.lost``, as the two pages show them."""
    path = f"/officers/{world.lost.code}/recovery/"
    first = world.client("node_administrator").post(path).context["half"]
    second = world.client("supervisor").post(path + "confirm/").context["half"]
    return first, second


def form(world: World, first: str, second: str, **changed: str) -> dict[str, str]:
    names = {"username": world.lost.username, "first_half": first, "second_half": second}
    return {**names, "password": NEW, "password_again": NEW, **changed}


def test_each_colleague_sees_one_half_once_and_the_officer_needs_both(world: World) -> None:
    first, second = halves(world)
    page = world.client("supervisor").get("/").content.decode()
    assert first not in page
    assert second not in page
    answer = Client().post("/recover/", form(world, first.lower(), f" {second} "))
    assert answer.headers["Location"] == "/accounts/sign-in/"
    world.lost.refresh_from_db()
    assert world.lost.check_password(NEW)
    assert not Authenticator.objects.filter(user=world.lost).exists()


@pytest.mark.parametrize("wrong", ["username", "first_half", "second_half"])
def test_every_wrong_part_gets_the_same_answer(world: World, wrong: str) -> None:
    first, second = halves(world)
    answer = Client().post("/recover/", form(world, first, second, **{wrong: "ZZZZ-ZZZZ"}))
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "The node does not say which." in page
    assert NEW not in page
    assert not Officer.objects.get(pk=world.lost.pk).check_password(NEW)


def test_a_weak_password_costs_no_try_and_is_said_beside_the_field(world: World) -> None:
    first, second = halves(world)
    page = Client().post("/recover/", form(world, first, second, password="short", password_again="short"))
    assert 'href="#id_password"' in page.content.decode()
    assert Recovery.objects.order_by("-pk")[0].failed_tries == 0
    assert Client().post("/recover/", form(world, first, second)).status_code == 302


def test_two_different_passwords_are_said_before_anything_is_tried(world: World) -> None:
    first, second = halves(world)
    page = Client().post("/recover/", form(world, first, second, password_again="other words"))
    assert page.content.decode().count("The two new passwords differ.") == 2


def test_after_an_hour_the_code_is_over(world: World, clock: Traveller) -> None:
    first, second = halves(world)
    clock.shift(60 * 60 + 1)
    assert Client().post("/recover/", form(world, first, second)).status_code == 400


def test_starting_a_recovery_asks_for_the_own_password_first(world: World) -> None:
    client = world.client("node_administrator", confirmed=False)
    answer = client.get(f"/officers/{world.lost.code}/recovery/")
    assert answer.headers["Location"].startswith("/accounts/confirm/?next=")


def test_the_officer_concerned_can_stop_a_recovery_they_did_not_ask_for(world: World) -> None:
    first, second = halves(world)
    world.officers["lost"] = Officer.objects.get(pk=world.lost.pk)
    client = world.client("lost")
    page = client.get("/notices/").content.decode()
    assert "Colleagues are recovering your sign-in" in page
    client.post("/security/stop-recovery/")
    assert Client().post("/recover/", form(world, first, second)).status_code == 400
