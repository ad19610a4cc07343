"""A session that cannot be written, told from one that is gone."""

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.db import OperationalError

from samakki.node.sessions import SessionStore

pytestmark = pytest.mark.django_db


@pytest.fixture
def session() -> SessionStore:
    made = SessionStore()
    made["seen"] = 1
    made.save(must_create=True)
    return made


def test_a_full_disk_is_not_taken_for_an_ended_session(session: SessionStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_words: object, **_names: object) -> None:
        message = "database or disk is full"
        raise OperationalError(message)

    monkeypatch.setattr(Session, "save", full)
    with pytest.raises(OperationalError, match="full"):
        session.save()


def test_a_session_that_was_ended_stays_ended(session: SessionStore) -> None:
    Session.objects.all().delete()
    with pytest.raises(UpdateError):
        session.save()
    assert not Session.objects.exists()
