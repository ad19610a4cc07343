import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import DatabaseError, OperationalError
from django.test import RequestFactory

from samakki.ui import errors


def interrupted(by: DatabaseError) -> SessionInterrupted:
    """What Django's session middleware raises when a session cannot be saved."""
    unsaved, error = UpdateError(), SessionInterrupted("the session was deleted before the request completed")
    error.__context__, unsaved.__context__ = unsaved, by
    return error


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("by", "status"),
    [(OperationalError("database or disk is full"), 500), (DatabaseError("no row was updated"), 400)],
)
def test_a_session_that_no_disk_takes_is_our_fault_and_one_that_is_gone_is_not(
    by: DatabaseError, status: int, rf: RequestFactory
) -> None:
    response = errors.bad_request(rf.post("/desks/add/"), interrupted(by))
    assert response.status_code == status
    assert ("Nothing was changed" in response.content.decode()) is (status == 400)
