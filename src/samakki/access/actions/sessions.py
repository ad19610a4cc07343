"""Ends sessions, everywhere at once."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
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


def end_sessions(officer: Officer) -> None:
    """End every session, inside the caller's transaction.

    Raising ``session_epoch`` makes every session cookie wrong at its next request, wherever its row is kept. Deleting
    the rows as well leaves nothing behind that says from where the officer worked.
    """
    officer.session_epoch += 1
    officer.save(update_fields=["session_epoch"])
    rows = UserSession.objects.filter(user_id=officer.pk)
    Session.objects.filter(session_key__in=list(rows.values_list("session_key", flat=True))).delete()
    rows.delete()


def remove_second_factors(officer: Officer) -> None:
    """Forget authenticator apps, passkeys and recovery codes, inside the caller's transaction."""
    Authenticator.objects.filter(user_id=officer.pk).delete()


def _find(code: str) -> Officer | None:
    return Officer.objects.filter(code=code).select_related("desk__agency").first()


def _refusals(by: Officer | str, whom: Officer | None) -> list[Refusal]:
    if whom is None:
        return [NOT_AVAILABLE]
    return list(refusals_to_take_away(actor(by), officer_facts(whom), roles=queries.roles()))
