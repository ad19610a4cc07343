"""What an officer changes about themself."""

from django.db import transaction
from django.utils import timezone

from samakki.access import audit
from samakki.access.models import Notice, Officer
from samakki.kernel.refusals import InvalidValue


def change_own_password(*, by: Officer, password: str) -> None:
    """Store a new password; the one-time password stops counting.

    Not checked here: the old password and the strength of the new one; the form asked for both. Sessions on other
    browsers end by themselves, because the session carries a trace of the password.
    """
    with transaction.atomic():
        by.set_password(password)
        by.must_change_password = False
        by.save(update_fields=["password", "must_change_password"])
        audit.record(by, "change_own_password", by.code)


def change_language(*, by: Officer, language: str, offered: frozenset[str]) -> None:
    """Choose the language of pages.

    Args:
        by: the officer.
        language: BCP 47 code.
        offered: codes this node offers; the list belongs to the pages, not to access.

    Raises:
        InvalidValue: "language-unknown".
    """
    if language not in offered:
        raise InvalidValue("language-unknown")
    with transaction.atomic():
        by.language = language
        by.save(update_fields=["language"])
        audit.record(by, "change_language", by.code, facts={"what": language})


def mark_notice_read(*, by: Officer, notice: int) -> None:
    """Note that an officer has read a notice of theirs; silent for one that is not theirs or not there.

    Not in the audit log: it tells nothing about a record, and the row keeps the time.
    """
    Notice.objects.filter(pk=notice, officer=by, read_at__isnull=True).update(read_at=timezone.now())
