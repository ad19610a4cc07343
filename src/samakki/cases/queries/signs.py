"""Signs that a list of "My work" may have a row, see `access.queries.signs`: rows of cases, and of subjects below."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from samakki.access.models import BreakGlass, Notice, Recovery, RoleGrant
from samakki.access.queries import Officer
from samakki.cases.models import Followed
from samakki.cases.queries import exhibits, matches, work
from samakki.exchange.models import Inbox, Message
from samakki.matching.queries.awaiting import of_two_agencies

Rows = Iterable["QuerySet[Any, Any]"]


def tasks(by: Officer) -> Rows:
    """Of open tasks."""
    return [work.open_tasks(by)]


def checks(by: Officer) -> Rows:
    """Of checks of non-punishment."""
    return [work.open_checks(by)]


def cases_led(by: Officer) -> Rows:
    """Of cases to look at again, whether or not the day has come."""
    return [work.led(by)]


def hand_overs(by: Officer) -> Rows:
    """Of what was handed to the desk."""
    return [work.hand_overs(by)]


def cases_watched(by: Officer) -> Rows:
    """Of cases followed, also those that are no longer theirs to know of."""
    return [Followed.objects.filter(officer=by)]


def exhibits_given(by: Officer) -> Rows:
    """Of exhibits that somebody says they gave."""
    return [exhibits.unanswered(by)]


def people(by: Officer) -> Rows:
    """Of people in the officer's cases, whether or not anybody is like them."""
    return [matches.people_in_cases(by, matches.teams_of(by))]


def roles_proposed(_by: Officer) -> Rows:
    """Of roles that wait for a second person, whoever that may be."""
    return [RoleGrant.objects.filter(confirmed_at__isnull=True, ended_at__isnull=True)]


def recoveries(_by: Officer) -> Rows:
    """Of recoveries that wait for a second person, whoever that may be, also those that are over."""
    return [Recovery.objects.filter(used_at__isnull=True, confirmed_at__isnull=True)]


def urgent_access(_by: Officer) -> Rows:
    """Of uses of urgent access without a finding, whoever's."""
    return [BreakGlass.objects.filter(reviewed_at__isnull=True)]


def notices_unread(by: Officer) -> Rows:
    """Of notices, also those about a record that they are kept away from."""
    return [Notice.objects.filter(officer=by, read_at__isnull=True)]


def messages(by: Officer) -> Rows:
    """Of messages of the desk, late or not."""
    desk = by.desk.address
    return [Message.objects.filter(from_desk=desk), Inbox.objects.filter(landings__desk=desk)]


def judgements(by: Officer) -> Rows:
    """Of judgements that wait for a second agency, the officer's own or another's."""
    return [of_two_agencies(by)]
