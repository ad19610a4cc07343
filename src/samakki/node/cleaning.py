"""What a node forgets: ended sessions, old counts of wrong passwords, notices and recoveries past their retention."""

from datetime import timedelta
from importlib import import_module

from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from samakki.access.actions import retention, sending, ties
from samakki.entities.actions import exporting, forgetting
from samakki.exchange.actions import clearing
from samakki.exchange.actions.own_keys import has_keys
from samakki.exchange.actions.station import NotInExchange, station
from samakki.intelligence.actions import (
    comparing,
    emergencies,
    emergency_acting,
    emergency_changes,
    expiring,
    recalls_unsent,
    release_days,
)

RECOVERIES_KEPT = timedelta(days=365)
TOKENS_KEPT = timedelta(days=365)
SENDINGS_KEPT = timedelta(days=7)  # a page's form ends with its session; this is for programs that try again
ATTEMPTS_KEPT = timedelta(days=1)  # far longer than the throttle counts

WORK_KEPT = timedelta(days=7)


def clear_sessions() -> None:
    """Delete sessions past their end, and what sign-in noted about them."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()


def clear_attempts() -> None:
    """Delete counts of wrong passwords; they hold user names as typed and addresses."""
    AccessAttempt.objects.filter(attempt_time__lt=timezone.now() - ATTEMPTS_KEPT).delete()


def begin_ties() -> None:
    """Have memberships begin that were written before the clock was set back."""
    ties.begin_ties(now=timezone.now())


def clear_notices(days: int) -> None:
    """Delete notices read more than `days` days ago."""
    retention.clear_notices(read_before=timezone.now() - timedelta(days=days))


def clear_messages() -> None:
    """Forget sealed messages and their pieces after 400 days, on a node that takes part in the exchange."""
    if not settings.SAMAKKI_EXCHANGE_NAME or not has_keys():
        return
    try:
        at = station()
    except NotInExchange:
        return
    clearing.clear(at, now=timezone.now())


def ask_recalls_again() -> None:
    """Send recalls to holders that could not be written to before."""
    try:
        recalls_unsent.ask_again()
    except NotInExchange:
        return


def clear_recoveries() -> None:
    """Delete recoveries of sign-ins that ended a year ago."""
    retention.clear_recoveries(ended_before=timezone.now() - RECOVERIES_KEPT)


def clear_work() -> None:
    """Delete entries of background work that was done a week ago; they hold references and times."""
    DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - WORK_KEPT).delete()


def clear_tokens() -> None:
    """Delete tokens of programs that ended a year ago."""
    retention.clear_tokens(ended_before=timezone.now() - TOKENS_KEPT)


def clear_sendings() -> None:
    """Forget which forms counted a week ago."""
    sending.clear_sendings(sent_before=timezone.now() - SENDINGS_KEPT)


def clear_comparisons() -> None:
    """Forget which texts were compared with sources a year ago."""
    comparing.clear_comparisons()


def cut_log() -> None:
    """Leave no older page of the database in its write-ahead log."""
    forgetting.cut_log()


def clear_exports() -> None:
    """Delete files that were made to be taken out and are older than a day."""
    exporting.clear_exports()


def ask_next_desks() -> None:
    """Give emergencies that nobody answers to the next desk."""
    emergencies.ask_next_desks()


def tell_emergencies_again() -> None:
    """Tell desks that have an emergency what became of it and who acts, where that could not be sent before."""
    try:
        emergency_changes.tell_again()
        emergency_acting.tell_again()
    except NotInExchange:
        return


def run_days() -> None:
    """Restrict and erase copies of other nodes whose day has come."""
    expiring.run_days()


def run_release_days() -> None:
    """Remind desks of requests for a release, and note those that nobody answered by their day."""
    release_days.run_release_days()
