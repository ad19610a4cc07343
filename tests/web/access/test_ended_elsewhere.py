"""A session that was ended from another browser, or by an administrator, while somebody was writing in it."""

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client

from samakki.access import actions
from samakki.access.actions.sessions import ENDED
from samakki.access.models import Officer
from samakki.access.web import kept
from tests.support.people import People
from tests.support.sign_in import PASSWORD, signed_in

pytestmark = pytest.mark.django_db
TYPED = "SECRETTYPED by the pier"
KEPT = "What you were writing is kept, sealed."


def writing(officer: Officer) -> Client:
    """A browser of an officer, known as a session of theirs."""
    client = signed_in(officer)
    UserSession.objects.create(user=officer, session_key=client.session.session_key, ip="127.0.0.1", user_agent="x")
    return client


def send(client: Client, address: str = "/cases/open/") -> str:
    """Send what was typed; where it leads, with what is said there."""
    answer = client.post(address, {"title": TYPED}, follow=True)
    assert TYPED not in answer.content.decode()
    return answer.content.decode()


def test_what_was_being_written_waits_for_the_same_officer_alone(people: People) -> None:
    officer, other = people.officer("investigator"), people.officer("investigator")
    client = writing(officer)
    actions.sign_out_everywhere(by=officer)
    assert TYPED not in client.get("/cases/").content.decode()
    said = send(client)
    assert "signed out from another browser or by an administrator" in said
    assert KEPT in said
    assert all(TYPED not in str(one.get_decoded()) for one in Session.objects.all())
    client.force_login(other)
    assert client.get("/locked/kept/").status_code == 302
    client.force_login(officer)
    assert kept.kept(client.session) is None, "somebody else was signed in between"


def test_the_officer_goes_on_with_it_after_signing_in(people: People) -> None:
    officer = people.officer("investigator")
    client = writing(officer)
    actions.sign_out_everywhere(by="console", officer=officer.code)
    send(client)
    client.force_login(Officer.objects.get(pk=officer.pk))
    assert TYPED in client.get("/locked/kept/").content.decode()
    assert ENDED not in client.session


def test_of_a_closed_account_nothing_is_kept_and_that_is_said(people: People) -> None:
    officer = people.officer("investigator")
    client = writing(officer)
    actions.close_officer(by="console", officer=officer.code)
    said = send(client)
    assert "This account was closed. What you were writing was not kept." in said
    assert KEPT not in said
    assert kept.KEPT not in client.session


def test_visitors_and_forms_of_signing_in_are_left_alone(people: People) -> None:
    officer = people.officer("investigator")
    client = writing(officer)
    actions.sign_out_everywhere(by=officer)
    assert client.post("/accounts/sign-in/", {"login": "x", "password": "y"}).status_code == 200
    assert ENDED in client.session
    assert KEPT not in send(Client())
    store = Session.objects.get(pk=client.session.session_key).get_decoded()
    assert store == {ENDED: officer.pk}, "nothing of the session but whose it was"


def test_what_is_being_written_while_the_password_changes_elsewhere_is_kept_too(people: People) -> None:
    officer = people.officer("investigator")
    elsewhere, client = writing(officer), writing(officer)
    words = "another four quiet words"
    new = {"oldpassword": PASSWORD, "password1": words, "password2": words}
    assert elsewhere.post("/security/password/", new).status_code == 302
    assert elsewhere.get("/cases/").status_code == 200, "whoever changed it stays signed in"
    assert KEPT in send(client)
    client.force_login(Officer.objects.get(pk=officer.pk))
    assert TYPED in client.get("/locked/kept/").content.decode()
