"""What every page asks of the database beside its own content, and that it asks for nothing twice."""

from collections import Counter

from django.db import connection
from django.test.utils import CaptureQueriesContext

from samakki.access.queries import listing
from tests.support.people import People
from tests.support.sign_in import signed_in

MOST = 9
"""Session, officer, desk, agency, roles, emergencies, trust data, state of the index, and whether a form was kept."""


def test_a_page_without_content_asks_little_and_nothing_twice(people: People) -> None:
    client = signed_in(people.officer("investigator"))
    client.get("/search/")
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/search/").status_code == 200
    asked = [one["sql"] for one in captured.captured_queries if "SAVEPOINT" not in one["sql"]]
    assert len(asked) <= MOST, "\n".join(asked)
    assert [sql for sql, times in Counter(asked).items() if times > 1] == []


def test_my_work_writes_no_condition_of_the_policy_anew(people: People) -> None:
    client = signed_in(people.officer("investigator"))
    other = signed_in(people.officer("investigator"))
    client.get("/")
    written = listing._ids.cache_info().misses
    assert other.get("/").status_code == 200
    assert listing._ids.cache_info().misses == written
