"""The idle lock as a clock: no database, no request."""

import pytest
from django.contrib.sessions.backends.signed_cookies import SessionStore
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from samakki.access.web.lock import MARK_EVERY_SECONDS, SEEN, SessionClock

IDLE, LIMIT = 600, 12 * 3600


@pytest.fixture(autouse=True)
def limits(settings: Settings) -> None:
    settings.SAMAKKI_IDLE_MINUTES = 10
    settings.SAMAKKI_SESSION_HOURS = 12


def session_begun(at: int) -> SessionStore:
    session = SessionStore()
    SessionClock(session, at).begin()
    return session


def test_a_session_locks_when_nobody_used_it_for_the_whole_time() -> None:
    session = session_begun(1000)
    assert not SessionClock(session, 1000 + IDLE - 1).is_locked
    assert SessionClock(session, 1000 + IDLE).is_locked


def test_activity_puts_the_lock_off() -> None:
    session = session_begun(0)
    assert SessionClock(session, 500).mark()
    assert not SessionClock(session, 500 + IDLE - 1).is_locked


def test_activity_is_written_at_most_once_a_minute() -> None:
    session = session_begun(0)
    assert not SessionClock(session, MARK_EVERY_SECONDS - 1).mark()
    assert session[SEEN] == 0
    assert SessionClock(session, MARK_EVERY_SECONDS).mark()


def test_a_lock_stays_until_it_is_opened() -> None:
    session = session_begun(0)
    SessionClock(session, 10).lock()
    assert SessionClock(session, 11).is_locked
    SessionClock(session, 5000).unlock()
    assert not SessionClock(session, 5001).is_locked


def test_locking_a_locked_session_writes_nothing() -> None:
    session = session_begun(0)
    SessionClock(session, 10).lock()
    session.modified = False
    SessionClock(session, 11).lock()
    assert not session.modified


@given(marks=st.lists(st.integers(1, IDLE - 1), max_size=200))
def test_no_activity_stretches_a_session_past_its_limit(marks: list[int]) -> None:
    session = session_begun(0)
    now = 0
    for step in marks:
        now += step
        SessionClock(session, now).mark()
    assert SessionClock(session, now).is_over == (now >= LIMIT)


def test_unlocking_does_not_stretch_the_limit() -> None:
    session = session_begun(0)
    SessionClock(session, LIMIT - 1).unlock()
    assert SessionClock(session, LIMIT).is_over


def test_a_session_that_never_began_is_over() -> None:
    assert SessionClock(SessionStore(), 10**9).is_over
