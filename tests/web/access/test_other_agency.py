"""A prosecution service meets nothing of the police of its node: every address, list, count, search and file."""

import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver

from samakki.access.domain.vocabulary import Surface
from samakki.access.models import AuditEntry, Resource
from samakki.access.queries import count_visible, visible
from samakki.access.web.decisions import AccessDecision
from samakki.matching.actions import comparing
from samakki.matching.models import Candidate
from samakki.matching.queries.candidates import possible_matches
from tests.rules.test_access_decisions import addresses
from tests.support.people import POLICE, PROSECUTION, People
from tests.support.programs import Program
from tests.support.shared import shared
from tests.support.two_agencies import NAME, NUMBER, SECRET, TwoAgencies, both

VARYING = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"|E-[0-9A-Z]+')
PLACE = re.compile(r"<(?:\w+:)?(\w+)>")
NOT_OF_THE_POLICE = (
    "accounts/", "security/", "roles/", "desks/", "agencies/", "directory/", "search/", "task-lists/", "community/",
    "peers/", "urgent-access/", "officers/",
)  # fmt: skip
"""Beginnings of addresses whose places hold the reader's own things, what everybody on the node knows, or what the
police do not keep."""
KEPT = (
    # where an address begins, and what of the police stands in each of its places
    ("entities/", {"reference": "person", "other": "other", "statement": "statement"}),
    ("describe/", {"reference": "report"}),
    ("connections/", {"reference": "link"}),
    ("files/", {"reference": "file"}),
    ("protected/", {"code": "code"}),
    ("exports/make/", {"of": "report"}),
    ("exports/", {"reference": "export"}),
    ("imports/", {"reference": "import"}),
    ("judgements/", {"code": "judgement"}),
    ("records/", {"reference": "case", "code": "member"}),
    ("case-parts/", {"reference": "folder"}),
    ("exhibits/", {"about": "exhibit"}),
    ("events/", {"about": "event"}),
    ("cases/<code:reference>/events/", {"reference": "case", "about": "event"}),
    ("cases/<code:reference>/disclosure/", {"reference": "case", "about": "exhibit"}),
    ("cases/", {"reference": "case", "entity": "person", "task": "task", "exhibit": "exhibit", "code": "member"}),
    ("reports/", {"reference": "report", "item": "item"}),
    ("sources/", {"reference": "source"}),
    ("disclosures/", {"reference": "disclosure", "recall": "recall", "release": "release"}),
    ("received/", {"reference": "received", "release": "release"}),
    ("emergencies/", {"reference": "emergency"}),
    ("protection-checks/", {"code": "code"}),
    ("mail/", {"reference": "message"}),
)
OPENED = {HTTPStatus.OK, HTTPStatus.FOUND}
CLOSED = {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.CONFLICT}
API_KINDS = {"cases": "case", "reports": "report", "entities": "person", "exhibits": "exhibit"}
SAYS_THE_SAME = ("exports/make/", "protection-checks/")
"""Pages that are there for every reference, with "nothing may leave" or an empty form for what is not the reader's."""
SUPERVISED = ("cases/", "reports/", "disclosures/", "incoming/", "watching/", "exclusions/", "protection-checks/")
WORDS = {
    "number": "1", "warning": "1", "kind": "person", "offence": "smuggling", "element": "act", "paper": "list",
    "category": "victim", "role": "recruiter", "receipt": "0" * 12,
}  # fmt: skip


@shared
def world(people: People) -> TwoAgencies:
    return both(people)


def places() -> Iterator[tuple[str, AccessDecision | None]]:
    """Routes with a place in them that may hold something of the police, and what they say of who may use them."""
    for route, _name, view in addresses(get_resolver().url_patterns):
        if "<" in route and not route.startswith((*NOT_OF_THE_POLICE, "api/")):
            yield route, getattr(view, "access_decision", None)


def filled(route: str, things: dict[str, str]) -> str:
    """An address with things of the police in its places."""
    kinds = next(kinds for begins, kinds in KEPT if route.startswith(begins))
    return "/" + PLACE.sub(lambda found: things[kinds[found[1]]] if found[1] in kinds else WORDS[found[1]], route)


def missing(reference: str) -> str:
    """A reference of the same form that nobody has."""
    prefix, dash, body = reference.rpartition("-")
    return reference if not dash else f"{prefix}-{'Z' * len(body)}"


def plain(answer: Any, things: dict[str, str]) -> tuple[int, str, str]:  # noqa: ANN401  (the client's answers)
    """Status, place and page without what was asked for."""
    page = VARYING.sub("", answer.content.decode())
    where = answer.headers.get("Location", "")
    for reference in sorted((one for one in things.values() if "-" in one), key=len, reverse=True):
        page, where = page.replace(reference, "…"), where.replace(reference, "…")
    return answer.status_code, where, page


def compared(client: Client, route: str, world: TwoAgencies, *, by_post: bool, is_compared: bool) -> list[str]:
    """What is wrong with the answers to an address of the police's and, if wanted, to one that nobody has."""
    there, nowhere = world.police, {kind: missing(one) for kind, one in world.police.items()}
    hidden = plain(client.get(filled(route, there)), there)
    takes_get = hidden[0] != HTTPStatus.METHOD_NOT_ALLOWED
    send = client.get if takes_get else client.post
    if not takes_get:
        hidden = plain(send(filled(route, there)), there)
    is_same = not is_compared or hidden == plain(send(filled(route, nowhere)), nowhere)
    problems = [] if is_same else ["differs"]
    problems += [] if hidden[0] in CLOSED or route.startswith(SAYS_THE_SAME) else [str(hidden[0])]
    if by_post and takes_get:
        posted = client.post(filled(route, there)).status_code
        problems += [] if posted in CLOSED or route.startswith(SAYS_THE_SAME) else [f"post {posted}"]
    return [*problems, *(words for words in (SECRET, NAME) if words in hidden[2])]


