from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.utils import timezone

from samakki.access.audit.summary import summary
from samakki.access.models import AuditEntry, Notice, Recovery
from samakki.node import cleaning
from tests.support.people import People

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> People:
    return People()


def days(number: float) -> timedelta:
    return timedelta(days=number)


def test_ended_sessions_go_and_live_ones_stay(people: People) -> None:
    officer, now = people.officer("investigator"), timezone.now()
    for key, ends_at in (("ended", now - days(1)), ("live", now + days(1))):
        Session.objects.create(session_key=key, session_data="", expire_date=ends_at)
        UserSession.objects.create(user=officer, session_key=key, ip="127.0.0.1", user_agent="")
    cleaning.clear_sessions()
    assert list(Session.objects.values_list("session_key", flat=True)) == ["live"]
    assert list(UserSession.objects.values_list("session_key", flat=True)) == ["live"]


def test_counts_of_wrong_passwords_go_after_a_day() -> None:
    for name, age in (("old", days(2)), ("new", days(0.5))):
        attempt = AccessAttempt.objects.create(username=name, user_agent="", failures_since_start=1)
        AccessAttempt.objects.filter(pk=attempt.pk).update(attempt_time=timezone.now() - age)
    cleaning.clear_attempts()
    assert list(AccessAttempt.objects.values_list("username", flat=True)) == ["new"]


def test_notices_go_when_they_were_read_long_ago(people: People) -> None:
    officer, now = people.officer("investigator"), timezone.now()
    Notice.objects.all().delete()
    for code, read_at in (("old", now - days(400)), ("new", now - days(300)), ("unread", None)):
        Notice.objects.create(officer=officer, code=code, at=now - days(500), read_at=read_at)
    cleaning.clear_notices(365)
    assert set(Notice.objects.values_list("code", flat=True)) == {"new", "unread"}
    assert AuditEntry.objects.filter(action="clear_notices", actor="node", facts={"count": 1}).count() == 1


def test_recoveries_go_a_year_after_their_end(people: People) -> None:
    officer, now = people.officer("investigator"), timezone.now()
    for age in (400, 300):
        opened_at = now - days(age)
        Recovery.objects.create(
            officer=officer, opened_by=officer.code, opened_at=opened_at, first_half="x", ends_at=opened_at
        )
    cleaning.clear_recoveries()
    assert Recovery.objects.count() == 1
    assert AuditEntry.objects.filter(action="clear_recoveries", facts={"count": 1}).count() == 1


def test_nothing_to_clear_leaves_no_entry_in_the_log(people: People) -> None:
    before = summary().unsequenced
    cleaning.clear_notices(365)
    cleaning.clear_recoveries()
    assert summary().unsequenced == before
