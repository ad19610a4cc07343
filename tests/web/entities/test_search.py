"""The search page by actor: what is typed stays out of every address, and what is hidden out of every page."""

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.db import transaction
from django.test import Client

from samakki.access import actions as access
from samakki.access.domain.vocabulary import Basis, Purpose
from samakki.access.models import AuditEntry, Officer
from samakki.entities import actions
from samakki.entities.domain.statements import NewEntity, NewStatement
from samakki.entities.web import kept_searches
from tests.support import pages
from tests.support.described import source
from tests.support.people import FIELD, People
from tests.support.shared import shared
from tests.support.sign_in import signed_in

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response

MINE = {"scope": "mine"}


@shared
def officer(people: People) -> Officer:
    return people.officer("investigator")


@pytest.fixture
def client(officer: Officer) -> Client:
    return signed_in(officer)


def write(by: Officer, *names: str, where: str = "") -> tuple[str, ...]:
    with transaction.atomic():
        entities = [NewEntity("Person", (NewStatement("name", name),)) for name in names]
        return actions.write_entities(by=by, source=where or source(by), entities=entities)


def sent(client: Client, text: str, **more: str) -> "Response":
    return client.post("/search/", {**MINE, "text": text, **more})


def results(client: Client, text: str, **more: str) -> str:
    answer = client.post("/search/", {**MINE, "text": text, **more}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_empty_page_teaches(client: Client) -> None:
    page = client.get("/search/").content.decode()
    assert "What you can type" in page
    assert "not what was typed" in page


def test_a_search_leads_to_an_address_without_what_was_typed(client: Client, officer: Officer) -> None:
    (reference,) = write(officer, "Sok Dara")
    answer = sent(client, "Sok Dara")
    assert answer.status_code == 302
    assert re.fullmatch(r"/search/[0-9a-f]{16}/", answer["Location"])
    for _ in range(2):  # reloading and coming back ask nothing to be sent again
        page = client.get(answer["Location"]).content.decode()
        assert reference in page
        assert "1 found" in page
        title = page.partition("<title>")[2].partition("</title>")[0]
        assert "dara" not in title.lower()
    assert 'value="Sok Dara"' in page


def test_what_is_kept_in_the_session_is_sealed(client: Client, officer: Officer) -> None:
    del officer
    sent(client, "Zanzibarova")
    kept = Session.objects.get(session_key=client.session.session_key).get_decoded()
    assert "anzibarova" not in repr(kept)


def test_another_session_and_a_later_day_find_no_such_search(client: Client, people: People, officer: Officer) -> None:
    write(officer, "Zanzibarova")
    address = sent(client, "Zanzibarova")["Location"]
    for other in (signed_in(officer), signed_in(people.officer("investigator"))):
        answer = other.get(address)
        assert answer.status_code == 404
        assert "no longer kept" in answer.content.decode()
        assert "anzibarova" not in answer.content.decode()


def test_only_the_last_searches_are_kept(client: Client) -> None:
    addresses = [sent(client, f"name {number}")["Location"] for number in range(10)]
    assert client.get(addresses[0]).status_code == 404
    assert client.get(addresses[-1]).status_code == 200


def test_a_kept_search_ends_with_the_working_day(client: Client) -> None:
    address = sent(client, "Sok Dara")["Location"]
    number = address.split("/")[2]
    session = client.session
    assert kept_searches.kept(session, number) is not None
    with time_machine.travel("2026-03-01T12:30:00Z", tick=False):  # the tests begin at 03:00
        assert kept_searches.kept(session, number) is None
    assert timedelta(hours=8) == kept_searches.LASTS


def test_another_desk_finds_nothing_and_counts_nothing(people: People, officer: Officer) -> None:
    references = write(officer, "Sok Dara", "Keo Dara")
    page = results(signed_in(people.officer("investigator", desk=FIELD)), "dara")
    assert "Nothing found" in page
    assert not any(reference in page for reference in references)


@pytest.mark.parametrize("role", ["node_administrator", "overseer", "planner"])
def test_who_reads_no_case_finds_nothing_and_has_no_entry_in_the_menu(
    people: People, officer: Officer, role: str
) -> None:
    write(officer, "Sok Dara")
    other = signed_in(people.officer(role))
    assert "Nothing found" in results(other, "dara")
    assert 'href="/search/"' not in other.get("/security/").content.decode()


def test_a_search_beyond_ones_own_records_asks_what_for(client: Client, people: People, officer: Officer) -> None:
    answer = sent(client, "dara", scope="all")
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "needs a purpose" in page
    assert 'value="dara"' in page
    other = people.officer("investigator", desk=FIELD)
    where = source(other)
    (reference,) = write(other, "Sok Dara", where=where)
    supervisor = people.officer("supervisor", desk=FIELD)
    purpose = Purpose.INVESTIGATE_TRAFFICKING
    access.add_member(by=supervisor, reference=where, officer=officer.code, purpose=purpose, basis=Basis.SHARED)
    assert reference not in results(client, "dara")
    assert reference in results(client, "dara", scope="all", purpose=purpose.value)
    facts = AuditEntry.objects.filter(action="search_records", outcome="done").latest("at").facts
    assert facts["purpose"] == purpose.value


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"text": ""}, "Type what you look for"),
        ({"case": "nonsense"}, "C-7K3QR"),
        ({"place": "Zzyzx Qqq"}, "No province is called so"),
        ({"since": "2026-03-02", "until": "2026-03-01"}, "The last day is before the first"),
        ({"kind": "ghost"}, "not offered any more"),
    ],
)
def test_a_mistake_is_shown_beside_its_field_and_what_was_typed_stays(
    client: Client, more: dict[str, str], words: str
) -> None:
    answer = client.post("/search/", {**MINE, "text": "Keo Dara", **more})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert words in page
    assert "There is a problem" in page
    assert all(f'value="{typed}"' in page for name, typed in more.items() if typed and name != "kind")


