"""Gives an officer back a lost sign-in: two colleagues open it, the officer types both halves of a code."""

from axes.utils import reset
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from samakki.access import audit, queries
from samakki.access.actions.notifying import notify
from samakki.access.actions.refusing import logged_refusal
from samakki.access.actions.secrets_made import half_of_a_code
from samakki.access.actions.sessions import end_sessions, remove_second_factors
from samakki.access.domain import recovery as rules
from samakki.access.domain.notices import NoticeCode
from samakki.access.models import Officer, Recovery
from samakki.access.queries.people import actor, officer_facts
from samakki.access.queries.throttle import throttled
from samakki.access.queries.waiting import recovery_facts
from samakki.kernel.refusals import Refusal

NOBODY = "nobody"

PASSWORD_FAULTS = {
    "password_too_short": Refusal("password-too-short"),
    "password_too_common": Refusal("password-too-common"),
    "password_too_similar": Refusal("password-too-similar"),
    "password_entirely_numeric": Refusal("password-entirely-numeric"),
}
"""Django's validators, as the node's settings list them, by the code of their mistake."""


def open_recovery(*, by: Officer, officer: str) -> str:
    """Start a recovery, as the first of two; the hour begins, and an earlier one that is still open ends.

    The officer concerned gets a notice: one that did not ask sees in an open session that somebody is trying.

    Args:
        by: the first colleague.
        officer: code of who cannot sign in.

    Returns:
        The first half of the code. Only its hash is kept: show it once.

    Raises:
        Refused: see ``domain.recovery.refusals_to_open``.
    """
    with transaction.atomic():
        whom = _lock(officer)
        reasons = rules.refusals_to_open(actor(by), officer_facts(whom) if whom else None, roles=queries.roles())
        if whom is not None and not reasons:
            now = timezone.now()
            Recovery.objects.filter(officer=whom, ends_at__gt=now).update(ends_at=now)
            half = half_of_a_code()
            Recovery.objects.create(
                officer=whom,
                opened_by=by.code,
                opened_at=now,
                first_half=make_password(rules.tidy_secret(half)),
                ends_at=now + rules.LASTS,
            )
            notify([whom], NoticeCode.RECOVERY_OPENED, at=now)
            audit.record(by, "open_recovery", officer)
            return half
    raise logged_refusal(by, "open_recovery", officer, reasons)


def confirm_recovery(*, by: Officer, officer: str) -> str:
    """Confirm a recovery, as the second of two.

    Args:
        by: the second colleague; one of the two belongs to the officer's agency.
        officer: code of who cannot sign in.

    Returns:
        The second half of the code. Only its hash is kept: show it once.

    Raises:
        Refused: see ``domain.recovery.refusals_to_confirm``.
    """
    with transaction.atomic():
        now = timezone.now()
        whom = _lock(officer)
        row = _latest(whom)
        reasons = rules.refusals_to_confirm(
            actor(by),
            officer_facts(whom) if whom else None,
            recovery_facts(row) if row else None,
            now=now,
            roles=queries.roles(),
        )
        if row is not None and not reasons:
            half = half_of_a_code()
            row.confirmed_by, row.confirmed_at = by.code, now
            row.second_half = make_password(rules.tidy_secret(half))
            row.save(update_fields=["confirmed_by", "confirmed_at", "second_half"])
            audit.record(by, "confirm_recovery", officer)
            return half
    raise logged_refusal(by, "confirm_recovery", officer, reasons)


def stop_recovery(*, by: Officer) -> None:
    """End a recovery of one's own sign-in that one did not ask for. Silent when there is none."""
    with transaction.atomic():
        now = timezone.now()
        if Recovery.objects.filter(officer=by, ends_at__gt=now, used_at__isnull=True).update(ends_at=now):
            audit.record(by, "stop_recovery", by.code)


def use_recovery(*, username: str, first_half: str, second_half: str, new_password: str) -> None:
    """Take both halves for a new password. Second factors are forgotten and every session ends.

    Nobody is signed in here, so every wrong try gets one answer after the same work: two hashes are computed whether
    the officer, the recovery or the halves are wrong. Five wrong tries end the recovery.

    Args:
        username: as typed.
        first_half: from the colleague who opened the recovery, as typed.
        second_half: from the colleague who confirmed it, as typed.
        new_password: must pass the node's rules for passwords.

    Raises:
        Refused: "recovery-not-possible"; or, with both halves right, what is wrong with the password
            ("password-too-short", "password-too-common", "password-too-similar", "password-entirely-numeric"), which
            costs no try.
    """
    with transaction.atomic():
        now = timezone.now()
        whom = Officer.objects.select_for_update().filter(username__iexact=username, is_active=True).first()
        row = _latest(whom)
        usable = row is not None and rules.may_be_used(recovery_facts(row), now=now)
        halves = [(first_half, row.first_half), (second_half, row.second_half)] if row and usable else []
        # A list, not a generator: both hashes are computed even if the first is wrong.
        right = [check_password(rules.tidy_secret(typed), kept) for typed, kept in halves] or _same_work()
        if whom is None or row is None or not all(right):
            reasons = [rules.NOT_POSSIBLE]
            if row is not None and usable:
                row.failed_tries += 1
                row.save(update_fields=["failed_tries"])
        else:
            reasons = _password_refusals(whom, new_password)
            if not reasons:
                row.used_at = now
                row.save(update_fields=["used_at"])
                whom.set_password(new_password)
                whom.must_change_password = False
                whom.save(update_fields=["password", "must_change_password"])
                remove_second_factors(whom)
                end_sessions(whom)
                # Wrong tries before the recovery no longer count against the officer.
                reset(username=throttled(whom.username))
                notify([whom], NoticeCode.RECOVERY_USED, at=now)
                audit.record(whom, "use_recovery", whom.code)
                return
    raise logged_refusal(NOBODY, "use_recovery", "", reasons)


def _lock(code: str) -> Officer | None:
    return Officer.objects.select_for_update(of=("self",)).filter(code=code).select_related("desk__agency").first()


def _latest(whom: Officer | None) -> Recovery | None:
    return Recovery.objects.filter(officer=whom).order_by("-opened_at", "-pk").first()


def _same_work() -> list[bool]:
    make_password("first half")
    make_password("second half")
    return [False, False]


def _password_refusals(whom: Officer, password: str) -> list[Refusal]:
    try:
        validate_password(password, whom)
    except ValidationError as error:
        return [PASSWORD_FAULTS[str(one.code)] for one in error.error_list]
    return []
