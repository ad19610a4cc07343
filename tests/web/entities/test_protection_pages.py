from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from samakki.access.actions import grant_identity
from samakki.access.domain.membership import GrantReason
from samakki.access.domain.vocabulary import Purpose
from samakki.access.models import AuditEntry, Officer
from samakki.entities import actions
from samakki.entities.domain.searching import SearchFilters
from samakki.entities.domain.statements import NewEntity, NewStatement
from samakki.entities.models import Entity
from tests.support import pages
from tests.support.described import source
from tests.support.people import FIELD, People
from tests.support.shared import shared
from tests.support.sign_in import signed_in

HER = "Qanchana Srisentinel"


@shared
def officer(people: People) -> Officer:
    return people.officer("investigator")


@pytest.fixture
def client(officer: Officer) -> Client:
    return signed_in(officer)


@pytest.fixture
def her(officer: Officer) -> str:
    said = (NewStatement("name", HER), NewStatement("notes", f"saw {HER}; Qanchana fled"))
    return actions.describe(by=officer, source=source(officer), entity=NewEntity("Person", said))


def test_the_page_stops_before_it_acts(client: Client, her: str) -> None:
    html = client.get(f"/entities/{her}/protect/").content.decode()
    assert "Protect this person?" in html
    assert HER in html
    assert not Entity.objects.get(reference=her).is_protected


def test_a_person_is_protected_and_the_officer_reads_what_was_done(client: Client, her: str) -> None:
    answer = client.post(f"/entities/{her}/protect/", {"spellings": "", "understood": "on"}, follow=True)
    html = answer.content.decode()
    code = Entity.objects.get(reference=her).protected_code
    assert code in html
    assert "part of a name" in html
    assert HER not in html
    assert HER not in answer.request["PATH_INFO"]


def test_what_was_typed_wrongly_is_kept_and_said(client: Client, her: str) -> None:
    answer = client.post(f"/entities/{her}/protect/", {"spellings": "Kanjana\nx"})
    html = answer.content.decode()
    assert answer.status_code == 400
    assert "Kanjana\nx" in html
    assert "Tick the box" in html
    answer = client.post(f"/entities/{her}/protect/", {"spellings": "x", "understood": "on"})
    assert answer.status_code == 400
    assert "fewer than two letters" in answer.content.decode()


def test_who_does_not_see_the_person_gets_the_page_of_what_is_not_there(people: People, her: str) -> None:
    stranger = signed_in(people.officer("investigator", desk=FIELD))
    for path in (f"/entities/{her}/protect/", f"/entities/{her}/protected/", "/entities/E-00000/protect/"):
        assert stranger.get(path).status_code == 404
        assert stranger.post(path, {"understood": "on"}).status_code in {404, 405}
    assert not Entity.objects.get(reference=her).is_protected


def test_the_report_is_there_only_for_a_protected_person(client: Client, her: str) -> None:
    assert client.get(f"/entities/{her}/protected/").status_code == 404


def test_police_read_the_code_and_after_a_grant_the_name(people: People, officer: Officer, her: str) -> None:
    code = actions.protect_person(by=officer, entity=her)
    html = signed_in(officer).get(f"/protected/{code}/").content.decode()
    assert "You may know the code" in html
    assert HER not in html
    custodian = people.officer("custodian", desk=officer.desk.address)
    html = signed_in(custodian).get(f"/protected/{code}/").content.decode()
    assert f"/records/{code}/access/grant/" in html
    assert HER not in html
    grant_identity(
        by=custodian,
        reference=code,
        officer=officer.code,
        purpose=Purpose.INVESTIGATE_TRAFFICKING,
        reason=GrantReason.TAKE_STATEMENT,
        ends_at=timezone.now() + timedelta(days=1),
    )
    html = signed_in(officer).get(f"/protected/{code}/").content.decode()
    assert HER in html
    looks = AuditEntry.objects.filter(action="read_record", reference=code, facts__basis="grant")
    assert looks.count() == 1
    assert signed_in(people.officer("investigator")).get(f"/protected/{code}/").status_code == 404


def test_a_custodian_takes_it_back_with_a_reason(people: People, officer: Officer, her: str) -> None:
    code = actions.protect_person(by=officer, entity=her)
    custodian = signed_in(people.officer("custodian", desk=officer.desk.address), confirmed=True)
    assert code in custodian.get("/protected/").content.decode()
    assert custodian.post(f"/protected/{code}/undo/", {"reason": ""}).status_code == 400
    answer = custodian.post(f"/protected/{code}/undo/", {"reason": "asked_for", "understood": "on"}, follow=True)
    assert "taken back" in answer.content.decode()
    assert Entity.objects.get(reference=her).caption == HER
    assert signed_in(officer).get(f"/protected/{code}/undo/").status_code == 403
    assert custodian.get("/protected/P-00000/undo/").status_code == 404


