"""What every page of cases has in common: all words translated, light, no name in address or title."""

import re

from samakki.access import actions as access
from samakki.access.domain.exclusion import ExclusionReason
from tests.support.pages import FIRST_VISIT_BYTES, OPEN, page_weight, pseudo_language, untranslated
from tests.web.cases.world import World

PAGES = {
    "/": "investigator",
    "/incoming/": "field",
    "/watching/": "supervisor",
    "/cases/": "investigator",
    "/cases/?words=blue&offence=trafficking&stage=investigation&country=TH&only_mine=on": "investigator",
    "/cases/?words=nothing": "investigator",
    "/cases/open/": "investigator",
    "/task-lists/": "supervisor",
    "/task-lists/add/": "supervisor",
    "/task-lists/child/edit/": "supervisor",
    "/cases/{case}/": "investigator",
    "/cases/{case}/describe/": "investigator",
    "/cases/{case}/stage/": "investigator",
    "/cases/{case}/review/": "investigator",
    "/cases/{case}/hand-over/": "investigator",
    "/cases/{case}/offences/": "prosecutor",
    "/cases/{case}/offences/smuggling/": "investigator",
    "/cases/{case}/elements/act/": "investigator",
    "/cases/{case}/elements/not_national/": "investigator",
    "/cases/{case}/elements/act/support/": "investigator",
    "/cases/{case}/people/": "investigator",
    "/cases/{case}/people/describe/": "investigator",
    "/cases/{case}/people/add/": "investigator",
    "/cases/{case}/people/{suspect}/": "investigator",
    "/cases/{case}/people/{child}/": "prosecutor",
    "/cases/{case}/people/{both}/": "prosecutor",
    "/cases/{case}/people/{child}/category/": "investigator",
    "/cases/{case}/people/{suspect}/category/suspect/end/": "investigator",
    "/cases/{case}/people/{suspect}/role/": "investigator",
    "/cases/{case}/people/{suspect}/role/recruiter/end/": "investigator",
    "/cases/{case}/people/{child}/age/": "investigator",
    "/cases/{case}/people/{both}/non-punishment/": "prosecutor",
    "/cases/{case}/plan/": "investigator",
    "/cases/{case}/plan/add/": "investigator",
    "/cases/{case}/plan/list/": "investigator",
    "/cases/{case}/plan/{task}/": "investigator",
    "/cases/{case}/plan/{task}/finish/": "investigator",
    "/cases/{case}/plan/{task}/cancel/": "investigator",
    "/cases/{case}/plan/{task}/reopen/": "investigator",
    "/cases/{case}/plan/{task}/assign/": "investigator",
    "/cases/{case}/plan/{task}/day/": "investigator",
    "/cases/{case}/plan/{task}/waiting/": "investigator",
    "/cases/{case}/plan/{task}/first/": "investigator",
    "/cases/{case}/plan/{task}/hand-over/": "investigator",
    "/cases/{case}/notes/": "investigator",
    "/cases/{case}/notes/?kind=legal": "investigator",
    "/cases/{case}/notes/{note}/correct/": "investigator",
    "/cases/{case}/intelligence/": "investigator",
    "/cases/{case}/team/": "supervisor",
    "/cases/{case}/team/add/": "supervisor",
    "/cases/{case}/team/lead/": "investigator",
    "/cases/{case}/team/{member}/end/": "supervisor",
}
OPENED_BY_NOBODY_ELSE = [address for address in PAGES if "{case}" in address]
WRONG = {
    "/cases/open/": "investigator",
    "/task-lists/add/": "supervisor",
    "/cases/{case}/describe/": "investigator",
    "/cases/{case}/stage/": "investigator",
    "/cases/{case}/review/": "investigator",
    "/cases/{case}/hand-over/": "investigator",
    "/cases/{case}/offences/smuggling/": "investigator",
    "/cases/{case}/elements/act/": "investigator",
    "/cases/{case}/elements/act/support/": "investigator",
    "/cases/{case}/people/describe/": "investigator",
    "/cases/{case}/people/add/": "investigator",
    "/cases/{case}/people/{child}/category/": "investigator",
    "/cases/{case}/people/{suspect}/role/": "investigator",
    "/cases/{case}/people/{child}/age/": "investigator",
    "/cases/{case}/people/{both}/non-punishment/": "prosecutor",
    "/cases/{case}/plan/add/": "investigator",
    "/cases/{case}/plan/list/": "investigator",
    "/cases/{case}/plan/{task}/cancel/": "investigator",
    "/cases/{case}/notes/": "investigator",
    "/cases/{case}/team/add/": "supervisor",
}


def pages(world: World) -> dict[str, str]:
    """Every page, read by somebody for whom it is full: address -> HTML."""
    clients = {kind: world.client(kind) for kind in world.officers}
    found = {}
    for address, kind in PAGES.items():
        answer = clients[kind].get(address.format(**world.addresses()))
        assert answer.status_code == 200, address
        found[address] = answer.content.decode()
    summary = clients["supervisor"].get(f"/cases/{world.case}/")
    found["summary"] = summary.content.decode()
    return found


def wrong_pages(world: World) -> dict[str, str]:
    """Every form sent empty: address -> HTML with the mistakes."""
    clients = {kind: world.client(kind) for kind in world.officers}
    found = {}
    for address, kind in WRONG.items():
        sent = {"step-TOTAL_FORMS": "1", "step-INITIAL_FORMS": "0"}
        answer = clients[kind].post(address.format(**world.addresses()), sent)
        assert answer.status_code == 400, address
        found[f"{address}, wrong"] = answer.content.decode()
    return found


def test_every_page_is_translated_light_and_plain_with_no_name_in_address_or_title(world: World) -> None:
    with pseudo_language():
        found = {**pages(world), **wrong_pages(world)}
    missed = {name: words for name, html in found.items() if (words := untranslated(html))}
    assert OPEN in found["/"]
    assert missed == {}, "\n".join(f"{name}: {words}" for name, words in missed.items())
    names = [*(officer.full_name for officer in world.officers.values()), "ហេង", "มะลิ", "Nguy", "Blue lorry"]
    for name, html in found.items():
        assert page_weight(html).total < FIRST_VISIT_BYTES, name
        assert html.count("<h1") == 1, name
        title = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
        assert title is not None, name
        addresses = re.findall(r'(?:href|action|src)="([^"]*)"', html)
        for person in names:
            assert person not in title[1], name
            assert not any(person in address for address in addresses), name


def test_an_officer_of_another_desk_finds_no_page_of_the_case(world: World) -> None:
    client = world.client("stranger")
    found = {address: client.get(address.format(**world.addresses())).status_code for address in OPENED_BY_NOBODY_ELSE}
    assert set(found.values()) == {404}


def test_an_officer_who_was_kept_away_finds_no_page_of_the_case_and_no_trace_in_their_work(world: World) -> None:
    client = world.client("field")
    assert "Incoming (3)" in client.get("/").content.decode()  # a role, the team, the task handed over
    access.exclude(
        by=world.officers["supervisor"],
        reference=world.case,
        reason=ExclusionReason.RELATED,
        officer=world.officers["field"].code,
    )
    found = {address: client.get(address.format(**world.addresses())).status_code for address in OPENED_BY_NOBODY_ELSE}
    assert set(found.values()) == {404}
    assert "Incoming (1)" in client.get("/").content.decode()
    for address in ("/", "/incoming/", "/watching/", "/cases/"):
        answer = client.get(address).content.decode()
        assert "Blue lorry" not in answer
        assert world.case not in answer