def test_every_address_of_the_polices_things_answers_a_prosecutor_like_one_that_nobody_has(world: TwoAgencies) -> None:
    prosecutor, supervisor = world.prosecutor(), world.prosecutor("supervisor")
    wrong, seen = {}, 0
    for route, decision in places():
        seen += 1
        is_record = decision is not None and decision.kind == "record"  # opened by one line that all of them share
        is_compared = not is_record or route.count("<") != 1 or seen % 3 == 0
        wrong["prosecutor", route] = compared(prosecutor, route, world, by_post=True, is_compared=is_compared)
        if not is_record:
            wrong["supervisor", route] = compared(supervisor, route, world, by_post=False, is_compared=True)
    assert {where: what for where, what in wrong.items() if what} == {}
    assert seen > 150
    refused = AuditEntry.objects.filter(actor=world.prosecutors["prosecutor"].code, outcome="refused")
    kinds = ("case", "report", "source", "disclosure", "received", "emergency")
    assert {world.police[kind] for kind in kinds} <= set(refused.values_list("reference", flat=True))
    assert refused.count() > seen


def test_what_a_prosecutor_meets_nothing_of_is_there_for_the_police(world: TwoAgencies) -> None:
    police = world.police_clients()
    closed = []
    for begins, _kinds in KEPT:
        routes = sorted((route for route, _ in places() if route.startswith(begins)), key=len)
        answers = (one.get(filled(route, world.police)).status_code for route in routes[:3] for one in police)
        if OPENED.isdisjoint(answers):
            closed.append(begins)
    assert closed == ["sources/"]  # read by its custodian's grant alone


def test_lists_counts_searches_candidates_and_files_hold_the_own_things_alone(
    world: TwoAgencies, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "PAUSE_SECONDS", 0)
    comparing.compare_waiting(lambda: True)
    client, own = world.prosecutor(), world.own
    matches = possible_matches(world.prosecutors["prosecutor"], own["person"], most=5)
    assert matches is not None
    assert (matches.count, matches.shown, matches.is_compared) == (0, (), True)
    both = {own["person"], world.police["person"]}  # the node did compare them, for whoever comes to see both
    assert Candidate.objects.filter(first__reference__in=both, second__reference__in=both).exists()
    lists = [route for route, _name, view in addresses(get_resolver().url_patterns) if has_a_page(route, view)]
    ownpages = ("entities/{person}/", "entities/{person}/possible-matches/", "entities/{person}/same-as/",
        "cases/{case}/", "cases/{case}/people/", "cases/{case}/people/add/", "cases/{case}/team/add/",
        "cases/{case}/intelligence/", "cases/{case}/disclosure/", "cases/{case}/events/", "exports/make/{case}/",
        "describe/{case}/person/",
    )  # fmt: skip
    shown = {one: client.get(f"/{one}").content.decode() for one in (*lists, *(one.format(**own) for one in ownpages))}
    supervisor = world.prosecutor("supervisor")
    shown |= {f"supervisor {one}": supervisor.get(f"/{one}").content.decode() for one in ("", *SUPERVISED)}
    for text in (NAME, NUMBER, SECRET):
        answer = client.post("/search/", {"text": text, "scope": "mine"}, follow=True)
        shown[f"search {text}"] = answer.content.decode()
    kept = [one for kind, one in world.police.items() if "-" in one and kind not in {"member"}]
    told = {where: [one for one in (SECRET, *kept) if one in page] for where, page in shown.items()}
    told[f"search {SECRET}"].remove(SECRET)  # what was typed
    assert {where: what for where, what in told.items() if what} == {}
    assert own["person"] in shown[f"search {NAME}"]
    assert own["person"] in shown[f"search {NUMBER}"]
    assert own["case"] in shown["cases/"]
    for officer in world.prosecutors.values():
        seen = {one.reference for surface in Surface for one in visible(by=officer, surface=surface, limit=500)}
        assert not seen & set(Resource.objects.filter(owner_desk__address=POLICE).values_list("reference", flat=True))
        assert count_visible(by=officer) <= Resource.objects.filter(owner_desk__address=PROSECUTION).count()


def test_a_program_of_a_prosecutor_gets_nothing_either(world: TwoAgencies) -> None:
    program, things = Program(world.prosecutors["prosecutor"]), world.police
    for route, _name, _view in addresses(get_resolver().url_patterns):
        if not route.startswith("api/v1/") or route.endswith("openapi.json"):
            continue
        asked = things[API_KINDS[route.split("/")[2]]] if "<" in route else ""
        path = "/".join({"<reference>": asked, "<number>": "1"}.get(part, part) for part in route.split("/"))
        answer = program.get(path.removeprefix("api/v1"))
        words = answer.content.decode()
        if asked:
            assert answer.status_code in CLOSED, path
            words = words.replace(asked, "")
        assert SECRET not in words
        assert not [one for one in things.values() if "-" in one and one in words], path


def has_a_page(route: str, view: Any) -> bool:  # noqa: ANN401  (whatever Django calls)
    """Whether an address without a place in it is one of the software's own lists or forms."""
    decision = getattr(view, "access_decision", None)
    return (
        "<" not in route
        and decision is not None
        and decision.kind in {"signed_in", "duty"}
        and (not route.startswith(("accounts/", "security/", "locked/")))
    )