NUMBER = "+85512900411"


def phone_of(officer: Officer, her: str) -> str:
    """A telephone that she uses, in her report."""
    report = Entity.objects.select_related("source").get(reference=her).source.reference
    said = (NewStatement("username", NUMBER), NewStatement("service", "phone"))
    phone = actions.describe(by=officer, source=report, entity=NewEntity("UserAccount", said))
    role = [NewStatement("role", "uses")]
    ends = {"subject": her, "object": phone}
    actions.link(by=officer, source=report, schema="UnknownLink", ends=ends, statements=role)
    return phone


def test_a_thing_goes_behind_the_code_later_and_a_custodian_gives_it_back(
    people: People, officer: Officer, client: Client, her: str
) -> None:
    phone = phone_of(officer, her)
    shared = {"understood": "on", f"thing_{phone}": "shared"}
    client.post(f"/entities/{her}/protect/", shared)
    code = Entity.objects.get(reference=her).protected_code
    things = f"/entities/{her}/protected/things/"
    assert NUMBER in client.get(things).content.decode()
    html = client.post(things, {f"thing_{phone}": "hers"}, follow=True).content.decode()
    assert "1 thing went behind the code." in html
    assert NUMBER not in client.get(f"/entities/{phone}/").content.decode()
    custodian = signed_in(people.officer("custodian", desk=officer.desk.address), confirmed=True)
    page = f"/protected/{code}/release/"
    shown = custodian.get(page).content.decode()
    assert phone in shown
    assert NUMBER not in shown
    assert custodian.post(page, {"reason": "not_hers"}).status_code == 400
    answer = custodian.post(page, {"thing": phone, "reason": "not_hers"}, follow=True)
    assert "It came out from behind the code." in answer.content.decode()
    assert NUMBER in client.get(f"/entities/{phone}/").content.decode()
    assert HER not in client.get(f"/entities/{her}/").content.decode()
    assert client.get(page).status_code == 403


def test_no_answer_and_no_number_of_queries_says_that_a_typed_number_is_hers(officer: Officer, her: str) -> None:
    phone = phone_of(officer, her)
    actions.protect_person(by=officer, entity=her)

    def typed(number: str) -> tuple[int, list[str]]:
        with CaptureQueriesContext(connection) as asked:
            actions.add_statements(by=officer, entity=phone, statements=[NewStatement("username", number)])
        return len(asked), Entity.objects.get(reference=phone).properties["username"]

    def searched(number: str) -> tuple[int, int]:
        with CaptureQueriesContext(connection) as asked:
            found = actions.search_records(by=officer, text=number, filters=SearchFilters(), page=1)
        return len(asked), found.count

    typed("+85577123456")  # what is asked for once
    assert typed(NUMBER) == typed("+85577123457")
    searched("+85577123456")
    assert searched(NUMBER) == searched("+85577999888") == (searched(NUMBER)[0], 0)


def test_every_string_of_the_pages_is_translated(people: People, officer: Officer, her: str) -> None:
    custodian = signed_in(people.officer("custodian", desk=officer.desk.address), confirmed=True)
    client = signed_in(officer)
    phone = phone_of(officer, her)
    before = [(client, f"/entities/{her}/protect/"), (custodian, "/protected/")]
    with pages.pseudo_language():
        shown = [asker.get(path).content.decode() for asker, path in before]
        code = actions.protect_person(by=officer, entity=her)
        after = [
            (client, f"/entities/{her}/protected/"),
            (client, f"/protected/{code}/"),
            (custodian, f"/protected/{code}/"),
            (custodian, f"/protected/{code}/undo/"),
            (custodian, f"/protected/{code}/release/"),
            (client, f"/entities/{her}/protected/things/"),
            (client, f"/entities/{phone}/"),
        ]
        shown += [asker.get(path).content.decode() for asker, path in after]
    for html in shown:
        pages.assert_every_string_translated(html)


def test_adding_a_person_of_the_same_name_is_the_same_for_every_name(officer: Officer, her: str) -> None:
    """No page, no answer and no number of queries says that a typed name is a protected one."""
    actions.protect_person(by=officer, entity=her)
    report = source(officer)

    def added(name: str) -> tuple[int, str]:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            made = actions.describe(
                by=officer, source=report, entity=NewEntity("Person", (NewStatement("name", name),))
            )
        return len(asked), Entity.objects.get(reference=made).caption

    added("Warming Up")
    first, second = added(HER), added("Nobody Srisentinol")
    assert first == (second[0], HER)
    assert added(HER)[0] == added("Nobody Srisentinol")[0]  # a name that stands in the index costs one query less
