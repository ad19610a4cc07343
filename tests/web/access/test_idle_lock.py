"""The idle lock in front of every page, and what was typed when it closed."""

import pytest
from django.test import Client
from time_machine import Traveller

from samakki.access.models import AuditEntry
from samakki.access.web import kept
from tests.support.people import People
from tests.support.sign_in import PASSWORD, signed_in

IDLE = 10 * 60


def lock(client: Client) -> None:
    client.post("/locked/")


def test_after_ten_idle_minutes_every_page_is_the_lock_page(people: People, clock: Traveller) -> None:
    client = signed_in(people.officer("node_administrator"))
    assert client.get("/officers/").status_code == 200
    clock.shift(IDLE + 1)
    for path in ("/", "/officers/", "/security/", "/audit/"):
        assert client.get(path).headers["Location"].startswith("/locked/?next=")


def test_the_lock_page_shows_nothing_of_the_officers_work(people: People) -> None:
    officer = people.officer("node_administrator")
    client = signed_in(officer)
    lock(client)
    text = client.get("/locked/?next=/officers/").content.decode()
    assert officer.code in text
    for word in (officer.full_name, "Audit log", "My work (", "Officers"):
        assert word not in text


def test_the_password_opens_the_page_that_was_asked_for(people: People) -> None:
    officer = people.officer("node_administrator")
    client = signed_in(officer)
    lock(client)
    answer = client.post("/locked/", {"password": PASSWORD, "next": "/officers/?text=x"})
    assert answer.headers["Location"] == "/officers/?text=x"
    assert client.get("/officers/").status_code == 200
    unlocked = AuditEntry.objects.get(action="unlock")
    assert (unlocked.actor, unlocked.facts) == (officer.code, {"method": "password"})


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "officers/"])
def test_unlocking_never_leads_to_another_site(people: People, elsewhere: str) -> None:
    client = signed_in(people.officer())
    lock(client)
    answer = client.post("/locked/", {"password": PASSWORD, "next": elsewhere})
    assert answer.headers["Location"] == "/"


def test_a_wrong_password_keeps_it_locked_and_is_logged(people: People) -> None:
    officer = people.officer()
    client = signed_in(officer)
    lock(client)
    answer = client.post("/locked/", {"password": "wrong"})
    assert "not your password" in answer.content.decode()
    assert client.get("/").headers["Location"].startswith("/locked/")
    failed = AuditEntry.objects.get(action="sign_in", outcome="failed")
    assert failed.facts == {"method": "password", "officer": officer.code}


def test_guessing_at_the_lock_page_is_slowed_down(people: People) -> None:
    client = signed_in(people.officer())
    lock(client)
    statuses = [client.post("/locked/", {"password": "wrong"}).status_code for _try in range(5)]
    assert statuses[-1] == 429
    assert client.post("/locked/", {"password": PASSWORD}).status_code == 429


def test_signing_out_works_while_locked(people: People) -> None:
    client = signed_in(people.officer())
    lock(client)
    assert client.post("/accounts/sign-out/").headers["Location"] == "/accounts/sign-in/"
    assert client.get("/").headers["Location"].startswith("/accounts/sign-in/")


def test_the_page_that_asks_about_signing_out_is_closed_while_locked(people: People) -> None:
    officer = people.officer()
    client = signed_in(officer)
    lock(client)
    assert client.get("/accounts/sign-out/").headers["Location"].startswith("/locked/")


def test_a_link_cannot_lock_an_officer_out(people: People) -> None:
    client = signed_in(people.officer())
    assert client.get("/locked/").headers["Location"] == "/"
    assert client.get("/").status_code == 200


def test_activity_keeps_the_session_open(people: People, clock: Traveller) -> None:
    client = signed_in(people.officer())
    for _round in range(5):
        clock.shift(IDLE - 60)
        assert client.get("/").status_code == 200


def test_no_activity_keeps_a_session_open_for_more_than_twelve_hours(people: People, clock: Traveller) -> None:
    client = signed_in(people.officer())
    for _round in range(12 * 60 // 9 - 1):
        clock.shift(9 * 60)
        answer = client.get("/security/")  # the lock stands before every page, and this one is made quickly
    assert answer.status_code == 200
    clock.shift(9 * 60)
    assert client.get("/security/").headers["Location"] == "/accounts/sign-in/"


def test_reading_pages_writes_the_session_once_a_minute(people: People, django_assert_num_queries: object) -> None:
    client = signed_in(people.officer())
    client.get("/")
    before = client.session["samakki_seen"]
    client.get("/")
    assert client.session["samakki_seen"] == before


def test_htmx_is_sent_to_the_lock_page_as_a_whole(people: People) -> None:
    client = signed_in(people.officer())
    lock(client)
    answer = client.get("/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"], answer.content) == (401, "/locked/", b"")


def test_what_was_being_sent_is_kept_sealed_and_offered_again(people: People, clock: Traveller) -> None:
    officer = people.officer("node_administrator")
    client = signed_in(officer)
    clock.shift(IDLE + 1)
    typed = {"full_name": "សុខ ដារ៉ា", "username": "sok.dara", "desk": "KH/POL/AHTJPD/duty", "language": "km"}
    assert client.post("/officers/add/", typed).headers["Location"] == "/locked/"
    assert "សុខ" not in str(dict(client.session.items()))
    assert "is kept, sealed" in client.get("/locked/").content.decode()
    assert client.post("/locked/", {"password": PASSWORD}).headers["Location"] == "/locked/kept/"
    page = client.get("/locked/kept/").content.decode()
    assert "សុខ ដារ៉ា" in page
    assert 'action="/officers/add/"' in page
    answer = client.post("/officers/add/", typed)
    assert "Officer added" in answer.content.decode()
    assert kept.kept(client.session) is None


def test_what_was_kept_can_be_thrown_away(people: People, clock: Traveller) -> None:
    client = signed_in(people.officer("node_administrator"))
    clock.shift(IDLE + 1)
    client.post("/officers/add/", {"full_name": "Sok Dara"})
    client.post("/locked/", {"password": PASSWORD})
    client.post("/locked/kept/")
    assert kept.kept(client.session) is None
    assert client.get("/locked/kept/").headers["Location"] == "/"


def test_passwords_and_codes_are_never_kept(people: People) -> None:
    client = signed_in(people.officer())
    lock(client)
    client.post("/security/password/", {"oldpassword": PASSWORD, "password1": "secret words", "code": "123456"})
    assert kept.kept(client.session) is None
    client.post("/security/password/", {"oldpassword": PASSWORD, "note": "keep me"})
    found = kept.kept(client.session)
    assert found is not None
    assert found.fields == (("note", "keep me"),)
    assert not found.is_whole


def test_another_officer_at_the_same_browser_does_not_get_what_was_kept(people: People) -> None:
    first, second = people.officer("node_administrator"), people.officer("node_administrator")
    client = signed_in(first)
    lock(client)
    client.post("/officers/add/", {"full_name": "Sok Dara"})
    sealed = client.session[kept.KEPT]
    other = signed_in(second)
    session = other.session
    session[kept.KEPT] = sealed
    session.save()
    assert other.get("/locked/kept/").headers["Location"] == "/"
