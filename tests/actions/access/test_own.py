from datetime import timedelta

import pytest
from django.utils import timezone
from time_machine import Traveller

from samakki.access import actions, queries
from samakki.access.actions import retention
from samakki.access.models import AuditEntry, Notice, Officer
from samakki.kernel.refusals import InvalidValue
from tests.support.people import People
from tests.support.shared import shared

pytestmark = pytest.mark.django_db


@shared
def dara(people: People) -> Officer:
    return people.officer("investigator")


def test_a_password_of_ones_own_ends_the_one_time_password(dara: Officer) -> None:
    actions.change_own_password(by=dara, password="a lantern over seven rivers")
    dara.refresh_from_db()
    assert dara.check_password("a lantern over seven rivers")
    assert not dara.must_change_password
    assert AuditEntry.objects.get(action="change_own_password").reference == dara.code


def test_a_language_is_chosen_among_those_offered(dara: Officer) -> None:
    actions.change_language(by=dara, language="km", offered=frozenset({"en", "km"}))
    dara.refresh_from_db()
    assert dara.language == "km"
    assert AuditEntry.objects.get(action="change_language").facts == {"what": "km"}
    with pytest.raises(InvalidValue, match="language-unknown"):
        actions.change_language(by=dara, language="xx", offered=frozenset({"en", "km"}))


def test_a_notice_is_read_by_whom_it_is_for(people: People, dara: Officer) -> None:
    stranger = people.officer()
    (notice,) = queries.notices(dara)
    actions.mark_notice_read(by=stranger, notice=notice.notice)
    assert [row.is_read for row in queries.notices(dara)] == [False]
    actions.mark_notice_read(by=dara, notice=notice.notice)
    assert [row.is_read for row in queries.notices(dara)] == [True]
    assert queries.notices(dara, unread_only=True) == ()


def test_notices_are_forgotten_when_they_were_read_long_ago(people: People, dara: Officer, clock: Traveller) -> None:
    (notice,) = queries.notices(dara)
    actions.mark_notice_read(by=dara, notice=notice.notice)
    clock.shift(timedelta(days=366))
    vanna = people.officer("investigator")

    assert retention.clear_notices(read_before=timezone.now() - timedelta(days=365)) == 1

    assert not Notice.objects.filter(officer=dara).exists()
    assert Notice.objects.filter(officer=vanna).exists()
    entry = AuditEntry.objects.get(action="clear_notices")
    assert (entry.actor, entry.facts) == ("node", {"count": 1})
    assert retention.clear_notices(read_before=timezone.now()) == 0
    assert AuditEntry.objects.filter(action="clear_notices").count() == 1
