"""Ends sessions, everywhere at once."""

from importlib import import_module
from typing import Final

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from samakki.access import audit, queries
from samakki.access.actions.notifying import notify
from samakki.access.actions.refusing import logged_refusal
from samakki.access.domain.accounts import refusals_to_take_away
from samakki.access.domain.membership import NOT_AVAILABLE
from samakki.access.domain.notices import NoticeCode
from samakki.access.models import Officer
from samakki.access.queries.people import actor, officer_facts
from samakki.kernel.refusals import Refusal

ENDED: Final = "samakki_ended"
"""In what is left of a session that somebody ended: the key of the officer whose it was."""


def sign_out_everywhere(*, by: Officer | str, officer: str = "") -> None:
    """End every session of an officer, on every browser; by default one's own.

    Args:
        by: the officer, or somebody who may take an account away: a lost laptop does not wait for its owner.
        officer: code; empty for `by`.

    Raises:
        Refused: not theirs to end, or no such officer.
    """
    with transaction.atomic():
        whom = by if isinstance(by, Officer) and officer in {"", by.code} else _find(officer)
        reasons = [] if whom is by else _refusals(by, whom)
        if not reasons and whom is not None:
            end_sessions(whom)
            if whom is not by:
                notify([whom], NoticeCode.SIGNED_OUT, at=timezone.now())
            audit.record(by, "sign_out_everywhere", whom.code)
            return
    raise logged_refusal(by, "sign_out_everywhere", officer, reasons)


def end_what_is_too_much(officer: Officer, *, current: str, most: int) -> int:
    """End the sessions that were used longest ago, so that with the one that begins there are no more than `most`.

    Each is logged as a sign-out; a form that is still sent from there is kept, as in `end_sessions`.

    Args:
        officer: who signs in.
        current: key of the session that begins.
        most: sessions that one officer may have at once; at least 1.

    Returns:
        how many were ended.
    """
    with transaction.atomic():
        others = UserSession.objects.filter(user_id=officer.pk).exclude(session_key=current).order_by("-last_seen_at")
        keys = [one.session_key for one in others if not one.purge()][most - 1 :]
        store = import_module(settings.SESSION_ENGINE).SessionStore
        Session.objects.filter(session_key__in=keys).update(session_data=store().encode({ENDED: officer.pk}))
        UserSession.objects.filter(session_key__in=keys).delete()
        for _ended in keys:
            audit.record(officer, "sign_out")
    return len(keys)


def end_other_sessions(officer: Officer, *, current: str) -> None:
    """End every session but one, because the password is another now; a form that is still sent is kept.

    The changed password alone makes them wrong at their next request, and leaves nothing that says whose they were.
    """
    with transaction.atomic():
        keys = UserSession.objects.filter(user_id=officer.pk).exclude(session_key=current).values("session_key")
        found = list(Session.objects.filter(session_key__in=keys).values_list("session_key", flat=True))
        store = import_module(settings.SESSION_ENGINE).SessionStore
        Session.objects.filter(session_key__in=found).update(session_data=store().encode({ENDED: officer.pk}))
        UserSession.objects.filter(session_key__in=found).delete()


def end_sessions(officer: Officer) -> None:
    """End every session, inside the caller's transaction.

    Raising ``session_epoch`` makes every session cookie wrong at its next request, wherever its row is kept. Nothing
    stays that says from where the officer worked. What stays of a session until its end is whose it was (`ENDED`): a
    form that is still sent from that browser is kept for that officer (``web.kept``).
    """
    officer.session_epoch += 1
    officer.save(update_fields=["session_epoch"])
    rows = UserSession.objects.filter(user_id=officer.pk)
    store = import_module(settings.SESSION_ENGINE).SessionStore
    ended = store().encode({ENDED: officer.pk})
    keys = list(rows.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).update(session_data=ended)
    rows.delete()


def may_return(key: object) -> bool:
    """Whether the officer whose session was ended (`ENDED`) can sign in again."""
    return isinstance(key, int) and Officer.objects.filter(pk=key, is_active=True).exists()


def remove_second_factors(officer: Officer) -> None:
    """Forget authenticator apps, passkeys and recovery codes, inside the caller's transaction."""
    Authenticator.objects.filter(user_id=officer.pk).delete()


def _find(code: str) -> Officer | None:
    return Officer.objects.filter(code=code).select_related("desk__agency").first()


def _refusals(by: Officer | str, whom: Officer | None) -> list[Refusal]:
    if whom is None:
        return [NOT_AVAILABLE]
    return list(refusals_to_take_away(actor(by), officer_facts(whom), roles=queries.roles()))
