"""Entries that have no place: how many, since when, and whether they are still what was recorded."""

from datetime import datetime

from django.db.models import Exists, Min, OuterRef

from samakki.access.audit.pages import UNREADABLE, require_unreadable, written_entry
from samakki.access.audit.report import BadFound, FirstBad, Why
from samakki.access.models import AuditEntry, AuditPlace, AuditWaiting

_unplaced = AuditEntry.objects.filter(~Exists(AuditPlace.objects.filter(entry_id=OuterRef("pk"))))


def oldest_unplaced() -> tuple[int, datetime | None]:
    """How many entries have no place, and the time of the oldest; ``None`` if there is none, or no time in it."""
    count = _unplaced.count()
    try:
        return count, _unplaced.aggregate(oldest=Min("at"))["oldest"]
    except (*UNREADABLE, AttributeError):  # AttributeError: Django on a text that is no time
        return count, None


def check_unplaced() -> None:
    """Prove that entries without a place are as they were written, and that those on the waiting list are there.

    Raises:
        BadFound: one was changed, or is gone.
    """
    try:
        for entry in _unplaced.values_list("pk", flat=True).iterator():
            written = written_entry(entry)
            # One that vanished since was placed: nothing else can take it out of this list.
            if written is not None and not written.is_as_stored:
                raise BadFound(FirstBad(Why.CHANGED, None, None, entry))
    except UNREADABLE as error:  # an id that is none
        require_unreadable(error)
        raise BadFound(FirstBad(Why.CHANGED, None, None)) from error
    gone = AuditWaiting.objects.filter(
        ~Exists(AuditEntry.objects.filter(pk=OuterRef("entry_id"))),
        ~Exists(AuditPlace.objects.filter(entry_id=OuterRef("entry_id"))),
    )
    for entry in gone.order_by("pk").values_list("entry_id", flat=True)[:1]:
        raise BadFound(FirstBad(Why.DROPPED, None, None, entry))
