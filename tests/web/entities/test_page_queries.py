"""How much the page of an entity asks of the database: no more for a long description than for a short one."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samakki.access.models import AuditEntry, AuditWaiting
from samakki.entities import actions
from samakki.entities.domain.statements import NewEntity, NewStatement
from samakki.ui import panels
from tests.support.described import source
from tests.support.people import People
from tests.support.sign_in import signed_in

MOST = 20


def asked(client: Client, address: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    # A test runs within a transaction; elsewhere what are savepoints here begins and ends one.
    return [one["sql"] for one in captured.captured_queries if "SAVEPOINT" not in one["sql"]]


def test_thirty_statements_and_links_cost_what_one_costs(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    by = people.officer("investigator")
    client = signed_in(by)
    report = source(by)

    def person(name: str) -> str:
        return actions.describe(by=by, source=report, entity=NewEntity("Person", (NewStatement("name", name),)))

    def meet(one: str, other: str, where: str) -> None:
        ends = {"person": one, "associate": other}
        said = [NewStatement("relationship", "cousin")]
        actions.link(by=by, source=where, schema="Associate", ends=ends, statements=said)

    short, long = person("Sok Dara"), person("Somchai")
    meet(short, person("Friend"), report)
    for number in range(30):
        actions.add_statements(by=by, entity=long, statements=[NewStatement("weakAlias", f"Nickname {number}")])
        meet(long, person(f"Friend {number}"), report)
    client.get(f"/entities/{short}/")  # what a process loads once is not what a page asks
    few, many = asked(client, f"/entities/{short}/"), asked(client, f"/entities/{long}/")
    assert len(few) == len(many), "\n".join(sorted(set(many) - set(few)))
    # What subjects above entities add to the page they answer for themselves.
    monkeypatch.setitem(vars(panels)["_slots"], "entity", {})
    own = asked(client, f"/entities/{long}/")
    assert len(own) < MOST, "\n".join(own)


def test_links_from_many_records_cost_what_those_from_two_cost(people: People) -> None:
    by = people.officer("investigator")
    client = signed_in(by)
    two, many = (
        actions.describe(by=by, source=source(by), entity=NewEntity("Person", (NewStatement("name", name),)))
        for name in ("Two", "Many")
    )

    def meet(one: str) -> None:
        report = source(by)
        other = actions.describe(by=by, source=report, entity=NewEntity("Person", (NewStatement("name", "Friend"),)))
        actions.link(by=by, source=report, schema="Associate", ends={"person": one, "associate": other})

    meet(two)
    for _number in range(10):
        meet(many)
    client.get(f"/entities/{many}/")
    # Each record whose words are on the page has an entry of its own: that of the person, and those of ten links.
    assert AuditEntry.objects.filter(action="read_record", facts__surface="page").count() == 11
    assert AuditWaiting.objects.count() == AuditEntry.objects.count()
    assert len(asked(client, f"/entities/{two}/")) == len(asked(client, f"/entities/{many}/"))