def test_filters_reach_the_search(client: Client, officer: Officer) -> None:
    write(officer, "Sok Dara")
    assert "1 found" in results(client, "dara", kind="person")
    assert "Nothing found" in results(client, "dara", kind="place")
    assert "Nothing found" in results(client, "dara", place="Battambang")
    assert "1 found" in results(client, "dara", since="2026-03-01", until="2026-03-01")


def test_pages_of_results(client: Client, officer: Officer) -> None:
    write(officer, *(f"Dara {number:02}" for number in range(30)))
    address = sent(client, "dara")["Location"]
    first, second = client.get(address).content.decode(), client.get(f"{address}?page=2").content.decode()
    assert "30 found" in first
    assert [name in first for name in ("Dara 29", "Dara 02")] == [True, False]
    assert [name in second for name in ("Dara 29", "Dara 02")] == [False, True]
    for wrong in ("0", "-1", "abc", "99999999999", "³"):
        assert client.get(address, {"page": wrong}).status_code == 200


def test_what_was_found_is_escaped(client: Client, officer: Officer) -> None:
    write(officer, "<script>alert(1)</script> Dara")
    page = results(client, "dara")
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_why_and_where_something_was_found(client: Client, officer: Officer) -> None:
    write(officer, "សុខ ដារ៉ា")
    page = results(client, "Dara")
    assert "other spelling" in page
    assert "Sok" in page  # how it reads in Latin letters
    assert "as written" in results(client, "ដារ៉ា")


def test_a_visitor_is_asked_to_sign_in_and_no_search_is_run(db: None) -> None:
    del db
    for answer in (Client().get("/search/"), Client().post("/search/", {"text": "x"}), Client().get("/search/abc/")):
        assert answer.status_code == 302
        assert "next=" in answer["Location"] or "login" in answer["Location"]


def test_every_word_of_the_page_is_translated_and_the_page_is_light(client: Client, officer: Officer) -> None:
    write(officer, "Sok Dara", "សុខ ដារ៉ា", *(f"Keo {number}" for number in range(30)))
    with pages.pseudo_language():
        found = {
            "empty": client.get("/search/").content.decode(),
            "gone": client.get("/search/0/").content.decode(),
            "spellings": results(client, "Dara"),
            "pages": results(client, "keo"),
            "nothing": results(client, "zzzqqq"),
            "no text": results(client, "?!"),
            "mistakes": sent(client, "", scope="all", place="zz", case="zz", since="zz").content.decode(),
            "purpose": sent(client, "dara", scope="all").content.decode(),
        }
        missed = {name: words for name, html in found.items() if (words := pages.untranslated(html))}
    assert missed == {}
    assert all(pages.page_weight(html).total < pages.FIRST_VISIT_BYTES for html in found.values())
