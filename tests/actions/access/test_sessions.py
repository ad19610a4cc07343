import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client

from samakki.access import actions, queries
from samakki.access.models import AuditEntry, Officer
from tests.support.people import SUPPORT, People
from tests.support.refusing import refused_attempt

pytestmark = pytest.mark.django_db


def signed_in(officer: Officer) -> Client:
    client = Client()
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    UserSession.objects.create(user=officer, session_key=client.session.session_key, ip="127.0.0.1", user_agent="x")
    return client


def is_signed_in(client: Client) -> bool:
    return (
        client.get("/security/").status_code != 302 or "/sign-in/" not in client.get("/security/").headers["Location"]
    )


def test_signing_out_everywhere_ends_every_browser_and_leaves_others_alone(people: People) -> None:
    dara, vanna = people.officer("investigator"), people.officer("investigator")
    desk_computer, laptop, other = signed_in(dara), signed_in(dara), signed_in(vanna)
    assert is_signed_in(desk_computer)

    actions.sign_out_everywhere(by=dara)

    assert not is_signed_in(desk_computer)
    assert not is_signed_in(laptop)
    assert is_signed_in(other)
    assert not UserSession.objects.filter(user=dara).exists()
    entry = AuditEntry.objects.get(action="sign_out_everywhere")
    assert (entry.actor, entry.reference) == (dara.code, dara.code)
    assert queries.notices(dara)[0].code == "role_confirmed"  # nobody is told of what they did themselves


def test_a_session_that_no_table_lists_ends_too(people: People) -> None:
    dara = people.officer("investigator")
    client = signed_in(dara)
    UserSession.objects.all().delete()
    actions.sign_out_everywhere(by=dara)
    assert Session.objects.exists()
    assert not is_signed_in(client)


def test_a_lead_ends_the_sessions_of_a_lost_laptop(people: People) -> None:
    lead, worker = people.officer("support_lead"), people.officer("social_worker", desk=SUPPORT)
    laptop = signed_in(worker)
    actions.sign_out_everywhere(by=lead, officer=worker.code)
    assert not is_signed_in(laptop)
    assert queries.notices(worker)[0].code == "signed_out"


def test_nobody_ends_the_sessions_of_another_agency(people: People) -> None:
    chief, worker = people.officer("supervisor"), people.officer("social_worker")
    with refused_attempt("sign_out_everywhere", chief.code, "duty-not-held", about=worker.code):
        actions.sign_out_everywhere(by=chief, officer=worker.code)
    with refused_attempt("sign_out_everywhere", chief.code, "officer-not-available", about=""):
        actions.sign_out_everywhere(by=chief, officer="O-0")


def test_the_console_ends_an_officers_sessions_and_has_none_of_its_own(people: People) -> None:
    dara = people.officer("investigator")
    client = signed_in(dara)
    actions.sign_out_everywhere(by="console", officer=dara.code)
    assert not is_signed_in(client)
    with refused_attempt("sign_out_everywhere", "console", "officer-not-available"):
        actions.sign_out_everywhere(by="console")
