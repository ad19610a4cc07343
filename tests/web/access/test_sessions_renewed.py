"""A session's key: new after each proof of who its officer is, ended where there are too many, cleared at sign-out."""

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings as node_settings
from django.contrib.sessions.models import Session
from django.test import Client
from pytest_django import Settings

from samakki.access.models import AuditEntry
from tests.support.people import People
from tests.support.sign_in import PASSWORD, signed_in


def key_of(client: Client) -> str:
    return client.cookies[node_settings.SESSION_COOKIE_NAME].value


def test_unlocking_gives_the_session_a_new_key_and_the_earlier_one_opens_nothing(people: People) -> None:
    client = signed_in(people.officer())
    client.get("/")
    earlier = key_of(client)
    UserSession.objects.create(user=people.officer(), session_key=earlier, ip="127.0.0.1", user_agent="x")
    client.post("/locked/")
    assert key_of(client) == earlier
    client.post("/locked/", {"password": PASSWORD})
    assert client.get("/").status_code == 200
    assert key_of(client) != earlier
    assert not Session.objects.filter(session_key=earlier).exists()
    assert [one.session_key for one in UserSession.objects.all()] == [key_of(client)]
    copied = Client()
    copied.cookies[node_settings.SESSION_COOKIE_NAME] = earlier
    assert copied.get("/").status_code == 302


def test_confirming_a_change_of_sign_in_renews_it_and_a_wrong_password_does_not(people: People) -> None:
    client = signed_in(people.officer())
    client.get("/")
    earlier = key_of(client)
    client.post("/accounts/confirm/", {"password": "not that one"})
    assert key_of(client) == earlier
    client.post("/accounts/confirm/", {"password": PASSWORD})
    assert key_of(client) != earlier


def test_signing_out_has_the_browser_throw_away_what_it_stored(people: People) -> None:
    client = signed_in(people.officer())
    assert "Clear-Site-Data" not in client.get("/").headers
    assert client.post("/accounts/sign-out/").headers["Clear-Site-Data"] == '"storage"'
    assert "Clear-Site-Data" not in client.get("/accounts/sign-in/").headers


def test_a_sign_in_too_many_ends_the_session_used_longest_ago(people: People, settings: Settings) -> None:
    settings.SAMAKKI_SESSIONS_AT_ONCE = 2
    officer, browsers = people.officer(), []
    for _one in range(3):
        browsers.append(client := signed_in(officer))
        UserSession.objects.create(user=officer, session_key=key_of(client), ip="127.0.0.1", user_agent="x")
    assert [client.get("/").status_code for client in browsers] == [302, 200, 200]
    assert AuditEntry.objects.filter(action="sign_out", actor=officer.code).count() == 1


@pytest.mark.django_db
def test_every_answer_has_the_policy_also_a_refused_one_and_a_style_sheet() -> None:
    for address in ("/accounts/sign-in/", "/a\0b", "/static/ui/nothing.css", "/health/"):
        assert "base-uri 'none'" in Client().get(address).headers["Content-Security-Policy"]
