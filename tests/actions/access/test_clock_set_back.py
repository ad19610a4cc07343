"""What an officer wrote is there again soon after the node's clock was set back."""

from datetime import timedelta

from django.utils import timezone

from samakki.access import queries
from samakki.access.actions import ties
from samakki.access.models import AuditEntry, Membership
from tests.support.people import People, record


def test_what_was_written_while_the_clock_was_fast_is_opened_when_it_is_set_back(people: People) -> None:
    officer = people.officer("investigator")
    case = record(by=officer)
    now = timezone.now()
    Membership.objects.filter(resource__reference=case).update(starts_at=now + timedelta(hours=1))
    assert not queries.my_records(officer)

    assert ties.begin_ties(now=now) == 1

    assert [one.reference for one in queries.my_records(officer)] == [case]
    assert AuditEntry.objects.get(action="begin_ties").facts == {"count": 1}


def test_on_a_clock_that_goes_on_nothing_is_changed(people: People) -> None:
    record(by=people.officer("investigator"))
    assert ties.begin_ties(now=timezone.now()) == 0
    assert not AuditEntry.objects.filter(action="begin_ties").exists()
