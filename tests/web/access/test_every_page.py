"""What every page of access has in common: all words translated, light, no name in address or title."""

import re

import pytest
from django.test import Client

from tests.support.pages import FIRST_VISIT_BYTES, OPEN, page_weight, pseudo_language, untranslated
from tests.support.sign_in import past_first_steps, signed_in
from tests.web.access.test_who_may_open import PAGES
from tests.web.access.world import World, identity

READS_BEST = {
    "/records/{case}/access/": "supervisor",
    "/records/{case}/access/add/": "supervisor",
    "/records/{case}/access/{member}/end/": "supervisor",
    "/urgent-access/": "investigator",
    "/urgent-access/open/": "investigator",
    "/urgent-access/{use}/review/": "supervisor",
    "/officers/{newcomer}/roles/investigator/confirm/": "supervisor",
    "/officers/{lost}/recovery/confirm/": "supervisor",
    "/exclusions/": "overseer",
    "/audit/": "overseer",
    "/": "supervisor",
    "/notices/": "supervisor",
    "/my-records/": "investigator",
}


def pages(world: World) -> dict[str, str]:
    """Every page a signed-in officer can open, read by somebody for whom it is full: address -> HTML."""
    clients: dict[str, Client] = {}
    found = {}
    for address, _readers, _otherwise in PAGES:
        kind = READS_BEST.get(address, "node_administrator")
        client = clients.setdefault(kind, world.client(kind))
        answer = client.get(address.format(**world.addresses()))
        assert answer.status_code == 200, address
        found[address] = answer.content.decode()
    return found


def other_pages(world: World) -> dict[str, str]:
    """Pages of visitors, of first steps, of the lock, and answers to forms."""
    visitor, newcomer = Client(), world.people.officer()
    first = signed_in(newcomer, confirmed=True, has_first_steps=True)
    found = {
        "sign-in": visitor.get("/accounts/sign-in/"),
        "sign-in, wrong": visitor.post("/accounts/sign-in/", {"login": "x", "password": "y"}),
        "recover": visitor.get("/recover/"),
        "recover, wrong": visitor.post("/recover/", {"username": "x"}),
        "closed": visitor.get("/accounts/closed/"),
        "password, first": first.get("/security/password/"),
        "password, wrong": first.post("/security/password/", {"oldpassword": "x", "password1": "y"}),
    }
    past_first_steps(newcomer)
    client = signed_in(newcomer, confirmed=True)
    client.post("/security/recovery-codes/new/")
    second_step = Client()
    second_step.post("/accounts/sign-in/", {"login": newcomer.username, "password": "quiet river brass lantern"})
    found |= {
        "second step": second_step.get("/accounts/sign-in/second-step/"),
        "codes": client.get("/security/recovery-codes/"),
        "codes, later": client.get("/security/recovery-codes/"),
        "nothing to do": client.get("/"),
        "no notices": client.get("/notices/"),
        "no records": client.get("/my-records/"),
        "403": client.get("/audit/"),
    }
    client.post("/locked/")
    found |= {"locked": client.get("/locked/"), "locked, wrong": client.post("/locked/", {"password": "x"})}
    administrator, custodian = world.client("node_administrator"), world.client("custodian")
    new = {"full_name": "Chan", "username": "chan.dara", "desk": "KH/POL/AHTJPD/duty", "language": "en"}
    found |= {
        "officer added": administrator.post("/officers/add/", new),
        "officer, wrong": administrator.post("/officers/add/", {"username": "a b"}),
        "agency, wrong": administrator.post("/agencies/add/", {"code": "kh"}),
        "desk, wrong": administrator.post("/desks/add/", {"office": "x"}),
        "role, wrong": administrator.post(f"/officers/{world.newcomer.code}/roles/", {}),
        "recovery, first half": administrator.post(f"/officers/{world.lost.code}/recovery/"),
        "grant": custodian.get(f"/records/{identity(world)}/access/grant/"),
        "grant, wrong": custodian.post(f"/records/{identity(world)}/access/grant/", {}),
        "urgent, wrong": world.client("investigator").post("/urgent-access/open/", {"reference": "x", "reason": "y"}),
    }
    return {name: answer.content.decode() for name, answer in found.items()}


def test_every_word_on_every_page_goes_through_translation(world: World) -> None:
    with pseudo_language():
        found = {**pages(world), **other_pages(world)}
    missed = {name: words for name, html in found.items() if (words := untranslated(html))}
    assert OPEN in found["/"]
    assert missed == {}


def test_no_page_weighs_more_than_a_poor_line_can_carry(world: World) -> None:
    heavy = {
        name: page_weight(html).total
        for name, html in {**pages(world), **other_pages(world)}.items()
        if page_weight(html).total > FIRST_VISIT_BYTES
    }
    assert heavy == {}


def test_no_name_is_in_any_address_or_title(world: World) -> None:
    names = [officer.full_name for officer in (*world.officers.values(), world.newcomer, world.lost, world.outsider)]
    for name, html in pages(world).items():
        title = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
        assert title is not None, name
        addresses = re.findall(r'(?:href|action|src)="([^"]*)"', html)
        for person in names:
            assert person not in title[1], name
            assert not any(person in address for address in addresses), name


def test_every_page_has_one_heading_and_a_title_of_its_own(world: World) -> None:
    for name, html in pages(world).items():
        assert html.count("<h1") == 1, name


@pytest.mark.parametrize("language", ["km", "my"])
def test_pages_answer_in_the_language_of_the_reader(world: World, language: str) -> None:
    client = world.client("supervisor")
    client.post("/language/", {"language": language, "next": "/"})
    assert f'<html lang="{language}"' in client.get("/").content.decode()
    world.officers["supervisor"].refresh_from_db()
    assert world.officers["supervisor"].language == language
