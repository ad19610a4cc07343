"""Saying at the desk that has an emergency that a change of it was read: until then it stands on every page there."""

from django.db import transaction
from django.utils import timezone

from samakki.access import audit
from samakki.access.actions.refusing import logged_refusal
from samakki.access.models import Officer
from samakki.intelligence.actions.offers import offer_to_answer
from samakki.intelligence.models import EmergencyStanding


def note_change_read(*, by: Officer, reference: str) -> None:
    """Note that the desk knows what became of an emergency.

    Raises:
        Refused: "not-found".
    """
    with transaction.atomic():
        row, reasons = offer_to_answer(by, reference)
        if row is not None:
            row.recalls.filter(seen_at=None).update(seen_at=timezone.now(), seen_by=by.code)
            EmergencyStanding.objects.filter(received=row, seen_at=None).exclude(at=None).update(
                seen_at=timezone.now(), seen_by=by.code
            )
            audit.record(by, "read_emergency_change", reference)
            return
    raise logged_refusal(by, "read_emergency_change", reference, reasons)
